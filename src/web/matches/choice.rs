//! Which matches a reader wants to see, as the query of an address.

use std::fmt::Write;

use serde::Deserialize;

use crate::domain::PostingId;
use crate::flows::dock::{Choice, Order};

/// How many matches a page shows before the reader asks for all.
const FIRST: usize = 10;

/// The orders in which matches may be listed, with their codes.
const ORDERS: [(Order, &str); 3] = [(Order::Fit, "fit"), (Order::Newest, "newest"), (Order::Stage, "stage")];

/// The query as it comes; what can't be understood counts as not said.
#[derive(Debug, Default, Deserialize)]
pub struct RawQuery {
    min: Option<String>,
    near: Option<String>,
    ripe: Option<String>,
    affordable: Option<String>,
    sort: Option<String>,
    open: Option<String>,
    all: Option<String>,
}

/// Which match stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Open {
    /// The first one.
    #[default]
    First,
    /// This one.
    One(PostingId),
    /// None.
    Nothing,
}

/// The state of a page of matches; every state is an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Selection {
    /// What is left out, and the order.
    pub choice: Choice,
    /// Which match stands open.
    pub open: Open,
    /// Whether more than the first matches are shown.
    pub all: bool,
}

impl From<RawQuery> for Selection {
    fn from(raw: RawQuery) -> Self {
        let on = |value: Option<String>| value.as_deref() == Some("1");
        let order = |code: String| ORDERS.into_iter().find(|(_, known)| *known == code);
        Self {
            choice: Choice {
                min_score: raw
                    .min
                    .and_then(|min| min.trim().parse().ok())
                    .map_or(0, |min: u32| min.min(100) as u8),
                near: on(raw.near),
                ripe: on(raw.ripe),
                affordable: on(raw.affordable),
                sort: raw.sort.and_then(order).map_or_else(Order::default, |(order, _)| order),
            },
            open: match raw.open.as_deref() {
                None => Open::First,
                Some(id) => id.parse().map_or(Open::Nothing, Open::One),
            },
            all: on(raw.all),
        }
    }
}

impl Selection {
    /// How many of `found` matches are shown.
    pub fn shown(&self, found: usize) -> usize {
        if self.all { found } else { found.min(FIRST) }
    }

    /// Whether some matches are left out.
    pub fn narrows(&self) -> bool {
        let Choice { min_score, near, ripe, affordable, sort: _ } = self.choice;
        min_score > 0 || near || ripe || affordable
    }

    /// The code of the order.
    pub fn order(&self) -> &'static str {
        ORDERS.into_iter().find(|(order, _)| *order == self.choice.sort).map_or("fit", |(_, code)| code)
    }

    /// The codes of all orders.
    pub fn orders() -> impl Iterator<Item = &'static str> {
        ORDERS.into_iter().map(|(_, code)| code)
    }

    /// The same selection with another match open.
    pub fn opening(self, open: Open) -> Self {
        Self { open, ..self }
    }

    /// The same selection with all its matches.
    pub fn showing_all(self) -> Self {
        Self { all: true, ..self }
    }

    /// The query of the address, with `?`; empty for the plain page.
    pub fn query(&self) -> String {
        let Choice { min_score, near, ripe, affordable, sort } = self.choice;
        let mut query = String::new();
        let mut add = |name: &str, value: &str| {
            let mark = if query.is_empty() { '?' } else { '&' };
            // Writing to a string can't fail.
            let _ = write!(query, "{mark}{name}={value}");
        };
        if min_score > 0 {
            add("min", &min_score.to_string());
        }
        for (name, on) in [("near", near), ("ripe", ripe), ("affordable", affordable)] {
            if on {
                add(name, "1");
            }
        }
        if sort != Order::default() {
            add("sort", self.order());
        }
        if self.all {
            add("all", "1");
        }
        match self.open {
            Open::First => {}
            Open::One(id) => add("open", &id.to_string()),
            Open::Nothing => add("open", "none"),
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Selection {
        actix_web::web::Query::<RawQuery>::from_query(query).unwrap().into_inner().into()
    }

    #[test]
    fn every_state_is_an_address() {
        let full = "?min=65&near=1&ripe=1&affordable=1&sort=stage&all=1&open=C-7F3K9Q";
        assert_eq!(read(&full[1..]).query(), full);
        assert_eq!(read("").query(), "");
        assert_eq!(read("min=0&sort=fit&near=0").query(), "");
        assert_eq!(read("open=none").query(), "?open=none");
    }

    #[test]
    fn nonsense_counts_as_not_said() {
        let odd = read("min=abc&sort=%3Cscript%3E&near=yes&all=true&unknown=1");
        assert_eq!(odd, Selection::default());
        assert_eq!(read("min=1000").choice.min_score, 100);
        assert_eq!(read("open=%3Cscript%3E").open, Open::Nothing);
    }

    #[test]
    fn ten_are_shown_until_all_are_asked_for() {
        assert_eq!((read("").shown(7), read("").shown(20), read("all=1").shown(20)), (7, 10, 20));
    }
}

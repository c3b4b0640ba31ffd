//! A search as an address, and an address as a search.
//!
//! Every state of the page has one address, with its parts in one order and without what is
//! usual anyway. What an address says beyond that, or says wrongly, is passed over.

use std::collections::BTreeSet;
use std::str::FromStr;

use form_urlencoded::Serializer;

use crate::domain::text::clean;
use crate::domain::{Chain, Form, Industry, Kind, Language, OrganizationKind, Region};

/// The longest text that is searched for, in characters.
const MAX_TEXT: usize = 500;

/// The most values of one facet; more than any list offers to choose from at once.
const MAX_CHOICES: usize = 50;

/// What somebody looks for. Within one facet the choices are alternatives; facets narrow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Free text, at most 500 characters; empty: everything.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Sections and divisions.
    pub industries: BTreeSet<Industry>,
    /// Provinces.
    pub provinces: BTreeSet<Region>,
    /// Steps of the innovation chain.
    pub chains: BTreeSet<Chain>,
    /// Forms of cooperation.
    pub forms: BTreeSet<Form>,
    /// Kinds of organization.
    pub organizations: BTreeSet<OrganizationKind>,
    /// Languages of the text.
    pub languages: BTreeSet<Language>,
    /// Only where remote work is accepted.
    pub remote: bool,
    /// Only from verified organizations.
    pub verified: bool,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
}

impl Query {
    /// Reads the query part of an address.
    pub fn parse(address: &str) -> Self {
        let mut query = Self { page: 1, ..Self::default() };
        for (name, value) in form_urlencoded::parse(address.as_bytes()) {
            let value = value.as_ref();
            match name.as_ref() {
                "q" => query.text = clean(value, false).chars().take(MAX_TEXT).collect(),
                "kind" => query.kind = value.parse().ok(),
                "industry" => add(&mut query.industries, Industry::from_code(value).ok()),
                "province" => add(
                    &mut query.provinces,
                    Region::from_code(value).ok().filter(|region| !region.is_city()),
                ),
                "chain" => add(&mut query.chains, Chain::from_code(value)),
                "form" => add(&mut query.forms, Form::from_str(value).ok()),
                "organization" => add(&mut query.organizations, OrganizationKind::from_str(value).ok()),
                "language" => add(&mut query.languages, Language::from_str(value).ok()),
                "remote" => query.remote = value == "1",
                "verified" => query.verified = value == "1",
                "sort" => query.sort = Sort::from_code(value).unwrap_or_default(),
                "page" => query.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        query
    }

    /// The query part of the one address of this search; empty where everything is looked for.
    pub fn written(&self) -> String {
        let mut out = Serializer::new(String::new());
        if !self.text.is_empty() {
            out.append_pair("q", &self.text);
        }
        if let Some(kind) = self.kind {
            out.append_pair("kind", kind.code());
        }
        out.extend_pairs(self.industries.iter().map(|industry| ("industry", industry.code())));
        out.extend_pairs(self.provinces.iter().map(|province| ("province", province.code())));
        out.extend_pairs(self.chains.iter().map(|chain| ("chain", chain.code())));
        out.extend_pairs(self.forms.iter().map(|form| ("form", form.code())));
        out.extend_pairs(self.organizations.iter().map(|kind| ("organization", kind.code())));
        out.extend_pairs(self.languages.iter().map(|language| ("language", language.code())));
        for (name, _) in [("remote", self.remote), ("verified", self.verified)].iter().filter(|(_, on)| *on) {
            out.append_pair(name, "1");
        }
        if self.sort != Sort::default() {
            out.append_pair("sort", self.sort.code());
        }
        if self.page > 1 {
            out.append_pair("page", &self.page.to_string());
        }
        out.finish()
    }

    /// The text as it is looked for.
    pub(super) fn searched(&self) -> String {
        self.text.trim().chars().take(MAX_TEXT).collect()
    }

    /// The order in which results come.
    pub(super) fn order(&self) -> Sort {
        if self.searched().is_empty() && self.sort == Sort::Relevance { Sort::Newest } else { self.sort }
    }
}

fn add<T: Ord>(choices: &mut BTreeSet<T>, choice: Option<T>) {
    if choices.len() < MAX_CHOICES {
        choices.extend(choice);
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best answer to the text first; without a text the same as `Newest`.
    #[default]
    Relevance,
    /// Last published first.
    Newest,
    /// Soonest deadline first; none last.
    Deadline,
    /// Ripest first.
    Stage,
}

impl Sort {
    /// The orders, as they are offered.
    pub const ALL: [Self; 4] = [Self::Relevance, Self::Newest, Self::Deadline, Self::Stage];

    /// The code of an order in addresses and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Deadline => "deadline",
            Self::Stage => "stage",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back() {
        let address = "/browse?q=%E6%B6%82%E5%B1%82+%26+x&kind=need&industry=34&industry=C&province=320000\
                       &chain=basic-research&form=licensing&organization=university&language=zh&remote=1&sort=newest&page=3";
        let query = Query::parse(address.split_once('?').unwrap().1);
        assert_eq!(query.text, "涂层 & x");
        assert_eq!(query.industries.len(), 2);
        assert_eq!(Query::parse(&query.written()), query);
    }

    #[test]
    fn what_is_usual_is_not_written() {
        assert_eq!(Query::parse("q=&kind=&sort=relevance&page=1&remote=0").written(), "");
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        for odd in [
            "kind=cat&industry=zzz&page=-1&sort=up&province=320200",
            "page=99999999999999999999999&remote=yes",
            "%FF%00=%00&q=%00%FF",
            "=&&==&",
        ] {
            let query = Query::parse(odd);
            assert_eq!(
                Query { text: String::new(), ..query.clone() },
                Query { page: 1, ..Query::default() },
                "{odd}"
            );
        }
        let many: String = Industry::all().map(|industry| format!("industry={}&", industry.code())).collect();
        assert_eq!(Query::parse(&many).industries.len(), MAX_CHOICES);
        assert_eq!(Query::parse(&format!("q={}", "x".repeat(9_000))).text.len(), MAX_TEXT);
    }
}

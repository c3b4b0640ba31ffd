//! What a posting doesn't state but its text or its organization tells: its field of knowledge, its
//! readiness, its place. Read once for each posting; counts less than what is stated.

mod readiness;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::analysis::tokens;
use super::explanation::fields;
use super::terms;
use crate::domain::{Basis, Discipline, Posting, Region, Trl};

/// At least so many different names of one field of knowledge must stand in a text, ...
const LEAST_NAMES: usize = 2;
/// ... and at least this part of all names of fields.
const LEAST_SHARE: f32 = 0.4;

/// What was read from a posting's text and organization, where it isn't stated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Traits {
    disciplines: Vec<Discipline>,
    trl: Option<Trl>,
    region: Option<Region>,
}

impl Traits {
    /// Reads what a posting doesn't state. `place` is its organization's.
    pub(super) fn of(posting: &Posting, place: Option<Region>) -> Self {
        let texts: Vec<&str> = fields(posting).into_iter().map(|(_, text)| text).collect();
        Self {
            disciplines: if posting.disciplines.is_empty() {
                disciplines(posting, &texts)
            } else {
                Vec::new()
            },
            trl: if posting.trl.is_none() { readiness::read(&texts) } else { None },
            region: if posting.region.is_none() { place } else { None },
        }
    }
}

/// The fields of knowledge whose names a text uses most.
fn disciplines(posting: &Posting, texts: &[&str]) -> Vec<Discipline> {
    let mut rows = BTreeSet::new();
    for text in texts {
        rows.extend(
            terms::passages(text, &tokens(text), posting.language).into_iter().map(|passage| passage.row),
        );
    }
    let mut names: BTreeMap<Discipline, usize> = BTreeMap::new();
    for field in rows.iter().filter_map(|row| terms::field(*row)) {
        *names.entry(field).or_default() += 1;
    }
    let all: usize = names.values().sum();
    let enough = |count: usize| count >= LEAST_NAMES && count as f32 >= LEAST_SHARE * all as f32;
    names.into_iter().filter(|(_, count)| enough(*count)).map(|(field, _)| field).collect()
}

/// A posting with what was read from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Party<'a> {
    pub(super) posting: &'a Posting,
    pub(super) traits: &'a Traits,
}

impl<'a> Party<'a> {
    /// The disciplines, stated or else read.
    pub(super) fn disciplines(self) -> (&'a [Discipline], Basis) {
        if self.posting.disciplines.is_empty() {
            (&self.traits.disciplines, Basis::Inferred)
        } else {
            (&self.posting.disciplines, Basis::Stated)
        }
    }

    /// The readiness, stated or else read.
    pub(super) fn trl(self) -> Option<(Trl, Basis)> {
        either(self.posting.trl, self.traits.trl)
    }

    /// The place, stated or else that of the organization.
    pub(super) fn region(self) -> Option<(Region, Basis)> {
        either(self.posting.region, self.traits.region)
    }
}

fn either<T>(stated: Option<T>, inferred: Option<T>) -> Option<(T, Basis)> {
    let stated = stated.map(|value| (value, Basis::Stated));
    stated.or_else(|| inferred.map(|value| (value, Basis::Inferred)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Description, Kind, Language, Title};

    fn traits(text: &str) -> Traits {
        let mut posting = Posting::bare(Kind::Capability, Title::parse("x").unwrap(), Language::guess(text));
        posting.description = Description::parse(text).ok();
        Traits::of(&posting, None)
    }

    #[test]
    fn names_tell_the_field_of_knowledge() {
        for text in [
            "Perovskite solar cells and lithium-ion batteries, fuel cells and photovoltaic modules",
            "钙钛矿太阳能电池、锂离子电池、燃料电池与光伏组件",
        ] {
            let found = traits(text).disciplines;
            assert!(found.iter().any(|field| field.code() == "480"), "{text}: {found:?}");
        }
        assert!(traits("An evening of music").disciplines.is_empty());
    }

    #[test]
    fn what_is_stated_is_not_read() {
        let mut posting = Posting::bare(Kind::Need, Title::parse("中试").unwrap(), Language::Zh);
        let shanghai = Region::from_code("310000").ok();
        assert!(Traits::of(&posting, shanghai).trl.is_some());
        posting.trl = Trl::new(3).ok();
        posting.region = Region::from_code("320200").ok();
        assert_eq!(Traits::of(&posting, shanghai), Traits::default());
    }
}

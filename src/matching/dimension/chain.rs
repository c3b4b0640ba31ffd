//! Industrial chain: how near two postings lie in the trees of industries and disciplines.

use super::{Assessed, Assessment};
use crate::domain::{Basis, Discipline, Industry, Posting};
use crate::matching::Finding;
use crate::matching::inference::Party;

/// What agreement in a strategic industry counts beside one of the two trees: there are only nine.
const STRATEGIC_WEIGHT: f32 = 0.5;

/// The nearness of the best pair of codes in each tree, averaged over what both sides state.
pub(in crate::matching) fn assess(need: Party<'_>, capability: Party<'_>) -> Assessment {
    let ((ours, a), (theirs, b)) = (need.disciplines(), capability.disciplines());
    let (need, capability) = (need.posting, capability.posting);
    let industry = nearest(&need.industries, &capability.industries);
    let discipline = nearest(ours, theirs);
    let strategic = strategic(need, capability);
    // Fields of knowledge that were read from texts count only where nothing else is known.
    let read = a.and(b) == Basis::Inferred && (industry.is_some() || strategic.is_some());
    let discipline = discipline.filter(|_| !read);
    let basis = if industry.is_some() || strategic.is_some() { Basis::Stated } else { a.and(b) };
    let parts = [
        industry.as_ref().map(|near| (1.0, near.value)),
        discipline.as_ref().map(|near| (1.0, near.value)),
        strategic.map(|value| (STRATEGIC_WEIGHT, value)),
    ];
    let whole: f32 = parts.iter().flatten().map(|(weight, _)| weight).sum();
    if whole <= 0.0 {
        return None;
    }
    let value = parts.iter().flatten().map(|(weight, value)| weight * value).sum::<f32>() / whole;
    let finding = Finding::Chain {
        industry: industry.and_then(|near| near.common),
        discipline: discipline.and_then(|near| near.common),
    };
    Some(Assessed::even(value, basis, finding))
}

/// 1 if a strategic industry is shared, 0 if not.
fn strategic(need: &Posting, capability: &Posting) -> Option<f32> {
    let (a, b) = (&need.strategic_industries, &capability.strategic_industries);
    if a.is_empty() || b.is_empty() {
        return None;
    }
    Some(if a.iter().any(|code| b.contains(code)) { 1.0 } else { 0.0 })
}

/// Two codes of one tree: the lowest entry above both, and how near they are, 0–1.
struct Nearest<C> {
    common: Option<C>,
    value: f32,
}

/// An entry of a tree of codes.
trait Code: Copy + Eq {
    /// The entry and those above it, nearest first.
    fn upwards(self) -> impl Iterator<Item = Self>;
    /// How much is known by this entry: its level, less half, since the top level is as broad as
    /// "manufacturing".
    fn depth(self) -> f32;
}

impl Code for Industry {
    fn upwards(self) -> impl Iterator<Item = Self> {
        self.lineage()
    }

    fn depth(self) -> f32 {
        f32::from(self.level()) - 0.5
    }
}

impl Code for Discipline {
    fn upwards(self) -> impl Iterator<Item = Self> {
        self.lineage()
    }

    /// The levels of this list begin at 0.
    fn depth(self) -> f32 {
        f32::from(self.level()) + 0.5
    }
}

/// The nearest pair of two lists; `None` if one is empty. Ties by place.
fn nearest<C: Code>(a: &[C], b: &[C]) -> Option<Nearest<C>> {
    let mut best: Option<Nearest<C>> = None;
    for (a, b) in a.iter().flat_map(|a| b.iter().map(move |b| (*a, *b))) {
        let common = a.upwards().find(|above| b.upwards().any(|other| other == *above));
        // Wu and Palmer, "Verb semantics and lexical selection", ACL 1994.
        let value = common.map_or(0.0, |common| 2.0 * common.depth() / (a.depth() + b.depth()));
        if best.as_ref().is_none_or(|best| value > best.value) {
            best = Some(Nearest { common, value });
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Language, Title};
    use crate::matching::inference::Traits;

    fn assess(need: &Posting, capability: &Posting) -> Assessment {
        let traits = Traits::default();
        let party = |posting| Party { posting, traits: &traits };
        super::assess(party(need), party(capability))
    }

    fn posting(industries: &[&str], disciplines: &[&str]) -> Posting {
        let mut posting = Posting::bare(Kind::Need, Title::parse("x").unwrap(), Language::En);
        posting.industries = industries.iter().map(|code| Industry::from_code(code).unwrap()).collect();
        posting.disciplines = disciplines.iter().map(|code| Discipline::from_code(code).unwrap()).collect();
        posting
    }

    fn value(a: &[&str], b: &[&str]) -> f32 {
        assess(&posting(a, &[]), &posting(b, &[])).unwrap().value
    }

    #[test]
    fn the_lower_the_common_entry_the_nearer() {
        let values =
            [["3741", "3741"], ["3741", "3742"], ["3741", "3731"], ["3741", "3811"], ["3741", "0111"]]
                .map(|[a, b]| value(&[a], &[b]));
        assert!(values.is_sorted_by(|a, b| a > b), "{values:?}");
        assert_eq!((values[0], values[4]), (1.0, 0.0));
    }

    #[test]
    fn the_best_pair_counts() {
        assert_eq!(value(&["0111", "37"], &["37", "65"]), 1.0);
    }

    #[test]
    fn names_the_common_entries() {
        let (a, b) = (posting(&["3741"], &["43035"]), posting(&["3742"], &["43040"]));
        let Some(Assessed { value, finding: Finding::Chain { industry, discipline }, .. }) = assess(&a, &b)
        else {
            panic!()
        };
        assert_eq!(industry.map(Industry::code), Some("374"));
        assert_eq!(discipline.map(Discipline::code), Some("430"));
        assert!(value > 0.5 && value < 1.0);
    }

    #[test]
    fn one_side_alone_states_nothing() {
        assert_eq!(assess(&posting(&["37"], &[]), &posting(&[], &["430"])), None);
    }
}

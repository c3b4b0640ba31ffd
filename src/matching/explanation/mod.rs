//! Why two postings fit and what is missing.

mod concept;
mod gap;
mod mark;
mod passage;

pub(in crate::matching) use passage::fields;
pub use passage::text_of;

use super::index::{Place, TextIndex};
use super::{Explanation, Finding, requirement};
use crate::domain::{Fit, Posting};

/// Two postings and where their texts stand in the index.
pub(super) struct Pair<'a> {
    pub(super) text: &'a TextIndex,
    pub(super) need: Place,
    pub(super) capability: Place,
    pub(super) need_posting: &'a Posting,
    pub(super) capability_posting: &'a Posting,
}

/// Puts together what the scorer found and what the texts say.
pub(super) fn explain(pair: &Pair<'_>, fit: Fit, mut findings: [Finding; 6]) -> Explanation {
    let shared = concept::shared(pair);
    let requirements = requirement::requirements(&pair.into());
    if let Finding::Topic { shared: count } = &mut findings[0] {
        *count = shared.len();
    }
    Explanation {
        fit,
        gaps: gap::gaps(pair, &fit, &findings, &requirements),
        requirements,
        lift: None,
        findings,
        need_marks: mark::marks(shared.iter().map(|found| &found.need[..])),
        capability_marks: mark::marks(shared.iter().map(|found| &found.capability[..])),
        concepts: shared.into_iter().map(|found| found.concept).collect(),
    }
}

//! Which passages to mark.

use super::passage::Occurrence;
use crate::matching::{Field, Mark};

/// The most marks of one concept in one posting.
const PER_CONCEPT: usize = 3;
/// The most marks in one posting.
const PER_SIDE: usize = 20;

/// Marks for concepts in the order of their numbers; a stronger concept keeps a passage from a weaker one.
pub(super) fn marks<'a>(concepts: impl Iterator<Item = &'a [Occurrence]>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (concept, occurrences) in (1..).zip(concepts) {
        let mut left = PER_CONCEPT;
        for occurrence in spread(occurrences) {
            if left == 0 || marks.len() >= PER_SIDE {
                break;
            }
            if !marks.iter().any(|mark| overlap(mark, occurrence)) {
                marks.push(Mark { field: occurrence.field, range: occurrence.range.clone(), concept });
                left -= 1;
            }
        }
    }
    marks.sort_by_key(|mark| (mark.field, mark.range.start));
    marks
}

/// The first occurrence in each kind of field, then the others: a reader sees the concept wherever they look.
fn spread(occurrences: &[Occurrence]) -> impl Iterator<Item = &Occurrence> {
    let is_first = |at: usize| {
        let kind = |field: &Field| std::mem::discriminant(field);
        !occurrences[..at].iter().any(|before| kind(&before.field) == kind(&occurrences[at].field))
    };
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..occurrences.len()).partition(|at| is_first(*at));
    first.into_iter().chain(rest).map(|at| &occurrences[at])
}

fn overlap(mark: &Mark, occurrence: &Occurrence) -> bool {
    mark.field == occurrence.field
        && mark.range.start < occurrence.range.end
        && occurrence.range.start < mark.range.end
}

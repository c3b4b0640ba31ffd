//! The lookup: adds up a query's terms over all texts, one term at a time, and keeps the best.
//!
//! Sums are 16-bit integers: a segment's fit into the second cache level, and choosing among them
//! compares eight or more at a time. What they lose in precision, the full comparison of the
//! candidates brings back.

use super::segment::{Fresh, SEGMENT, Segment};
use super::vocabulary::TermId;

/// The sum that a text with all of a query's terms at their highest impact would reach.
const FULL: f32 = 32_000.0;
/// How many sums are looked at in one step.
const STEP: usize = 64;

/// A candidate: its sum, of [`FULL`], and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) sum: i16,
    pub(super) text: u32,
}

/// Sums of one segment's texts; all zero between uses.
pub(super) struct Sums(Box<[i16]>);

impl Default for Sums {
    fn default() -> Self {
        Self(vec![0; SEGMENT].into_boxed_slice())
    }
}

/// A query's terms with whole weights that add up to [`FULL`] at most.
pub(super) struct Scaled(Vec<(TermId, i32)>);

impl Scaled {
    /// Scales non-negative weights.
    pub(super) fn of(terms: &[(TermId, f32)]) -> Self {
        let whole: f32 = terms.iter().map(|(_, weight)| weight).sum();
        let scale = if whole > 0.0 { FULL / whole } else { 0.0 };
        Self(terms.iter().map(|(term, weight)| (*term, (weight * scale) as i32)).collect())
    }
}

impl Sums {
    fn add(&mut self, query: &Scaled, segment: &Segment) {
        let Ok(sums) = <&mut [i16; SEGMENT]>::try_from(&mut self.0[..]) else { return };
        for (term, weight) in &query.0 {
            let (texts, impacts) = segment.list(*term);
            for (text, impact) in texts.iter().zip(impacts) {
                // At most FULL in all, so that nothing overflows.
                sums[usize::from(*text)] += ((*weight * i32::from(*impact)) >> 8) as i16;
            }
        }
    }

    fn add_fresh(&mut self, query: &Scaled, fresh: &Fresh) {
        for (term, weight) in &query.0 {
            for (text, impact) in fresh.list(*term) {
                self.0[usize::from(*text)] += ((*weight * i32::from(*impact)) >> 8) as i16;
            }
        }
    }

    /// Hands the sums of the first `texts` to `best`, and clears them.
    fn drain(&mut self, first: usize, texts: usize, best: &mut Best<'_>) {
        for (step, sums) in self.0[..texts.next_multiple_of(STEP)].chunks_exact_mut(STEP).enumerate() {
            let highest = sums.iter().copied().fold(0, i16::max);
            if highest > best.floor {
                for (at, sum) in sums.iter().enumerate() {
                    best.offer(*sum, (first + step * STEP + at) as u32);
                }
            }
            sums.fill(0);
        }
    }
}

/// Keeps the best candidates, ties by place.
struct Best<'a> {
    most: usize,
    /// Sums that are not above this can't be among the best.
    floor: i16,
    found: Vec<Candidate>,
    is_there: &'a dyn Fn(u32) -> bool,
}

impl Best<'_> {
    #[inline]
    fn offer(&mut self, sum: i16, text: u32) {
        if sum > self.floor && (self.is_there)(text) {
            self.found.push(Candidate { sum, text });
            if self.found.len() >= self.most.saturating_mul(4) {
                self.prune();
            }
        }
    }

    fn prune(&mut self) {
        if self.found.len() > self.most {
            self.found.select_nth_unstable_by_key(self.most - 1, order);
            self.found.truncate(self.most);
            self.floor = self.found[self.most - 1].sum;
        }
    }
}

fn order(candidate: &Candidate) -> (std::cmp::Reverse<i16>, u32) {
    (std::cmp::Reverse(candidate.sum), candidate.text)
}

/// The `most` texts with the highest sums, best first, ties by place; those without any of the
/// query's terms, and those that `is_there` denies, are none. `fresh` follows the last segment;
/// `texts` counts them all.
pub(super) fn gather(
    query: &Scaled,
    segments: &[Segment],
    fresh: &Fresh,
    texts: usize,
    most: usize,
    is_there: &dyn Fn(u32) -> bool,
    sums: &mut Sums,
) -> Vec<Candidate> {
    if most == 0 {
        return Vec::new();
    }
    let mut best = Best { most, floor: 0, found: Vec::new(), is_there };
    let mut first = 0;
    while first < texts {
        let at = first / SEGMENT;
        let count = (texts - first).min(SEGMENT);
        if let Some(segment) = segments.get(at) {
            sums.add(query, segment);
        }
        if first + count == texts {
            sums.add_fresh(query, fresh);
        }
        sums.drain(first, count, &mut best);
        first += count;
    }
    best.prune();
    best.found.sort_unstable_by_key(order);
    best.found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn finds_what_adding_up_by_hand_finds(
            rows in prop::collection::vec(prop::collection::btree_map(0_u32..12, 1_u8..=255, 0..8), 1..200),
            weights in prop::collection::vec(0.01_f32..10.0, 1..8),
            most in 1_usize..30,
            split in 0_usize..200,
        ) {
            let rows: Vec<Vec<(TermId, u8)>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let split = split.min(rows.len());
            let query: Vec<(TermId, f32)> = (0..).zip(weights).collect();
            let scaled = Scaled::of(&query);
            let segment = Segment::build(&rows[..split], 12);
            let mut fresh = Fresh::default();
            for (at, row) in rows.iter().enumerate().skip(split) {
                fresh.push(at as u16, row);
            }
            let mut expected: Vec<Candidate> = (0..).zip(&rows).map(|(text, row)| {
                let sum = scaled.0.iter().map(|(term, weight)| {
                    row.iter().find(|(other, _)| other == term)
                        .map_or(0, |(_, impact)| (weight * i32::from(*impact)) >> 8)
                }).sum::<i32>() as i16;
                Candidate { sum, text }
            }).filter(|candidate| candidate.sum > 0 && candidate.text % 7 != 3).collect();
            expected.sort_unstable_by_key(order);
            expected.truncate(most);
            let mut sums = Sums::default();
            let is_there = |text: u32| text % 7 != 3;
            for _ in 0..2 {
                let found = gather(&scaled, std::slice::from_ref(&segment), &fresh, rows.len(), most, &is_there, &mut sums);
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}

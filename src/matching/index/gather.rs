//! The lookup: adds up a query's terms over all texts, one term at a time, and keeps the best.
//!
//! Sums are 16-bit integers, and texts are gone through in blocks whose sums fit into the first cache
//! level: adding to them and choosing among them is done eight or more at a time. What they lose in
//! precision, the full comparison of the candidates brings back.

use multiversion::multiversion;

use super::segment::{Fresh, List, SEGMENT, Segment};
use super::vocabulary::TermId;

/// The sum that a text with all of a query's terms at their highest impact would reach.
const FULL: f32 = 32_000.0;

/// How many texts are added up at a time.
const BLOCK: usize = 1 << 13;
/// A block's sums are looked through in so many columns: each text whose place leaves the same rest.
const COLUMNS: usize = 512;

/// A candidate: its sum, of [`FULL`], and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) sum: i16,
    pub(super) text: u32,
}

/// Sums of one block's texts; all zero between uses.
pub(super) struct Sums(Box<[i16]>);

impl Default for Sums {
    fn default() -> Self {
        Self(vec![0; BLOCK].into_boxed_slice())
    }
}

/// A query's terms with whole weights that add up to [`FULL`] at most.
pub(super) struct Scaled(Vec<(TermId, u16)>);

impl Scaled {
    /// Scales non-negative weights.
    pub(super) fn of(terms: &[(TermId, f32)]) -> Self {
        let whole: f32 = terms.iter().map(|(_, weight)| weight).sum();
        let scale = if whole > 0.0 { FULL / whole } else { 0.0 };
        Self(terms.iter().map(|(term, weight)| (*term, (weight * scale) as u16)).collect())
    }
}

/// A query's term in one segment, with what of its list is still to be added up.
struct Rest<'a> {
    weight: u16,
    list: List<'a>,
}

impl Rest<'_> {
    /// Adds the texts of the block that begins at `first` to its sums; blocks come in their order.
    fn add(&mut self, first: usize, sums: &mut [i16; BLOCK]) {
        let weight = self.weight;
        match &mut self.list {
            List::Sparse(texts, impacts) => {
                let is_in = |text: &u16| usize::from(*text) < first + BLOCK;
                let end =
                    if texts.last().is_none_or(is_in) { texts.len() } else { texts.partition_point(is_in) };
                let (block_texts, rest_texts) = texts.split_at(end);
                let (block_impacts, rest_impacts) = impacts.split_at(end);
                for (text, impact) in block_texts.iter().zip(block_impacts) {
                    // At most FULL in all, so that nothing overflows.
                    sums[usize::from(*text) % BLOCK] += part(weight, *impact);
                }
                (*texts, *impacts) = (rest_texts, rest_impacts);
            }
            List::Dense(row) => {
                let (block, rest) = row.split_at(row.len().min(BLOCK));
                add_dense(&mut sums[..block.len()], block, weight);
                *row = rest;
            }
        }
    }
}

/// Adds `part` of each impact to its sum.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
fn add_dense(sums: &mut [i16], impacts: &[u8], weight: u16) {
    let (high, low) = (weight >> 8, weight & 0xff);
    for (sum, impact) in sums.iter_mut().zip(impacts) {
        // The same as `part`, in 16 bits: as many texts at a time as a register holds.
        let impact = u16::from(*impact);
        *sum += (high.wrapping_mul(impact) + (low.wrapping_mul(impact) >> 8)) as i16;
    }
}

/// The highest sum of each column.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
fn highest(sums: &[i16; BLOCK]) -> [i16; COLUMNS] {
    let mut highest = [0_i16; COLUMNS];
    for row in sums.chunks_exact(COLUMNS) {
        for (highest, sum) in highest.iter_mut().zip(row) {
            *highest = (*highest).max(*sum);
        }
    }
    highest
}

/// A term's weight by a text's impact, of 256.
#[inline]
fn part(weight: u16, impact: u8) -> i16 {
    ((u32::from(weight) * u32::from(impact)) >> 8) as i16
}

impl Sums {
    /// Adds up a segment's texts, a block at a time, and hands the sums to `best`. `first` is the
    /// segment's first text, `count` the number of its texts.
    fn add(
        &mut self,
        query: &Scaled,
        (segment, fresh): (Option<&Segment>, Option<&Fresh>),
        (first, count): (usize, usize),
        withdrawn: &[u32],
        best: &mut Best,
    ) {
        let Ok(sums) = <&mut [i16; BLOCK]>::try_from(&mut self.0[..]) else { return };
        let mut terms: Vec<Rest<'_>> = segment
            .iter()
            .flat_map(|segment| query.0.iter().map(|(term, weight)| (segment.list(*term), *weight)))
            .map(|(list, weight)| Rest { weight, list })
            .collect();
        for block in (0..count).step_by(BLOCK) {
            for term in &mut terms {
                term.add(block, sums);
            }
            if let Some(fresh) = fresh {
                add_fresh(query, fresh, block, sums);
            }
            for text in among(withdrawn, first + block) {
                sums[*text as usize % BLOCK] = 0;
            }
            drain(sums, first + block, best);
        }
    }
}

/// Those of ascending texts that lie in the block that begins at `first`.
fn among(texts: &[u32], first: usize) -> &[u32] {
    let place = |limit: usize| texts.partition_point(|text| (*text as usize) < limit);
    &texts[place(first)..place(first + BLOCK)]
}

fn add_fresh(query: &Scaled, fresh: &Fresh, first: usize, sums: &mut [i16; BLOCK]) {
    for (term, weight) in &query.0 {
        let list = fresh.list(*term);
        let from = list.partition_point(|(text, _)| usize::from(*text) < first);
        for (text, impact) in list[from..].iter().take_while(|(text, _)| usize::from(*text) < first + BLOCK) {
            sums[usize::from(*text) % BLOCK] += part(*weight, *impact);
        }
    }
}

/// Hands a block's sums to `best`, and clears them. `first` is the block's first text.
fn drain(sums: &mut [i16; BLOCK], first: usize, best: &mut Best) {
    let highest = highest(sums);
    best.raise(&highest);
    for (column, highest) in highest.iter().enumerate() {
        if *highest > best.floor {
            for at in (column..BLOCK).step_by(COLUMNS) {
                best.offer(sums[at], (first + at) as u32);
            }
        }
    }
    sums.fill(0);
}

/// Keeps the best candidates, ties by place.
struct Best {
    most: usize,
    /// Sums that are not above this can't be among the best.
    floor: i16,
    found: Vec<Candidate>,
}

impl Best {
    #[inline]
    fn offer(&mut self, sum: i16, text: u32) {
        if sum > self.floor {
            self.found.push(Candidate { sum, text });
            if self.found.len() >= self.most.saturating_mul(4) {
                self.prune();
            }
        }
    }

    /// Raises the floor, given sums of as many different texts.
    fn raise(&mut self, sums: &[i16; COLUMNS]) {
        if sums.iter().filter(|sum| **sum > self.floor).count() > self.most {
            let mut sums = *sums;
            let (_, weakest, _) =
                sums.select_nth_unstable_by_key(self.most - 1, |sum| std::cmp::Reverse(*sum));
            self.floor = self.floor.max(*weakest - 1);
        }
    }

    fn prune(&mut self) {
        if self.found.len() > self.most {
            self.found.select_nth_unstable_by_key(self.most - 1, order);
            self.found.truncate(self.most);
            // Another text with the same sum may have a lower place.
            self.floor = self.found[self.most - 1].sum - 1;
        }
    }
}

fn order(candidate: &Candidate) -> (std::cmp::Reverse<i16>, u32) {
    (std::cmp::Reverse(candidate.sum), candidate.text)
}

/// The `most` texts with the highest sums, best first, ties by place; those without any of the
/// query's terms, and those that are `withdrawn` (ascending), are none. `fresh` follows the last
/// segment; `texts` counts them all.
pub(super) fn gather(
    query: &Scaled,
    segments: &[Segment],
    fresh: &Fresh,
    texts: usize,
    most: usize,
    withdrawn: &[u32],
    sums: &mut Sums,
) -> Vec<Candidate> {
    if most == 0 {
        return Vec::new();
    }
    let mut best = Best { most, floor: 0, found: Vec::new() };
    let mut first = 0;
    while first < texts {
        let at = first / SEGMENT;
        let count = (texts - first).min(SEGMENT);
        let fresh = (first + count == texts).then_some(fresh);
        sums.add(query, (segments.get(at), fresh), (first, count), withdrawn, &mut best);
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
            repeats in prop_oneof![Just(1_usize), Just(150)],
            split in 0.0_f64..=1.0,
        ) {
            let rows: Vec<Vec<(TermId, u8)>> = rows.into_iter().map(|row| row.into_iter().collect()).collect();
            let rows: Vec<_> = std::iter::repeat_n(rows, repeats).flatten().collect();
            let split = (rows.len() as f64 * split) as usize;
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
                        .map_or(0, |(_, impact)| (i32::from(*weight) * i32::from(*impact)) >> 8)
                }).sum::<i32>() as i16;
                Candidate { sum, text }
            }).filter(|candidate| candidate.sum > 0 && candidate.text % 7 != 3).collect();
            expected.sort_unstable_by_key(order);
            expected.truncate(most);
            let mut sums = Sums::default();
            let withdrawn: Vec<u32> = (0..rows.len() as u32).filter(|text| text % 7 == 3).collect();
            for _ in 0..2 {
                let found = gather(&scaled, std::slice::from_ref(&segment), &fresh, rows.len(), most, &withdrawn, &mut sums);
                prop_assert_eq!(&found, &expected);
            }
        }
    }
}

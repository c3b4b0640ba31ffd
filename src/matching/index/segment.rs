//! Which texts have a term: lists of postings, and the lookup of a query's terms in them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::vocabulary::TermId;

/// The most texts of one segment: a text's place in it takes two bytes.
pub(super) const SEGMENT: usize = 1 << 16;

/// A term that stands in one of so many of a segment's texts, or in more, has a byte for each text.
const DENSE: usize = 8;
/// A segment of fewer texts has no such terms.
const LEAST_DENSE: usize = 64;

/// A text's saturated frequency of a term, 0 to 1, in a byte: at least 1.
pub(super) fn impact(saturated: f32) -> u8 {
    ((saturated * 255.0).round() as u8).max(1)
}

/// The lists of up to [`SEGMENT`] texts, term after term. Three bytes a posting; a term that stands in
/// many of the texts has one byte for each text instead, which is added up many texts at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Segment {
    /// Where each term's list begins; one more than there were terms when it was built.
    starts: Vec<u32>,
    texts: Vec<u16>,
    #[serde(with = "serde_bytes")]
    impacts: Vec<u8>,
    /// The terms with a byte for each text, ascending.
    dense: Vec<TermId>,
    /// Their bytes, 0 where a text doesn't have the term; one term's after another's.
    #[serde(with = "serde_bytes")]
    rows: Vec<u8>,
    /// How many texts there are.
    count: usize,
}

/// A term's list.
#[derive(Debug, Clone, Copy)]
pub(super) enum List<'a> {
    /// The texts that have it, ascending, and their impacts.
    Sparse(&'a [u16], &'a [u8]),
    /// The impact of every text, 0 where it doesn't have the term.
    Dense(&'a [u8]),
}

impl List<'_> {
    /// How many texts have the term.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Sparse(texts, _) => texts.len(),
            Self::Dense(row) => row.iter().filter(|impact| **impact > 0).count(),
        }
    }

    /// The texts that have the term, ascending.
    pub(super) fn texts(&self) -> Box<dyn Iterator<Item = u16> + '_> {
        match self {
            Self::Sparse(texts, _) => Box::new(texts.iter().copied()),
            Self::Dense(row) => {
                Box::new((0..=u16::MAX).zip(*row).filter(|(_, impact)| **impact > 0).map(|(text, _)| text))
            }
        }
    }
}

impl Segment {
    /// Makes lists of the rows of texts: for each text its terms, ascending, with their impacts.
    pub(super) fn build(rows: &[Vec<(TermId, u8)>], terms: usize) -> Self {
        let mut lengths = vec![0_u32; terms];
        for (term, _) in rows.iter().flatten() {
            lengths[*term as usize] += 1;
        }
        let is_dense = |length: u32| rows.len() >= LEAST_DENSE && length as usize * DENSE >= rows.len();
        let dense: Vec<TermId> =
            (0..).zip(&lengths).filter(|(_, length)| is_dense(**length)).map(|(term, _)| term).collect();
        let mut starts = Vec::with_capacity(terms + 1);
        let mut size = 0;
        starts.push(size);
        for length in &lengths {
            size += if is_dense(*length) { 0 } else { *length };
            starts.push(size);
        }
        let mut built = Self {
            texts: vec![0; size as usize],
            impacts: vec![0; size as usize],
            rows: vec![0; dense.len() * rows.len()],
            starts,
            dense,
            count: rows.len(),
        };
        built.fill(rows, &lengths);
        built
    }

    fn fill(&mut self, rows: &[Vec<(TermId, u8)>], lengths: &[u32]) {
        let mut next = self.starts.clone();
        let mut dense_rows = vec![usize::MAX; lengths.len()];
        for (at, term) in self.dense.iter().enumerate() {
            dense_rows[*term as usize] = at * self.count;
        }
        for (text, row) in rows.iter().enumerate() {
            for (term, impact) in row {
                let dense = dense_rows[*term as usize];
                if dense == usize::MAX {
                    let at = &mut next[*term as usize];
                    self.texts[*at as usize] = text as u16;
                    self.impacts[*at as usize] = *impact;
                    *at += 1;
                } else {
                    self.rows[dense + text] = *impact;
                }
            }
        }
    }

    /// A term's list.
    pub(super) fn list(&self, term: TermId) -> List<'_> {
        let at = term as usize;
        let range = match self.starts.get(at..at + 2) {
            Some([from, to]) => *from as usize..*to as usize,
            _ => 0..0,
        };
        if range.is_empty()
            && let Ok(at) = self.dense.binary_search(&term)
        {
            return List::Dense(&self.rows[at * self.count..(at + 1) * self.count]);
        }
        List::Sparse(&self.texts[range.clone()], &self.impacts[range])
    }

    /// The bytes that the lists take.
    pub(super) fn size(&self) -> usize {
        self.starts.len() * 4 + self.texts.len() * 3 + self.dense.len() * 4 + self.rows.len()
    }
}

/// The lists of texts that came after the segments were built.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fresh {
    lists: BTreeMap<TermId, Vec<(u16, u8)>>,
}

impl Fresh {
    /// Adds the next text's row.
    pub(super) fn push(&mut self, text: u16, row: &[(TermId, u8)]) {
        for (term, impact) in row {
            self.lists.entry(*term).or_default().push((text, *impact));
        }
    }

    /// A term's texts and impacts, in the order of the texts.
    pub(super) fn list(&self, term: TermId) -> &[(u16, u8)] {
        self.lists.get(&term).map_or(&[], Vec::as_slice)
    }
}

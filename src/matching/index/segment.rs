//! Which texts have a term: lists of postings, and the lookup of a query's terms in them.

use std::collections::HashMap;

use super::vocabulary::TermId;

/// The most texts of one segment: a text's place in it takes two bytes.
pub(super) const SEGMENT: usize = 1 << 16;

/// A text's saturated frequency of a term, 0 to 1, in a byte: at least 1.
pub(super) fn impact(saturated: f32) -> u8 {
    ((saturated * 255.0).round() as u8).max(1)
}

/// The lists of up to [`SEGMENT`] texts, term after term. Three bytes a posting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where each term's list begins; one more than there were terms when it was built.
    starts: Vec<u32>,
    texts: Vec<u16>,
    impacts: Vec<u8>,
}

impl Segment {
    /// Makes lists of the rows of texts: for each text its terms, ascending, with their impacts.
    pub(super) fn build(rows: &[Vec<(TermId, u8)>], terms: usize) -> Self {
        let mut starts = vec![0_u32; terms + 1];
        for (term, _) in rows.iter().flatten() {
            starts[*term as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let size = starts[terms] as usize;
        let (mut next, mut texts, mut impacts) = (starts.clone(), vec![0_u16; size], vec![0_u8; size]);
        for (text, row) in rows.iter().enumerate() {
            for (term, impact) in row {
                let at = &mut next[*term as usize];
                texts[*at as usize] = text as u16;
                impacts[*at as usize] = *impact;
                *at += 1;
            }
        }
        Self { starts, texts, impacts }
    }

    /// A term's texts and impacts, in the order of the texts.
    pub(super) fn list(&self, term: TermId) -> (&[u16], &[u8]) {
        let at = term as usize;
        let range = match self.starts.get(at..at + 2) {
            Some([from, to]) => *from as usize..*to as usize,
            _ => 0..0,
        };
        (&self.texts[range.clone()], &self.impacts[range])
    }

    /// The bytes that the lists take.
    pub(super) fn size(&self) -> usize {
        self.starts.len() * 4 + self.texts.len() * 3
    }
}

/// The lists of texts that came after the segments were built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fresh {
    lists: HashMap<TermId, Vec<(u16, u8)>>,
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

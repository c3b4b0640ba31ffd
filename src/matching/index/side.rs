//! One side of an index: its texts, and the lists of which text has which term.

use std::io::{Read, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::gather::{Candidate, Scaled, Sums, gather};
use super::latent::{Direction, Model, Row};
use super::segment::{Fresh, SEGMENT, Segment, impact};
use super::sequence::Sequence;
use super::vocabulary::{TermId, TermKind};
use super::weighing::{Frequency, Weighing, own_terms};
use crate::domain::Language;
use crate::matching::parameters::Parameters;
use crate::matching::snapshot::{SnapshotError, SnapshotReader, SnapshotWriter};

/// What is kept of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Text {
    /// Its terms in their order.
    pub(super) sequence: Sequence,
    /// The language of most of it, if it has any letters.
    pub(super) language: Option<Language>,
    /// What its length makes of a frequency: 1 for a text of mean length, more for a longer one.
    pub(super) norm: f32,
    /// The length of its vector of weighted terms.
    pub(super) magnitude: f32,
    /// What it scores as an answer to itself.
    pub(super) own: f32,
    /// The weight of its weakest term that is looked up.
    pub(super) cutoff: f32,
    /// How near it is to everything on the other sides, 0–1.
    pub(super) hub: f32,
    /// Where it lies among the words that occur together.
    pub(super) direction: Direction,
}

/// The texts of one side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Side {
    pub(super) texts: Vec<Text>,
    /// The places of those that were withdrawn, ascending.
    withdrawn: Vec<u32>,
    /// The mean length when the index was built, with the prior.
    mean_length: f32,
    segments: Vec<Segment>,
    fresh: Fresh,
    /// How many texts stand in `segments`.
    built: usize,
}

/// A text that was read but not weighed yet.
#[derive(Debug)]
pub(super) struct ReadText {
    pub(super) sequence: Sequence,
    pub(super) language: Option<Language>,
}

impl Side {
    /// Weighs the terms of all texts, on all cores, and lists them.
    pub(super) fn build(texts: Vec<ReadText>, weighing: &Weighing<'_>) -> Self {
        let lengths: Vec<f32> = texts.par_iter().map(|text| weighing.length(&text.sequence)).collect();
        let whole: f64 = lengths.iter().map(|length| f64::from(*length)).sum();
        let mean_length = (whole / lengths.len().max(1) as f64) as f32 + weighing.parameters.length_prior;
        let texts = texts
            .into_par_iter()
            .zip(lengths)
            .map(|(text, length)| weigh(text, length, mean_length, weighing))
            .collect();
        let mut side = Self { texts, mean_length, ..Self::default() };
        side.list(weighing);
        side
    }

    /// Makes the lists anew for all texts behind the last full segment.
    pub(super) fn list(&mut self, weighing: &Weighing<'_>) {
        let full = self.built / SEGMENT;
        self.segments.truncate(full);
        let segments = self.texts[full * SEGMENT..].par_chunks(SEGMENT).map(|texts| {
            let rows: Vec<_> = texts.par_iter().map(|text| impacts(text, weighing)).collect();
            Segment::build(&rows, weighing.vocabulary.len())
        });
        self.segments.par_extend(segments);
        self.built = self.texts.len();
        self.fresh = Fresh::default();
    }

    /// Adds a text, and returns its place.
    pub(super) fn push(&mut self, text: ReadText, weighing: &Weighing<'_>, model: &Model) -> usize {
        if self.mean_length <= 0.0 {
            self.mean_length = weighing.length(&text.sequence) + weighing.parameters.length_prior;
        }
        let at = self.texts.len();
        if at.is_multiple_of(SEGMENT) {
            self.list(weighing);
        }
        let text = self.weighed(text, weighing, model);
        self.fresh.push((at % SEGMENT) as u16, &impacts(&text, weighing));
        self.texts.push(text);
        at
    }

    /// A text as it would be weighed here, without being added.
    pub(super) fn weighed(&self, text: ReadText, weighing: &Weighing<'_>, model: &Model) -> Text {
        let length = weighing.length(&text.sequence);
        let usual =
            if self.mean_length > 0.0 { self.mean_length } else { length + weighing.parameters.length_prior };
        let mut text = weigh(text, length, usual, weighing);
        text.direction = model.direction(&row(&text, weighing));
        text
    }

    /// Takes a text out of all answers.
    pub(super) fn withdraw(&mut self, text: usize) {
        if text >= self.texts.len() {
            return;
        }
        let text = text as u32;
        if let Err(at) = self.withdrawn.binary_search(&text) {
            self.withdrawn.insert(at, text);
        }
    }

    /// Whether a text wasn't withdrawn.
    pub(super) fn is_there(&self, text: u32) -> bool {
        self.withdrawn.binary_search(&text).is_err()
    }

    /// The best candidates for a query among the texts that are there.
    pub(super) fn gather(&self, query: &Scaled, most: usize, sums: &mut Sums) -> Vec<Candidate> {
        gather(query, &self.segments, &self.fresh, self.texts.len(), most, &self.withdrawn, sums)
    }

    /// The places of all texts that have one of these terms, each once, ascending.
    pub(super) fn having(&self, terms: &[(TermId, f32)]) -> Vec<u32> {
        let mut found = Vec::new();
        for (term, _) in terms {
            for (at, segment) in self.segments.iter().enumerate() {
                let first = (at * SEGMENT) as u32;
                found.extend(segment.list(*term).texts().map(|text| first + u32::from(text)));
            }
            let first = (self.texts.len().saturating_sub(1) / SEGMENT * SEGMENT) as u32;
            found.extend(self.fresh.list(*term).iter().map(|(text, _)| first + u32::from(*text)));
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|text| self.is_there(*text));
        found
    }

    /// The first text that has a term and is there.
    pub(super) fn first_with(&self, term: TermId) -> Option<u32> {
        self.having(&[(term, 1.0)]).first().copied()
    }

    /// How many entries the lists of these terms have.
    pub(super) fn postings(&self, terms: &[(TermId, f32)]) -> usize {
        let length = |term: TermId| {
            let built: usize = self.segments.iter().map(|segment| segment.list(term).len()).sum();
            built + self.fresh.list(term).len()
        };
        terms.iter().map(|(term, _)| length(*term)).sum()
    }

    /// Writes the side down.
    pub(super) fn save<W: Write>(&self, to: &mut SnapshotWriter<W>) -> Result<(), SnapshotError> {
        let Self { texts, withdrawn, mean_length, segments, fresh, built } = self;
        to.put(&(withdrawn, mean_length, fresh, *built as u64, segments.len() as u64))?;
        segments.iter().try_for_each(|segment| to.put(segment))?;
        to.put_all(texts)
    }

    /// Reads what [`Side::save`] wrote.
    pub(super) fn load<R: Read>(from: &mut SnapshotReader<R>) -> Result<Self, SnapshotError> {
        let (withdrawn, mean_length, fresh, built, segments): (_, _, _, u64, u64) = from.take()?;
        let segments = (0..segments).map(|_| from.take()).collect::<Result<_, _>>()?;
        let texts = from.take_all()?;
        Ok(Self { texts, withdrawn, mean_length, segments, fresh, built: built as usize })
    }

    /// The mean length that texts are weighed by, in words, with the prior.
    pub(super) fn mean_length(&self) -> f32 {
        self.mean_length
    }

    /// The bytes that are kept beside the texts themselves.
    pub(super) fn size(&self) -> usize {
        let texts = self
            .texts
            .iter()
            .map(|text| size_of::<Text>() + text.sequence.bytes().len() + text.direction.size());
        texts.sum::<usize>() + self.segments.iter().map(Segment::size).sum::<usize>()
    }
}

/// A text that stands on no side: its length is held neither against nor for it.
pub(super) fn weigh_alone(text: ReadText, weighing: &Weighing<'_>) -> Text {
    let length = weighing.length(&text.sequence);
    weigh(text, length, length + weighing.parameters.length_prior, weighing)
}

fn weigh(text: ReadText, length: f32, mean_length: f32, weighing: &Weighing<'_>) -> Text {
    let Parameters { b, length_prior, .. } = *weighing.parameters;
    let norm = 1.0 - b + b * (length + length_prior) / mean_length.max(f32::MIN_POSITIVE);
    let ReadText { sequence, language } = text;
    let frequencies = weighing.frequencies(&sequence);
    let query = weighing.strongest(&own_terms(&frequencies, weighing));
    let saturated = |frequency: &Frequency| weighing.saturated(frequency.all, norm);
    let magnitude = frequencies
        .iter()
        .map(|frequency| (weighing.weight(frequency.term) * saturated(frequency)).powi(2))
        .sum::<f32>()
        .sqrt();
    let cutoff = query.iter().map(|(_, weight)| *weight).fold(f32::INFINITY, f32::min);
    let mut own = 0.0;
    for frequency in &frequencies {
        let weight = weighing.weight(frequency.term) * frequency.own;
        if weight >= cutoff {
            own += weight * saturated(frequency);
        }
    }
    Text { sequence, language, norm, magnitude, own, cutoff, hub: 0.0, direction: Direction::default() }
}

/// A text's terms with their weights in it, as the second view reads them: frequencies by their
/// logarithms, which keep more of what a text is about than saturated ones; of Chinese the words alone,
/// for most pairs of characters mean nothing by themselves.
pub(super) fn row(text: &Text, weighing: &Weighing<'_>) -> Row {
    let frequencies = weighing.frequencies(&text.sequence);
    let words = frequencies.iter().filter(|frequency| weighing.kind(frequency.term) != TermKind::HanPair);
    words
        .map(|frequency| {
            let often = 1.0 + frequency.all.max(1.0).ln();
            let rarity = weighing.weight(frequency.term) / weighing.unit(frequency.term);
            (frequency.term, rarity * often)
        })
        .collect()
}

fn impacts(text: &Text, weighing: &Weighing<'_>) -> Vec<(TermId, u8)> {
    weighing
        .frequencies(&text.sequence)
        .iter()
        .map(|frequency| (frequency.term, impact(weighing.saturated(frequency.all, text.norm))))
        .collect()
}

//! How much a term counts in a text: frequencies by field, their saturation, the strongest terms.

use super::document::TextField;
use super::sequence::{Sequence, Step};
use super::statistics::Statistics;
use super::vocabulary::{TermId, TermKind, Vocabulary};
use crate::matching::parameters::Parameters;

/// Terms with their weights, ascending by their numbers.
pub(in crate::matching) type Terms = Vec<(TermId, f32)>;

/// How often a term stands in a text, each occurrence by the weight of its field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frequency {
    pub(super) term: TermId,
    /// In the author's own words.
    pub(super) own: f32,
    /// The same and the other language's names of what the author names.
    pub(super) all: f32,
}

/// What weights depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighing<'a> {
    pub(super) parameters: &'a Parameters,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) statistics: &'a Statistics,
    /// Terms of a text that isn't in the index, numbered behind those of the vocabulary.
    pub(super) guests: &'a [TermKind],
}

impl Weighing<'_> {
    /// The weight of a term.
    pub(super) fn weight(&self, term: TermId) -> f32 {
        self.statistics.weight(term).unwrap_or_else(|| self.statistics.weight_of_new(self.kind(term)))
    }

    /// The kind of a term.
    pub(super) fn kind(&self, term: TermId) -> TermKind {
        let guest = (term as usize).checked_sub(self.vocabulary.len()).and_then(|at| self.guests.get(at));
        guest.copied().unwrap_or_else(|| self.vocabulary.kind(term))
    }

    /// What one occurrence of a term counts.
    pub(super) fn unit(&self, term: TermId) -> f32 {
        self.kind(term).unit()
    }

    /// A frequency of a text with this norm, saturated: 0–1.
    pub(super) fn saturated(&self, frequency: f32, norm: f32) -> f32 {
        frequency / (frequency + self.parameters.k1 * norm)
    }

    /// The length of a text: the units of its own terms by the weights of their fields.
    pub(super) fn length(&self, sequence: &Sequence) -> f32 {
        let mut length = 0.0;
        for_each_term(sequence, |term, weight, translated| {
            if !translated {
                length += weight * self.unit(term);
            }
        });
        length
    }

    /// The frequencies of a text's terms, ascending by their numbers.
    pub(super) fn frequencies(&self, sequence: &Sequence) -> Vec<Frequency> {
        let mut found: Vec<Frequency> = Vec::with_capacity(sequence.bytes().len() / 2);
        let part = self.parameters.translated;
        for_each_term(sequence, |term, weight, translated| {
            let (own, all) = if translated { (0.0, part * weight) } else { (weight, weight) };
            found.push(Frequency { term, own, all });
        });
        // A stable sort: sums are made in the order of the text.
        found.sort_by_key(|frequency| frequency.term);
        found.dedup_by(|next, sum| {
            let same = next.term == sum.term;
            if same {
                sum.own += next.own;
                sum.all += next.all;
            }
            same
        });
        found
    }

    /// The strongest of weighted terms, ties by number; ascending by their numbers. Equal weights at
    /// the end are all taken, so that a term belongs to them by its weight alone.
    pub(super) fn strongest(&self, terms: &[(TermId, f32)]) -> Terms {
        let most = self.parameters.strongest as usize;
        if terms.len() <= most {
            return terms.to_vec();
        }
        let mut weights: Vec<f32> = terms.iter().map(|(_, weight)| *weight).collect();
        let (_, cutoff, _) = weights.select_nth_unstable_by(most - 1, |a, b| b.total_cmp(a));
        let cutoff = *cutoff;
        terms.iter().filter(|(_, weight)| *weight >= cutoff).copied().collect()
    }
}

/// The author's own terms with their weights as a query: the frequency counts in full, so that
/// what a text keeps coming back to leads.
pub(super) fn own_terms(frequencies: &[Frequency], weighing: &Weighing<'_>) -> Terms {
    let own = frequencies.iter().filter(|frequency| frequency.own > 0.0);
    own.map(|frequency| (frequency.term, weighing.weight(frequency.term) * frequency.own)).collect()
}

/// Calls `found` with each term, the weight of its field and whether it is a translation.
fn for_each_term(sequence: &Sequence, mut found: impl FnMut(TermId, f32, bool)) {
    let (mut weight, mut is_translated) = (1.0, false);
    for step in sequence.steps() {
        match step {
            Step::Field { field, translated } => {
                (weight, is_translated) = (TextField::ALL[field].weight(), translated);
            }
            Step::Break => {}
            Step::Term(term) => found(term, weight, is_translated),
        }
    }
}

//! One text against many: everything that is compared of two texts, in one reading of the other.

use super::latent::Direction;
use super::sequence::{Sequence, Step};
use super::side::Text;
use super::vocabulary::TermKind;
use super::weighing::{Terms, Weighing, own_terms};
use super::{TermId, document::TextField};

/// The most distinct terms of a text that are compared; beyond, the strongest.
const MOST_TERMS: usize = 60_000;
/// The most pairs of neighbouring words that are compared.
const MOST_PAIRS: usize = 80;

/// What two texts have in common. Symmetric: with the texts exchanged, `forward` and `backward`
/// are exchanged and the rest is the same, to the last bit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(in crate::matching) struct Evidence {
    /// How much of this text's weight the other holds, 0 to about 1.
    pub(in crate::matching) forward: f32,
    /// How much of the other text's weight this one holds, 0 to about 1.
    pub(in crate::matching) backward: f32,
    /// The cosine of all weighted terms, 0–1.
    pub(in crate::matching) cosine: f32,
    /// The cosine by words that occur together, −1 to 1.
    pub(in crate::matching) latent: f32,
}

/// What one text finds in another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Reading {
    pub(super) evidence: Evidence,
    /// The BM25F score of the other text for this one as a query.
    pub(super) score: f32,
    /// The same for pairs of neighbouring words. Not symmetric.
    pub(super) pairs: f32,
    /// The share of this text's strongest terms, by weight, that the other has at all. Not symmetric.
    pub(super) held: f32,
}

/// A term of the text that looks.
#[derive(Debug, Clone, Copy)]
struct Looked {
    term: TermId,
    /// Its inverse document frequency.
    weight: f32,
    /// Its weight among the strongest terms; 0 if it isn't one.
    asked: f32,
    /// Its saturated frequency.
    saturated: f32,
}

/// A pair of neighbouring words, by the places of the two in the list of terms.
#[derive(Debug, Clone, Copy)]
struct LookedPair {
    second: u16,
    weight: f32,
}

/// A text that looks for others.
#[derive(Debug, Clone)]
pub(in crate::matching) struct Probe {
    terms: Vec<Looked>,
    /// For each term, where its pairs begin in `pairs`; one more than there are terms.
    pair_starts: Vec<u16>,
    pairs: Vec<LookedPair>,
    pub(super) own: f32,
    /// The sum of the weights of the strongest terms.
    whole: f32,
    magnitude: f32,
    pub(super) direction: Direction,
    /// The number of distinct terms, by their units.
    pub(super) length: f32,
    asked: Terms,
}

/// What looking needs for a while: kept by each thread.
#[derive(Default)]
pub(super) struct Desk {
    /// For each term of the vocabulary its place in the probe's list, from 1; all 0 between uses.
    places: Vec<u16>,
    own: Vec<f32>,
    all: Vec<f32>,
    pairs: Vec<f32>,
}

impl Probe {
    /// A text of the index as one that looks.
    pub(super) fn new(text: &Text, weighing: &Weighing<'_>) -> Self {
        let mut frequencies = weighing.frequencies(&text.sequence);
        if frequencies.len() > MOST_TERMS {
            let weight = |at: &super::weighing::Frequency| weighing.weight(at.term) * at.all;
            frequencies.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.term.cmp(&b.term)));
            frequencies.truncate(MOST_TERMS);
            frequencies.sort_by_key(|frequency| frequency.term);
        }
        let asked = weighing.strongest(&own_terms(&frequencies, weighing));
        let cutoff = text.cutoff;
        let terms: Vec<Looked> = frequencies
            .iter()
            .map(|frequency| {
                let weight = weighing.weight(frequency.term);
                let asked = weight * frequency.own;
                Looked {
                    term: frequency.term,
                    weight,
                    asked: if frequency.own > 0.0 && asked >= cutoff { asked } else { 0.0 },
                    saturated: weighing.saturated(frequency.all, text.norm),
                }
            })
            .collect();
        let (pair_starts, pairs) = pairs(&text.sequence, &terms, weighing);
        let length = terms.iter().map(|looked| weighing.unit(looked.term)).sum();
        Self {
            pair_starts,
            pairs,
            own: text.own,
            whole: asked.iter().map(|(_, weight)| weight).sum(),
            magnitude: text.magnitude,
            direction: text.direction.clone(),
            length,
            asked,
            terms,
        }
    }

    /// The strongest terms with their weights.
    pub(super) fn asked(&self) -> &Terms {
        &self.asked
    }

    /// Reads other texts.
    pub(super) fn read<'a>(
        &self,
        others: impl Iterator<Item = &'a Text>,
        weighing: &Weighing<'_>,
        desk: &mut Desk,
    ) -> Vec<Reading> {
        // Terms ascend; those of a text that isn't in the index stand behind the vocabulary.
        let beyond = self.terms.last().map_or(0, |looked| looked.term as usize + 1);
        desk.places.resize(desk.places.len().max(weighing.vocabulary.len()).max(beyond), 0);
        for (place, looked) in (1..).zip(&self.terms) {
            desk.places[looked.term as usize] = place;
        }
        for (sums, count) in [
            (&mut desk.own, self.terms.len()),
            (&mut desk.all, self.terms.len()),
            (&mut desk.pairs, self.pairs.len()),
        ] {
            sums.clear();
            sums.resize(count, 0.0);
        }
        let readings = others.map(|other| self.read_one(other, weighing, desk)).collect();
        for looked in &self.terms {
            desk.places[looked.term as usize] = 0;
        }
        readings
    }

    fn read_one(&self, other: &Text, weighing: &Weighing<'_>, desk: &mut Desk) -> Reading {
        self.count(&other.sequence, weighing, desk);
        let (mut score, mut back, mut cosine, mut pair_score, mut held) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (looked, (own, all)) in self.terms.iter().zip(desk.own.iter_mut().zip(&mut desk.all)) {
            if *all > 0.0 {
                let saturated = weighing.saturated(*all, other.norm);
                score += looked.asked * saturated;
                held += looked.asked;
                let asked = looked.weight * *own;
                if *own > 0.0 && asked >= other.cutoff {
                    back += asked * looked.saturated;
                }
                cosine += (looked.weight * looked.saturated) * (looked.weight * saturated);
                (*own, *all) = (0.0, 0.0);
            }
        }
        for (pair, frequency) in self.pairs.iter().zip(&mut desk.pairs) {
            if *frequency > 0.0 {
                pair_score += pair.weight * weighing.saturated(*frequency, other.norm);
                *frequency = 0.0;
            }
        }
        let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
        Reading {
            evidence: Evidence {
                forward: share(score, self.own),
                backward: share(back, other.own),
                cosine: share(cosine, self.magnitude * other.magnitude),
                latent: self.direction.cosine(&other.direction),
            },
            score,
            pairs: pair_score,
            held: share(held, self.whole),
        }
    }

    /// Counts the terms and pairs of another text that this one has, too.
    fn count(&self, sequence: &Sequence, weighing: &Weighing<'_>, desk: &mut Desk) {
        let translated_part = weighing.parameters.translated;
        let (mut weight, mut is_translated, mut last) = (1.0_f32, false, 0_usize);
        for step in sequence.steps() {
            match step {
                Step::Field { field, translated } => {
                    (weight, is_translated, last) = (TextField::ALL[field].weight(), translated, 0);
                }
                Step::Break => last = 0,
                Step::Term(term) => {
                    let place = usize::from(desk.places.get(term as usize).copied().unwrap_or(0));
                    if place > 0 {
                        let at = place - 1;
                        if is_translated {
                            desk.all[at] += translated_part * weight;
                        } else {
                            desk.own[at] += weight;
                            desk.all[at] += weight;
                        }
                        if last > 0 && !is_translated {
                            let range =
                                usize::from(self.pair_starts[last - 1])..usize::from(self.pair_starts[last]);
                            let found = self.pairs[range.clone()]
                                .iter()
                                .position(|pair| usize::from(pair.second) == at);
                            if let Some(found) = found {
                                desk.pairs[range.start + found] += weight;
                            }
                        }
                    }
                    last = place;
                }
            }
        }
    }
}

/// The strongest pairs of neighbouring words of a text, by their first words. A pair weighs as much
/// as its words together.
fn pairs(sequence: &Sequence, terms: &[Looked], weighing: &Weighing<'_>) -> (Vec<u16>, Vec<LookedPair>) {
    let mut found: Vec<((u16, u16), f32)> = Vec::new();
    let (mut weight, mut is_translated, mut last) = (1.0_f32, false, None);
    for step in sequence.steps() {
        match step {
            Step::Field { field, translated } => {
                (weight, is_translated, last) = (TextField::ALL[field].weight(), translated, None);
            }
            Step::Break => last = None,
            Step::Term(term) => {
                let place = terms.binary_search_by_key(&term, |looked| looked.term).ok();
                let is_word = weighing.kind(term) == TermKind::Word;
                let place = place.filter(|_| is_word && !is_translated);
                if let Some((first, second)) = last.zip(place) {
                    let both: f32 = [first, second].iter().map(|at: &usize| terms[*at].weight).sum();
                    found.push(((first as u16, second as u16), both * weight));
                }
                last = place;
            }
        }
    }
    found.sort_by_key(|(pair, _)| *pair);
    found.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        sum.1 += if same { next.1 } else { 0.0 };
        same
    });
    if found.len() > MOST_PAIRS {
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(MOST_PAIRS);
        found.sort_by_key(|(pair, _)| *pair);
    }
    let mut starts = vec![0_u16; terms.len() + 1];
    for ((first, _), _) in &found {
        starts[usize::from(*first) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let pairs = found.into_iter().map(|((_, second), weight)| LookedPair { second, weight }).collect();
    (starts, pairs)
}

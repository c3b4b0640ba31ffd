//! One collection of texts: BM25F weights by text and by term.

use super::bag::{Bag, Counts, PerField};
use super::document::TextField;
use super::rarity::Rarity;
use super::{TermId, Terms};
use crate::matching::Hit;

/// How quickly repeating a term stops to matter.
const K1: f32 = 1.2;
/// How far a field's length is held against it, 0 to 1.
const B: f32 = 0.8;
/// What a translated name counts beside the author's own words.
const TRANSLATED: f32 = 0.7;

/// Rows of `(number, weight)`, one after another.
#[derive(Debug, Default)]
struct Rows {
    /// Where each row begins; one more than there are rows.
    starts: Vec<u32>,
    numbers: Vec<u32>,
    weights: Vec<f32>,
}

impl Rows {
    fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let range = match self.starts.get(row..row + 2) {
            Some([from, to]) => *from as usize..*to as usize,
            _ => 0..0,
        };
        (&self.numbers[range.clone()], &self.weights[range])
    }

    fn push(&mut self, row: impl Iterator<Item = (u32, f32)>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        for (number, weight) in row {
            self.numbers.push(number);
            self.weights.push(weight);
        }
        self.starts.push(self.numbers.len() as u32);
    }

    /// The same with rows and numbers exchanged; `width` is beyond the highest number.
    fn transposed(&self, width: usize) -> Self {
        let mut starts = vec![0_u32; width + 1];
        for number in &self.numbers {
            starts[*number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; self.numbers.len()];
        let mut weights = vec![0.0; self.numbers.len()];
        for row in 0..self.starts.len().saturating_sub(1) {
            let (terms, values) = self.row(row);
            for (term, value) in terms.iter().zip(values) {
                let at = &mut next[*term as usize];
                numbers[*at as usize] = row as u32;
                weights[*at as usize] = *value;
                *at += 1;
            }
        }
        Self { starts, numbers, weights }
    }
}

/// The texts of one collection.
#[derive(Debug)]
pub(super) struct Collection {
    /// Each text's terms with their saturated frequencies, 0 to 1.
    texts: Rows,
    /// Each term's texts with the same.
    postings: Rows,
    /// Each text's strongest terms with their weights as a query.
    queries: Rows,
    /// What each text scores as an answer to itself.
    own: Vec<f32>,
}

impl Collection {
    /// Weighs the terms of all texts.
    pub(super) fn build(bags: Vec<Bag<TermId>>, rarity: &Rarity, most: usize) -> Self {
        let norms = Norms::of(&bags);
        let (mut texts, mut queries) = (Rows::default(), Rows::default());
        for bag in &bags {
            let norm = norms.of_text(&bag.lengths);
            texts.push(bag.terms.iter().map(|(term, counts)| (*term, saturated(counts, &norm))));
            queries.push(strongest(bag, rarity, most).into_iter());
        }
        let postings = texts.transposed(rarity.len());
        let mut collection = Self { texts, postings, queries, own: Vec::new() };
        collection.own = (0..bags.len()).map(|text| collection.score(collection.query(text), text)).collect();
        collection
    }

    /// A text's strongest terms with their weights as a query.
    pub(super) fn query(&self, text: usize) -> impl Iterator<Item = (TermId, f32)> {
        let (terms, weights) = self.queries.row(text);
        terms.iter().copied().zip(weights.iter().copied())
    }

    /// What a text scores as an answer to itself.
    pub(super) fn own_score(&self, text: usize) -> f32 {
        self.own[text]
    }

    /// Whether a text has a term.
    pub(super) fn has(&self, text: usize, term: TermId) -> bool {
        self.texts.row(text).0.binary_search(&term).is_ok()
    }

    /// The score of one text for a query.
    pub(super) fn score(&self, query: impl Iterator<Item = (TermId, f32)>, text: usize) -> f32 {
        self.parts(query, text).fold(0.0, |sum, (_, part)| sum + part)
    }

    /// What each term of a query adds to the score of one text.
    pub(super) fn parts(
        &self,
        query: impl Iterator<Item = (TermId, f32)>,
        text: usize,
    ) -> impl Iterator<Item = (TermId, f32)> {
        let (terms, values) = self.texts.row(text);
        let mut from = 0;
        query.filter_map(move |(term, weight)| {
            let at = from + terms[from..].partition_point(|other| *other < term);
            from = at;
            (terms.get(at) == Some(&term)).then(|| (term, weight * values[at]))
        })
    }

    /// The best `top` texts, best first, ties by place: one accumulator per text, one term at a time.
    pub(super) fn rank(&self, query: &Terms, top: usize) -> Vec<Hit> {
        let mut scores = vec![0.0_f32; self.own.len()];
        for (term, weight) in query {
            let (texts, values) = self.postings.row(*term as usize);
            for (text, value) in texts.iter().zip(values) {
                scores[*text as usize] += weight * value;
            }
        }
        let hits = scores.into_iter().enumerate().filter(|(_, score)| *score > 0.0);
        best(hits.map(|(item, score)| Hit { item, score }).collect(), top)
    }
}

fn best(mut hits: Vec<Hit>, top: usize) -> Vec<Hit> {
    let order = |a: &Hit, b: &Hit| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item));
    if top == 0 {
        return Vec::new();
    }
    if hits.len() > top {
        hits.select_nth_unstable_by(top - 1, order);
        hits.truncate(top);
    }
    hits.sort_unstable_by(order);
    hits
}

/// The strongest terms of a text as a query: the frequency counts in full, so that what a text
/// keeps coming back to leads. Only the author's own words ask.
pub(super) fn strongest(bag: &Bag<TermId>, rarity: &Rarity, most: usize) -> Terms {
    let own = bag.terms.iter().filter(|(_, counts)| counts.is_own());
    let mut terms: Terms =
        own.map(|(term, counts)| (*term, rarity.weight(*term) * frequency(&counts.own))).collect();
    if terms.len() > most {
        terms.select_nth_unstable_by(most - 1, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.truncate(most);
        terms.sort_unstable_by_key(|(term, _)| *term);
    }
    terms
}

fn frequency(counts: &PerField) -> f32 {
    TextField::ALL.iter().zip(counts).map(|(field, count)| field.weight() * f32::from(*count)).sum()
}

fn saturated(counts: &Counts, norm: &[f32; TextField::COUNT]) -> f32 {
    let counts = counts.own.iter().zip(&counts.translated);
    let counts = counts.map(|(own, translated)| f32::from(*own) + TRANSLATED * f32::from(*translated));
    let frequency: f32 = counts.zip(norm).map(|(count, norm)| count * norm).sum();
    frequency / (K1 + frequency)
}

/// The mean length of each field, over the texts that have it.
struct Norms {
    means: [f32; TextField::COUNT],
}

impl Norms {
    fn of(bags: &[Bag<TermId>]) -> Self {
        let means = std::array::from_fn(|field| {
            let lengths = bags.iter().map(|bag| f64::from(bag.lengths[field])).filter(|length| *length > 0.0);
            let (sum, count) = lengths.fold((0.0, 0_u32), |(sum, count), length| (sum + length, count + 1));
            (sum / f64::from(count.max(1))) as f32
        });
        Self { means }
    }

    /// What one occurrence in each field of a text counts.
    fn of_text(&self, lengths: &[f32; TextField::COUNT]) -> [f32; TextField::COUNT] {
        std::array::from_fn(|field| {
            let relative = if self.means[field] > 0.0 { lengths[field] / self.means[field] } else { 1.0 };
            TextField::ALL[field].weight() / (1.0 - B + B * relative)
        })
    }
}

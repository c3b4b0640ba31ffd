//! How much a term says, by how few texts have it.

use super::bag::Bag;
use super::vocabulary::{TermId, Vocabulary};
use crate::matching::analysis::Script;

/// A term in more texts than this, and in more than a tenth of all, is common.
const COMMON_FROM: u32 = 10;

/// The texts that have each term, over all collections of an index.
#[derive(Debug)]
pub(super) struct Rarity {
    having: Vec<u32>,
    /// The texts with words of alphabetic scripts, and those with Chinese ones.
    texts: [u32; 2],
    weights: Vec<f32>,
}

impl Rarity {
    /// Counts, and weighs each term: its unit times its inverse document frequency
    /// `ln(1 + (N − n + ½) / (n + ½))`, where `n` of `N` texts have the term. `N` counts the texts
    /// with words of the term's script: that half of them are English must not make a Chinese
    /// particle rare.
    pub(super) fn of(collections: &[Vec<Bag<TermId>>], vocabulary: &Vocabulary) -> Self {
        let mut having = vec![0_u32; vocabulary.len()];
        let mut texts = [0; 2];
        for bag in collections.iter().flatten() {
            let mut any = [0; 2];
            // Translations are left out: what they add must not change what authors' words weigh.
            for (term, _) in bag.terms.iter().filter(|(_, counts)| counts.is_own()) {
                having[*term as usize] += 1;
                any[script(vocabulary, *term)] = 1;
            }
            texts[0] += any[0];
            texts[1] += any[1];
        }
        let weights = (0..).zip(&having).map(|(term, n)| {
            let (all, n) = (texts[script(vocabulary, term)] as f32, *n as f32);
            vocabulary.unit(term) * (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
        });
        Self { weights: weights.collect(), having, texts }
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: TermId) -> f32 {
        self.weights[term as usize]
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.weights.len()
    }

    /// Whether a term is in more than a tenth of the texts of its script, and in more than a few.
    pub(super) fn is_common(&self, vocabulary: &Vocabulary, term: TermId) -> bool {
        let (n, all) = (self.having[term as usize], self.texts[script(vocabulary, term)]);
        n > COMMON_FROM && u64::from(n) * 10 > u64::from(all)
    }
}

fn script(vocabulary: &Vocabulary, term: TermId) -> usize {
    match vocabulary.script(term) {
        Script::Other => 0,
        Script::Han => 1,
    }
}

//! How much a term says, by how few texts have it.

use serde::{Deserialize, Serialize};

use super::vocabulary::{TermId, TermKind, Vocabulary};
use crate::matching::analysis::Script;

/// A term in more texts than this, and in more than a tenth of all, is common.
const COMMON_FROM: f32 = 10.0;

/// The texts that have each term, over all sides of an index, as they were when it was built: a
/// posting that comes or goes later changes no other pair's score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Statistics {
    having: Vec<f32>,
    /// The texts with words of alphabetic scripts, and those with Chinese ones.
    texts: [f32; 2],
    weights: Vec<f32>,
}

impl Statistics {
    /// Weighs each term: its unit times its inverse document frequency
    /// `ln(1 + (N − n + ½) / (n + ½))`, where `n` of `N` texts have the term. `N` counts the texts
    /// with words of the term's script: that half of them are English must not make a Chinese
    /// particle rare. `having` holds `n` for each term; `texts` holds `N` by script.
    pub(super) fn new(having: Vec<f32>, texts: [f32; 2], vocabulary: &Vocabulary) -> Self {
        let weights = (0..).zip(&having).map(|(term, n)| {
            vocabulary.unit(term) * rarity(texts[script_place(vocabulary.script(term))], *n)
        });
        Self { weights: weights.collect(), having, texts }
    }

    /// The weight of a term, unless it came later.
    pub(super) fn weight(&self, term: TermId) -> Option<f32> {
        self.weights.get(term as usize).copied()
    }

    /// The weight of a term of this kind that came later: as if a single text had it.
    pub(super) fn weight_of_new(&self, kind: TermKind) -> f32 {
        kind.unit() * rarity(self.texts[kind_place(kind)], 1.0)
    }

    /// How many texts have a term.
    pub(super) fn having(&self, term: TermId) -> f32 {
        self.having.get(term as usize).copied().unwrap_or(0.0)
    }

    /// Whether a term is in more than a tenth of the texts of its script, and in more than a few.
    pub(super) fn is_common(&self, vocabulary: &Vocabulary, term: TermId) -> bool {
        let (n, all) = (self.having(term), self.texts[script_place(vocabulary.script(term))]);
        n > COMMON_FROM && n * 10.0 > all
    }
}

fn rarity(all: f32, n: f32) -> f32 {
    (1.0 + (all.max(n) - n + 0.5) / (n + 0.5)).ln()
}

/// The place of a script in counts by script.
pub(super) fn script_place(script: Script) -> usize {
    match script {
        Script::Other => 0,
        Script::Han => 1,
    }
}

/// The place of a kind of term in counts by script.
pub(super) fn kind_place(kind: TermKind) -> usize {
    match kind {
        TermKind::Word => 0,
        TermKind::HanWord | TermKind::HanPair => 1,
    }
}

//! A need and a capability side by side: both texts with what answers what, and a sentence for
//! each dimension.

use crate::domain::Language;
use crate::flows::PostingView;
use crate::i18n::{JointRow, Messages, same_words};
use crate::matching::{Concept, Explanation};

use super::passages::MarkedText;

/// Everything that is said about one pair below its card.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The need's text.
    pub need: MarkedText,
    /// The capability's text.
    pub capability: MarkedText,
    /// What both speak of, numbered as the passages are.
    pub concepts: Vec<ConceptLine>,
    /// One sentence for each dimension.
    pub sentences: Vec<Sentence>,
}

/// A shared concept in the words of both sides.
#[derive(Debug, Clone)]
pub struct ConceptLine {
    /// The number that its passages carry.
    pub number: usize,
    /// The need's words.
    pub need: Words,
    /// The capability's words, unless they are nearly the same.
    pub capability: Option<Words>,
}

/// Words of a text, with their language.
#[derive(Debug, Clone)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The language that they are in, which needn't be that of the whole text.
    pub language: Language,
}

/// What is said about one dimension.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// The dimension's name.
    pub label: String,
    /// The sentence.
    pub text: String,
    /// Whether the dimension fits weakly.
    pub weak: bool,
}

impl Comparison {
    /// Compares a pair for readers of `m`'s language.
    pub fn new(m: Messages, need: &PostingView, capability: &PostingView, why: &Explanation) -> Self {
        Self {
            need: MarkedText::new(&need.record.posting, &why.need_marks),
            capability: MarkedText::new(&capability.record.posting, &why.capability_marks),
            concepts: why.concepts.iter().map(ConceptLine::new).collect(),
            sentences: sentences(m, why),
        }
    }
}

impl ConceptLine {
    /// A concept, its words told once where both sides use the same.
    pub fn new(concept: &Concept) -> Self {
        Self {
            number: concept.number,
            need: Words::new(&concept.need),
            capability: (!same_words(concept)).then(|| Words::new(&concept.capability)),
        }
    }
}

impl Words {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), language: Language::guess(text) }
    }
}

fn sentences(m: Messages, why: &Explanation) -> Vec<Sentence> {
    let sentence = |row: JointRow| Sentence {
        weak: row.weak,
        label: row.label,
        text: m.finding(why.finding(row.dimension)),
    };
    JointRow::all(m, &why.fit.profile).into_iter().map(sentence).collect()
}

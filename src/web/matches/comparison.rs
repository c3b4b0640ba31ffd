//! A need and a capability side by side: both texts with what answers what, and a sentence for
//! each dimension.

use crate::domain::{Language, Posting};
use crate::flows::PostingView;
use crate::i18n::{JointRow, Messages, required, same_words};
use crate::matching::{Concept, Explanation, Requirement, Status, text_of};

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
    /// How the need's lines are answered.
    pub requirements: Vec<RequirementLine>,
    /// One sentence for each dimension.
    pub sentences: Vec<Sentence>,
    /// The change that would lift the pair into the next band.
    pub lift: Option<String>,
}

/// A line of the need, and how the capability answers it.
#[derive(Debug, Clone)]
pub struct RequirementLine {
    /// A word for how it is answered.
    pub status: String,
    /// Whether it is answered in full or in part.
    pub answered: bool,
    /// The line.
    pub line: Words,
    /// The words that answer.
    pub quotes: Vec<Words>,
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
    /// What it contributes to the score; empty for nothing.
    pub points: String,
    /// Whether it was inferred.
    pub inferred: bool,
}

impl Comparison {
    /// Compares a pair for readers of `m`'s language.
    pub fn new(m: Messages, need: &PostingView, capability: &PostingView, why: &Explanation) -> Self {
        Self {
            need: MarkedText::new(&need.record.posting, &why.need_marks),
            capability: MarkedText::new(&capability.record.posting, &why.capability_marks),
            concepts: why.concepts.iter().map(ConceptLine::new).collect(),
            requirements: why
                .requirements
                .iter()
                .map(|one| RequirementLine::new(m, one, &need.record.posting, &capability.record.posting))
                .collect(),
            sentences: sentences(m, why),
            lift: why.lift.as_ref().map(|lift| m.lift(lift)),
        }
    }
}

impl RequirementLine {
    fn new(m: Messages, one: &Requirement, need: &Posting, capability: &Posting) -> Self {
        let quoted =
            one.quotes.iter().filter_map(|(field, range)| text_of(capability, *field)?.get(range.clone()));
        Self {
            status: m.requirement_status(one.status),
            answered: matches!(one.status, Status::Met | Status::Partly),
            line: Words::new(required(need, one)),
            quotes: quoted.map(Words::new).collect(),
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
        points: row.percent.map(|_| m.points(why.fit.contribution(row.dimension))).unwrap_or_default(),
        inferred: row.inferred,
        label: row.label,
        text: m.finding(why.finding(row.dimension)),
    };
    JointRow::all(m, why.fit.profile()).into_iter().map(sentence).collect()
}

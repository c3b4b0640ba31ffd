//! Reading texts into sequences of numbered terms.

use rayon::prelude::*;

use super::document::{Document, TextField};
use super::sequence::{Sequence, Step};
use super::side::ReadText;
use super::statistics::{Statistics, kind_place};
use super::vocabulary::{TermId, TermKind, Vocabulary};
use crate::domain::Language;
use crate::matching::analysis::{Term, tokens};
use crate::matching::{Progress, terms};

/// How many documents are analysed between two reports of progress.
const CHUNK: usize = 1_024;

/// A step whose term has no number yet.
enum Found {
    Step(Step),
    Term(Term),
}

/// Reads the sides of an index on all cores; numbers are given in the order of the texts, whatever
/// the cores do. Where `bilingual`, texts are found by the other language's names, too.
pub(super) fn read(
    sides: &[Vec<Document<'_>>],
    bilingual: bool,
    vocabulary: &mut Vocabulary,
    progress: &dyn Progress,
) -> Vec<Vec<ReadText>> {
    let total = sides.iter().map(Vec::len).sum();
    let mut done = 0;
    let mut read = Vec::with_capacity(sides.len());
    for documents in sides {
        let mut texts = Vec::with_capacity(documents.len());
        for chunk in documents.chunks(CHUNK) {
            let analysed: Vec<_> = chunk
                .par_iter()
                .map(|document| (analyse(document, bilingual), document.language()))
                .collect();
            texts.extend(
                analysed
                    .into_iter()
                    .map(|(found, language)| number(found, language, |term| Some(vocabulary.intern(&term)))),
            );
            done += chunk.len();
            progress.report("phase-indexing", done, total);
        }
        read.push(texts);
    }
    read
}

/// Reads one text more; its new terms are added to the vocabulary.
pub(super) fn read_one(document: &Document<'_>, bilingual: bool, vocabulary: &mut Vocabulary) -> ReadText {
    number(analyse(document, bilingual), document.language(), |term| Some(vocabulary.intern(&term)))
}

/// Reads a text that only asks; unknown terms are left out. One Chinese character alone, as in a
/// search, means every pair that it is part of.
pub(super) fn read_query(document: &Document<'_>, vocabulary: &Vocabulary) -> ReadText {
    let found = analyse(document, false);
    let mut terms = found.iter().filter_map(|found| match found {
        Found::Term(term) => Some(term),
        Found::Step(_) => None,
    });
    let alone = match (terms.next(), terms.next()) {
        (Some(term), None) => term.lone_character(),
        _ => None,
    };
    match alone {
        Some(character) => {
            let field = Step::Field { field: TextField::Description as usize, translated: false };
            let pairs = vocabulary.pairs_with(character).into_iter().map(Step::Term);
            let sequence = Sequence::pack(std::iter::once(field).chain(pairs));
            ReadText { sequence, language: document.language() }
        }
        None => number(found, document.language(), |term| vocabulary.id(&term)),
    }
}

/// Reads a text that is compared as if it were in the index; terms that the vocabulary doesn't know are
/// numbered behind those that it knows, in the order in which they come, and told by their kinds.
pub(super) fn read_guest(
    document: &Document<'_>,
    bilingual: bool,
    vocabulary: &Vocabulary,
) -> (ReadText, Vec<TermKind>) {
    let mut guests = Vocabulary::default();
    let text = number(analyse(document, bilingual), document.language(), |term| {
        let behind = vocabulary.len() as TermId;
        Some(vocabulary.id(&term).unwrap_or_else(|| behind + guests.intern(&term)))
    });
    let kinds = (0..guests.len() as TermId).map(|id| guests.kind(id)).collect();
    (text, kinds)
}

fn number(
    found: Vec<Found>,
    language: Option<Language>,
    mut id: impl FnMut(Term) -> Option<TermId>,
) -> ReadText {
    let steps = found.into_iter().map(|found| match found {
        Found::Step(step) => step,
        // What is not known separates what is.
        Found::Term(term) => id(term).map_or(Step::Break, Step::Term),
    });
    ReadText { sequence: Sequence::pack(steps), language }
}

/// A document's terms field by field, and the other language's names behind those of their field.
fn analyse(document: &Document<'_>, bilingual: bool) -> Vec<Found> {
    let language = document.language().filter(|_| bilingual);
    let mut found = Vec::new();
    for (field, text) in &document.parts {
        let tokens = tokens(text);
        let names: Vec<_> = language
            .map(|language| {
                let passages = terms::passages(text, &tokens, language);
                passages.into_iter().map(|passage| terms::name(passage.row, language.other())).collect()
            })
            .unwrap_or_default();
        let field = *field as usize;
        found.push(Found::Step(Step::Field { field, translated: false }));
        found.extend(tokens.into_iter().map(|token| Found::Term(token.term)));
        if !names.is_empty() {
            found.push(Found::Step(Step::Field { field, translated: true }));
            found.extend(names.into_iter().flatten().map(|term| Found::Term(term.clone())));
        }
    }
    found
}

/// Counts in how many texts each term stands, in the author's own words: what translations add must
/// not change what authors' words weigh. A text of a side of short texts counts less, by the mean
/// lengths of the sides: its silence says little.
pub(super) fn count(sides: &[Vec<ReadText>], vocabulary: &Vocabulary) -> Statistics {
    let lengths: Vec<f32> = sides.iter().map(|texts| mean_length(texts)).collect();
    let longest = lengths.iter().copied().fold(0.0, f32::max).max(f32::MIN_POSITIVE);
    let mut having = vec![0.0_f32; vocabulary.len()];
    let mut texts = [0.0_f32; 2];
    for (side, length) in sides.iter().zip(lengths) {
        let part = length / longest;
        for text in side {
            let mut any = [false; 2];
            for term in own_terms(&text.sequence) {
                having[term as usize] += part;
                any[kind_place(vocabulary.kind(term))] = true;
            }
            for (texts, any) in texts.iter_mut().zip(any) {
                *texts += if any { part } else { 0.0 };
            }
        }
    }
    Statistics::new(having, texts, vocabulary)
}

/// The mean number of distinct terms.
fn mean_length(texts: &[ReadText]) -> f32 {
    let whole: usize = texts.par_iter().map(|text| own_terms(&text.sequence).len()).sum();
    whole as f32 / texts.len().max(1) as f32
}

/// The author's own terms, each once, ascending.
fn own_terms(sequence: &Sequence) -> Vec<TermId> {
    let mut translated = false;
    let mut terms: Vec<_> = sequence
        .steps()
        .filter_map(|step| match step {
            Step::Field { translated: now, .. } => {
                translated = now;
                None
            }
            Step::Term(term) if !translated => Some(term),
            _ => None,
        })
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

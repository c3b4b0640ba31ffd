//! A document's terms, counted by field.

use super::document::{Document, TextField};
use super::vocabulary::{TermId, Vocabulary};
use crate::matching::analysis::{Term, tokens};

/// How often a term stands in each field.
pub(super) type Counts = [u16; TextField::COUNT];

/// The terms of one document, each once, in the order of `K`, and the length of each field.
#[derive(Debug)]
pub(super) struct Bag<K> {
    pub(super) terms: Vec<(K, Counts)>,
    /// The sum of [`Term::unit`] over each field's tokens.
    pub(super) lengths: [f32; TextField::COUNT],
}

impl Bag<Term> {
    /// Counts a document's tokens.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut lengths = [0.0; TextField::COUNT];
        let mut found: Vec<(Term, usize)> = Vec::new();
        for (field, text) in &document.parts {
            for token in tokens(text) {
                lengths[*field as usize] += token.term.unit();
                found.push((token.term, *field as usize));
            }
        }
        found.sort_unstable();
        let mut terms: Vec<(Term, Counts)> = Vec::with_capacity(found.len());
        for (term, field) in found {
            match terms.last_mut() {
                Some((last, counts)) if *last == term => counts[field] = counts[field].saturating_add(1),
                _ => {
                    let mut counts = Counts::default();
                    counts[field] = 1;
                    terms.push((term, counts));
                }
            }
        }
        Self { terms, lengths }
    }

    /// The same with numbers for terms; new ones are added to the vocabulary.
    pub(super) fn intern(self, vocabulary: &mut Vocabulary) -> Bag<TermId> {
        self.map(|term| Some(vocabulary.intern(term)))
    }

    /// The same with numbers for terms; unknown ones are left out. One Chinese character alone, as
    /// in a search, means every pair that it is part of.
    pub(super) fn look_up(self, vocabulary: &Vocabulary) -> Bag<TermId> {
        let alone = match &self.terms[..] {
            [(term, _)] => term.lone_character(),
            _ => None,
        };
        match alone {
            Some(character) => self.map(|_| vocabulary.pairs_with(character)),
            None => self.map(|term| vocabulary.id(&term)),
        }
    }

    fn map<I: IntoIterator<Item = TermId>>(self, mut numbers: impl FnMut(Term) -> I) -> Bag<TermId> {
        let mut terms: Vec<(TermId, Counts)> = Vec::with_capacity(self.terms.len());
        for (term, counts) in self.terms {
            terms.extend(numbers(term).into_iter().map(|id| (id, counts)));
        }
        terms.sort_unstable_by_key(|(id, _)| *id);
        terms.dedup_by_key(|(id, _)| *id);
        Bag { terms, lengths: self.lengths }
    }
}

//! A document's terms, counted by field.

use super::document::{Document, TextField};
use super::vocabulary::{TermId, Vocabulary};
use crate::domain::Language;
use crate::matching::analysis::{Term, tokens};
use crate::matching::terms;

/// How often something stands in each field.
pub(super) type PerField = [u16; TextField::COUNT];

/// How often a term stands in a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// In the author's own words.
    pub(super) own: PerField,
    /// As the other language's name of what the author names.
    pub(super) translated: PerField,
}

impl Counts {
    /// Whether the author uses the term.
    pub(super) fn is_own(&self) -> bool {
        self.own != PerField::default()
    }
}

/// The terms of one document, each once, in the order of `K`, and the length of each field.
#[derive(Debug)]
pub(super) struct Bag<K> {
    pub(super) terms: Vec<(K, Counts)>,
    /// The sum of [`Term::unit`] over each field's tokens.
    pub(super) lengths: [f32; TextField::COUNT],
}

impl Bag<Term> {
    /// Counts a document's tokens and, where `translated_from` names its language, those of the
    /// other language's names for what it names. Translations add nothing to the lengths.
    pub(super) fn of(document: &Document<'_>, translated_from: Option<Language>) -> Self {
        let mut lengths = [0.0; TextField::COUNT];
        let mut found: Vec<(Term, bool, usize)> = Vec::new();
        for (field, text) in &document.parts {
            let tokens = tokens(text);
            if let Some(language) = translated_from {
                for passage in terms::passages(text, &tokens, language) {
                    let name = terms::name(passage.row, language.other());
                    found.extend(name.iter().map(|term| (term.clone(), true, *field as usize)));
                }
            }
            for token in tokens {
                lengths[*field as usize] += token.term.unit();
                found.push((token.term, false, *field as usize));
            }
        }
        found.sort_unstable();
        let mut terms: Vec<(Term, Counts)> = Vec::with_capacity(found.len());
        for (term, translated, field) in found {
            if terms.last().is_none_or(|(last, _)| *last != term) {
                terms.push((term, Counts::default()));
            }
            if let Some((_, counts)) = terms.last_mut() {
                let counts = if translated { &mut counts.translated } else { &mut counts.own };
                counts[field] = counts[field].saturating_add(1);
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

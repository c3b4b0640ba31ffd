//! Terms by number.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};
use serde::{Deserialize, Serialize};

use crate::matching::analysis::{Script, Term};

/// The number of a term. Numbers are given in the order in which terms are first seen.
pub(in crate::matching) type TermId = u32;

/// All terms of an index. Their texts stand one after another in one piece of memory: an index has
/// hundreds of thousands.
#[derive(Debug)]
pub(in crate::matching) struct Vocabulary {
    texts: String,
    /// Where each term's text ends.
    ends: Vec<u32>,
    kinds: Vec<TermKind>,
    ids: HashTable<TermId>,
    hasher: DefaultHashBuilder,
}

/// The kind of a [`Term`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum TermKind {
    /// A word of an alphabetic script.
    Word,
    /// A Chinese word.
    HanWord,
    /// Two neighbouring Chinese characters.
    HanPair,
}

impl TermKind {
    /// What one occurrence of a term counts.
    pub(super) fn unit(self) -> f32 {
        match self {
            Self::Word => 1.0,
            Self::HanWord => 0.2,
            Self::HanPair => 0.5,
        }
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            texts: String::new(),
            ends: Vec::new(),
            kinds: Vec::new(),
            ids: HashTable::new(),
            hasher: DefaultHashBuilder::default(),
        }
    }
}

/// A term's kind and text.
fn written(term: &Term) -> (TermKind, std::borrow::Cow<'_, str>) {
    match term {
        Term::Word(word) => (TermKind::Word, word.as_str().into()),
        Term::HanWord(word) => (TermKind::HanWord, word.as_str().into()),
        Term::HanPair(pair) => (TermKind::HanPair, pair.iter().collect::<String>().into()),
    }
}

impl Vocabulary {
    /// What it is made from again by [`Vocabulary::of_parts`]: texts, ends and kinds.
    pub(super) fn parts(&self) -> (&str, &[u32], &[TermKind]) {
        (&self.texts, &self.ends, &self.kinds)
    }

    /// The vocabulary of these parts, if they belong together.
    pub(super) fn of_parts(texts: String, ends: Vec<u32>, kinds: Vec<TermKind>) -> Option<Self> {
        let is_whole = ends.len() == kinds.len()
            && ends.is_sorted()
            && ends.iter().all(|end| texts.is_char_boundary(*end as usize));
        if !is_whole {
            return None;
        }
        let hasher = DefaultHashBuilder::default();
        let mut ids = HashTable::with_capacity(kinds.len());
        let hash = |id: &TermId| hash_of(&texts, &ends, &kinds, &hasher, *id);
        for id in 0..kinds.len() as TermId {
            ids.insert_unique(hash(&id), id, hash);
        }
        Some(Self { texts, ends, kinds, ids, hasher })
    }

    /// The number of a term, new if need be.
    pub(super) fn intern(&mut self, term: &Term) -> TermId {
        let (kind, text) = written(term);
        self.intern_text(kind, &text)
    }

    /// The same for a term that is told by its kind and text.
    pub(super) fn intern_text(&mut self, kind: TermKind, text: &str) -> TermId {
        if let Some(id) = self.find(kind, text) {
            return id;
        }
        let id = self.kinds.len() as TermId;
        self.texts.push_str(text);
        self.ends.push(self.texts.len() as u32);
        self.kinds.push(kind);
        let hash = self.hasher.hash_one((kind as u8, text));
        let Self { texts, ends, kinds, ids, hasher } = self;
        ids.insert_unique(hash, id, |id| hash_of(texts, ends, kinds, hasher, *id));
        id
    }

    /// The number of a known term.
    pub(in crate::matching) fn id(&self, term: &Term) -> Option<TermId> {
        let (kind, text) = written(term);
        self.find(kind, &text)
    }

    fn find(&self, kind: TermKind, text: &str) -> Option<TermId> {
        let hash = self.hasher.hash_one((kind as u8, text));
        self.ids.find(hash, |id| self.kind(*id) == kind && self.text(*id) == text).copied()
    }

    /// The pairs that a Chinese character stands in, in the order of their numbers.
    pub(super) fn pairs_with(&self, character: char) -> Vec<TermId> {
        let holds = |id: &TermId| self.kind(*id) == TermKind::HanPair && self.text(*id).contains(character);
        (0..self.len() as TermId).filter(holds).collect()
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The bytes that it takes, about.
    pub(super) fn size(&self) -> usize {
        self.texts.len() + self.len() * 11
    }

    /// A term's text.
    pub(super) fn text(&self, id: TermId) -> &str {
        text_of(&self.texts, &self.ends, id)
    }

    /// A term's kind.
    pub(super) fn kind(&self, id: TermId) -> TermKind {
        self.kinds[id as usize]
    }

    /// The script of a term.
    pub(super) fn script(&self, id: TermId) -> Script {
        match self.kind(id) {
            TermKind::Word => Script::Other,
            TermKind::HanWord | TermKind::HanPair => Script::Han,
        }
    }

    /// What one occurrence of a term counts.
    pub(super) fn unit(&self, id: TermId) -> f32 {
        self.kind(id).unit()
    }
}

fn text_of<'a>(texts: &'a str, ends: &[u32], id: TermId) -> &'a str {
    let at = id as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] as usize };
    &texts[start..ends[at] as usize]
}

fn hash_of(texts: &str, ends: &[u32], kinds: &[TermKind], hasher: &DefaultHashBuilder, id: TermId) -> u64 {
    hasher.hash_one((kinds[id as usize] as u8, text_of(texts, ends, id)))
}

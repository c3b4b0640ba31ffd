//! Terms by number.

use std::collections::HashMap;

use crate::matching::analysis::{Script, Term};

/// The number of a term. Numbers are given in the order in which terms are first seen.
pub(in crate::matching) type TermId = u32;

/// All terms of an index.
#[derive(Debug, Default)]
pub(in crate::matching) struct Vocabulary {
    ids: HashMap<Term, TermId>,
    kinds: Vec<(Script, f32)>,
}

impl Vocabulary {
    /// The number of a term, new if need be.
    pub(super) fn intern(&mut self, term: Term) -> TermId {
        let next = self.kinds.len() as TermId;
        let kind = (term.script(), term.unit());
        let id = *self.ids.entry(term).or_insert(next);
        if id == next {
            self.kinds.push(kind);
        }
        id
    }

    /// The number of a known term.
    pub(in crate::matching) fn id(&self, term: &Term) -> Option<TermId> {
        self.ids.get(term).copied()
    }

    /// The pairs that a Chinese character stands in, in the order of their numbers.
    pub(super) fn pairs_with(&self, character: char) -> Vec<TermId> {
        let holds = |term: &Term| matches!(term, Term::HanPair(pair) if pair.contains(&character));
        let mut pairs: Vec<TermId> =
            self.ids.iter().filter(|(term, _)| holds(term)).map(|(_, id)| *id).collect();
        pairs.sort_unstable();
        pairs
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The script of a term.
    pub(super) fn script(&self, id: TermId) -> Script {
        self.kinds[id as usize].0
    }

    /// What one occurrence of a term counts ([`Term::unit`]).
    pub(super) fn unit(&self, id: TermId) -> f32 {
        self.kinds[id as usize].1
    }
}

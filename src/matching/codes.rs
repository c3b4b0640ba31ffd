//! Who shares codes: finds counterparts whose texts give little, as across languages.

use std::collections::HashMap;

use crate::domain::{Discipline, Industry, Posting};

/// A code narrow enough to say something: divisions of industry and below, disciplines of the
/// first level and below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Code {
    Industry(Industry),
    Discipline(Discipline),
}

/// Postings by their codes and the codes above those.
#[derive(Debug)]
pub(super) struct CodeIndex {
    having: HashMap<Code, Vec<u32>>,
    len: usize,
}

impl CodeIndex {
    /// Indexes postings by their places.
    pub(super) fn build<'a>(postings: impl Iterator<Item = &'a Posting>) -> Self {
        let mut index = Self { having: HashMap::new(), len: 0 };
        for posting in postings {
            index.push(posting);
        }
        index
    }

    /// Adds the posting of the next place.
    pub(super) fn push(&mut self, posting: &Posting) {
        for code in codes(posting) {
            self.having.entry(code).or_default().push(self.len as u32);
        }
        self.len += 1;
    }

    /// The `most` postings that share the most codes with this one, ties by place.
    pub(super) fn sharing(&self, posting: &Posting, most: usize) -> Vec<usize> {
        let codes = codes(posting);
        if codes.is_empty() {
            return Vec::new();
        }
        let mut shared = vec![0_u16; self.len];
        for at in codes.iter().filter_map(|code| self.having.get(code)).flatten() {
            shared[*at as usize] += 1;
        }
        let mut found: Vec<usize> = (0..self.len).filter(|at| shared[*at] > 0).collect();
        found.sort_by_key(|at| std::cmp::Reverse(shared[*at]));
        found.truncate(most);
        found
    }
}

/// A posting's codes and those above, each once.
fn codes(posting: &Posting) -> Vec<Code> {
    let industries = posting.industries.iter().flat_map(|code| code.lineage());
    let disciplines = posting.disciplines.iter().flat_map(|code| code.lineage());
    let mut codes = Vec::new();
    let all = industries
        .filter(|code| code.level() >= 2)
        .map(Code::Industry)
        .chain(disciplines.filter(|code| code.level() >= 1).map(Code::Discipline));
    for code in all {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

//! A text as the set of what stands in it.

use crate::domain::Posting;
use crate::matching::analysis::{Term, tokens};
use crate::matching::explanation::fields;

/// The set of a text's words and pairs, as hashes in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut shingles = Vec::new();
        add(text, &mut shingles);
        Self::from_unordered(shingles)
    }

    /// Those of all texts of a posting. Pairs don't reach from one field into the next.
    pub fn of_posting(posting: &Posting) -> Self {
        let mut shingles = Vec::new();
        for (_, text) in fields(posting) {
            add(text, &mut shingles);
        }
        Self::from_unordered(shingles)
    }

    fn from_unordered(mut shingles: Vec<u64>) -> Self {
        shingles.sort_unstable();
        shingles.dedup();
        Self(shingles)
    }

    /// How alike two texts are, from 0 to 1: what both have of what either has. Exact, other than the
    /// estimate of [`Fingerprint::similarity`](super::Fingerprint::similarity).
    pub fn jaccard(&self, other: &Self) -> f64 {
        let (mut left, mut right) = (self.0.as_slice(), other.0.as_slice());
        let (mut both, mut either) = (0_u32, 0_u32);
        while let ([a, more_left @ ..], [b, more_right @ ..]) = (left, right) {
            either += 1;
            both += u32::from(a == b);
            if a <= b {
                left = more_left;
            }
            if b <= a {
                right = more_right;
            }
        }
        either += (left.len() + right.len()) as u32;
        if either == 0 { 0.0 } else { f64::from(both) / f64::from(either) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether the text has no words.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }
}

/// Appends the shingles of one text.
fn add(text: &str, shingles: &mut Vec<u64>) {
    let mut last = None;
    for token in tokens(text) {
        match &token.term {
            Term::HanPair(pair) => {
                last = None;
                shingles.push(hashed(2, pair.iter().flat_map(|c| u32::from(*c).to_le_bytes())));
            }
            // The pairs of their characters say as much.
            Term::HanWord(_) => last = None,
            Term::Word(word) => {
                let hash = hashed(1, word.bytes());
                shingles.push(hash);
                if let Some(last) = last.replace(hash) {
                    shingles.push(mixed(mixed(last) ^ hash));
                }
            }
        }
    }
}

/// FNV-1a, mixed; `kind` keeps words apart from pairs.
fn hashed(kind: u8, bytes: impl Iterator<Item = u8>) -> u64 {
    let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    mixed(std::iter::once(kind).chain(bytes).fold(0xcbf2_9ce4_8422_2325, fnv))
}

/// The output function of SplitMix64 (Steele, Lea, Flood, 2014): every bit depends on every bit.
pub(super) const fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

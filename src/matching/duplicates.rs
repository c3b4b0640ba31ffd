//! Postings that say nearly the same: copies with other words here and there, other titles, sentences in
//! another order.
//!
//! A text is the set of its words, its pairs of neighbouring words and, in Chinese, its pairs of neighbouring
//! characters; two texts are as alike as their sets (Jaccard: what both have of what either has). MinHash
//! (Broder, 1997) keeps of a set what is needed to estimate that, and bands of it find the few texts worth a
//! comparison among all (locality-sensitive hashing; Leskovec, Rajaraman, Ullman, Mining of Massive
//! Datasets, chapter 3). Of each least hash one byte is kept (b-bit MinHash; Li and König, 2010).
//!
//! ```
//! use sunmao::matching::duplicates::{Duplicates, Fingerprint};
//!
//! let mut all = Duplicates::default();
//! all.insert(1, Fingerprint::of("Ceramic coatings for gas turbine blades, sprayed from suspensions"));
//! all.insert(2, Fingerprint::of("Medieval poetry in the libraries of Hangzhou"));
//! let again = Fingerprint::of("Sprayed from suspensions: ceramic coatings for gas turbine blades");
//! assert_eq!(all.near(&again, 0.5)[0].key, 1);
//! ```

mod index;
mod shingles;
#[cfg(test)]
mod tests;

pub use index::{Duplicates, Near};
pub use shingles::Shingles;

use crate::domain::Posting;

/// How many hashes a fingerprint holds: estimates err by 1/√126 × √(J (1 − J)), less than 0.05.
const HASHES: usize = BANDS * ROWS;

/// Two texts are compared when they agree in all rows of one of the bands. With 42 bands of 3, that
/// happens to 99.6 % of the pairs that are alike by 0.5, to 68 % of those by 0.3, and to 0.5 % by 0.05.
const BANDS: usize = 42;

/// The hashes of one band.
const ROWS: usize = 3;

/// What is kept of a text to find its like: 130 bytes.
///
/// The same text has the same fingerprint in every run and on every machine, as long as the words are cut in
/// the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    least: [u8; HASHES],
    /// A text without words is like nothing, not even itself.
    is_empty: bool,
}

impl Fingerprint {
    /// The fingerprint of a text.
    pub fn of(text: &str) -> Self {
        Self::from(&Shingles::of(text))
    }

    /// The fingerprint of all texts of a posting.
    pub fn of_posting(posting: &Posting) -> Self {
        Self::from(&Shingles::of_posting(posting))
    }

    /// An estimate of how alike two texts are, from 0 to 1.
    pub fn similarity(&self, other: &Self) -> f64 {
        // One of 256 bytes agrees by chance.
        const CHANCE: f64 = 1.0 / 256.0;
        if self.is_empty || other.is_empty {
            return 0.0;
        }
        let equal = self.least.iter().zip(&other.least).map(|(a, b)| u32::from(a == b)).sum::<u32>();
        ((f64::from(equal) / HASHES as f64 - CHANCE) / (1.0 - CHANCE)).max(0.0)
    }

    /// The band's bytes, as a number.
    fn band(&self, band: usize) -> u32 {
        self.least[band * ROWS..][..ROWS].iter().fold(0, |key, byte| key << 8 | u32::from(*byte))
    }
}

impl From<&Shingles> for Fingerprint {
    fn from(shingles: &Shingles) -> Self {
        let mut least = [u64::MAX; HASHES];
        for shingle in shingles.iter() {
            for (at, least) in least.iter_mut().enumerate() {
                // Each place orders the shingles in another way: an odd factor permutes the numbers.
                let hash = (shingle ^ SEEDS[at]).wrapping_mul(SEEDS[at] | 1);
                *least = (*least).min(hash ^ hash >> 32);
            }
        }
        Self { least: least.map(|hash| (shingles::mixed(hash) >> 56) as u8), is_empty: shingles.is_empty() }
    }
}

/// Numbers without a pattern, the same for ever.
static SEEDS: [u64; HASHES] = {
    let mut seeds = [0; HASHES];
    let mut at = 0;
    while at < HASHES {
        seeds[at] = shingles::mixed(at as u64 + 1);
        at += 1;
    }
    seeds
};

//! All fingerprints, and those that agree with one in some band.

use std::hash::Hash;

use hashbrown::HashMap;

use super::{BANDS, Fingerprint, shingles::mixed};

/// No place.
const NONE: u32 = u32::MAX;

/// The fewest chains of a band.
const FEWEST_CHAINS: usize = 64;

/// A text that is like the one asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Near<K> {
    /// Which one.
    pub key: K,
    /// How alike they are, estimated, from 0 to 1.
    pub similarity: f64,
}

/// The fingerprints of many texts, to be searched in a small part of the time that comparing all takes.
///
/// In each band the places with equal bytes hang on one chain. With the fingerprints that takes about half a
/// kilobyte for each text; among 200,000 texts a search takes less than a tenth of a millisecond.
#[derive(Debug, Clone)]
pub struct Duplicates<K> {
    places: HashMap<K, u32>,
    kept: Vec<Option<(K, Fingerprint)>>,
    /// Places that were left.
    free: Vec<u32>,
    /// For each chain of each band the place that it begins with; a power of two of chains to each band.
    heads: Vec<[u32; BANDS]>,
    /// For each place the next one on the chain of each band.
    next: Vec<[u32; BANDS]>,
}

impl<K> Duplicates<K> {
    /// Texts that are as alike as this are worth a moderator's look: of copies with every fifth word changed
    /// 99 of 100 are, and unrelated texts stay below 0.12.
    pub const LIKELY: f64 = 0.3;
}

impl<K> Default for Duplicates<K> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            kept: Vec::new(),
            free: Vec::new(),
            heads: vec![[NONE; BANDS]; FEWEST_CHAINS],
            next: Vec::new(),
        }
    }
}

impl<K: Clone + Eq + Hash + Ord> Duplicates<K> {
    /// Adds a text, in place of what the key stood for before.
    pub fn insert(&mut self, key: K, fingerprint: Fingerprint) {
        self.remove(&key);
        // Empty ones are like nothing and would hang on one chain all.
        if fingerprint.is_empty {
            return;
        }
        let Some(place) = self.vacant() else { return };
        self.places.insert(key.clone(), place);
        self.hang(place, &fingerprint);
        self.kept[place as usize] = Some((key, fingerprint));
        if self.places.len() > self.heads.len() {
            self.grow();
        }
    }

    /// Takes a text out, and says whether it was there.
    pub fn remove(&mut self, key: &K) -> bool {
        let Some(place) = self.places.remove(key) else { return false };
        let Some((_, fingerprint)) = self.kept[place as usize].take() else { return false };
        for band in 0..BANDS {
            let after = self.next[place as usize][band];
            let chain = chain(&fingerprint, band, self.heads.len());
            let head = &mut self.heads[chain][band];
            if *head == place {
                *head = after;
                continue;
            }
            let mut at = *head;
            while at != NONE && self.next[at as usize][band] != place {
                at = self.next[at as usize][band];
            }
            if at != NONE {
                self.next[at as usize][band] = after;
            }
        }
        self.free.push(place);
        true
    }

    /// The texts whose similarity is `threshold` or more, the most alike first, equals by key. Below 0.4 some
    /// are missed; a threshold of 0 doesn't yield all.
    pub fn near(&self, fingerprint: &Fingerprint, threshold: f64) -> Vec<Near<K>> {
        let mut near: Vec<Near<K>> = self
            .candidates(fingerprint)
            .into_iter()
            .filter_map(|place| self.kept[place as usize].as_ref())
            .map(|(key, other)| (key, fingerprint.similarity(other)))
            .filter(|(_, similarity)| *similarity >= threshold)
            .map(|(key, similarity)| Near { key: key.clone(), similarity })
            .collect();
        near.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.key.cmp(&b.key)));
        near
    }

    /// How many texts there are. Those without words aren't kept.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The places that stand on a chain with the fingerprint, in order, each once.
    pub(super) fn candidates(&self, fingerprint: &Fingerprint) -> Vec<u32> {
        let mut found = Vec::new();
        if fingerprint.is_empty {
            return found;
        }
        for band in 0..BANDS {
            let mut at = self.heads[chain(fingerprint, band, self.heads.len())][band];
            while at != NONE {
                found.push(at);
                at = self.next[at as usize][band];
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A place for one more; none when there are as many as numbers.
    fn vacant(&mut self) -> Option<u32> {
        if let Some(place) = self.free.pop() {
            return Some(place);
        }
        let place = u32::try_from(self.kept.len()).ok().filter(|place| *place != NONE)?;
        self.kept.push(None);
        self.next.push([NONE; BANDS]);
        Some(place)
    }

    /// Puts a place at the beginning of its chains.
    fn hang(&mut self, place: u32, fingerprint: &Fingerprint) {
        for band in 0..BANDS {
            let chain = chain(fingerprint, band, self.heads.len());
            self.next[place as usize][band] = std::mem::replace(&mut self.heads[chain][band], place);
        }
    }

    /// Doubles the chains.
    fn grow(&mut self) {
        self.heads = vec![[NONE; BANDS]; self.heads.len() * 2];
        let kept = std::mem::take(&mut self.kept);
        for (place, kept) in (0_u32..).zip(&kept) {
            if let Some((_, fingerprint)) = kept {
                self.hang(place, fingerprint);
            }
        }
        self.kept = kept;
    }
}

/// The chain that a fingerprint hangs on.
fn chain(fingerprint: &Fingerprint, band: usize, chains: usize) -> usize {
    mixed(u64::from(fingerprint.band(band))) as usize & (chains - 1)
}

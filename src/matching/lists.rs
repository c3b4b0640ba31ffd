//! Lists of the best counterparts of every posting, kept up as postings come and go.

use super::market::{Item, Market, Match};
use super::{Condition, Progress};
use crate::domain::Kind;

/// How many counterparts are kept beside those that are shown, so that one that goes leaves no hole.
const RESERVE: usize = 20;

/// A market with the best counterparts of every posting, from either side.
///
/// A posting that comes is compared with its own candidates, and enters the lists of those whose
/// weakest counterpart it beats; nothing else is computed anew. As a posting's candidates are found
/// by its own text, a counterpart whose text alone would have found it is missed until the market is
/// built anew.
#[derive(Debug)]
pub struct Lists {
    market: Market,
    top: usize,
    /// The best `top + RESERVE` of every posting, best first.
    best: [Vec<Vec<Match>>; 2],
}

impl Lists {
    /// Computes all lists of `top` counterparts, on all cores.
    pub fn build(market: Market, top: usize, progress: &dyn Progress) -> Self {
        let best = Kind::ALL.map(|kind| market.best_of_all(kind, top + RESERVE, progress));
        Self { market, top, best }
    }

    /// The market.
    pub fn market(&self) -> &Market {
        &self.market
    }

    /// The best counterparts of a posting, best first; none for one that was withdrawn.
    pub fn best(&self, kind: Kind, item: usize) -> &[Match] {
        let list = &self.best[kind as usize][item];
        &list[..list.len().min(self.top)]
    }

    /// Adds a posting, and returns its place. Its own list and those that it enters are brought up to date.
    pub fn add(&mut self, item: Item) -> usize {
        let kind = item.posting.kind();
        let place = self.market.add(item);
        let found = self.market.best(kind, place, usize::MAX);
        let most = self.top + RESERVE;
        for pair in &found {
            let list = &mut self.best[kind.counterpart() as usize][other(kind, pair)];
            enter(list, *pair, most, |pair| other(kind.counterpart(), pair));
        }
        let mut own = found;
        own.truncate(most);
        self.best[kind as usize].push(own);
        place
    }

    /// Withdraws a posting: it leaves all lists. A list that runs out of its reserve is computed anew.
    pub fn remove(&mut self, kind: Kind, item: usize) {
        self.market.remove(kind, item);
        self.best[kind as usize][item].clear();
        let others = kind.counterpart();
        for place in 0..self.best[others as usize].len() {
            let list = &mut self.best[others as usize][place];
            let before = list.len();
            list.retain(|pair| other(others, pair) != item);
            if list.len() < before && list.len() < self.top && before >= self.top {
                *list = self.market.best(others, place, self.top + RESERVE);
            }
        }
    }

    /// Changes a posting: the old one is withdrawn, and the new one's place is returned.
    pub fn replace(&mut self, item: usize, new: Item) -> usize {
        self.remove(new.posting.kind(), item);
        self.add(new)
    }

    /// What keeps a pair from being matched.
    pub fn conditions(&self, need: usize, capability: usize) -> Vec<Condition> {
        self.market.conditions(need, capability)
    }
}

/// The place of the counterpart in a pair seen from `kind`.
fn other(kind: Kind, pair: &Match) -> usize {
    match kind {
        Kind::Need => pair.capability,
        Kind::Capability => pair.need,
    }
}

/// Puts a pair into a list of at most `most`, in its order.
fn enter(list: &mut Vec<Match>, pair: Match, most: usize, place: impl Fn(&Match) -> usize) {
    let key = |pair: &Match| (std::cmp::Reverse(pair.fit.total()), place(pair));
    let at = list.partition_point(|other| key(other) < key(&pair));
    if at < most {
        list.insert(at, pair);
        list.truncate(most);
    }
}

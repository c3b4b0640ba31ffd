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
    /// For every posting the places of those whose lists it entered; it may have left them again.
    holders: [Vec<Vec<u32>>; 2],
}

impl Lists {
    /// Computes all lists of `top` counterparts, on all cores.
    pub fn build(market: Market, top: usize, progress: &dyn Progress) -> Self {
        let best = Kind::ALL.map(|kind| market.best_of_all(kind, top + RESERVE, progress));
        let holders = Kind::ALL.map(|kind| vec![Vec::new(); market.items(kind).len()]);
        let mut lists = Self { market, top, best, holders };
        for kind in Kind::ALL {
            for place in 0..lists.best[kind as usize].len() {
                lists.hold(kind, place);
            }
        }
        lists
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
        let mut holders = Vec::new();
        for pair in &found {
            let holder = other(kind, pair);
            let list = &mut self.best[kind.counterpart() as usize][holder];
            if enter(list, *pair, most, |pair| other(kind.counterpart(), pair)) {
                holders.push(holder as u32);
            }
        }
        self.holders[kind as usize].push(holders);
        let mut own = found;
        own.truncate(most);
        self.best[kind as usize].push(own);
        self.hold(kind, place);
        place
    }

    /// Notes whom the list of a posting holds.
    fn hold(&mut self, kind: Kind, place: usize) {
        let holders = &mut self.holders[kind.counterpart() as usize];
        for pair in &self.best[kind as usize][place] {
            holders[other(kind, pair)].push(place as u32);
        }
    }

    /// Withdraws a posting: it leaves all lists. A list that runs out of its reserve is computed anew.
    pub fn remove(&mut self, kind: Kind, item: usize) {
        self.market.remove(kind, item);
        self.best[kind as usize][item].clear();
        let others = kind.counterpart();
        let mut holders = std::mem::take(&mut self.holders[kind as usize][item]);
        holders.sort_unstable();
        holders.dedup();
        for place in holders.into_iter().map(|place| place as usize) {
            let list = &mut self.best[others as usize][place];
            let before = list.len();
            list.retain(|pair| other(others, pair) != item);
            if list.len() < before && list.len() < self.top && before >= self.top {
                *list = self.market.best(others, place, self.top + RESERVE);
                self.hold(others, place);
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

/// Puts a pair into a list of at most `most`, in its order; tells whether it has a place there.
fn enter(list: &mut Vec<Match>, pair: Match, most: usize, place: impl Fn(&Match) -> usize) -> bool {
    let key = |pair: &Match| (std::cmp::Reverse(pair.fit.total()), place(pair));
    let at = list.partition_point(|other| key(other) < key(&pair));
    if at < most {
        list.insert(at, pair);
        list.truncate(most);
    }
    at < most
}

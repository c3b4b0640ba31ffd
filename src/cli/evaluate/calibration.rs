//! What a total means: how often pairs of each band of totals are right.

use std::sync::Arc;

use serde::Serialize;

use crate::cli::progress::Bar;
use crate::domain::{Description, Kind, Language, Posting, Title, Weights};
use crate::exchange::collection::{Collection, Entry};
use crate::matching::{Circumstances, Item, Market};

/// How many counterparts of each query are looked at.
const TOP: usize = 20;
/// The width of a band of totals.
const WIDTH: u8 = 10;

/// The pairs of one band of totals.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Bin {
    /// The lowest total of the band; the next band begins ten above.
    pub(super) from: u8,
    /// The pairs in it.
    pub(super) pairs: usize,
    /// Those that are judged to be right. What isn't judged counts as wrong.
    pub(super) right: usize,
}

/// The totals of the best counterparts of every query, as postings of texts alone, in bands.
pub(super) fn calibrate(collection: &Collection, bar: &Bar) -> Vec<Bin> {
    let (needs, queries) = items(Kind::Need, &collection.queries);
    let (capabilities, documents) = items(Kind::Capability, &collection.documents);
    let market = Market::build(needs, capabilities, Weights::default(), Circumstances::default(), bar);
    let mut bins: Vec<Bin> =
        (0..=100).step_by(WIDTH.into()).map(|from| Bin { from, pairs: 0, right: 0 }).collect();
    for (query, found) in queries.iter().zip(market.best_of_all(Kind::Need, TOP, bar)) {
        let Some(judged) = collection.judgments.get(&query.id) else { continue };
        for pair in found {
            let bin = &mut bins[usize::from(pair.fit.score() / WIDTH)];
            bin.pairs += 1;
            let document = &documents[pair.capability].id;
            bin.right += usize::from(judged.get(document).is_some_and(|grade| *grade > 0.0));
        }
    }
    bins.retain(|bin| bin.pairs > 0);
    bins
}

/// Entries as postings, beside those that could be made of them.
fn items(kind: Kind, entries: &[Entry]) -> (Vec<Item>, Vec<&Entry>) {
    let posting = |entry: &Entry| {
        let title = Title::parse(&entry.title).or_else(|_| Title::from_beginning_of(&entry.text));
        let title = title.or_else(|_| Title::from_beginning_of(&entry.title)).ok()?;
        let mut posting = Posting::bare(kind, title, Language::guess(&entry.text));
        let text = if entry.text.is_empty() { &entry.title } else { &entry.text };
        posting.description = Description::parse(text).ok();
        Some(Item { id: None, organization: None, place: None, posting: Arc::new(posting) })
    };
    entries.iter().filter_map(|entry| Some((posting(entry)?, entry))).unzip()
}

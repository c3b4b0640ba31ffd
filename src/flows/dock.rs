//! Docking: which counterparts fit a posting, how well, and why.
//!
//! The lists of matches stand in the store, written whenever the postings changed; explanations
//! are computed from the engine in memory when somebody looks.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::domain::access::Readable;
use crate::domain::{Band, Fit, Kind, Posting, PostingId, Profile, Visitor};
use crate::matching::{Condition, Explanation, Finding};
use crate::store::{RowId, Store, matches, postings};

pub use super::engine::{Engine, Setting};
pub use super::rematch::rematch;
use super::{FlowError, PostingView};

/// How many counterparts of a posting are shown.
pub const SHOWN: usize = 20;

/// Narrows and orders a list of matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// The lowest score to show, 0–100.
    pub min_score: u8,
    /// Leave out counterparts in other provinces that don't accept remote work.
    pub near: bool,
    /// Leave out those less ripe than asked.
    pub ripe: bool,
    /// Leave out those above the budget.
    pub affordable: bool,
    /// The order.
    pub sort: Order,
}

/// The order of matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Best fit first.
    #[default]
    Fit,
    /// Last published first.
    Newest,
    /// Ripest first.
    Stage,
}

/// One match as a page shows it.
#[derive(Debug, Clone)]
pub struct Docked {
    /// The counterpart.
    pub counterpart: PostingView,
    /// The profile and the total.
    pub fit: Fit,
    /// Why, and what is missing.
    pub explanation: Explanation,
}

/// A posting with its matches.
#[derive(Debug, Clone)]
pub struct Docking {
    /// The posting.
    pub posting: PostingView,
    /// What passed the choice, in its order.
    pub matches: Vec<Docked>,
    /// How many matches there are before the choice.
    pub total: usize,
    /// Where none of them fits well: what is nearest, and what stands in the way.
    pub nearest: Vec<Near>,
}

/// A counterpart that is near, whether or not it may be matched.
#[derive(Debug, Clone)]
pub struct Near {
    /// The counterpart with its explanation.
    pub docked: Docked,
    /// What keeps the two from being matched.
    pub conditions: Vec<Condition>,
}

/// How many near counterparts are told where none fits well.
const NEAREST: usize = 5;

/// The matches of one posting, from either side.
///
/// # Errors
/// [`FlowError::NotFound`] when the reader may not see the posting.
pub fn matches(
    store: &Store,
    engine: &Engine,
    reader: &Visitor,
    id: PostingId,
    choice: Choice,
) -> Result<Docking, FlowError> {
    let (posting, found) = counterparts(store, reader, id)?;
    let docked = |(counterpart, fit)| docked(engine, &posting, counterpart, fit);
    let mut found: Vec<Docked> = found.into_iter().map(docked).collect();
    let total = found.len();
    let fits_well = found.iter().any(|docked| docked.fit.band() > Band::Loose);
    let nearest = if fits_well { Vec::new() } else { nearest(store, engine, reader, &posting)? };
    found.retain(|docked| choice.takes(&posting, docked));
    choice.sort.apply(&mut found);
    Ok(Docking { posting, matches: found, total, nearest })
}

/// The best `most` matches of one posting, from either side, and how many there are; not what is nearest
/// where none fits well.
///
/// # Errors
/// As [`matches()`].
pub fn best(
    store: &Store,
    engine: &Engine,
    reader: &Visitor,
    id: PostingId,
    most: usize,
) -> Result<Docking, FlowError> {
    let (posting, mut found) = counterparts(store, reader, id)?;
    for (counterpart, fit) in &mut found {
        let (need, capability) = in_order(&posting, counterpart);
        *fit = engine.fit(need.record.id, capability.record.id).unwrap_or(*fit);
    }
    let total = found.len();
    found.sort_by_key(|(_, fit)| Reverse(fit.total()));
    // Only these are explained, which takes a reading of both texts each.
    let best = found.into_iter().take(most);
    let matches = best.map(|(counterpart, fit)| docked(engine, &posting, counterpart, fit)).collect();
    Ok(Docking { posting, matches, total, nearest: Vec::new() })
}

/// A posting, and its matches that the reader may see, as they stand in the store.
fn counterparts(
    store: &Store,
    reader: &Visitor,
    id: PostingId,
) -> Result<(PostingView, Vec<(PostingView, Fit)>), FlowError> {
    let readable = Readable::by(reader);
    let (posting, ranked, counterparts) = store.read(|conn| {
        let posting = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let ranked = matches::of_posting(conn, id.kind(), posting.row, SHOWN)?;
        let rows: Vec<RowId> = ranked.iter().map(|ranked| ranked.counterpart).collect();
        let counterparts = postings::readable_among(conn, &readable, &rows)?;
        Ok::<_, FlowError>((posting, ranked, counterparts))
    })?;
    let posting = PostingView::for_reader(posting, reader).ok_or(FlowError::NotFound)?;
    let mut counterparts: HashMap<RowId, PostingView> = counterparts
        .into_iter()
        .filter_map(|stored| Some((stored.row, PostingView::for_reader(stored, reader)?)))
        .collect();
    let found =
        ranked.iter().filter_map(|ranked| Some((counterparts.remove(&ranked.counterpart)?, ranked.fit)));
    let found = found.collect();
    Ok((posting, found))
}

/// A posting and its counterpart as need and capability.
fn in_order<'a>(
    posting: &'a PostingView,
    counterpart: &'a PostingView,
) -> (&'a PostingView, &'a PostingView) {
    match posting.record.id.kind() {
        Kind::Need => (posting, counterpart),
        Kind::Capability => (counterpart, posting),
    }
}

/// The counterparts nearest to a posting that the reader may see, excluded ones as well.
fn nearest(
    store: &Store,
    engine: &Engine,
    reader: &Visitor,
    posting: &PostingView,
) -> Result<Vec<Near>, FlowError> {
    let found = engine.nearest(posting.record.id, NEAREST);
    let rows: Vec<RowId> = found.iter().map(|(row, _)| *row).collect();
    let mut counterparts: HashMap<RowId, PostingView> = store
        .read(|conn| postings::readable_among(conn, &Readable::by(reader), &rows))?
        .into_iter()
        .filter_map(|stored| Some((stored.row, PostingView::for_reader(stored, reader)?)))
        .collect();
    let near = |(row, (fit, conditions)): (RowId, (Fit, Vec<Condition>))| {
        let counterpart = counterparts.remove(&row)?;
        Some(Near { docked: docked(engine, posting, counterpart, fit), conditions })
    };
    Ok(found.into_iter().filter_map(near).collect())
}

/// A match with its explanation. An engine that is newer than the stored match has the say on the
/// fit, so that the figures of one match agree; one that doesn't know the postings yet has none.
fn docked(engine: &Engine, posting: &PostingView, counterpart: PostingView, stored: Fit) -> Docked {
    let (need, capability) = in_order(posting, &counterpart);
    let explanation =
        engine.explain(need.record.id, capability.record.id).unwrap_or_else(|| unexplained(stored));
    Docked { fit: explanation.fit, explanation, counterpart }
}

/// The explanation of a fit of which only the figures are known.
fn unexplained(fit: Fit) -> Explanation {
    Explanation {
        fit,
        findings: std::array::from_fn(|_| Finding::NotStated),
        concepts: Vec::new(),
        need_marks: Vec::new(),
        capability_marks: Vec::new(),
        requirements: Vec::new(),
        lift: None,
        gaps: Vec::new(),
    }
}

impl Choice {
    fn takes(self, posting: &PostingView, docked: &Docked) -> bool {
        let (itself, other) = (&posting.record.posting, &docked.counterpart.record.posting);
        let (need, capability) = in_order(posting, &docked.counterpart);
        let (need, capability) = (&need.record.posting, &capability.record.posting);
        docked.fit.score() >= self.min_score
            && !(self.near && is_far(itself, other))
            && !(self.ripe && is_unripe(need, capability))
            && !(self.affordable && is_too_dear(need, capability))
    }
}

/// Whether `other` lies in another province and doesn't accept remote work.
fn is_far(itself: &Posting, other: &Posting) -> bool {
    let provinces = itself.region.zip(other.region);
    provinces.is_some_and(|(a, b)| a.province() != b.province()) && other.remote != Some(true)
}

/// Whether the capability is less ripe than the need asks.
fn is_unripe(need: &Posting, capability: &Posting) -> bool {
    need.trl.zip(capability.trl).is_some_and(|(asked, offered)| offered < asked)
}

/// Whether the lowest price lies above the highest budget in the same currency.
fn is_too_dear(need: &Posting, capability: &Posting) -> bool {
    need.budget.zip(capability.budget).is_some_and(|(budget, price)| {
        budget.currency() == price.currency()
            && budget.max().zip(price.min()).is_some_and(|(most, least)| least > most)
    })
}

impl Order {
    /// Sorts matches; equal ones stay in the order of their ranks.
    fn apply(self, found: &mut [Docked]) {
        match self {
            Self::Fit => found.sort_by_key(|docked| Reverse(docked.fit.total())),
            Self::Newest => found.sort_by_key(|docked| Reverse(docked.counterpart.record.published_at)),
            Self::Stage => found.sort_by_key(|docked| Reverse(docked.counterpart.record.posting.trl)),
        }
    }
}

/// One pair with its explanation.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The need.
    pub need: PostingView,
    /// The capability.
    pub capability: PostingView,
    /// Why, and what is missing.
    pub explanation: Explanation,
}

/// One pair.
///
/// # Errors
/// [`FlowError::NotFound`] when the reader may not see one of the two, or they are of one kind.
pub fn pair(
    store: &Store,
    engine: &Engine,
    reader: &Visitor,
    need: PostingId,
    capability: PostingId,
) -> Result<Pair, FlowError> {
    if (need.kind(), capability.kind()) != (Kind::Need, Kind::Capability) {
        return Err(FlowError::NotFound);
    }
    let (found_need, found_capability, stored) = store.read(|conn| {
        let need = postings::find(conn, need)?.ok_or(FlowError::NotFound)?;
        let capability = postings::find(conn, capability)?.ok_or(FlowError::NotFound)?;
        let stored = matches::of_pair(conn, need.row, capability.row)?;
        Ok::<_, FlowError>((need, capability, stored))
    })?;
    let view = |stored| PostingView::for_reader(stored, reader).ok_or(FlowError::NotFound);
    let nothing = Fit::even(Profile::default(), engine.weights());
    Ok(Pair {
        need: view(found_need)?,
        capability: view(found_capability)?,
        explanation: engine
            .explain(need, capability)
            .unwrap_or_else(|| unexplained(stored.map_or(nothing, |made| made.fit))),
    })
}

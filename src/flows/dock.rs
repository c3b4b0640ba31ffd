//! Docking: which counterparts fit a posting, how well, and why.
//!
//! The lists of matches stand in the store, written whenever the postings changed; explanations
//! are computed from the engine in memory when somebody looks.

use crate::domain::{Fit, PostingId, Reader};
use crate::matching::Explanation;
use crate::store::Store;

use super::{FlowError, PostingView};

/// How many counterparts are kept for each posting.
pub const KEPT: usize = 20;

/// The engine over all postings that are matched, and which posting stands where in it.
#[derive(Debug)]
pub struct Engine {}

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
}

/// The matches of one posting, from either side.
///
/// # Errors
/// [`FlowError::NotFound`] when the reader may not see the posting.
pub fn matches(
    store: &Store,
    engine: &Engine,
    reader: Reader,
    id: PostingId,
    choice: Choice,
) -> Result<Docking, FlowError> {
    let _ = (store, engine, reader, id, choice);
    Err(FlowError::NotFound)
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
    reader: Reader,
    need: PostingId,
    capability: PostingId,
) -> Result<Pair, FlowError> {
    let _ = (store, engine, reader, need, capability);
    Err(FlowError::NotFound)
}

//! A kept match made again, and compared with what is kept.

use std::path::Path;

use crate::domain::{Kind, PostingId, Visitor};
use crate::matching::{Condition, ENGINE_VERSION, Progress};
use crate::store::matches::Made;
use crate::store::{Store, matches, postings};

use super::changes::Pace;
use super::dock::{Engine, Pair, Setting, pair};
use super::{FlowError, PostingView, kept};

/// A pair as it scores now, beside what is kept of it.
#[derive(Debug, Clone)]
pub struct Recomputed {
    /// The pair with its explanation.
    pub pair: Pair,
    /// What keeps it from being matched.
    pub conditions: Vec<Condition>,
    /// A hash of what its score was made from.
    pub inputs: String,
    /// What is kept of it, if it is among the matches of either side.
    pub kept: Option<Made>,
}

/// How a kept match compares with the same made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// It isn't kept: not among the best of either side, or excluded.
    NotKept,
    /// Same inputs, same score to the last digit.
    Agrees,
    /// The postings or the figures of the index changed since.
    OtherInputs,
    /// Another version of the engine made it.
    OtherVersion,
    /// Same inputs, another score: a fault.
    Differs,
}

impl Recomputed {
    /// Whether what is kept agrees.
    pub fn agreement(&self) -> Agreement {
        match &self.kept {
            None => Agreement::NotKept,
            Some(kept) if kept.engine_version != ENGINE_VERSION => Agreement::OtherVersion,
            Some(kept) if kept.inputs != self.inputs => Agreement::OtherInputs,
            Some(kept) if kept.fit == self.pair.explanation.fit => Agreement::Agrees,
            Some(_) => Agreement::Differs,
        }
    }
}

/// Scores a pair anew, with the weights that its kept match was made with, or else those of `setting`;
/// by the engine in `snapshot`, brought up to date, if it is of this store, or else by one that is built
/// of the present postings.
///
/// # Errors
/// [`FlowError::NotFound`] when strangers may not see one of the two, or they are of one kind.
pub fn explain(
    store: &Store,
    setting: Setting,
    snapshot: Option<&Path>,
    need: PostingId,
    capability: PostingId,
    progress: &dyn Progress,
) -> Result<Recomputed, FlowError> {
    if (need.kind(), capability.kind()) != (Kind::Need, Kind::Capability) {
        return Err(FlowError::NotFound);
    }
    let kept = store.read(|conn| {
        let a = postings::find(conn, need)?.ok_or(FlowError::NotFound)?;
        let b = postings::find(conn, capability)?.ok_or(FlowError::NotFound)?;
        let rows = (a.row, b.row);
        for stored in [a, b] {
            PostingView::for_reader(stored, &Visitor::Stranger).ok_or(FlowError::NotFound)?;
        }
        Ok::<_, FlowError>(matches::of_pair(conn, rows.0, rows.1)?)
    })?;
    let weights = kept.as_ref().map_or(setting.weights, |made| made.weights);
    let setting = Setting { weights, ..setting };
    let engine = match kept::again(store, setting, snapshot, Pace::PATIENT)? {
        Some(engine) => engine,
        None => Engine::load(store, setting, progress)?,
    };
    Ok(Recomputed {
        pair: pair(store, &engine, &Visitor::Stranger, need, capability)?,
        conditions: engine.conditions(need, capability).unwrap_or_default(),
        inputs: engine.fingerprint(need, capability).unwrap_or_default(),
        kept,
    })
}

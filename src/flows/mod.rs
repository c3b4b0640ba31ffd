//! Use cases, one file each: the transaction boundaries.
//!
//! A flow asks `domain::access`, runs one transaction of the store, calls the engine outside of
//! it, and returns what a page, a job or a command presents.

pub mod browse;
pub mod dock;
pub mod read;

use crate::domain::{Organization, Record};

/// Why a flow could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// There is no such thing, or the reader may not know of it.
    #[error("not found")]
    NotFound,
    /// The store failed; a person sees only that something went wrong.
    #[error(transparent)]
    Store(#[from] crate::store::StoreError),
}

/// A posting with its organization.
#[derive(Debug, Clone)]
pub struct PostingView {
    /// The posting.
    pub record: Record,
    /// Whose it is.
    pub organization: Organization,
}

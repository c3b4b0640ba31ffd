//! Use cases, one file each: the transaction boundaries.
//!
//! A flow asks `domain::access`, runs one transaction of the store, calls the engine outside of
//! it, and returns what a page, a job or a command presents.

pub mod account;
pub mod browse;
mod changes;
pub mod demo;
pub mod dock;
mod engine;
pub mod explain;
pub mod export;
mod facets;
pub mod import;
mod kept;
mod notify;
pub mod read;
pub mod refresh;
mod rematch;
pub mod send;
mod site;
pub mod sitemap;

pub use site::{Site, SiteOptions};

use crate::domain::{Action, Organization, Reader, Record, may};
use crate::store::postings::Stored;

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

impl PostingView {
    /// The posting, if `reader` may read it.
    fn for_reader(stored: Stored, reader: Reader) -> Option<Self> {
        let Stored { record, organization, .. } = stored;
        let read = Action::ReadPosting { state: record.state, disclosure: record.posting.disclosure };
        may(reader, read).then_some(Self { record, organization })
    }
}

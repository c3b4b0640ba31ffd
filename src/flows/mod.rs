//! Use cases, one file each: the transaction boundaries.
//!
//! A flow asks `domain::access`, runs one transaction of the store, calls the engine outside of
//! it, and returns what a page, a job or a command presents.

pub mod account;
pub mod browse;
mod caller;
mod changes;
pub mod contact;
pub mod demo;
pub mod dock;
mod engine;
pub mod explain;
pub mod export;
mod facets;
pub mod import;
pub mod institution;
mod kept;
mod letters;
pub mod notify;
pub mod picture;
pub mod read;
pub mod refresh;
mod rematch;
pub mod review;
pub mod searches;
pub mod send;
mod site;
pub mod sitemap;
pub mod staff;
mod token;
pub mod views;
pub mod writing;

pub use caller::Caller;
pub use site::{Site, SiteOptions};
pub use token::Token;

use crate::domain::access::{Denial, Readable, Subject, Visitor};
use crate::domain::{Extent, Organization, Record};
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, StoreError, organizations, postings, site_state};

/// Why a flow could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// There is no such thing, or the reader may not know of it.
    #[error("not found")]
    NotFound,
    /// Somebody else may do it, or the same person elsewhere.
    #[error("not allowed")]
    Denied(#[from] Denial),
    /// A password can't be hashed.
    #[error("the password can't be hashed")]
    Hash(#[source] argon2::password_hash::Error),
    /// A letter can't be written.
    #[error("the letter can't be written")]
    Letter(#[from] crate::mail::LetterError),
    /// What is written down or exported can't be written or read.
    #[error("JSON can't be written or read")]
    Json(#[source] serde_json::Error),
    /// A table can't be written.
    #[error("the table can't be written")]
    Table(#[from] crate::exchange::FileError),
    /// The folder of letters can't be read.
    #[error("the folder of letters can't be read")]
    Folder(#[source] std::io::Error),
    /// The store failed; a person sees only that something went wrong.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FlowError {
    /// Whether it is about one row of the store that can't be read, so that others may do.
    fn is_of_row(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_of_row())
    }
}

/// A posting with its organization.
#[derive(Debug, Clone)]
pub struct PostingView {
    /// The posting, as much of it as the reader may read.
    pub record: Record,
    /// Whose it is.
    pub organization: Organization,
    /// How much that is.
    pub extent: Extent,
}

impl PostingView {
    /// The posting, if `reader` may read it, and as much of it as they may.
    fn for_reader(stored: Stored, reader: &Visitor) -> Option<Self> {
        let Stored { record, organization, .. } = stored;
        let readable = Readable::by(reader);
        if !readable.includes(record.state, Subject::from(&organization)) {
            return None;
        }
        let extent = readable.extent(record.posting.disclosure, organization.id);
        let posting = readable.cut(record.posting, organization.id);
        Some(Self { record: Record { posting, ..record }, organization, extent })
    }
}

/// Overwrites a posting, so that the engine and the kept matches follow.
fn overwrite_posting(conn: &mut AnyConnection, owner: RowId, record: &Record) -> Result<(), StoreError> {
    let revision = site_state::next_revision(conn)?;
    postings::update(conn, owner, record, revision)?;
    site_state::postings_changed(conn)
}

/// Overwrites an organization, so that the engine and the kept matches of its postings follow.
fn overwrite_organization(
    conn: &mut AnyConnection,
    row: RowId,
    organization: &Organization,
) -> Result<(), StoreError> {
    let revision = site_state::next_revision(conn)?;
    organizations::update(conn, row, organization, revision)?;
    site_state::postings_changed(conn)
}

/// A random identifier that nothing in the store has. Writers take turns, so it stays free until
/// the transaction ends.
fn free_id<I: Copy, T>(
    conn: &mut AnyConnection,
    from_random: impl Fn(u64) -> I,
    find: impl Fn(&mut AnyConnection, I) -> Result<Option<T>, StoreError>,
) -> Result<I, StoreError> {
    loop {
        let id = from_random(rand::random());
        if find(conn, id)?.is_none() {
            return Ok(id);
        }
    }
}

//! Everything that the store has of organizations and postings, for files.

use crate::domain::{Organization, Record};
use crate::store::{Store, organizations, postings};

use super::FlowError;

/// All organizations and all postings, whatever their state, in the order in which they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The organizations.
    pub organizations: Vec<Organization>,
    /// The postings.
    pub postings: Vec<Record>,
}

/// Reads everything in one state of the database.
///
/// # Errors
/// [`FlowError::Store`].
pub fn export(store: &Store) -> Result<Export, FlowError> {
    store.read(|conn| {
        let organizations = organizations::all(conn)?;
        let postings = postings::all(conn)?.into_iter().map(|stored| stored.record).collect();
        Ok(Export { organizations, postings })
    })
}

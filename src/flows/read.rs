//! Reading one posting or one organization, and the front page's figures.

use crate::domain::{Organization, OrganizationId, PostingId, Reader};
use crate::store::Store;

use super::{FlowError, PostingView};

/// An organization with what of its postings the reader may see, newest first.
#[derive(Debug, Clone)]
pub struct OrganizationView {
    /// The organization.
    pub organization: Organization,
    /// Its needs.
    pub needs: Vec<PostingView>,
    /// Its capabilities.
    pub capabilities: Vec<PostingView>,
}

/// What the front page tells of the site.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Needs that strangers may read.
    pub needs: usize,
    /// Capabilities that strangers may read.
    pub capabilities: usize,
    /// Organizations with something to read.
    pub organizations: usize,
    /// Pairs that score 80 or more.
    pub snug_pairs: usize,
    /// The newest postings of both kinds, newest first.
    pub newest: Vec<PostingView>,
    /// The pair with the highest score, if there is any.
    pub best_pair: Option<(PostingId, PostingId)>,
}

/// One posting.
///
/// # Errors
/// [`FlowError::NotFound`] also for what the reader may not see.
pub fn posting(store: &Store, reader: Reader, id: PostingId) -> Result<PostingView, FlowError> {
    let _ = (store, reader, id);
    Err(FlowError::NotFound)
}

/// One organization.
///
/// # Errors
/// [`FlowError::NotFound`] when there is none.
pub fn organization(
    store: &Store,
    reader: Reader,
    id: OrganizationId,
) -> Result<OrganizationView, FlowError> {
    let _ = (store, reader, id);
    Err(FlowError::NotFound)
}

/// The front page's figures, with the `newest` postings.
///
/// # Errors
/// [`FlowError::Store`].
pub fn overview(store: &Store, reader: Reader, newest: usize) -> Result<Overview, FlowError> {
    let _ = (store, reader, newest);
    Err(FlowError::NotFound)
}

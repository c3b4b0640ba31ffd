//! Reading one posting or one organization, and the front page's figures.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::access::{Action, Readable, Subject, may};
use crate::domain::{Band, Kind, Organization, OrganizationId, PostingId, Visitor};
use crate::store::postings::Stored;
use crate::store::site_state::SiteState;
use crate::store::{Store, matches, organizations, postings, site_state};

use super::{FlowError, PostingView, Site};

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
pub fn posting(store: &Store, reader: &Visitor, id: PostingId) -> Result<PostingView, FlowError> {
    let stored = store.read(|conn| postings::find(conn, id))?.ok_or(FlowError::NotFound)?;
    PostingView::for_reader(stored, reader).ok_or(FlowError::NotFound)
}

/// One organization.
///
/// # Errors
/// [`FlowError::NotFound`] also for one of which the reader may not know.
pub fn organization(
    store: &Store,
    reader: &Visitor,
    id: OrganizationId,
) -> Result<OrganizationView, FlowError> {
    let (organization, all) = store.read(|conn| {
        let (_, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
        if !may(reader, Action::ReadOrganization(Subject::from(&organization))) {
            return Err(FlowError::NotFound);
        }
        let postings = postings::of_organization(conn, &Readable::by(reader), id)?;
        Ok::<_, FlowError>((organization, postings))
    })?;
    let (needs, capabilities) = all
        .into_iter()
        .filter_map(|stored| PostingView::for_reader(stored, reader))
        .partition(|view| view.record.id.kind() == Kind::Need);
    Ok(OrganizationView { organization, needs, capabilities })
}

/// The front page's figures, with the `newest` postings.
///
/// # Errors
/// [`FlowError::Store`].
pub fn overview(store: &Store, reader: &Visitor, newest: usize) -> Result<Overview, FlowError> {
    let readable = Readable::by(reader);
    store.read(|conn| {
        let best_pair = match matches::best_pair(conn, &readable)? {
            Some((need, capability)) => {
                pair_of(postings::readable_among(conn, &readable, &[need, capability])?)
            }
            None => None,
        };
        Ok(Overview {
            needs: postings::count(conn, &readable, Kind::Need)?,
            capabilities: postings::count(conn, &readable, Kind::Capability)?,
            organizations: postings::count_owners(conn, &readable)?,
            snug_pairs: matches::count_pairs(conn, &readable, Band::Snug)?,
            newest: postings::newest(conn, &readable, newest)?
                .into_iter()
                .filter_map(|stored| PostingView::for_reader(stored, reader))
                .collect(),
            best_pair,
        })
    })
}

/// What the front page tells strangers, as of the last change; clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Front(Arc<Mutex<Option<Known>>>);

#[derive(Debug)]
struct Known {
    state: SiteState,
    newest: usize,
    overview: Arc<Overview>,
}

/// The [`overview`] of a stranger, read anew only after postings or matches changed: it counts them all.
///
/// # Errors
/// [`FlowError::Store`].
pub fn front(site: &Site, newest: usize) -> Result<Arc<Overview>, FlowError> {
    let state = site.store().read(site_state::get)?;
    // Who comes meanwhile waits for the answer rather than working it out as well.
    let mut known = site.front().0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.as_ref().filter(|known| known.state == state && known.newest == newest) {
        return Ok(Arc::clone(&known.overview));
    }
    let overview = Arc::new(overview(site.store(), &Visitor::Stranger, newest)?);
    *known = Some(Known { state, newest, overview: Arc::clone(&overview) });
    Ok(overview)
}

/// The identifiers of two postings, the need first.
fn pair_of(mut two: Vec<Stored>) -> Option<(PostingId, PostingId)> {
    two.sort_by_key(|stored| stored.record.id.kind());
    match two.as_slice() {
        [need, capability] => Some((need.record.id, capability.record.id)),
        _ => None,
    }
}

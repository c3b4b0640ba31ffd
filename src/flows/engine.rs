//! The engine in memory: the postings that are matched, indexed, and which stands where.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::access::Readable;
use crate::domain::organization::Names;
use crate::domain::{Kind, OrganizationId, OrganizationKind, Posting, PostingId, Reader, Weights};
use crate::matching::{Explanation, Item, Market, Progress};
use crate::store::postings::Stored;
use crate::store::site_state::Revision;
use crate::store::{RowId, Store, postings, site_state};

use super::FlowError;

/// The engine over all postings that are matched, and which posting stands where in it.
#[derive(Debug)]
pub struct Engine {
    market: Market,
    /// Beside the market's items, in their order; needs and capabilities.
    listings: [Vec<Listing>; 2],
    places: HashMap<PostingId, usize>,
    revision: Revision,
}

/// What searching and matching need of a posting beside its text.
#[derive(Debug, Clone)]
pub(super) struct Listing {
    pub(super) id: PostingId,
    pub(super) row: RowId,
    pub(super) organization: OrganizationKind,
    pub(super) names: Names,
    pub(super) verified: bool,
    pub(super) published_at: Option<DateTime<Utc>>,
}

impl Engine {
    /// Reads and indexes what everybody may read; the rest is not matched.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn load(store: &Store, progress: &dyn Progress) -> Result<Self, FlowError> {
        let (revision, stored) = store.read(|conn| {
            let revision = site_state::get(conn)?.postings;
            let stored = postings::readable(conn, &Readable::by(Reader::Stranger))?;
            Ok::<_, FlowError>((revision, stored))
        })?;
        Ok(Self::build(revision, stored, progress))
    }

    fn build(revision: Revision, stored: Vec<Stored>, progress: &dyn Progress) -> Self {
        let mut items = [Vec::new(), Vec::new()];
        let mut listings = [Vec::new(), Vec::new()];
        let mut places = HashMap::new();
        for Stored { row, record, organization } in stored {
            let kind = record.id.kind() as usize;
            places.insert(record.id, listings[kind].len());
            listings[kind].push(Listing {
                id: record.id,
                row,
                organization: organization.kind,
                names: organization.names,
                verified: organization.verified,
                published_at: record.published_at,
            });
            items[kind].push(Item { organization: Some(organization.id), posting: Arc::new(record.posting) });
        }
        let [needs, capabilities] = items;
        let market = Market::build(needs, capabilities, Weights::default(), progress);
        Self { market, listings, places, revision }
    }

    /// The state of the postings that the engine knows.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// How much each dimension counts.
    pub fn weights(&self) -> Weights {
        *self.market.weights()
    }

    /// Why two postings fit, if the engine knows both and they are a need and a capability.
    pub fn explain(&self, need: PostingId, capability: PostingId) -> Option<Explanation> {
        if (need.kind(), capability.kind()) != (Kind::Need, Kind::Capability) {
            return None;
        }
        Some(self.market.explain(*self.places.get(&need)?, *self.places.get(&capability)?))
    }

    pub(super) fn market(&self) -> &Market {
        &self.market
    }

    /// The postings of one kind, each with what stands beside its text.
    pub(super) fn listed(&self, kind: Kind) -> impl Iterator<Item = (&Listing, &Posting)> {
        let postings = self.market.items(kind).iter().map(|item| &*item.posting);
        self.listings[kind as usize].iter().zip(postings)
    }

    /// The posting at a place of the market.
    pub(super) fn listing(&self, kind: Kind, place: usize) -> (&Listing, &Posting) {
        (&self.listings[kind as usize][place], &self.market.items(kind)[place].posting)
    }

    /// Whose the posting at a place of the market is.
    pub(super) fn organization(&self, kind: Kind, place: usize) -> Option<OrganizationId> {
        self.market.items(kind)[place].organization
    }
}

//! The engine in memory: the postings that are matched, indexed, and which stands where.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::access::{Readable, Subject};
use crate::domain::organization::Names;
use crate::domain::{Fit, Kind, Organization, OrganizationId, Posting, PostingId, Visitor, Weights};
use crate::matching::{
    Circumstances, Condition, ENGINE_VERSION, Explanation, Item, Market, Match, Progress, SnapshotError,
    SnapshotReader, SnapshotWriter,
};
use crate::store::postings::Stored;
use crate::store::site_state::Revision;
use crate::store::{RowId, Store, postings, site_state};

use super::FlowError;
use super::facets::FacetRow;

/// The engine over all postings that are matched, and which posting stands where in it.
#[derive(Debug)]
pub struct Engine {
    market: Market,
    /// Beside the market's items, in their order; needs and capabilities.
    listings: [Vec<Listing>; 2],
    /// Beside the listings: a search looks at thousands of them.
    facets: [Vec<FacetRow>; 2],
    places: HashMap<PostingId, usize>,
    rows: HashMap<RowId, usize>,
    revision: Revision,
    setting: Setting,
    /// How many postings came or went since it was built.
    turnover: usize,
}

/// What matching depends on besides the postings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// How much each dimension counts.
    pub weights: Weights,
    /// The day for which deadlines are judged.
    pub today: NaiveDate,
}

impl Setting {
    fn circumstances(&self) -> Circumstances {
        Circumstances { today: Some(self.today), ..Circumstances::default() }
    }

    /// The published weights, for today.
    pub fn usual() -> Self {
        Self { weights: Weights::default(), today: Utc::now().date_naive() }
    }
}

/// What searching and matching need of a posting beside its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Listing {
    pub(super) id: PostingId,
    pub(super) row: RowId,
    pub(super) names: Names,
    pub(super) published_at: Option<DateTime<Utc>>,
}

impl Engine {
    /// Reads and indexes what everybody may read; the rest is not matched.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn load(store: &Store, setting: Setting, progress: &dyn Progress) -> Result<Self, FlowError> {
        let (revision, stored) = store.read(|conn| {
            let revision = site_state::get(conn)?.postings;
            let stored = postings::readable(conn, &Readable::by(&Visitor::Stranger))?;
            Ok::<_, FlowError>((revision, stored))
        })?;
        Ok(Self::build(revision, stored, setting, progress))
    }

    fn build(revision: Revision, stored: Vec<Stored>, setting: Setting, progress: &dyn Progress) -> Self {
        let Setting { weights, .. } = setting;
        let mut items = [Vec::new(), Vec::new()];
        let mut listings = [Vec::new(), Vec::new()];
        let mut facets = [Vec::new(), Vec::new()];
        for stored in stored {
            let kind = stored.record.id.kind() as usize;
            let (listing, row, item) = listed(stored);
            listings[kind].push(listing);
            facets[kind].push(row);
            items[kind].push(item);
        }
        let [needs, capabilities] = items;
        let market = Market::build(needs, capabilities, weights, setting.circumstances(), progress);
        Self::over(market, listings, facets, revision, setting)
    }

    fn over(
        market: Market,
        listings: [Vec<Listing>; 2],
        facets: [Vec<FacetRow>; 2],
        revision: Revision,
        setting: Setting,
    ) -> Self {
        let each = || listings.iter().flat_map(|side| (0..).zip(side));
        let places = each().map(|(place, listing)| (listing.id, place)).collect();
        let rows = each().map(|(place, listing)| (listing.row, place)).collect();
        Self { market, places, rows, listings, facets, revision, setting, turnover: 0 }
    }

    /// Follows a change: the posting is withdrawn, and comes again if it may be read. New postings are
    /// weighed by the figures that the engine was built with.
    pub(super) fn follow(&mut self, stored: Stored) {
        self.turnover += 1;
        let (id, row) = (stored.record.id, stored.row);
        if let Some(place) = self.places.remove(&id) {
            self.rows.remove(&row);
            self.market.remove(id.kind(), place);
        }
        if is_matched(&stored) {
            let (listing, facets, item) = listed(stored);
            let place = self.market.add(item);
            self.places.insert(id, place);
            self.rows.insert(row, place);
            self.listings[id.kind() as usize].push(listing);
            self.facets[id.kind() as usize].push(facets);
        }
    }

    /// Says that it knows the postings as they were at `revision`.
    pub(super) fn arrive(&mut self, revision: Revision) {
        self.revision = revision;
    }

    /// How many postings it knows.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many postings came or went since it was built.
    pub(super) fn turnover(&self) -> usize {
        self.turnover
    }

    /// Whether it knows a posting.
    pub(super) fn knows(&self, id: PostingId) -> bool {
        self.places.contains_key(&id)
    }

    /// Where a posting stands among those of its kind.
    pub(super) fn place_of(&self, row: RowId) -> Option<usize> {
        self.rows.get(&row).copied()
    }

    /// The row of a pair's posting of `kind`.
    pub(super) fn row_in(&self, kind: Kind, pair: &Match) -> RowId {
        self.listings[kind as usize][pair.place(kind)].row
    }

    /// Writes down what was built of the postings.
    ///
    /// # Errors
    /// [`SnapshotError::Io`].
    pub(super) fn save<W: Write>(&self, to: &mut SnapshotWriter<W>) -> Result<(), SnapshotError> {
        to.put(&self.revision)?;
        self.listings.iter().try_for_each(|listings| to.put_all(listings))?;
        self.facets.iter().try_for_each(|facets| to.put_all(facets))?;
        self.market.save(to)
    }

    /// Reads what [`Engine::save`] wrote.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub(super) fn restore<R: Read>(
        from: &mut SnapshotReader<R>,
        setting: Setting,
    ) -> Result<Self, SnapshotError> {
        let revision = from.take()?;
        let listings: [Vec<Listing>; 2] = [from.take_all()?, from.take_all()?];
        let facets: [Vec<FacetRow>; 2] = [from.take_all()?, from.take_all()?];
        let market = Market::load(from, setting.weights, setting.circumstances())?;
        let lengths = |kind: &Kind| (listings[*kind as usize].len(), facets[*kind as usize].len());
        if Kind::ALL.iter().any(|kind| {
            let count = market.items(*kind).len();
            lengths(kind) != (count, count)
        }) {
            return Err(SnapshotError::Damaged("lists of different lengths"));
        }
        Ok(Self::over(market, listings, facets, revision, setting))
    }

    /// The state of the postings that the engine knows.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// How much each dimension counts.
    pub fn weights(&self) -> &Weights {
        self.market.weights()
    }

    /// Lets each dimension count as much as `weights` say.
    pub(super) fn reweigh(&mut self, weights: Weights) {
        self.setting.weights = weights;
        self.market.reweigh(weights);
    }

    /// Why two postings fit, if the engine knows both and they are a need and a capability.
    pub fn explain(&self, need: PostingId, capability: PostingId) -> Option<Explanation> {
        let (need, capability) = self.places_of(need, capability)?;
        Some(self.market.explain(need, capability))
    }

    /// How well two postings fit, as [`Engine::explain`] finds it.
    pub(super) fn fit(&self, need: PostingId, capability: PostingId) -> Option<Fit> {
        let (need, capability) = self.places_of(need, capability)?;
        Some(self.market.fit_of(need, capability))
    }

    /// Where two postings stand, if the engine knows both and they are a need and a capability.
    fn places_of(&self, need: PostingId, capability: PostingId) -> Option<(usize, usize)> {
        if (need.kind(), capability.kind()) != (Kind::Need, Kind::Capability) {
            return None;
        }
        Some((*self.places.get(&need)?, *self.places.get(&capability)?))
    }

    /// What the score of a pair was made from ([`Market::fingerprint`]), if the engine knows both.
    pub fn fingerprint(&self, need: PostingId, capability: PostingId) -> Option<String> {
        Some(self.market.fingerprint(*self.places.get(&need)?, *self.places.get(&capability)?))
    }

    /// What keeps a pair from being matched, if the engine knows both.
    pub fn conditions(&self, need: PostingId, capability: PostingId) -> Option<Vec<Condition>> {
        Some(self.market.conditions(*self.places.get(&need)?, *self.places.get(&capability)?))
    }

    /// The counterparts nearest to a posting, by their rows, with what keeps each from being matched;
    /// none for a posting that the engine doesn't know.
    pub(super) fn nearest(&self, id: PostingId, top: usize) -> Vec<(RowId, (Fit, Vec<Condition>))> {
        let Some(place) = self.places.get(&id) else { return Vec::new() };
        let others = id.kind().counterpart();
        let near = self.market.nearest(id.kind(), *place, top).into_iter();
        let near = near.map(|(found, conditions)| (self.row_in(others, &found), (found.fit, conditions)));
        near.collect()
    }

    /// The best counterparts of a posting that an organization writes, as they would be if it were published:
    /// the row of each and how well it fits.
    pub(super) fn sketch(
        &self,
        organization: &Organization,
        posting: Posting,
        top: usize,
    ) -> Vec<(RowId, Fit)> {
        let others = posting.kind().counterpart();
        let item = Item {
            id: None,
            organization: Some(organization.id),
            place: organization.region,
            posting: Arc::new(posting),
        };
        let found = self.market.sketch(&item, top).into_iter();
        found.map(|(place, fit)| (self.listings[others as usize][place].row, fit)).collect()
    }

    /// The version of the scores, the weights and the day: matches that were made by another are old.
    pub fn label(&self) -> String {
        let Setting { weights, today } = self.setting;
        format!("{ENGINE_VERSION} {} {today}", weights.written())
    }

    /// Whether matches of this [label](Self::label) have the engine's scores, but for the day.
    pub(super) fn scores_as(&self, label: &str) -> bool {
        let without_day = |label: &str| label.rsplit_once(' ').map(|(scores, _)| scores.to_owned());
        without_day(label) == without_day(&self.label())
    }

    /// What matching depends on besides the postings.
    pub(super) fn setting(&self) -> &Setting {
        &self.setting
    }

    pub(super) fn market(&self) -> &Market {
        &self.market
    }

    /// The places of the postings of one kind.
    pub(super) fn listed(&self, kind: Kind) -> impl Iterator<Item = usize> {
        (0..self.listings[kind as usize].len()).filter(move |place| self.market.is_there(kind, *place))
    }

    /// What the posting at a place of the market answers the choices of the facets with.
    pub(super) fn facets(&self, kind: Kind, place: usize) -> &FacetRow {
        &self.facets[kind as usize][place]
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

/// Whether a posting is matched: what everybody may read of is, the rest isn't.
pub(super) fn is_matched(stored: &Stored) -> bool {
    let owner = Subject::from(&stored.organization);
    Readable::by(&Visitor::Stranger).includes(stored.record.state, owner)
}

/// A posting as the engine and as the market know it: by what everybody may read of it, so that neither
/// searches nor scores nor reasons tell anything else.
fn listed(stored: Stored) -> (Listing, FacetRow, Item) {
    let Stored { row, record, organization } = stored;
    let posting = Readable::by(&Visitor::Stranger).cut(record.posting, organization.id);
    let facets = FacetRow::of(&posting, &organization);
    let listing =
        Listing { id: record.id, row, names: organization.names, published_at: record.published_at };
    let item = Item {
        id: Some(record.id),
        organization: Some(organization.id),
        place: organization.region,
        posting: Arc::new(posting),
    };
    (listing, facets, item)
}

//! What a letter tells of matches, in words: as they were found, or as they are some time after.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::access::Readable;
use crate::domain::event::matches_thread;
use crate::domain::settings::Setting;
use crate::domain::{Event, Kind, LetterKind, PostingId, Topic, Visitor};
use crate::flows::dock::Engine;
use crate::flows::{FlowError, Site};
use crate::i18n::Messages;
use crate::mail::{NewMatch, NewMatches, PostingMatches};
use crate::matching::Match;
use crate::store::accounts::Known;
use crate::store::outbox::Handing;
use crate::store::{AnyConnection, RowId, matches, outbox, postings, settings};

use super::{all_readable, envelope};

/// The most postings whose matches one letter tells; the others are counted.
pub(super) const MOST_POSTINGS: usize = 10;

/// The most matches that a letter names of one posting.
const NAMED: usize = 3;

/// What one letter tells of matches.
#[derive(Debug, Clone)]
pub(super) struct Selection {
    postings: Vec<PostingMatches>,
    /// How many postings besides have new matches.
    more: usize,
    /// All postings that it names.
    names: Vec<RowId>,
    digest: bool,
}

impl Selection {
    /// Nothing yet, of what is told at once; `more` postings besides will only be counted.
    pub(super) fn empty(more: usize) -> Self {
        Self { postings: Vec::new(), more, names: Vec::new(), digest: false }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.postings.is_empty()
    }

    /// Adds a posting, with its matches, best first, and those in words.
    pub(super) fn add(
        &mut self,
        engine: &Engine,
        kind: Kind,
        place: usize,
        matches: &[Match],
        words: PostingMatches,
    ) {
        let other = kind.counterpart();
        self.names.push(engine.listing(kind, place).0.row);
        let named = matches.iter().take(NAMED).map(|found| engine.listing(other, found.place(other)).0.row);
        self.names.extend(named);
        self.names.sort_unstable();
        self.names.dedup();
        self.postings.push(words);
    }

    /// What still holds of these events: pairs that are kept and score as high as is told, of postings that
    /// strangers may read.
    pub(super) fn of_events<'a>(
        site: &Site,
        to: &Known,
        events: impl Iterator<Item = &'a Event>,
    ) -> Result<Self, FlowError> {
        let mut wanted = Wanted::new();
        for event in events {
            if let Event::Matches { posting, found, more, .. } = event {
                let (all, besides) = wanted.entry(*posting).or_default();
                all.extend(found);
                *besides += more;
            }
        }
        let pairs = site.store().read(|conn| pairs_of(conn, &wanted))?;
        let engine = site.engine();
        let mut holding: Vec<(Kind, usize, Vec<Match>, usize)> = Vec::new();
        for (kind, row, others, besides) in pairs {
            let Some(place) = engine.place_of(row) else { continue };
            let pairs = others.iter().filter_map(|other| pair(&engine, kind, place, *other));
            let mut matches: Vec<Match> = pairs.collect();
            matches.sort_by_key(|matched| std::cmp::Reverse(matched.fit.total()));
            if !matches.is_empty() {
                holding.push((kind, place, matches, besides));
            }
        }
        holding.sort_by_key(|(_, _, matches, _)| std::cmp::Reverse(matches[0].fit.total()));
        let m = Messages::new(to.account.language);
        let more = holding.len().saturating_sub(MOST_POSTINGS);
        let mut selection = Self { digest: true, ..Self::empty(more) };
        for (kind, place, matches, besides) in holding.into_iter().take(MOST_POSTINGS) {
            let mut words = posting_matches(m, &engine, kind, place, &matches);
            words.more += besides;
            selection.add(&engine, kind, place, &matches, words);
        }
        Ok(selection)
    }

    /// Whether strangers may still read all that it names.
    pub(super) fn is_true(&self, conn: &mut AnyConnection) -> Result<bool, FlowError> {
        all_readable(conn, &self.names)
    }

    /// Hands the letter over; its row.
    pub(super) fn hand_over(
        &self,
        conn: &mut AnyConnection,
        address: &str,
        to: &Known,
        now: DateTime<Utc>,
    ) -> Result<RowId, FlowError> {
        let mut envelope = envelope(conn, address, to, LetterKind::Matches, Topic::Match)?;
        if let [one] = self.postings.as_slice() {
            envelope.thread = Some(matches_thread(one.id));
        }
        let letter = NewMatches { envelope, postings: self.postings.clone(), more: self.more }.write()?;
        let handing = Handing { user: Some(to.row), names: &self.names, due: None, digest: self.digest };
        Ok(outbox::hand_over(conn, &letter, handing, now)?)
    }
}

/// The counterparts that were found of each posting, and how many were only counted.
type Wanted = BTreeMap<PostingId, (Vec<PostingId>, usize)>;

/// A posting with the counterparts that it is matched with, and how many were only counted.
type Pairs = (Kind, RowId, Vec<RowId>, usize);

/// For each posting the counterparts, among those that were found, that it is still matched with.
fn pairs_of(conn: &mut AnyConnection, wanted: &Wanted) -> Result<Vec<Pairs>, FlowError> {
    let threshold = u8::try_from(settings::get(conn)?.get(Setting::MatchThreshold)).unwrap_or(u8::MAX);
    let stranger = Readable::by(&Visitor::Stranger);
    let mut pairs = Vec::new();
    for (own, (found, besides)) in wanted {
        let Some(own) = postings::readable_of(conn, &stranger, &[*own])?.pop() else { continue };
        let kind = own.record.id.kind();
        let found = postings::readable_of(conn, &stranger, found)?;
        let rows: Vec<RowId> = found.iter().map(|stored| stored.row).collect();
        pairs.push((kind, own.row, matches::among(conn, kind, own.row, &rows, threshold)?, *besides));
    }
    Ok(pairs)
}

/// The pair of a posting and a counterpart as the engine scores it now; none where it doesn't know it.
fn pair(engine: &Engine, kind: Kind, place: usize, other: RowId) -> Option<Match> {
    let other = engine.place_of(other)?;
    let (need, capability) = match kind {
        Kind::Need => (place, other),
        Kind::Capability => (other, place),
    };
    Some(Match { need, capability, fit: engine.market().fit_of(need, capability) })
}

/// A posting's matches, best first, in words.
pub(super) fn posting_matches(
    m: Messages,
    engine: &Engine,
    kind: Kind,
    place: usize,
    matches: &[Match],
) -> PostingMatches {
    let (listing, posting) = engine.listing(kind, place);
    PostingMatches {
        id: listing.id,
        title: posting.title.to_string(),
        language: posting.language,
        best: matches.iter().take(NAMED).map(|found| new_match(m, engine, kind, found)).collect(),
        more: matches.len().saturating_sub(NAMED),
    }
}

/// A match as the side of `kind` is told of it.
fn new_match(m: Messages, engine: &Engine, kind: Kind, found: &Match) -> NewMatch {
    let (need, capability) =
        (engine.listing(Kind::Need, found.need), engine.listing(Kind::Capability, found.capability));
    let (other, posting) = match kind {
        Kind::Need => capability,
        Kind::Capability => need,
    };
    let facets = match kind {
        Kind::Need => engine.facets(Kind::Capability, found.capability),
        Kind::Capability => engine.facets(Kind::Need, found.need),
    };
    let level = if facets.verified { m.t("layout-verified") } else { m.t("layout-unverified") };
    let explanation = engine.market().explain(found.need, found.capability);
    let id: PostingId = other.id;
    let place = posting.region.map(|region| m.region(region));
    let name = other.names.best(m.language()).0.to_string();
    NewMatch {
        id,
        title: posting.title.to_string(),
        language: posting.language,
        organization: [Some(name), Some(level), place].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        score: found.fit.score(),
        reasons: m.reasons(&explanation),
        gap: explanation.gaps.first().map(|gap| m.gap(gap, need.1).to_string()),
    }
}

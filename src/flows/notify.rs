//! Telling both sides of new matches.

use std::collections::{BTreeMap, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::account::Account;
use crate::domain::{Band, Kind, Letter, OrganizationId, PostingId};
use crate::i18n::Messages;
use crate::mail::{NewMatch, NewMatches, PostingMatches};
use crate::matching::Match;
use crate::store::site_state::{Revision, SiteState};
use crate::store::{RowId, Store, matches, memberships, postings, site_state};

use super::FlowError;
use super::dock::Engine;
use super::rematch::Found;
use super::token::hex;

/// Only pairs of this band are told of.
const TOLD_FROM: Band = Band::Snug;

/// The most matches that a letter names of one posting.
const NAMED: usize = 3;

/// What the letters of one matching run are made from, read before anything is written.
#[derive(Debug)]
pub(super) struct Telling {
    /// Pairs that were told before.
    told: HashSet<(RowId, RowId)>,
    /// Who acts for which organization.
    members: Vec<(OrganizationId, Account)>,
    /// Which part of the postings' changes it tells of; each has letters of its own.
    part: usize,
    /// Where the scores are made otherwise than those that people know: only what changed has news.
    changed: Option<HashSet<RowId>>,
}

/// Letters, and what they tell of.
#[derive(Debug)]
pub(super) struct News {
    /// The letters.
    pub(super) letters: Vec<Letter>,
    /// All postings that they name.
    pub(super) postings: Vec<RowId>,
}

impl Telling {
    /// Reads what is known before the matches are replaced by those of `engine`.
    pub(super) fn of_all(store: &Store, engine: &Engine) -> Result<Self, FlowError> {
        store.read(|conn| {
            let told = matches::pairs(conn, TOLD_FROM)?;
            let members = memberships::all(conn)?;
            let SiteState { matches, engine: label, .. } = site_state::get(conn)?;
            let is_first = label.is_empty();
            let changed = (!is_first && !engine.scores_as(&label))
                .then(|| postings::changed_since(conn, matches, usize::MAX))
                .transpose()?;
            let changed = changed.map(|rows| rows.into_iter().map(|(_, row)| row).collect());
            Ok(Self { told, members, part: 0, changed })
        })
    }

    /// Reads what is known of these postings, needs and capabilities: the part of that number, from 1.
    pub(super) fn of_some(store: &Store, rows: &[Vec<RowId>; 2], part: usize) -> Result<Self, FlowError> {
        store.read(|conn| {
            let mut told = HashSet::new();
            for kind in Kind::ALL {
                told.extend(matches::told(conn, kind, &rows[kind as usize], TOLD_FROM)?);
            }
            Ok(Self { told, members: memberships::all(conn)?, part, changed: None })
        })
    }

    /// One letter for each member of an organization whose postings have new matches among `found`.
    pub(super) fn news(&self, engine: &Engine, found: &[Found], site: &str) -> News {
        let mut by_posting: BTreeMap<(Kind, usize), Vec<Match>> = BTreeMap::new();
        for new in found.iter().map(|found| found.pair).filter(|pair| self.is_news(engine, pair)) {
            by_posting.entry((Kind::Need, new.need)).or_default().push(new);
            by_posting.entry((Kind::Capability, new.capability)).or_default().push(new);
        }
        for matches in by_posting.values_mut() {
            matches.sort_by_key(|matched| std::cmp::Reverse(matched.fit.total()));
        }
        let postings = by_posting.keys().map(|(kind, place)| engine.listing(*kind, *place).0.row).collect();
        let letters = self
            .members
            .iter()
            .filter_map(|(organization, account)| {
                let m = Messages::new(account.language);
                let postings: Vec<PostingMatches> = by_posting
                    .iter()
                    .filter(|((kind, place), _)| engine.organization(*kind, *place) == Some(*organization))
                    .map(|((kind, place), matches)| posting_matches(m, engine, *kind, *place, matches))
                    .collect();
                let key = (engine.revision(), self.part);
                write(key, *organization, account, postings, site)
            })
            .collect();
        News { letters, postings }
    }

    fn is_news(&self, engine: &Engine, pair: &Match) -> bool {
        let rows = (engine.row_in(Kind::Need, pair), engine.row_in(Kind::Capability, pair));
        let is_changed = self
            .changed
            .as_ref()
            .is_none_or(|changed| changed.contains(&rows.0) || changed.contains(&rows.1));
        pair.fit.band() >= TOLD_FROM && is_changed && !self.told.contains(&rows)
    }
}

/// The letter, unless there is nothing to tell.
fn write(
    (revision, part): (Revision, usize),
    organization: OrganizationId,
    to: &Account,
    postings: Vec<PostingMatches>,
    site: &str,
) -> Option<Letter> {
    if postings.is_empty() {
        return None;
    }
    // One letter per state of the postings, part, organization and reader, however often it is computed.
    let reader = Sha256::digest(to.email.as_str());
    let reader = hex(&reader[..8]);
    let key = format!("new-matches.{revision}.{part}.{organization}.{reader}");
    let letter = NewMatches { to, key, site, postings }.write();
    letter.inspect_err(|error| tracing::error!(%error, "a letter could not be written")).ok()
}

fn posting_matches(
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

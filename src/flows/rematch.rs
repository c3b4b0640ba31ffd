//! Writing the matches: all of them, or what a few changed postings bring and take along.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::domain::Kind;
use crate::matching::{ENGINE_VERSION, Match, Progress};
use crate::store::matches::{Held, Kept, Making};
use crate::store::site_state::{Revision, SiteState};
use crate::store::{RowId, Store, matches, site_state};

use super::FlowError;
use super::dock::{Engine, SHOWN};
use super::notify::{News, Telling};

/// How many counterparts a list holds at first: as some go, it is computed anew only when fewer are
/// left than are shown.
const HELD: usize = SHOWN + 5;

/// Changed postings that are matched and written in one transaction.
const BATCH: usize = 100;

/// Matches everything against everything and keeps the best of each posting, from either side, as the
/// matches of the engine's revision; with them both sides are told of new ones, by letters that link to
/// `site`, where there is such an address. Does nothing when newer matches are kept already.
///
/// # Errors
/// [`FlowError::Store`]; the matches are as they were then, and no letter is written.
pub fn rematch(
    store: &Store,
    engine: &Engine,
    site: Option<&str>,
    now: DateTime<Utc>,
    progress: &dyn Progress,
) -> Result<(), FlowError> {
    let telling = Telling::of_all(store, engine)?;
    let found = best_of_all(engine, progress);
    let news = telling.news(engine, &found);
    store.write(|conn| {
        let state = site_state::get(conn)?;
        if state.matches > engine.revision() || !news.is_true(conn, state.matches)? {
            return Ok(());
        }
        matches::replace_all(conn, found.iter().map(|found| found.kept(engine)), making(engine, now))?;
        site_state::matches_computed(conn, engine.revision(), &engine.label())?;
        // A new day without any change of the postings is no news.
        if state.matches == state.postings { news.note(conn) } else { news.tell(conn, site, now) }
    })
}

/// Matches these postings, which changed or went, and brings the lists of their counterparts up to
/// date; as [`rematch`] otherwise. Stops when the matches are no longer those of `state`.
///
/// # Errors
/// [`FlowError::Store`]; what was written is right, and the matches stay those of `state`.
pub(super) fn rematch_some(
    store: &Store,
    engine: &Engine,
    changed: &[(Kind, RowId)],
    state: &SiteState,
    site: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let mut rest = changed;
    // Without any, as when only an organization without postings came, there is still one turn.
    loop {
        let (batch, after) = rest.split_at(rest.len().min(BATCH));
        let upkeep = Upkeep::of(store, engine, batch)?;
        let news = Telling::of_some(store, &upkeep.renewed)?.news(engine, &upkeep.found);
        let done = after.is_empty().then_some(engine.revision());
        let written = upkeep.write(store, engine, state.matches, (&news, site), done, now)?;
        if !written || after.is_empty() {
            return Ok(());
        }
        rest = after;
    }
}

fn making(engine: &Engine, at: DateTime<Utc>) -> Making<'_> {
    Making { weights: engine.weights(), engine_version: ENGINE_VERSION, at }
}

/// A pair that is among the best of one of its postings or of both.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pair: Match,
    /// Whether the lists of the need and of the capability hold it.
    holds: [bool; 2],
}

impl Found {
    /// The pair.
    pub(super) fn pair(&self) -> &Match {
        &self.pair
    }

    fn kept(&self, engine: &Engine) -> Kept {
        let Match { need, capability, fit } = self.pair;
        Kept {
            need: engine.row_in(Kind::Need, &self.pair),
            capability: engine.row_in(Kind::Capability, &self.pair),
            fit,
            need_holds: self.holds[Kind::Need as usize],
            capability_holds: self.holds[Kind::Capability as usize],
            inputs: engine.market().fingerprint(need, capability),
        }
    }
}

/// Pairs, each once.
#[derive(Debug, Default)]
struct Pairs(BTreeMap<(usize, usize), Found>);

impl Pairs {
    /// Notes that the list of the pair's posting of `kind` holds it.
    fn hold(&mut self, kind: Kind, pair: Match) {
        let none = Found { pair, holds: [false; 2] };
        self.0.entry((pair.need, pair.capability)).or_insert(none).holds[kind as usize] = true;
    }

    fn found(self) -> Vec<Found> {
        self.0.into_values().collect()
    }
}

/// Each pair that is among the best of either of its postings.
fn best_of_all(engine: &Engine, progress: &dyn Progress) -> Vec<Found> {
    let mut pairs = Pairs::default();
    for kind in Kind::ALL {
        for pair in engine.market().best_of_all(kind, HELD, progress).into_iter().flatten() {
            pairs.hold(kind, pair);
        }
    }
    pairs.found()
}

/// What changed postings bring and take along.
struct Upkeep {
    /// The changed postings, needs and capabilities.
    changed: [Vec<RowId>; 2],
    /// Those whose lists are made anew: the changed ones, and those that lost too many to them.
    renewed: [Vec<RowId>; 2],
    /// What comes into lists.
    found: Vec<Found>,
}

impl Upkeep {
    fn of(store: &Store, engine: &Engine, changed: &[(Kind, RowId)]) -> Result<Self, FlowError> {
        let of_kind = |kind| changed.iter().filter(move |(other, _)| *other == kind).map(|(_, row)| *row);
        let changed = Kind::ALL.map(|kind| of_kind(kind).collect::<Vec<RowId>>());
        let mut pairs = Pairs::default();
        let mut renewed = changed.clone();
        for kind in Kind::ALL {
            let found = best(engine, kind, &changed[kind as usize], usize::MAX);
            found.iter().flat_map(|list| list.iter().take(HELD)).for_each(|pair| pairs.hold(kind, *pair));
            let others = kind.counterpart();
            let mine = &changed[kind as usize];
            let lists = Lists::read(store, engine, others, mine, &found)?;
            let themselves: HashSet<RowId> = changed[others as usize].iter().copied().collect();
            for pair in found.iter().flatten() {
                let row = engine.row_in(others, pair);
                if !themselves.contains(&row) && lists.takes(row, pair) {
                    pairs.hold(others, *pair);
                }
            }
            let spent: Vec<RowId> = lists.spent().filter(|row| !themselves.contains(row)).collect();
            for pair in best(engine, others, &spent, HELD).into_iter().flatten() {
                pairs.hold(others, pair);
            }
            renewed[others as usize].extend(spent);
        }
        Ok(Self { changed, renewed, found: pairs.found() })
    }

    /// Whether this could still be written; `done` is the revision that the matches are current with then.
    fn write(
        &self,
        store: &Store,
        engine: &Engine,
        since: Revision,
        (news, site): (&News, Option<&str>),
        done: Option<Revision>,
        now: DateTime<Utc>,
    ) -> Result<bool, FlowError> {
        store.write(|conn| {
            if site_state::get(conn)?.matches != since || !news.is_true(conn, since)? {
                return Ok(false);
            }
            for kind in Kind::ALL {
                matches::forget(conn, kind, &self.changed[kind as usize])?;
            }
            matches::add(conn, self.found.iter().map(|found| found.kept(engine)), making(engine, now))?;
            if let Some(revision) = done {
                site_state::matches_computed(conn, revision, &engine.label())?;
            }
            news.tell(conn, site, now)?;
            Ok(true)
        })
    }
}

/// The best counterparts of those of these postings that the engine knows, on all cores.
fn best(engine: &Engine, kind: Kind, rows: &[RowId], top: usize) -> Vec<Vec<Match>> {
    let places = rows.iter().filter_map(|row| engine.place_of(*row)).collect::<Vec<_>>();
    places.into_par_iter().map(|place| engine.market().best(kind, place, top)).collect()
}

/// The kept lists of postings of one kind that changed counterparts may leave or enter.
struct Lists {
    held: HashMap<RowId, Held>,
    /// How many each of them loses.
    lost: HashMap<RowId, usize>,
}

impl Lists {
    /// The lists of `kind` that hold some of `changed`, and those of their counterparts in `found`.
    fn read(
        store: &Store,
        engine: &Engine,
        kind: Kind,
        changed: &[RowId],
        found: &[Vec<Match>],
    ) -> Result<Self, FlowError> {
        store.read(|conn| {
            let lost = matches::holders(conn, kind.counterpart(), changed)?;
            let mut rows: Vec<RowId> = found
                .iter()
                .flatten()
                .map(|pair| engine.row_in(kind, pair))
                .chain(lost.keys().copied())
                .collect();
            rows.sort_unstable();
            rows.dedup();
            Ok(Self { held: matches::held(conn, kind, &rows)?, lost })
        })
    }

    /// How many a list held, and how many are left.
    fn counts(&self, row: RowId) -> (usize, usize) {
        let before = self.held.get(&row).map_or(0, |held| held.count);
        (before, before.saturating_sub(self.lost.get(&row).copied().unwrap_or(0)))
    }

    /// Whether a pair comes into the list: it is short, or the pair is no worse than its last. A better
    /// one that is not in the list there can't be, so that what it holds remain the best.
    fn takes(&self, row: RowId, pair: &Match) -> bool {
        let least = self.held.get(&row).map_or(0.0, |held| held.least);
        self.counts(row).1 < SHOWN || pair.fit.total().value() >= least
    }

    /// Those of which fewer are left than are shown, where there were enough.
    fn spent(&self) -> impl Iterator<Item = RowId> {
        self.lost.keys().copied().filter(|row| {
            let (before, after) = self.counts(*row);
            before >= SHOWN && after < SHOWN
        })
    }
}

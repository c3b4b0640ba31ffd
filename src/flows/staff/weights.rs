//! How much each dimension counts, as administrators set it, and what another setting would move.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::{Band, Dimension, Kind, Language, PostingId, Title, Weights};
use crate::flows::caller::{Caller, Note};
use crate::flows::dock::SHOWN;
use crate::flows::{FlowError, Site};
use crate::matching::Match;
use crate::store::{RowId, settings};

/// The most postings of each kind whose lists are made for a preview: some seconds on a large site.
const EXAMINED: usize = 150;

/// The most pairs that are named.
const NAMED: usize = 10;

/// How much each dimension counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InForce {
    /// What holds now.
    pub present: Weights,
    /// What holds where nobody sets anything.
    pub usual: Weights,
}

/// The weights that hold, for administrators.
///
/// # Errors
/// [`FlowError`].
pub fn read(site: &Site, caller: &Caller) -> Result<InForce, FlowError> {
    caller.require(Action::ManageSite)?;
    let present = site.store().read(|conn| site.weights(conn))?;
    Ok(InForce { present, usual: site.usual_weights() })
}

/// What came of changing the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// They are in force; the lists are made again by them, and nobody is written to because of that.
    Done,
    /// Somebody else changed them since; these are in force.
    Conflict(Weights),
}

/// Changes the weights from those that the caller saw in force.
///
/// # Errors
/// [`FlowError`].
pub fn change(site: &Site, caller: &Caller, seen: &Weights, new: &Weights) -> Result<Change, FlowError> {
    caller.require(Action::ManageSite)?;
    site.store().write(|conn| {
        let old = site.weights(conn)?;
        if old != *seen {
            return Ok(Change::Conflict(old));
        }
        if old != *new {
            settings::set_weights(conn, (*new != site.usual_weights()).then_some(new))?;
            let note = Note { before: Some(named(&old)), after: Some(named(new)), reason: None };
            caller.record(conn, Deed::WeightsChanged, "site", note)?;
        }
        Ok(Change::Done)
    })
}

/// The weights beside the codes of what they weigh.
fn named(weights: &Weights) -> String {
    Dimension::ALL.map(|one| format!("{}={}", one.code(), weights.get(one))).join(" ")
}

/// What other weights would move.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preview {
    /// How many postings there are.
    pub postings: usize,
    /// How many of them were looked at, spread evenly over both kinds.
    pub examined: usize,
    /// How many of those would have another counterpart first.
    pub other_first: usize,
    /// How many would have other counterparts in their list.
    pub other_list: usize,
    /// In each band, the lowest first: how many of the pairs shown there now and then.
    pub bands: [(usize, usize); 3],
    /// The pairs whose score would change most.
    pub movers: Vec<Mover>,
}

/// A pair whose score would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Mover {
    /// The need.
    pub need: Named,
    /// The capability.
    pub capability: Named,
    /// The score, 0–100.
    pub before: u8,
    /// The score by the other weights, 0–100.
    pub after: u8,
}

/// A posting by its title.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    /// Its identifier.
    pub id: PostingId,
    /// Its title.
    pub title: Title,
    /// The language of the title.
    pub language: Language,
}

/// What `new` weights would move, for administrators.
///
/// # Errors
/// [`FlowError`].
pub fn preview(site: &Site, caller: &Caller, new: &Weights) -> Result<Preview, FlowError> {
    let InForce { present: old, .. } = read(site, caller)?;
    let mut preview = Preview { postings: site.engine().len(), ..Preview::default() };
    let mut pairs = Pairs::new();
    for (kind, row) in sample(site) {
        // The engine is let go between two postings, so that nothing waits long for it.
        let engine = site.engine();
        let Some(place) = engine.place_of(row) else { continue };
        let lists = [&old, new].map(|weights| engine.market().best_by(weights, kind, place, SHOWN));
        preview.compare(kind.counterpart(), &lists);
        for (turn, found) in
            (0..).zip(&lists).flat_map(|(turn, list)| list.iter().map(move |one| (turn, one)))
        {
            let rows = Kind::ALL.map(|kind| engine.row_in(kind, found));
            let profile = found.fit.profile();
            let scores = || [&old, new].map(|weights| weights.total(profile).score());
            pairs.entry(rows).or_insert_with(|| Pair { scores: scores(), shown: [false; 2] }).shown[turn] =
                true;
        }
    }
    for Pair { scores: [before, after], shown } in pairs.values() {
        preview.bands[Band::of(*before) as usize].0 += usize::from(shown[0]);
        preview.bands[Band::of(*after) as usize].1 += usize::from(shown[1]);
    }
    preview.movers = movers(site, pairs);
    Ok(preview)
}

/// The needs and capabilities of pairs, by their rows.
type Pairs = BTreeMap<[RowId; 2], Pair>;

/// A pair now and then.
#[derive(Debug, Clone, Copy)]
struct Pair {
    /// The score, 0–100.
    scores: [u8; 2],
    /// Whether a list shows it.
    shown: [bool; 2],
}

impl Pair {
    fn moves_by(self) -> u8 {
        self.scores[0].abs_diff(self.scores[1])
    }
}

impl Preview {
    /// Counts a list, of postings of `others`, as it is now and as it would be.
    fn compare(&mut self, others: Kind, [before, after]: &[Vec<Match>; 2]) {
        let first = |list: &[Match]| list.first().map(|pair| pair.place(others));
        let all = |list: &[Match]| list.iter().map(|pair| pair.place(others)).collect::<BTreeSet<_>>();
        self.examined += 1;
        self.other_first += usize::from(first(before) != first(after));
        self.other_list += usize::from(all(before) != all(after));
    }
}

/// Postings of both kinds, evenly chosen.
fn sample(site: &Site) -> Vec<(Kind, RowId)> {
    let engine = site.engine();
    let of_kind = |kind: Kind| {
        let places: Vec<usize> = engine.listed(kind).collect();
        let count = places.len().min(EXAMINED);
        let chosen = (0..count).map(move |at| places[at * places.len() / count]);
        chosen.map(|place| (kind, engine.listing(kind, place).0.row)).collect::<Vec<_>>()
    };
    Kind::ALL.into_iter().flat_map(of_kind).collect()
}

/// The pairs whose score changes most, the most first.
fn movers(site: &Site, pairs: Pairs) -> Vec<Mover> {
    let mut pairs: Vec<_> = pairs.into_iter().filter(|(_, pair)| pair.moves_by() > 0).collect();
    pairs.sort_by_key(|(_, pair)| Reverse(pair.moves_by()));
    let engine = site.engine();
    let name = |kind, row| {
        let (listing, posting) = engine.listing(kind, engine.place_of(row)?);
        Some(Named { id: listing.id, title: posting.title.clone(), language: posting.language })
    };
    let mover = |([need, capability], Pair { scores: [before, after], .. }): ([RowId; 2], Pair)| {
        let (need, capability) = (name(Kind::Need, need)?, name(Kind::Capability, capability)?);
        Some(Mover { need, capability, before, after })
    };
    pairs.into_iter().filter_map(mover).take(NAMED).collect()
}

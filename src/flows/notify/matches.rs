//! Telling both sides of new matches.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::access::Readable;
use crate::domain::event::matches_thread;
use crate::domain::settings::Setting;
use crate::domain::{
    Event, Kind, Language, Letter, LetterKind, OrganizationId, Pace, PostingId, Title, Topic, Visitor,
};
use crate::flows::dock::Engine;
use crate::flows::rematch::Found;
use crate::flows::{FlowError, Site};
use crate::i18n::Messages;
use crate::mail::{NewMatch, NewMatches, PostingMatches};
use crate::matching::Match;
use crate::store::accounts::Known;
use crate::store::mail_settings::Chosen;
use crate::store::memberships::Member;
use crate::store::site_state::{Revision, SiteState};
use crate::store::told::{Scored, Told};
use crate::store::{
    AnyConnection, RowId, Store, mail_settings, matches, memberships, outbox, postings, settings, site_state,
    told,
};

use super::{envelope, keep};

/// The most matches that a letter names of one posting.
const NAMED: usize = 3;

/// The most counterparts that a notification keeps of one posting.
const KEPT: usize = 20;

/// The new matches of each posting, by kind and place in the market, best first.
type NewMatchesByPosting = BTreeMap<(Kind, usize), Vec<Match>>;

/// What people are told after one matching run, as far as it is read before anything is written.
#[derive(Debug)]
pub(in crate::flows) struct Telling {
    /// The matches that are there before it.
    since: Revision,
    /// With which score pairs were told of before.
    told: Told,
    /// Who acts for which organization.
    members: Vec<Member>,
    /// What those chose.
    chosen: Chosen,
    /// From which score on pairs are told of, by how much it must rise to be told again, and how many
    /// letters of matches somebody gets a day.
    threshold: u8,
    rise: u8,
    cap: usize,
    /// Where the scores are made otherwise than those that people know: only what changed has news.
    changed: Option<HashSet<RowId>>,
}

/// What is told, and to whom.
#[derive(Debug)]
pub(in crate::flows) struct News {
    /// The matches that were there before.
    since: Revision,
    readers: Vec<Reader>,
    /// Pairs that are told of, or are no news any more, with their scores.
    noted: Vec<Scored>,
    /// All postings that letters may name.
    postings: Vec<RowId>,
    cap: usize,
}

/// What one reader is told.
#[derive(Debug)]
struct Reader {
    member: Known,
    /// The events, with the posting and how soon each is told.
    events: Vec<(Event, Pace)>,
    /// What is told at once, explained.
    at_once: Vec<PostingMatches>,
}

impl Telling {
    /// Reads what is known before the matches are replaced by those of `engine`.
    pub(in crate::flows) fn of_all(store: &Store, engine: &Engine) -> Result<Self, FlowError> {
        store.read(|conn| {
            let state = site_state::get(conn)?;
            let is_first = state.engine.is_empty();
            let changed = (!is_first && !engine.scores_as(&state.engine))
                .then(|| postings::changed_since(conn, state.matches, usize::MAX))
                .transpose()?;
            let changed = changed.map(|rows| rows.into_iter().map(|(_, row)| row).collect());
            let told = told::all(conn)?;
            Self::read(conn, &state, told, changed)
        })
    }

    /// Reads what is known of these postings, needs and capabilities.
    pub(in crate::flows) fn of_some(store: &Store, rows: &[Vec<RowId>; 2]) -> Result<Self, FlowError> {
        store.read(|conn| {
            let state = site_state::get(conn)?;
            let mut told = Told::new();
            for kind in Kind::ALL {
                told.extend(told::of(conn, kind, &rows[kind as usize])?);
            }
            Self::read(conn, &state, told, None)
        })
    }

    fn read(
        conn: &mut AnyConnection,
        state: &SiteState,
        told: Told,
        changed: Option<HashSet<RowId>>,
    ) -> Result<Self, FlowError> {
        let set = settings::get(conn)?;
        let number = |setting| u8::try_from(set.get(setting)).unwrap_or(u8::MAX);
        Ok(Self {
            since: state.matches,
            told,
            members: memberships::all(conn)?,
            chosen: mail_settings::chosen(conn)?,
            threshold: number(Setting::MatchThreshold),
            rise: number(Setting::MatchRise),
            cap: set.get(Setting::MatchCap).into(),
            changed,
        })
    }

    /// What is told of `found`: to each member of an organization whose postings have new matches.
    pub(in crate::flows) fn news(&self, engine: &Engine, found: &[Found]) -> News {
        let mut by_posting = NewMatchesByPosting::new();
        let mut noted = Vec::new();
        for pair in found.iter().map(Found::pair).filter(|pair| pair.fit.score() >= self.threshold) {
            let rows = (engine.row_in(Kind::Need, pair), engine.row_in(Kind::Capability, pair));
            let before = self.told.get(&rows);
            let is_new = before.is_none_or(|before| pair.fit.score() >= before.saturating_add(self.rise));
            if is_new {
                noted.push((rows, pair.fit.score()));
            }
            if is_new && self.concerns(rows) {
                by_posting.entry((Kind::Need, pair.need)).or_default().push(*pair);
                by_posting.entry((Kind::Capability, pair.capability)).or_default().push(*pair);
            }
        }
        for matches in by_posting.values_mut() {
            matches.sort_by_key(|matched| std::cmp::Reverse(matched.fit.total()));
        }
        let postings = by_posting.keys().map(|(kind, place)| engine.listing(*kind, *place).0.row).collect();
        let readers = self.readers(engine, &by_posting);
        News { since: self.since, readers, noted, postings, cap: self.cap }
    }

    fn concerns(&self, (need, capability): (RowId, RowId)) -> bool {
        let changed = self.changed.as_ref();
        changed.is_none_or(|changed| changed.contains(&need) || changed.contains(&capability))
    }

    fn readers(&self, engine: &Engine, news: &NewMatchesByPosting) -> Vec<Reader> {
        let mut by_owner: HashMap<OrganizationId, Vec<(Kind, usize)>> = HashMap::new();
        for (kind, place) in news.keys() {
            if let Some(owner) = engine.organization(*kind, *place) {
                by_owner.entry(owner).or_default().push((*kind, *place));
            }
        }
        let mut explained: HashMap<(Language, Kind, usize), PostingMatches> = HashMap::new();
        let mut readers: BTreeMap<RowId, Reader> = BTreeMap::new();
        for member in &self.members {
            for (kind, place) in by_owner.get(&member.organization).into_iter().flatten() {
                let matches = &news[&(*kind, *place)];
                let (listing, posting) = engine.listing(*kind, *place);
                let known = &member.known;
                let pace = self.chosen.pace(known.row, listing.row);
                let language = known.account.language;
                let reader = readers.entry(known.row).or_insert_with(|| Reader {
                    member: known.clone(),
                    events: Vec::new(),
                    at_once: Vec::new(),
                });
                reader.events.push((event(engine, *kind, listing.id, &posting.title, matches), pace));
                if pace == Pace::AtOnce {
                    let one = explained.entry((language, *kind, *place)).or_insert_with(|| {
                        posting_matches(Messages::new(language), engine, *kind, *place, matches)
                    });
                    reader.at_once.push(one.clone());
                }
            }
        }
        readers.into_values().collect()
    }
}

impl News {
    /// Whether it can be told: the matches, which are those of `present`, are those that it was made from, and
    /// strangers may still read all postings that letters name. If something was withdrawn while scoring ran,
    /// the next engine, without it, begins anew.
    pub(in crate::flows) fn is_true(
        &self,
        conn: &mut AnyConnection,
        present: Revision,
    ) -> Result<bool, FlowError> {
        Ok(present == self.since && all_readable(conn, &self.postings)?)
    }

    /// Notes that all of it is known, without telling anybody.
    pub(in crate::flows) fn note(&self, conn: &mut AnyConnection) -> Result<(), FlowError> {
        Ok(told::note(conn, self.noted.iter().copied())?)
    }

    /// Tells it, by letters that link to the site's address; where it has none, on the site only.
    pub(in crate::flows) fn tell(
        &self,
        conn: &mut AnyConnection,
        address: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), FlowError> {
        self.note(conn)?;
        for reader in &self.readers {
            self.tell_reader(conn, address, reader, now)?;
        }
        Ok(())
    }

    fn tell_reader(
        &self,
        conn: &mut AnyConnection,
        address: Option<&str>,
        reader: &Reader,
        now: DateTime<Utc>,
    ) -> Result<(), FlowError> {
        let known = &reader.member;
        let schedule = mail_settings::schedule(conn, known.row)?;
        let at_once = if reader.at_once.is_empty() { None } else { address };
        // What comes at night waits for the morning, and what is too much for a day for the digest.
        let mut rolled = None;
        if let Some(address) = at_once {
            let since = schedule.day_began(now);
            let today = outbox::count_since(conn, &known.account.email, Topic::Match, since)?;
            let due = schedule.due(Pace::AtOnce, now).filter(|due| *due > now);
            rolled = if today >= self.cap { schedule.due(Pace::Daily, now) } else { due };
            if rolled.is_none() {
                let letter = letter(conn, address, known, reader.at_once.clone())?;
                outbox::add(conn, &letter, now)?;
            }
        }
        for (event, pace) in &reader.events {
            let mail_at = match pace {
                Pace::AtOnce => rolled,
                _ => address.and_then(|_| schedule.due(*pace, now)),
            };
            keep(conn, known, event, now, mail_at)?;
        }
        Ok(())
    }
}

/// Whether strangers may read all of these postings.
fn all_readable(conn: &mut AnyConnection, rows: &[RowId]) -> Result<bool, FlowError> {
    let stranger = Readable::by(&Visitor::Stranger);
    Ok(postings::readable_among(conn, &stranger, rows)?.len() == rows.len())
}

fn event(engine: &Engine, kind: Kind, posting: PostingId, title: &Title, matches: &[Match]) -> Event {
    let other = kind.counterpart();
    let found = matches.iter().take(KEPT).map(|found| engine.listing(other, found.place(other)).0.id);
    Event::Matches { posting, title: title.clone(), found: found.collect() }
}

fn letter(
    conn: &mut AnyConnection,
    address: &str,
    to: &Known,
    postings: Vec<PostingMatches>,
) -> Result<Letter, FlowError> {
    let mut envelope = envelope(conn, address, to, LetterKind::Matches, Topic::Match)?;
    if let [one] = postings.as_slice() {
        envelope.thread = Some(matches_thread(one.id));
    }
    Ok(NewMatches { envelope, postings }.write()?)
}

/// What a letter tells of matches that were found some time ago, as they are now.
#[derive(Debug)]
pub(super) struct Gathered {
    postings: Vec<PostingMatches>,
    /// All that it names.
    rows: Vec<RowId>,
}

impl Gathered {
    /// What still holds of these events: pairs that are kept and score as high as is told, of postings that
    /// strangers may read.
    pub(super) fn of<'a>(
        site: &Site,
        to: &Known,
        events: impl Iterator<Item = &'a Event>,
    ) -> Result<Self, FlowError> {
        let mut wanted: BTreeMap<PostingId, Vec<PostingId>> = BTreeMap::new();
        for event in events {
            if let Event::Matches { posting, found, .. } = event {
                wanted.entry(*posting).or_default().extend(found);
            }
        }
        let pairs = site.store().read(|conn| pairs_of(conn, &wanted))?;
        let engine = site.engine();
        let m = Messages::new(to.account.language);
        let mut gathered = Self { postings: Vec::new(), rows: Vec::new() };
        for (kind, row, others) in pairs {
            let Some(place) = engine.place_of(row) else { continue };
            let mut matches: Vec<Match> =
                others.iter().filter_map(|other| pair(&engine, kind, place, *other)).collect();
            if matches.is_empty() {
                continue;
            }
            matches.sort_by_key(|matched| std::cmp::Reverse(matched.fit.total()));
            gathered.rows.push(row);
            gathered.rows.extend(others);
            gathered.postings.push(posting_matches(m, &engine, kind, place, &matches));
        }
        gathered.rows.sort_unstable();
        gathered.rows.dedup();
        Ok(gathered)
    }

    /// Whether strangers may still read all that it names.
    pub(super) fn is_true(&self, conn: &mut AnyConnection) -> Result<bool, FlowError> {
        all_readable(conn, &self.rows)
    }

    /// The letter; none where nothing is left to tell.
    pub(super) fn letter(
        &self,
        conn: &mut AnyConnection,
        address: &str,
        to: &Known,
    ) -> Result<Option<Letter>, FlowError> {
        if self.postings.is_empty() {
            return Ok(None);
        }
        letter(conn, address, to, self.postings.clone()).map(Some)
    }
}

/// For each posting the counterparts, among those that were found, that it is still matched with.
fn pairs_of(
    conn: &mut AnyConnection,
    wanted: &BTreeMap<PostingId, Vec<PostingId>>,
) -> Result<Vec<(Kind, RowId, Vec<RowId>)>, FlowError> {
    let threshold = settings::get(conn)?.get(Setting::MatchThreshold);
    let stranger = Readable::by(&Visitor::Stranger);
    let mut pairs = Vec::new();
    for (own, found) in wanted {
        let Some(own) = postings::find(conn, *own)? else { continue };
        let kind = own.record.id.kind();
        let mut others = Vec::new();
        let rows: Vec<RowId> = postings::find_all(conn, found)?.iter().map(|stored| stored.row).collect();
        for other in postings::readable_among(conn, &stranger, &rows)? {
            let (need, capability) = match kind {
                Kind::Need => (own.row, other.row),
                Kind::Capability => (other.row, own.row),
            };
            let made = matches::of_pair(conn, need, capability)?;
            if made.is_some_and(|made| u16::from(made.fit.score()) >= threshold) {
                others.push(other.row);
            }
        }
        if !postings::readable_among(conn, &stranger, &[own.row])?.is_empty() && !others.is_empty() {
            pairs.push((kind, own.row, others));
        }
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

//! Telling both sides of new matches.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::domain::settings::Setting;
use crate::domain::{Event, Kind, Language, OrganizationId, Pace, PostingId, Schedule, Title, Topic};
use crate::flows::FlowError;
use crate::flows::dock::Engine;
use crate::flows::rematch::Found;
use crate::i18n::Messages;
use crate::mail::PostingMatches;
use crate::matching::Match;
use crate::store::accounts::Known;
use crate::store::mail_settings::Chosen;
use crate::store::memberships::Member;
use crate::store::notifications::ByMail;
use crate::store::site_state::{Revision, SiteState};
use crate::store::told::{Scored, Told};
use crate::store::{
    AnyConnection, RowId, Store, accounts, mail_settings, memberships, postings, settings, site_state, told,
};

use super::gathered::{MOST_POSTINGS, Selection, posting_matches};
use super::{Fact, all_readable, capped, keep};

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
    /// From which score on pairs are told of, and by how much it must rise to be told again.
    threshold: u8,
    rise: u8,
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
}

/// What one reader is told.
#[derive(Debug)]
struct Reader {
    member: Known,
    /// The events, each with the organization that posted, the posting, and how soon it is told.
    events: Vec<Planned>,
    /// What is told at once, if anything is.
    at_once: Option<Selection>,
}

/// An event that somebody is to be told.
#[derive(Debug)]
struct Planned {
    event: Event,
    organization: RowId,
    posting: RowId,
    pace: Pace,
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
        News { since: self.since, readers, noted, postings }
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
        let mut readers: BTreeMap<RowId, (Reader, Vec<(Kind, usize)>)> = BTreeMap::new();
        for member in &self.members {
            for key @ (kind, place) in by_owner.get(&member.organization).into_iter().flatten() {
                let (listing, posting) = engine.listing(*kind, *place);
                let known = &member.known;
                let pace = self.chosen.pace(known.row, listing.row);
                let (reader, at_once) = readers.entry(known.row).or_insert_with(|| {
                    (Reader { member: known.clone(), events: Vec::new(), at_once: None }, Vec::new())
                });
                let event = event(engine, *kind, listing.id, &posting.title, &news[key]);
                let planned = Planned { event, organization: member.row, posting: listing.row, pace };
                reader.events.push(planned);
                if pace == Pace::AtOnce {
                    at_once.push(*key);
                }
            }
        }
        let mut explained = Explained::new();
        let select = |(mut reader, at_once): (Reader, Vec<(Kind, usize)>)| {
            reader.at_once = select(engine, news, &mut explained, reader.member.account.language, at_once);
            reader
        };
        readers.into_values().map(select).collect()
    }
}

/// Matches of postings in words, by the reader's language, for all readers to share.
type Explained = HashMap<(Language, Kind, usize), PostingMatches>;

/// The postings with the best matches, in words.
fn select(
    engine: &Engine,
    news: &NewMatchesByPosting,
    explained: &mut Explained,
    language: Language,
    mut postings: Vec<(Kind, usize)>,
) -> Option<Selection> {
    let best = |key: &(Kind, usize)| news[key].first().map(|matched| matched.fit.total());
    postings.sort_by_key(|key| std::cmp::Reverse(best(key)));
    let mut selection = Selection::empty(postings.len().saturating_sub(MOST_POSTINGS));
    for key @ (kind, place) in postings.into_iter().take(MOST_POSTINGS) {
        let matches = &news[&key];
        let words = explained
            .entry((language, kind, place))
            .or_insert_with(|| posting_matches(Messages::new(language), engine, kind, place, matches));
        selection.add(engine, kind, place, matches, words.clone());
    }
    Some(selection).filter(|selection| !selection.is_empty())
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
        let Some(known) = accounts::at(conn, reader.member.row)? else { return Ok(()) };
        if known.suspended_at.is_some() {
            return Ok(());
        }
        // Scoring takes a while: who left meanwhile is told nothing, and who chose otherwise as they chose.
        let own = memberships::of_user(conn, known.row)?;
        let chosen = mail_settings::chosen_by(conn, known.row)?;
        let holds = |planned: &Planned| own.iter().any(|one| one.row == planned.organization);
        let pace = |planned: &Planned| chosen.pace(known.row, planned.posting);
        let as_planned = reader.events.iter().all(|one| holds(one) && pace(one) == one.pace);
        let schedule = mail_settings::schedule(conn, known.row)?;
        let at_once = match (&reader.at_once, address) {
            (Some(selection), Some(address)) if as_planned => {
                tell_at_once(conn, address, &known, &schedule, selection, now)?
            }
            // By a letter that is written anew.
            (Some(_), Some(_)) => ByMail::At(now),
            _ => ByMail::Never,
        };
        for planned in reader.events.iter().filter(|planned| holds(planned)) {
            let pace = pace(planned);
            let mail = match (pace, address.and_then(|_| schedule.due(pace, now))) {
                (Pace::AtOnce, Some(_)) if planned.pace == Pace::AtOnce => at_once,
                (_, Some(due)) => ByMail::At(due),
                (_, None) => ByMail::Never,
            };
            keep(conn, &known, Fact::of(planned.organization, &planned.event, now), mail)?;
        }
        Ok(())
    }
}

/// Tells somebody of matches by one letter, unless it has to wait: what comes at night waits for the morning,
/// and what is too much for a day for the digest.
fn tell_at_once(
    conn: &mut AnyConnection,
    address: &str,
    to: &Known,
    schedule: &Schedule,
    selection: &Selection,
    now: DateTime<Utc>,
) -> Result<ByMail, FlowError> {
    let pace = capped(conn, to, Topic::Match, Pace::AtOnce, schedule, now)?;
    if let Some(due) = schedule.due(pace, now).filter(|due| *due > now) {
        return Ok(ByMail::At(due));
    }
    Ok(ByMail::By(selection.hand_over(conn, address, to, now)?))
}

fn event(engine: &Engine, kind: Kind, posting: PostingId, title: &Title, matches: &[Match]) -> Event {
    let other = kind.counterpart();
    let found = matches.iter().take(KEPT).map(|found| engine.listing(other, found.place(other)).0.id);
    let more = matches.len().saturating_sub(KEPT);
    Event::Matches { posting, title: title.clone(), found: found.collect(), more }
}

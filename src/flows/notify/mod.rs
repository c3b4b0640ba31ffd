//! Telling people what happened: on the site always, and by mail as soon as they want to hear of it.
//!
//! All is written in the transaction of what it tells of. What waits for a letter with others
//! carries the time of that letter; [`digest`] writes it then.

mod digest;
mod gathered;
mod matches;
mod routine;
mod withdraw;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Readable;
use crate::domain::event::Event;
use crate::domain::settings::Setting;
use crate::domain::{Letter, LetterKind, NotificationId, Pace, PostingId, Schedule, Topic, Visitor};
use crate::i18n::{Messages, Told};
use crate::mail::{Envelope, Notice};
use crate::store::accounts::Known;
use crate::store::notifications::{ByMail, New};
use crate::store::outbox::Handing;
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, mail_settings, notifications, outbox, postings, settings, written};

use super::{FlowError, Site, free_id};

pub use digest::digest_next;
pub use routine::tell_staff;

pub(super) use matches::{News, Telling};
pub(super) use withdraw::{demote, dismiss, take_back, withdraw};

/// For how long what can't be read is put off: a newer program may know it, or somebody mend it.
pub(super) const UNREADABLE: TimeDelta = TimeDelta::days(1);

/// The most titles of postings that a letter names of one search.
const TITLES: usize = 5;

/// Something that somebody is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact<'a> {
    event: &'a Event,
    /// The organization through which it concerns them.
    organization: Option<RowId>,
    at: DateTime<Utc>,
}

impl<'a> Fact<'a> {
    /// What concerns somebody themselves.
    pub(super) fn own(event: &'a Event, at: DateTime<Utc>) -> Self {
        Self { event, organization: None, at }
    }

    /// What concerns somebody as a member of an organization: who leaves it is told no more of it.
    pub(super) fn of(organization: RowId, event: &'a Event, at: DateTime<Utc>) -> Self {
        Self { event, organization: Some(organization), at }
    }
}

/// Tells somebody of an event, by mail as soon as they want to hear of its topic.
pub(super) fn tell(
    conn: &mut AnyConnection,
    site: &Site,
    to: &Known,
    fact: Fact<'_>,
) -> Result<(), FlowError> {
    let pace = mail_settings::pace(conn, to.row, fact.event.topic())?;
    tell_at(conn, site, to, fact, pace)
}

/// Tells somebody of an event, by mail at this pace.
pub(super) fn tell_at(
    conn: &mut AnyConnection,
    site: &Site,
    to: &Known,
    fact: Fact<'_>,
    pace: Pace,
) -> Result<(), FlowError> {
    let topic = fact.event.topic();
    let (due, pace) = match topic {
        // What an account can't do without waits for no hours of quiet.
        Topic::Account => (Some(fact.at), Pace::AtOnce),
        _ => {
            let schedule = mail_settings::schedule(conn, to.row)?;
            let pace = capped(conn, to, topic, pace, &schedule, fact.at)?;
            (schedule.due(pace, fact.at), pace)
        }
    };
    // Without an address to link to, there are no letters.
    let Some((address, due)) = site.address().zip(due) else {
        return keep(conn, to, fact, ByMail::Never);
    };
    if pace != Pace::AtOnce {
        return keep(conn, to, fact, ByMail::At(due));
    }
    let Some((told, names)) = in_letter(conn, Messages::new(to.account.language), fact.event)? else {
        return keep(conn, to, fact, ByMail::Never);
    };
    let letter = notice(conn, address, to, fact.event, told)?;
    let handing = Handing { user: Some(to.row), names: &names, due: Some(due), digest: false };
    let letter = outbox::hand_over(conn, &letter, handing, fact.at)?;
    keep(conn, to, fact, ByMail::By(letter))
}

/// The pace at which somebody is told who wants to be told at this one: what would be too many letters for a
/// day goes into the next daily one. What others cause without end is counted, which is matches and
/// what saved searches find.
fn capped(
    conn: &mut AnyConnection,
    to: &Known,
    topic: Topic,
    pace: Pace,
    schedule: &Schedule,
    now: DateTime<Utc>,
) -> Result<Pace, FlowError> {
    if pace != Pace::AtOnce || !matches!(topic, Topic::Match | Topic::Search) {
        return Ok(pace);
    }
    let today = written::count_since(conn, &to.account.email, topic, schedule.day_began(now))?;
    let cap: usize = settings::get(conn)?.get(Setting::MatchCap).into();
    Ok(if today >= cap { Pace::Daily } else { pace })
}

/// Puts an event into somebody's list of notifications.
fn keep(conn: &mut AnyConnection, to: &Known, fact: Fact<'_>, mail: ByMail) -> Result<(), FlowError> {
    let id = free_id(conn, NotificationId::from_random, notifications::row_of)?;
    let Fact { event, organization, at } = fact;
    Ok(notifications::add(conn, &New { id, user: to.row, event, organization, at, mail })?)
}

/// The letter that tells one event in these words.
fn notice(
    conn: &mut AnyConnection,
    address: &str,
    to: &Known,
    event: &Event,
    told: Told,
) -> Result<Letter, FlowError> {
    let kind = event.kind();
    let envelope = Envelope {
        thread: event.thread(),
        secret: event.is_private(),
        ..envelope(conn, address, to, kind, event.topic())?
    };
    Ok(Notice { envelope, told }.write()?)
}

/// An event as a letter tells it, and the postings that it names then; nothing where nobody may read any more what
/// it is about. On the site, what a search found is behind the link, where whoever looks sees what they may read.
fn in_letter(
    conn: &mut AnyConnection,
    m: Messages,
    event: &Event,
) -> Result<Option<(Told, Vec<RowId>)>, FlowError> {
    let Event::Found { search, name, query, found, more } = event else {
        return Ok(Some((m.told(event), Vec::new())));
    };
    let readable = readable(conn, found)?;
    if readable.is_empty() && *more == 0 {
        return Ok(None);
    }
    let told = m.told(&Event::Found {
        search: *search,
        name: name.clone(),
        query: query.clone(),
        found: readable.iter().map(|stored| stored.record.id).collect(),
        more: *more,
    });
    let (rows, titles): (Vec<RowId>, Vec<String>) = readable
        .into_iter()
        .take(TITLES)
        .map(|stored| (stored.row, stored.record.posting.title.to_string()))
        .unzip();
    let quote = Some(titles.join("\n")).filter(|titles| !titles.is_empty());
    Ok(Some((told.quoting(quote.as_deref()), rows)))
}

/// Those of these postings that strangers may read, in this order.
fn readable(conn: &mut AnyConnection, ids: &[PostingId]) -> Result<Vec<Stored>, FlowError> {
    let mut found = postings::readable_of(conn, &Readable::by(&Visitor::Stranger), ids)?;
    found.sort_by_key(|stored| ids.iter().position(|id| *id == stored.record.id));
    Ok(found)
}

/// Whether strangers may read all of these postings.
pub(super) fn all_readable(conn: &mut AnyConnection, rows: &[RowId]) -> Result<bool, FlowError> {
    let stranger = Readable::by(&Visitor::Stranger);
    Ok(postings::readable_among(conn, &stranger, rows)?.len() == rows.len())
}

/// An envelope to somebody with an account.
fn envelope<'a>(
    conn: &mut AnyConnection,
    address: &'a str,
    to: &'a Known,
    kind: LetterKind,
    topic: Topic,
) -> Result<Envelope<'a>, FlowError> {
    Ok(Envelope {
        to: &to.account,
        site: address,
        key: key(kind),
        topic,
        thread: None,
        token: Some(mail_settings::token(conn, to.row)?),
        secret: false,
    })
}

/// A key that no other letter has: see [`Letter::key`].
pub(super) fn key(kind: LetterKind) -> String {
    format!("{}.{:032x}", kind.code(), rand::random::<u128>())
}

//! Telling people: a notification on the site always, and a letter as soon as they want one.
//!
//! Both are written in the transaction of what they tell of. What waits for a letter with others
//! carries the time of that letter; [`digest`] writes it then.

mod digest;
mod matches;
mod routine;

use chrono::{DateTime, Utc};

use crate::domain::event::Event;
use crate::domain::{Letter, LetterKind, NotificationId, Pace, Topic};
use crate::i18n::{Messages, Told};
use crate::mail::{Envelope, Notice};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, mail_settings, notifications, outbox};

use super::{FlowError, Site, free_id};

pub use digest::digest_next;
pub use routine::tell_staff;

pub(super) use matches::{News, Telling};

/// Tells somebody of an event, by mail as soon as they want to hear of its topic.
pub(super) fn tell(
    conn: &mut AnyConnection,
    site: &Site,
    to: &Known,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let pace = mail_settings::pace(conn, to.row, event.topic())?;
    tell_at(conn, site, to, event, pace, now)
}

/// Tells somebody of an event, by mail at this pace.
pub(super) fn tell_at(
    conn: &mut AnyConnection,
    site: &Site,
    to: &Known,
    event: &Event,
    pace: Pace,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let due = match event.topic() {
        // What an account can't do without waits for no hours of quiet.
        Topic::Account => Some(now),
        _ => mail_settings::schedule(conn, to.row)?.due(pace, now),
    };
    // Without an address to link to, there are no letters.
    let Some((address, due)) = site.address().zip(due) else {
        return keep(conn, to, event, now, None);
    };
    if pace != Pace::AtOnce {
        return keep(conn, to, event, now, Some(due));
    }
    keep(conn, to, event, now, None)?;
    let letter = notice(conn, address, to, event)?;
    Ok(outbox::add_for(conn, &letter, now, due)?)
}

/// Puts an event into somebody's list of notifications.
fn keep(
    conn: &mut AnyConnection,
    to: &Known,
    event: &Event,
    now: DateTime<Utc>,
    mail_at: Option<DateTime<Utc>>,
) -> Result<(), FlowError> {
    let id = free_id(conn, NotificationId::from_random, notifications::row_of)?;
    Ok(notifications::add(conn, id, to.row, event, now, mail_at)?)
}

/// The letter that tells one event.
fn notice(conn: &mut AnyConnection, address: &str, to: &Known, event: &Event) -> Result<Letter, FlowError> {
    let kind = event.kind();
    let envelope = Envelope {
        thread: event.thread(),
        secret: event.is_private(),
        ..envelope(conn, address, to, kind, event.topic())?
    };
    let told: Told = Messages::new(to.account.language).told(event);
    Ok(Notice { envelope, told }.write()?)
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

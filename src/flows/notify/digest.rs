//! Letters that tell together what happened since the last of their topic.

use chrono::{DateTime, Utc};

use crate::domain::{Event, LetterKind, Topic};
use crate::flows::{FlowError, Site};
use crate::i18n::{Messages, Told};
use crate::mail::Digest;
use crate::store::accounts::Known;
use crate::store::notifications::waiting::{self, Due};
use crate::store::outbox::Handing;
use crate::store::{AnyConnection, RowId, accounts, mail_settings, outbox, site_state};

use super::gathered::Selection;
use super::{UNREADABLE, envelope, in_letter, notice};

/// The most events that one letter tells; the others are counted, and stand on the site.
const MOST: usize = 50;

/// Writes the letter that is due longest, if one is; whether there may be more.
///
/// # Errors
/// [`FlowError`]; nothing is written then.
pub fn digest_next(site: &Site, now: DateTime<Utc>) -> Result<bool, FlowError> {
    let Some(address) = site.address() else { return Ok(false) };
    let found = site.store().read(|conn| {
        // What others' matches say isn't known here before the engine has what they have.
        let lags = site_state::get(conn)?.matches > site.engine().revision();
        let topics = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Match || !lags);
        let Some((user, topic)) = waiting::next(conn, &topics.collect::<Vec<_>>(), now)? else {
            return Ok(None);
        };
        Ok::<_, FlowError>(Some((user, topic, waiting::due(conn, user, topic, now)?)))
    })?;
    let Some((user, topic, due)) = found else { return Ok(false) };
    match write(site, address, user, topic, &due, now) {
        // Others aren't to wait for what only somebody can mend.
        Err(error) if error.is_of_row() => {
            let cause: &dyn std::error::Error = &error;
            tracing::error!(error = cause, "a letter that is due can't be written");
            site.store().write(|conn| waiting::put_off(conn, &due.rows(), now + UNREADABLE))?;
        }
        Err(error) => return Err(error),
        Ok(()) => {}
    }
    Ok(true)
}

/// Writes the letter about what is due to somebody.
///
/// What it tells is read and explained outside of the transaction that writes it, and read again there: of
/// two processes that do so at the same time one finds that nothing waits any more.
fn write(
    site: &Site,
    address: &str,
    user: RowId,
    topic: Topic,
    due: &Due,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let Some(to) = site.store().read(|conn| accounts::at(conn, user))? else { return Ok(()) };
    let events = due.notifications.iter().map(|one| &one.event);
    let selection = match topic {
        Topic::Match => Some(Selection::of_events(site, &to, events)?),
        _ => None,
    };
    site.store().write(|conn| {
        if waiting::due(conn, user, topic, now)? != *due {
            return Ok(());
        }
        // Something was withdrawn meanwhile: without it, once more.
        if let Some(selection) = &selection
            && !selection.is_true(conn)?
        {
            return Ok(());
        }
        waiting::put_off(conn, &due.unreadable, now + UNREADABLE)?;
        // The letter is late, or the reader chose other hours since.
        if let Some(end) = mail_settings::schedule(conn, user)?.quiet_until(now) {
            return Ok(waiting::put_off(conn, &due.rows(), end)?);
        }
        let letter = match &selection {
            _ if to.suspended_at.is_some() => None,
            Some(selection) if selection.is_empty() => None,
            Some(selection) => Some(selection.hand_over(conn, address, &to, now)?),
            None => together(conn, address, &to, topic, due, now)?,
        };
        Ok(waiting::done(conn, &due.rows(), letter)?)
    })
}

/// Hands over a letter about several events, or about one as if it had been told at once; its row, if there is
/// anything to tell.
fn together(
    conn: &mut AnyConnection,
    address: &str,
    to: &Known,
    topic: Topic,
    due: &Due,
    now: DateTime<Utc>,
) -> Result<Option<RowId>, FlowError> {
    let events = joined(due);
    let m = Messages::new(to.account.language);
    let mut told: Vec<(&Event, Told)> = Vec::new();
    let mut names = Vec::new();
    for event in events.iter().take(MOST) {
        if let Some((words, rows)) = in_letter(conn, m, event)? {
            told.push((event, words));
            names.extend(rows);
        }
    }
    let more = events.len().saturating_sub(MOST);
    let letter = match (told.len(), more) {
        (0, 0) => return Ok(None),
        (1, 0) => {
            let (event, words) = told.remove(0);
            notice(conn, address, to, event, words)?
        }
        _ => {
            let envelope = envelope(conn, address, to, LetterKind::Digest, topic)?;
            Digest { envelope, told: told.into_iter().map(|(_, words)| words).collect(), more }.write()?
        }
    };
    names.sort_unstable();
    names.dedup();
    let handing = Handing { user: Some(to.row), names: &names, due: None, digest: true };
    outbox::hand_over(conn, &letter, handing, now).map(Some).map_err(FlowError::from)
}

/// The events, with what one search found as one.
fn joined(due: &Due) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for one in &due.notifications {
        if !events.iter_mut().any(|event| event.join(&one.event)) {
            events.push(one.event.clone());
        }
    }
    events
}

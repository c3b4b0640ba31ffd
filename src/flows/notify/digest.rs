//! Letters that tell together what happened since the last of their topic.

use chrono::{DateTime, Utc};

use crate::domain::{Event, LetterKind, Topic};
use crate::flows::{FlowError, Site};
use crate::i18n::Messages;
use crate::mail::Digest;
use crate::store::accounts::Known;
use crate::store::notifications::waiting::{self, Due};
use crate::store::outbox::Handing;
use crate::store::{AnyConnection, RowId, accounts, mail_settings, outbox};

use super::gathered::Selection;
use super::{envelope, in_letter, notice, readable};

/// The most events that one letter tells; the others are counted, and stand on the site.
const MOST: usize = 50;

/// Writes the letter that is due longest, if one is; whether there may be more.
///
/// What it tells is read and explained outside of the transaction that writes it, and read again there: of
/// two processes that do so at the same time one finds that nothing waits any more.
///
/// # Errors
/// [`FlowError`]; nothing is written then.
pub fn digest_next(site: &Site, now: DateTime<Utc>) -> Result<bool, FlowError> {
    let Some(address) = site.address() else { return Ok(false) };
    let store = site.store();
    let found = store.read(|conn| {
        let Some((user, topic)) = waiting::next(conn, now)? else { return Ok(None) };
        let due = waiting::due(conn, user, topic, now)?;
        Ok::<_, FlowError>(accounts::at(conn, user)?.map(|to| (to, topic, due)))
    })?;
    let Some((to, topic, due)) = found else { return Ok(false) };
    let selection = match topic {
        Topic::Match => {
            let events = due.notifications.iter().map(|one| &one.event);
            Some(Selection::of_events(site, &to, events)?)
        }
        _ => None,
    };
    store.write(|conn| {
        if waiting::due(conn, to.row, topic, now)?.rows != due.rows {
            return Ok(true);
        }
        // Something was withdrawn meanwhile: without it, once more.
        if let Some(selection) = &selection
            && !selection.is_true(conn)?
        {
            return Ok(true);
        }
        // The letter is late, or the reader chose other hours since.
        if let Some(end) = mail_settings::schedule(conn, to.row)?.quiet_until(now) {
            waiting::put_off(conn, &due.rows, end)?;
            return Ok(true);
        }
        let letter = match &selection {
            _ if to.suspended_at.is_some() => None,
            Some(selection) if selection.is_empty() => None,
            Some(selection) => Some(selection.hand_over(conn, address, &to, now)?),
            None => together(conn, address, &to, topic, &due, now)?,
        };
        waiting::done(conn, &due.rows, letter)?;
        Ok(true)
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
    let events = holding(conn, joined(due))?;
    let (letter, names) = match events.as_slice() {
        [] => return Ok(None),
        [one] => notice(conn, address, to, one)?,
        several => {
            let m = Messages::new(to.account.language);
            let (mut told, mut names) = (Vec::new(), Vec::new());
            for event in several.iter().take(MOST) {
                let (words, rows) = in_letter(conn, m, event)?;
                told.push(words);
                names.extend(rows);
            }
            names.sort_unstable();
            names.dedup();
            let envelope = envelope(conn, address, to, LetterKind::Digest, topic)?;
            let more = several.len() - told.len();
            (Digest { envelope, told, more }.write()?, names)
        }
    };
    let handing = Handing { user: Some(to.row), names: &names, due: None, digest: true };
    outbox::hand_over(conn, &letter, handing, now).map(Some).map_err(FlowError::from)
}

/// These events, without what a search found and nobody may read any more.
fn holding(conn: &mut AnyConnection, events: Vec<Event>) -> Result<Vec<Event>, FlowError> {
    let mut holding = Vec::new();
    for mut event in events {
        if let Event::Found { found, more, .. } = &mut event {
            let readable = readable(conn, found)?;
            *found = readable.into_iter().map(|stored| stored.record.id).collect();
            if found.is_empty() && *more == 0 {
                continue;
            }
        }
        holding.push(event);
    }
    Ok(holding)
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

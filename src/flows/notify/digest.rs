//! Letters that tell together what happened since the last of their topic.

use chrono::{DateTime, Utc};

use crate::domain::{Event, Letter, LetterKind, Topic};
use crate::flows::{FlowError, Site};
use crate::i18n::Messages;
use crate::mail::Digest;
use crate::store::accounts::Known;
use crate::store::notifications::Notification;
use crate::store::{AnyConnection, RowId, accounts, notifications, outbox};

use super::matches::Gathered;
use super::{envelope, notice};

/// The most notifications that one letter names; the rest stands on the site.
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
        let Some((user, topic)) = notifications::next_due(conn, now)? else { return Ok(None) };
        let due = notifications::due(conn, user, topic, now)?;
        Ok::<_, FlowError>(accounts::at(conn, user)?.map(|to| (to, topic, due)))
    })?;
    let Some((to, topic, due)) = found else { return Ok(false) };
    let gathered = match topic {
        Topic::Match => Some(Gathered::of(site, &to, due.iter().map(|one| &one.event))?),
        _ => None,
    };
    store.write(|conn| {
        let still = notifications::due(conn, to.row, topic, now)?;
        if rows(&still) != rows(&due) {
            return Ok(true);
        }
        // Something was withdrawn meanwhile: without it, once more.
        if let Some(gathered) = &gathered
            && !gathered.is_true(conn)?
        {
            return Ok(true);
        }
        notifications::mailed(conn, &rows(&due))?;
        if to.suspended_at.is_some() {
            return Ok(true);
        }
        let letter = match &gathered {
            Some(gathered) => gathered.letter(conn, address, &to)?,
            None => together(conn, address, &to, topic, &due)?,
        };
        if let Some(letter) = letter {
            outbox::add(conn, &letter, now)?;
        }
        Ok(true)
    })
}

fn rows(notifications: &[Notification]) -> Vec<RowId> {
    notifications.iter().map(|one| one.row).collect()
}

/// A letter about several events, or about one as if it had been told at once.
fn together(
    conn: &mut AnyConnection,
    address: &str,
    to: &Known,
    topic: Topic,
    due: &[Notification],
) -> Result<Option<Letter>, FlowError> {
    let events: Vec<&Event> = due.iter().map(|one| &one.event).take(MOST).collect();
    Ok(match events.as_slice() {
        [] => None,
        [one] => Some(notice(conn, address, to, one)?),
        several => {
            let m = Messages::new(to.account.language);
            let told = several.iter().map(|event| m.told(event)).collect();
            let envelope = envelope(conn, address, to, LetterKind::Digest, topic)?;
            Some(Digest { envelope, told }.write()?)
        }
    })
}

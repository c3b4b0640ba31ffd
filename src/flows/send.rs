//! Sending the letters that wait.

use chrono::{DateTime, TimeDelta, Utc};

use crate::mail::{Post, Sender};
use crate::store::outbox::Leased;
use crate::store::{Store, outbox};

use super::FlowError;

/// How long a process may take over one letter; longer than any talk with a mail server.
const LEASE: TimeDelta = TimeDelta::minutes(10);

/// How often a letter is tried.
const ATTEMPTS: u32 = 8;

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// No letter was due.
    Idle,
    /// A letter left.
    Sent,
    /// A letter could not be sent; it is tried again later, or given up.
    Failed,
}

/// Sends the letter that has been due longest.
///
/// A letter is leased in one transaction, sent outside of any, and marked in another. A process
/// that dies between sending and marking leaves one letter that will be sent again, with the same
/// Message-ID.
///
/// # Errors
/// [`FlowError::Store`]. That a letter could not be sent is none: it is tried again later.
pub fn send_next(store: &Store, post: &Post, from: &Sender, now: DateTime<Utc>) -> Result<Turn, FlowError> {
    let Some(leased) = store.write(|conn| outbox::lease(conn, now, now + LEASE))? else {
        return Ok(Turn::Idle);
    };
    let Leased { row, letter, written_at, attempts, .. } = leased;
    match post.send(&letter, from, written_at) {
        Ok(()) => {
            store.write(|conn| outbox::sent(conn, row, now))?;
            Ok(Turn::Sent)
        }
        Err(error) => {
            let again = (!error.is_permanent() && attempts < ATTEMPTS).then(|| now + pause(attempts));
            let cause: &dyn std::error::Error = &error;
            tracing::warn!(letter = letter.key, attempts, error = cause, ?again, "a letter was not sent");
            store.write(|conn| outbox::failed(conn, row, &error.to_string(), again, now))?;
            Ok(Turn::Failed)
        }
    }
}

/// How long to wait after this many attempts: a minute, doubled each time, at most a day.
fn pause(attempts: u32) -> TimeDelta {
    TimeDelta::minutes(1 << attempts.saturating_sub(1).min(10)).min(TimeDelta::days(1))
}

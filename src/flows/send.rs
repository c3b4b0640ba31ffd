//! Sending the letters that wait.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::Topic;
use crate::mail::{Outgoing, Post, PostError, Refusal, Sender};
use crate::store::outbox::Leased;
use crate::store::{AnyConnection, Store, StoreError, outbox, unreachable};

use super::FlowError;

/// How long after it was written a letter is given up (RFC 5321, section 4.5.4.1).
const PATIENCE: TimeDelta = TimeDelta::days(5);

/// How long to wait after the first attempt, and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
const LONGEST_PAUSE: Duration = Duration::from_secs(3 * 60 * 60);

/// How often a letter is handed over without an answer: each time it may have arrived.
const UNANSWERED: u32 = 3;

/// For how long noting what became of a letter is tried again while the database is away, and how soon.
const NOTING: Duration = Duration::from_secs(120);
const NOTE_PAUSE: Duration = Duration::from_millis(500);

/// How much longer a letter is leased than all that takes: the lease itself, and the last note, may wait for
/// other writers.
const SPARE: Duration = Duration::from_secs(120);

/// What became of a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// No letter was due.
    Idle,
    /// A letter left.
    Sent,
    /// This letter could not be sent: it is tried again later, or given up. Another may be sent at once.
    Refused,
    /// No letter can be sent just now; this one is tried again later, or given up.
    Failed,
}

/// Sends the letter that has been due longest.
///
/// A letter is leased in one transaction, sent outside of any, and marked in another. A process
/// that dies between sending and marking leaves one letter that will be sent again, with the same
/// Message-ID. `clock` is read within the transactions, as each may have waited for another.
///
/// # Errors
/// [`FlowError::Store`]. That a letter could not be sent is none: it is tried again later.
pub fn send_next(
    store: &Store,
    post: &Post,
    from: &Sender,
    clock: impl Fn() -> DateTime<Utc>,
) -> Result<Turn, FlowError> {
    let needed = post.limits().total() + NOTING;
    let span = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
    let (taken, until) = store.write(|conn| {
        let now = clock();
        let until = now + span(needed + SPARE);
        Ok::<_, StoreError>((take(conn, now, until)?, until))
    })?;
    let leased = match taken {
        Taken::Nothing => return Ok(Turn::Idle),
        Taken::GivenUp => return Ok(Turn::Refused),
        Taken::Letter(leased) => leased,
    };
    // The transaction took long, or the machine slept: another might take the letter up during the talk.
    if clock() + span(needed) > until {
        tracing::warn!(letter = leased.letter.key, "a letter was leased too slowly to be sent");
        store.write(|conn| outbox::give_back(conn, &leased, clock()))?;
        return Ok(Turn::Failed);
    }
    let Leased { letter, written_at, in_reply_to, .. } = &*leased;
    let outgoing = Outgoing { letter, written_at: *written_at, in_reply_to: in_reply_to.as_deref() };
    match post.send(outgoing, from) {
        Ok(()) => {
            note(store, &leased, |conn| sent(conn, &leased, clock()))?;
            Ok(Turn::Sent)
        }
        Err(error) => {
            note(store, &leased, |conn| not_sent(conn, &leased, &error, clock()))?;
            Ok(if error.is_of_letter() { Turn::Refused } else { Turn::Failed })
        }
    }
}

/// Notes what became of a letter, again and again while the database is away: a letter that left without a note of
/// it would leave again.
fn note(
    store: &Store,
    leased: &Leased,
    what: impl Fn(&mut AnyConnection) -> Result<bool, StoreError>,
) -> Result<(), StoreError> {
    let started = Instant::now();
    loop {
        match store.write(&what) {
            Ok(had) => {
                warn_unless(had, leased);
                return Ok(());
            }
            Err(error) if started.elapsed() < NOTING => {
                let cause: &dyn std::error::Error = &error;
                let letter = &leased.letter.key;
                tracing::warn!(letter, error = cause, "what became of a letter can't be noted yet");
                std::thread::sleep(NOTE_PAUSE);
            }
            Err(error) => return Err(error),
        }
    }
}

/// What the outbox holds for this turn.
enum Taken {
    Nothing,
    /// A letter to an address that a mail server refused.
    GivenUp,
    Letter(Box<Leased>),
}

/// Takes a letter, unless a mail server refused its address for good. What somebody asked for just now is
/// tried all the same: they may have been refused by mistake, and have no other way.
fn take(conn: &mut AnyConnection, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<Taken, StoreError> {
    let Some(leased) = outbox::lease(conn, now, until)? else { return Ok(Taken::Nothing) };
    if leased.letter.topic != Topic::Account
        && let Some(refused) = unreachable::find(conn, &leased.letter.to)?
    {
        outbox::failed(conn, &leased, &refused.reason, None, now)?;
        return Ok(Taken::GivenUp);
    }
    Ok(Taken::Letter(Box::new(leased)))
}

/// Marks a letter that was taken; its address is good.
fn sent(conn: &mut AnyConnection, leased: &Leased, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let had = outbox::sent(conn, leased, now)?;
    if had {
        unreachable::clear(conn, &leased.letter.to)?;
    }
    Ok(had)
}

/// Puts a letter that was not taken off, or gives it up.
fn not_sent(
    conn: &mut AnyConnection,
    leased: &Leased,
    error: &PostError,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let refusal = error.refusal();
    let mut reason = error.to_string();
    let mut again = (refusal == Refusal::Later && now < leased.written_at + PATIENCE)
        .then(|| now + pause(leased.attempts, rand::random()));
    if matches!(error, PostError::Unanswered(_)) {
        outbox::unanswered(conn, leased)?;
        if leased.unanswered + 1 >= UNANSWERED {
            again = None;
            reason = format!("{reason}, {UNANSWERED} times: it may have arrived");
        }
    }
    let cause: &dyn std::error::Error = error;
    let Leased { letter, attempts, .. } = leased;
    tracing::warn!(letter = letter.key, attempts, error = cause, ?again, "a letter was not sent");
    let had = outbox::failed(conn, leased, &reason, again, now)?;
    if had && refusal == Refusal::Address {
        unreachable::mark(conn, &letter.to, &error.to_string(), now)?;
    }
    Ok(had)
}

/// A letter that another process took up meanwhile is that one's to mark.
fn warn_unless(had: bool, leased: &Leased) {
    if !had {
        tracing::warn!(letter = leased.letter.key, "the lease of a letter was lost; it may be sent twice");
    }
}

/// How long to wait after this many attempts: twice as long each time, and by chance a quarter more or
/// less, so that letters that failed together don't come back together.
fn pause(attempts: u32, chance: f64) -> TimeDelta {
    let doubled = FIRST_PAUSE * (1 << attempts.saturating_sub(1).min(10));
    TimeDelta::from_std(doubled.min(LONGEST_PAUSE).mul_f64(0.75 + chance / 2.0)).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_three_hours() {
        let seconds = |attempts, chance| pause(attempts, chance).num_seconds();
        assert_eq!([1, 2, 3, 8, 9, 100].map(|n| seconds(n, 0.5)), [60, 120, 240, 7680, 10_800, 10_800]);
        assert_eq!([0.0, 1.0].map(|chance| seconds(1, chance)), [45, 75]);
        assert_eq!(seconds(u32::MAX, 1.0), 13_500);
    }
}

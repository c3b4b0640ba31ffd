//! Sending the letters that wait.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::Topic;
use crate::mail::{Outgoing, Post, PostError, Refusal, Sender};
use crate::store::outbox::Leased;
use crate::store::{AnyConnection, RowId, Store, StoreError, accounts, mail_settings, outbox, unreachable};

use super::{FlowError, notify};

/// For how long a letter is tried (RFC 5321, section 4.5.4.1).
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

/// How many letters one transaction looks at for one that may leave.
const LOOKED_AT: usize = 100;

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
        Ok::<_, FlowError>((take(conn, now, until)?, until))
    })?;
    let leased = match taken {
        Taken::Nothing => return Ok(Turn::Idle),
        Taken::Others => return Ok(Turn::Refused),
        Taken::Letter(leased) => leased,
    };
    // The transaction took long, or the machine slept: another might take the letter up during the talk.
    if clock() + span(needed) > until {
        tracing::warn!(letter = leased.letter.key, "a letter was leased too slowly to be sent");
        store.write(|conn| outbox::put_off(conn, &leased, clock()))?;
        return Ok(Turn::Failed);
    }
    let Leased { letter, written_at, follows, .. } = &*leased;
    let outgoing = Outgoing { letter, written_at: *written_at, follows };
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
    /// Only letters that must not leave, or not now; there may be more.
    Others,
    Letter(Box<Leased>),
}

/// Takes the letter that has been due longest, of those that may leave by now.
fn take(conn: &mut AnyConnection, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<Taken, FlowError> {
    for _ in 0..LOOKED_AT {
        let Some(mut leased) = outbox::lease(conn, now, until)? else { return Ok(Taken::Nothing) };
        let may_leave = match leased.user {
            Some(user) => is_true(conn, user, &mut leased, now),
            None => Ok(true),
        };
        match may_leave {
            Ok(true) if !is_unreachable(conn, &leased, now)? => {
                return Ok(Taken::Letter(Box::new(leased)));
            }
            Ok(_) => {}
            // Others aren't to wait for what only somebody can mend.
            Err(error) if error.is_of_row() => {
                let cause: &dyn std::error::Error = &error;
                tracing::error!(letter = leased.letter.key, error = cause, "a letter can't be looked at");
                outbox::put_off(conn, &leased, now + notify::UNREADABLE)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Taken::Others)
}

/// Whether a letter about somebody's account tells what still holds, at a time at which they want to be written
/// to. It may have waited for days; what holds no more is taken back, and what comes too early put off.
fn is_true(
    conn: &mut AnyConnection,
    user: RowId,
    leased: &mut Leased,
    now: DateTime<Utc>,
) -> Result<bool, FlowError> {
    // What an account can't do without goes out, and to the address for which it was written.
    if leased.letter.topic == Topic::Account {
        return Ok(true);
    }
    let known = accounts::at(conn, user)?.filter(|known| known.suspended_at.is_none());
    let Some(known) = known else {
        outbox::delete(conn, leased.row)?;
        return Ok(false);
    };
    if leased.stale || !notify::all_readable(conn, &leased.names)? {
        notify::take_back(conn, leased.row, now)?;
        return Ok(false);
    }
    if let Some(end) = mail_settings::schedule(conn, user)?.quiet_until(now) {
        outbox::put_off(conn, leased, end)?;
        return Ok(false);
    }
    if known.account.email != leased.letter.to {
        outbox::readdress(conn, leased.row, &known.account.email)?;
        leased.letter.to = known.account.email;
    }
    Ok(true)
}

/// Whether a mail server refused the address for good; the letter is given up then. What somebody asked for just
/// now is tried all the same: they may have been refused by mistake, and have no other way.
fn is_unreachable(conn: &mut AnyConnection, leased: &Leased, now: DateTime<Utc>) -> Result<bool, StoreError> {
    if leased.letter.topic == Topic::Account {
        return Ok(false);
    }
    let Some(refused) = unreachable::find(conn, &leased.letter.to)? else { return Ok(false) };
    outbox::failed(conn, leased, &refused.reason, None, now)
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
    let mut again = (refusal == Refusal::Later && now < leased.tried_from.unwrap_or(now) + PATIENCE)
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

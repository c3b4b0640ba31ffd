//! How the outbox stands, and the letters that were given up.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl;
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::{letters, unreachable};
use super::values;
use crate::domain::Topic;

/// How the outbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many letters wait.
    pub waiting: usize,
    /// When the oldest of them was written.
    pub oldest: Option<DateTime<Utc>>,
    /// How many left since the moment that was asked for.
    pub sent: usize,
}

/// A letter that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// Its key.
    pub key: String,
    /// What it is about.
    pub topic: Topic,
    /// To which address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was given up, as far as that is known.
    pub failed_at: Option<DateTime<Utc>>,
    /// Why.
    pub error: String,
    /// Whether it can be tried anew: of old ones that open something, the text is forgotten.
    pub again: bool,
    /// Whether the address is marked as refused, so that the letter would be given up again.
    pub refused: bool,
}

/// How the outbox stands; letters that left count from `since` on.
///
/// # Errors
/// When a statement fails.
pub fn standing(conn: &mut AnyConnection, since: DateTime<Utc>) -> Result<Standing, StoreError> {
    let (waiting, oldest): (i64, Option<NaiveDateTime>) = letters::table
        .filter(letters::due_at.is_not_null())
        .select((dsl::count_star(), dsl::min(letters::written_at)))
        .first(conn)?;
    let sent: i64 =
        letters::table.filter(letters::sent_at.ge(values::time(since))).count().get_result(conn)?;
    Ok(Standing {
        waiting: usize::try_from(waiting).unwrap_or(0),
        oldest: oldest.map(|at| at.and_utc()),
        sent: usize::try_from(sent).unwrap_or(0),
    })
}

/// How many letters were given up since then.
///
/// # Errors
/// When the statement fails.
pub fn count_since(conn: &mut AnyConnection, since: DateTime<Utc>) -> Result<usize, StoreError> {
    let count: i64 =
        letters::table.filter(letters::failed_at.gt(values::time(since))).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Since when the letter is tried that is tried in vain for longest, and is to be tried again.
///
/// # Errors
/// When the statement fails.
pub fn oldest_tried(conn: &mut AnyConnection) -> Result<Option<DateTime<Utc>>, StoreError> {
    let oldest: Option<NaiveDateTime> = letters::table
        .filter(letters::due_at.is_not_null())
        .filter(letters::last_error.is_not_null())
        .select(dsl::min(letters::tried_from))
        .first(conn)?;
    Ok(oldest.map(|at| at.and_utc()))
}

/// The letters that were given up, the newest first: `limit` of them after the first `offset`, and how many
/// there are.
///
/// # Errors
/// When a statement fails.
pub fn newest(
    conn: &mut AnyConnection,
    offset: usize,
    limit: usize,
) -> Result<(Vec<GivenUp>, usize), StoreError> {
    type Columns =
        (String, String, String, String, NaiveDateTime, Option<NaiveDateTime>, Option<String>, bool);
    let all = || {
        letters::table
            .filter(letters::due_at.is_null())
            .filter(letters::sent_at.is_null())
            .filter(letters::last_error.is_not_null())
    };
    let rows: Vec<Columns> = all()
        .order(letters::id.desc())
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((
            letters::message_id,
            letters::topic,
            letters::recipient,
            letters::subject,
            letters::written_at,
            letters::failed_at,
            letters::last_error,
            letters::body_text.ne(""),
        ))
        .load(conn)?;
    let count: i64 = all().count().get_result(conn)?;
    let to: Vec<&str> = rows.iter().map(|row| row.2.as_str()).collect();
    let refused: Vec<String> =
        unreachable::table.filter(unreachable::email.eq_any(to)).select(unreachable::email).load(conn)?;
    let given_up = |(key, topic, to, subject, written_at, failed_at, error, again): Columns| GivenUp {
        key,
        topic: Topic::from_code(&topic).unwrap_or(Topic::Account),
        refused: refused.contains(&to),
        to,
        subject,
        written_at: written_at.and_utc(),
        failed_at: failed_at.map(|at| at.and_utc()),
        error: error.unwrap_or_default(),
        again,
    };
    Ok((rows.into_iter().map(given_up).collect(), usize::try_from(count).unwrap_or(0)))
}

/// Has a letter that was given up be tried anew, from now on; to which address it goes, if there was one with
/// this key that still has its text.
///
/// # Errors
/// When a statement fails.
pub fn retry(conn: &mut AnyConnection, key: &str, now: DateTime<Utc>) -> Result<Option<String>, StoreError> {
    let one = || {
        letters::table
            .filter(letters::message_id.eq(key))
            .filter(letters::due_at.is_null())
            .filter(letters::sent_at.is_null())
            .filter(letters::body_text.ne(""))
    };
    let to = one().select(letters::recipient).first(conn).optional()?;
    diesel::update(one())
        .set((
            letters::due_at.eq(values::time(now)),
            letters::tried_from.eq(None::<NaiveDateTime>),
            letters::last_error.eq(None::<String>),
            letters::attempts.eq(0),
            letters::unanswered.eq(0),
            letters::failed_at.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(to)
}

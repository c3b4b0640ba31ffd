//! The letters that somebody was written, as they and the program know of them afterwards.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::letters;
use super::values;
use crate::domain::Topic;
use crate::domain::account::Email;

/// How many letters one statement deletes.
const FORGOTTEN_AT_ONCE: i64 = 500;

/// A letter as its reader is told of it: without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was sent, if it was.
    pub sent_at: Option<DateTime<Utc>>,
}

/// The letters to an address, oldest first.
///
/// # Errors
/// When the statement fails.
pub fn of_recipient(conn: &mut AnyConnection, email: &Email) -> Result<Vec<Written>, StoreError> {
    let rows: Vec<(String, NaiveDateTime, Option<NaiveDateTime>)> = letters::table
        .filter(letters::recipient.eq(email.as_str()))
        .order(letters::id)
        .select((letters::subject, letters::written_at, letters::sent_at))
        .load(conn)?;
    let written = |(subject, written_at, sent_at): (String, NaiveDateTime, Option<NaiveDateTime>)| Written {
        subject,
        written_at: written_at.and_utc(),
        sent_at: sent_at.map(|at| at.and_utc()),
    };
    Ok(rows.into_iter().map(written).collect())
}

/// Deletes the letters to an address, sent or not.
///
/// # Errors
/// When the statement fails.
pub fn delete_of_recipient(conn: &mut AnyConnection, email: &Email) -> Result<(), StoreError> {
    diesel::delete(letters::table.filter(letters::recipient.eq(email.as_str()))).execute(conn)?;
    Ok(())
}

/// How many letters of a topic were written to an address since then.
///
/// # Errors
/// When the statement fails.
pub fn count_since(
    conn: &mut AnyConnection,
    to: &Email,
    topic: Topic,
    since: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let count: i64 = letters::table
        .filter(letters::recipient.eq(to.as_str()))
        .filter(letters::topic.eq(topic.code()))
        .filter(letters::written_at.ge(values::time(since)))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Forgets the text of letters that open something, or tell of somebody else, and were given up before this.
///
/// # Errors
/// When the statement fails.
pub fn forget_secrets(conn: &mut AnyConnection, at: DateTime<Utc>) -> Result<(), StoreError> {
    let given_up = letters::table.filter(letters::secret).filter(letters::failed_at.lt(values::time(at)));
    diesel::update(given_up).set((letters::body_text.eq(""), letters::body_html.eq(""))).execute(conn)?;
    Ok(())
}

/// Deletes some of the letters that left or were given up, and were written before this; whether there may be more.
///
/// # Errors
/// When a statement fails.
pub fn forget_before(conn: &mut AnyConnection, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let old: Vec<i64> = letters::table
        .filter(letters::due_at.is_null())
        .filter(letters::written_at.lt(values::time(at)))
        .limit(FORGOTTEN_AT_ONCE)
        .select(letters::id)
        .load(conn)?;
    Ok(diesel::delete(letters::table.filter(letters::id.eq_any(old))).execute(conn)? > 0)
}

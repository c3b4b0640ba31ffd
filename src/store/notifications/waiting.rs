//! Notifications that wait for a letter.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::{CHUNK, Notification, NotificationRow, readable};
use crate::domain::Topic;
use crate::store::connection::AnyConnection;
use crate::store::schema::{letters, notifications};
use crate::store::{RowId, StoreError, values};

/// Somebody who waits for a letter, and on which of these topics: whoever waits longest.
///
/// # Errors
/// When the statement fails.
pub fn next(
    conn: &mut AnyConnection,
    topics: &[Topic],
    now: DateTime<Utc>,
) -> Result<Option<(RowId, Topic)>, StoreError> {
    let known: Vec<&str> = topics.iter().map(|topic| topic.code()).collect();
    let found: Option<(i64, String)> = notifications::table
        .filter(notifications::mail_at.le(values::time(now)))
        .filter(notifications::topic.eq_any(known))
        .order((notifications::mail_at, notifications::id))
        .select((notifications::user_id, notifications::topic))
        .first(conn)
        .optional()?;
    Ok(found.and_then(|(user, topic)| Some((RowId(user), Topic::from_code(&topic)?))))
}

/// What is due in one letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Due {
    /// What is told, oldest first.
    pub notifications: Vec<Notification>,
    /// Rows that can't be read, such as those of an event that only a newer program knows.
    pub unreadable: Vec<RowId>,
}

impl Due {
    /// The rows of what is told.
    pub fn rows(&self) -> Vec<RowId> {
        self.notifications.iter().map(|one| one.row).collect()
    }
}

/// What somebody waits for in the next letter of a topic.
///
/// # Errors
/// When the statement fails.
pub fn due(
    conn: &mut AnyConnection,
    user: RowId,
    topic: Topic,
    now: DateTime<Utc>,
) -> Result<Due, StoreError> {
    let rows: Vec<NotificationRow> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .filter(notifications::mail_at.le(values::time(now)))
        .order(notifications::id)
        .select(NotificationRow::as_select())
        .load(conn)?;
    let mut due = Due::default();
    for row in rows {
        let id = RowId(row.id);
        match readable(vec![row]).pop() {
            Some(notification) => due.notifications.push(notification),
            None => due.unreadable.push(id),
        }
    }
    Ok(due)
}

/// What of a topic somebody is still to be told by mail: what waits for a letter, or stands in one that didn't
/// leave.
///
/// # Errors
/// When the statement fails.
pub fn pending(conn: &mut AnyConnection, user: RowId, topic: Topic) -> Result<Vec<Notification>, StoreError> {
    let in_letters = letters::table
        .filter(letters::user_id.eq(user.0))
        .filter(letters::sent_at.is_null())
        .select(letters::id.nullable());
    let rows: Vec<NotificationRow> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .filter(notifications::mail_at.is_not_null().or(notifications::letter_id.eq_any(in_letters)))
        .order(notifications::id)
        .select(NotificationRow::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// The letters that tell these.
///
/// # Errors
/// When a statement fails.
pub fn letters_of(conn: &mut AnyConnection, rows: &[RowId]) -> Result<Vec<RowId>, StoreError> {
    let mut found = Vec::new();
    for chunk in rows.chunks(CHUNK) {
        let letters: Vec<Option<i64>> = notifications::table
            .filter(notifications::id.eq_any(chunk.iter().map(|row| row.0).collect::<Vec<_>>()))
            .filter(notifications::letter_id.is_not_null())
            .select(notifications::letter_id)
            .distinct()
            .load(conn)?;
        found.extend(letters.into_iter().flatten().map(RowId));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Says that these wait for no letter any more; they stand in `letter`, if there is one.
///
/// # Errors
/// When a statement fails.
pub fn done(conn: &mut AnyConnection, rows: &[RowId], letter: Option<RowId>) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        let rows: Vec<i64> = chunk.iter().map(|row| row.0).collect();
        diesel::update(notifications::table.filter(notifications::id.eq_any(rows)))
            .set((
                notifications::mail_at.eq(None::<NaiveDateTime>),
                notifications::letter_id.eq(letter.map(|row| row.0)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Has these wait until `at`.
///
/// # Errors
/// When a statement fails.
pub fn put_off(conn: &mut AnyConnection, rows: &[RowId], at: DateTime<Utc>) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        let rows: Vec<i64> = chunk.iter().map(|row| row.0).collect();
        diesel::update(notifications::table.filter(notifications::id.eq_any(rows)))
            .set(notifications::mail_at.eq(values::time(at)))
            .execute(conn)?;
    }
    Ok(())
}

/// Has all that a letter tells wait for another letter, from `at` on.
///
/// # Errors
/// When the statement fails.
pub fn again(conn: &mut AnyConnection, letter: RowId, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(notifications::table.filter(notifications::letter_id.eq(letter.0)))
        .set((notifications::mail_at.eq(values::time(at)), notifications::letter_id.eq(None::<i64>)))
        .execute(conn)?;
    Ok(())
}

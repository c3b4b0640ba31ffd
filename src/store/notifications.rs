//! What people are told on the site, and what of it waits for a letter.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::notifications;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::{Event, NotificationId, Topic};

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: NotificationId,
    /// What happened.
    pub event: Event,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was read, if it was.
    pub read_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = notifications)]
struct NotificationRow {
    id: i64,
    public_id: String,
    event: String,
    at: NaiveDateTime,
    read_at: Option<NaiveDateTime>,
}

impl TryFrom<NotificationRow> for Notification {
    type Error = StoreError;

    fn try_from(columns: NotificationRow) -> Result<Self, StoreError> {
        let row = Row { table: "notifications", key: &columns.public_id };
        Ok(Self {
            row: RowId(columns.id),
            id: row.value("public_id", &columns.public_id, str::parse)?,
            event: row.value("event", &columns.event, |json| serde_json::from_str(json))?,
            at: columns.at.and_utc(),
            read_at: columns.read_at.map(|at| at.and_utc()),
        })
    }
}

/// Tells somebody of an event; by mail together with others at `mail_at`, if at all.
///
/// # Errors
/// [`StoreError::is_taken`] when the identifier is; when the statement fails.
pub fn add(
    conn: &mut AnyConnection,
    id: NotificationId,
    user: RowId,
    event: &Event,
    at: DateTime<Utc>,
    mail_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    diesel::insert_into(notifications::table)
        .values((
            notifications::public_id.eq(id.to_string()),
            notifications::user_id.eq(user.0),
            notifications::topic.eq(event.topic().code()),
            notifications::event.eq(serde_json::json!(event).to_string()),
            notifications::at.eq(values::time(at)),
            notifications::mail_at.eq(mail_at.map(values::time)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The notification of this identifier, if it is somebody's.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(
    conn: &mut AnyConnection,
    user: RowId,
    id: NotificationId,
) -> Result<Option<Notification>, StoreError> {
    let found: Option<NotificationRow> = notifications::table
        .filter(notifications::public_id.eq(id.to_string()))
        .filter(notifications::user_id.eq(user.0))
        .select(NotificationRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Notification::try_from).transpose()
}

/// Whether the identifier is somebody's.
///
/// # Errors
/// When the statement fails.
pub fn row_of(conn: &mut AnyConnection, id: NotificationId) -> Result<Option<RowId>, StoreError> {
    let found: Option<i64> = notifications::table
        .filter(notifications::public_id.eq(id.to_string()))
        .select(notifications::id)
        .first(conn)
        .optional()?;
    Ok(found.map(RowId))
}

/// Somebody's notifications, the last first: `limit` of them after the first `offset`, and how many there are.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn of_user(
    conn: &mut AnyConnection,
    user: RowId,
    offset: usize,
    limit: usize,
) -> Result<(Vec<Notification>, usize), StoreError> {
    let own = || notifications::table.filter(notifications::user_id.eq(user.0));
    let rows: Vec<NotificationRow> = own()
        .order(notifications::id.desc())
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(NotificationRow::as_select())
        .load(conn)?;
    let count: i64 = own().count().get_result(conn)?;
    let found = rows.into_iter().map(Notification::try_from).collect::<Result<_, _>>()?;
    Ok((found, usize::try_from(count).unwrap_or(0)))
}

/// How many notifications somebody hasn't read.
///
/// # Errors
/// When the statement fails.
pub fn count_unread(conn: &mut AnyConnection, user: RowId) -> Result<usize, StoreError> {
    let count: i64 = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::read_at.is_null())
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// When somebody was told of a topic last.
///
/// # Errors
/// When the statement fails.
pub fn last_of(
    conn: &mut AnyConnection,
    user: RowId,
    topic: Topic,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let found: Option<NaiveDateTime> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .order(notifications::id.desc())
        .select(notifications::at)
        .first(conn)
        .optional()?;
    Ok(found.map(|at| at.and_utc()))
}

/// Whether somebody was told of the same event since then.
///
/// # Errors
/// When the statement fails.
pub fn was_told(
    conn: &mut AnyConnection,
    user: RowId,
    event: &Event,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let same = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::at.gt(values::time(since)))
        .filter(notifications::event.eq(serde_json::json!(event).to_string()));
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(conn)?)
}

/// Marks one notification as read, or all of somebody's.
///
/// # Errors
/// When the statement fails.
pub fn mark_read(
    conn: &mut AnyConnection,
    user: RowId,
    one: Option<RowId>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut unread = diesel::update(notifications::table)
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::read_at.is_null())
        .into_boxed();
    if let Some(row) = one {
        unread = unread.filter(notifications::id.eq(row.0));
    }
    unread.set(notifications::read_at.eq(values::time(at))).execute(conn)?;
    Ok(())
}

/// Somebody who waits for a letter, and on which topic: whoever waits longest.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn next_due(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<Option<(RowId, Topic)>, StoreError> {
    let found: Option<(i64, String)> = notifications::table
        .filter(notifications::mail_at.le(values::time(now)))
        .order((notifications::mail_at, notifications::id))
        .select((notifications::user_id, notifications::topic))
        .first(conn)
        .optional()?;
    let read = |(user, topic): (i64, String)| {
        let row = Row { table: "notifications", key: "" };
        Ok((RowId(user), row.value("topic", &topic, |code| Topic::from_code(code).ok_or(()))?))
    };
    found.map(read).transpose()
}

/// What somebody waits for in the next letter of a topic, oldest first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn due(
    conn: &mut AnyConnection,
    user: RowId,
    topic: Topic,
    now: DateTime<Utc>,
) -> Result<Vec<Notification>, StoreError> {
    let rows: Vec<NotificationRow> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .filter(notifications::mail_at.le(values::time(now)))
        .order(notifications::id)
        .select(NotificationRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Notification::try_from).collect()
}

/// Says that these wait for no letter any more.
///
/// # Errors
/// When a statement fails.
pub fn mailed(conn: &mut AnyConnection, rows: &[RowId]) -> Result<(), StoreError> {
    for chunk in rows.chunks(1000) {
        let rows: Vec<i64> = chunk.iter().map(|row| row.0).collect();
        diesel::update(notifications::table.filter(notifications::id.eq_any(rows)))
            .set(notifications::mail_at.eq(None::<NaiveDateTime>))
            .execute(conn)?;
    }
    Ok(())
}

/// Says that nothing of a topic waits for a letter to somebody any more.
///
/// # Errors
/// When the statement fails.
pub fn forget_mail(conn: &mut AnyConnection, user: RowId, topic: Topic) -> Result<(), StoreError> {
    diesel::update(notifications::table)
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .set(notifications::mail_at.eq(None::<NaiveDateTime>))
        .execute(conn)?;
    Ok(())
}

/// Deletes what is older than this.
///
/// # Errors
/// When the statement fails.
pub fn forget_before(conn: &mut AnyConnection, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(notifications::table.filter(notifications::at.lt(values::time(at)))).execute(conn)?;
    Ok(())
}

//! What people are told on the site.

pub mod waiting;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::notifications;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::{Event, NotificationId, Topic};

/// The most rows that one statement names.
const CHUNK: usize = 1000;

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: NotificationId,
    /// What happened.
    pub event: Event,
    /// The organization through which it concerns them, if it doesn't concern themselves.
    pub organization: Option<RowId>,
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
    organization_id: Option<i64>,
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
            organization: columns.organization_id.map(RowId),
            at: columns.at.and_utc(),
            read_at: columns.read_at.map(|at| at.and_utc()),
        })
    }
}

/// A notification before it is kept.
#[derive(Debug)]
pub struct New<'a> {
    /// Its public identifier.
    pub id: NotificationId,
    /// Whom it tells.
    pub user: RowId,
    /// What happened.
    pub event: &'a Event,
    /// The organization through which it concerns them, if it doesn't concern themselves.
    pub organization: Option<RowId>,
    /// When.
    pub at: DateTime<Utc>,
    /// How it is told by mail.
    pub mail: ByMail,
}

/// How a notification is told by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByMail {
    /// Not at all.
    Never,
    /// Together with others, from then on.
    At(DateTime<Utc>),
    /// By a letter that is written.
    By(RowId),
}

/// Adds a notification.
///
/// # Errors
/// [`StoreError::is_taken`] when the identifier is; when the statement fails.
pub fn add(conn: &mut AnyConnection, new: &New<'_>) -> Result<(), StoreError> {
    let (mail_at, letter) = match new.mail {
        ByMail::Never => (None, None),
        ByMail::At(at) => (Some(values::time(at)), None),
        ByMail::By(letter) => (None, Some(letter.0)),
    };
    diesel::insert_into(notifications::table)
        .values((
            notifications::public_id.eq(new.id.to_string()),
            notifications::user_id.eq(new.user.0),
            notifications::topic.eq(new.event.topic().code()),
            notifications::event.eq(serde_json::json!(new.event).to_string()),
            notifications::organization_id.eq(new.organization.map(|row| row.0)),
            notifications::at.eq(values::time(new.at)),
            notifications::mail_at.eq(mail_at),
            notifications::letter_id.eq(letter),
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
/// When a statement fails.
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
    Ok((readable(rows), usize::try_from(count).unwrap_or(0)))
}

/// Those that can be read. One that can't, such as of an event that a newer program told of, hides no others.
fn readable(rows: Vec<NotificationRow>) -> Vec<Notification> {
    let parse = |row: NotificationRow| {
        Notification::try_from(row).inspect_err(|error| {
            let error: &dyn std::error::Error = error;
            tracing::error!(error, "a notification can't be read");
        })
    };
    rows.into_iter().filter_map(|row| parse(row).ok()).collect()
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

/// Deletes what is older than this.
///
/// # Errors
/// When the statement fails.
pub fn forget_before(conn: &mut AnyConnection, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(notifications::table.filter(notifications::at.lt(values::time(at)))).execute(conn)?;
    Ok(())
}

/// Somebody's notifications that concern them through an organization.
///
/// # Errors
/// When the statement fails.
pub fn through_organizations(conn: &mut AnyConnection, user: RowId) -> Result<Vec<Notification>, StoreError> {
    let rows: Vec<NotificationRow> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::organization_id.is_not_null())
        .select(NotificationRow::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// Somebody's notifications of a topic.
///
/// # Errors
/// When the statement fails.
pub fn of_topic(
    conn: &mut AnyConnection,
    user: RowId,
    topic: Topic,
) -> Result<Vec<Notification>, StoreError> {
    let rows: Vec<NotificationRow> = notifications::table
        .filter(notifications::user_id.eq(user.0))
        .filter(notifications::topic.eq(topic.code()))
        .select(NotificationRow::as_select())
        .load(conn)?;
    Ok(readable(rows))
}

/// Deletes these.
///
/// # Errors
/// When a statement fails.
pub fn delete(conn: &mut AnyConnection, rows: &[RowId]) -> Result<(), StoreError> {
    for chunk in rows.chunks(CHUNK) {
        let rows: Vec<i64> = chunk.iter().map(|row| row.0).collect();
        diesel::delete(notifications::table.filter(notifications::id.eq_any(rows))).execute(conn)?;
    }
    Ok(())
}

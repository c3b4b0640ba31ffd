//! Sessions: who is signed in, on which device. The cookie's token is kept as a hash.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{organizations, sessions};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::{OrganizationId, SessionId};

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: SessionId,
    /// Whose it is.
    pub user: RowId,
    /// Whether the second factor was given, or none was needed.
    pub complete: bool,
    /// Whether the next page is to bring a new token.
    pub renew: bool,
    /// The organization that the person acts for at present.
    pub organization: Option<OrganizationId>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to a few minutes.
    pub seen_at: DateTime<Utc>,
    /// From which address it was last used.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// What a new session is made of.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Its public identifier.
    pub id: SessionId,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// Whose it is.
    pub user: RowId,
    /// Whether no second factor is missing.
    pub complete: bool,
    /// When it begins.
    pub at: DateTime<Utc>,
    /// From which address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct SessionRow {
    id: i64,
    public_id: String,
    user_id: i64,
    complete: bool,
    renew: bool,
    created_at: NaiveDateTime,
    seen_at: NaiveDateTime,
    address: String,
    agent: String,
}

/// Adds a session.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewSession<'_>) -> Result<RowId, StoreError> {
    let row = diesel::insert_into(sessions::table)
        .values((
            sessions::public_id.eq(new.id.to_string()),
            sessions::token_hash.eq(new.token_hash),
            sessions::user_id.eq(new.user.0),
            sessions::complete.eq(new.complete),
            sessions::renew.eq(false),
            sessions::created_at.eq(values::time(new.at)),
            sessions::seen_at.eq(values::time(new.at)),
            sessions::address.eq(new.address),
            sessions::agent.eq(new.agent),
        ))
        .returning(sessions::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// The session with this token; for a moment also that which had it before, see [`renew`].
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(
    conn: &mut AnyConnection,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Session>, StoreError> {
    let former = sessions::former_hash
        .assume_not_null()
        .eq(token_hash)
        .and(sessions::former_until.assume_not_null().gt(values::time(now)));
    let found: Option<(SessionRow, Option<String>)> = sessions::table
        .left_join(organizations::table.on(sessions::organization_id.eq(organizations::id.nullable())))
        .filter(sessions::token_hash.eq(token_hash).or(former))
        .select((SessionRow::as_select(), organizations::public_id.nullable()))
        .first(conn)
        .optional()?;
    found.map(session).transpose()
}

/// Whether there is a session with this identifier.
///
/// # Errors
/// When the statement fails.
pub fn find_by_id(conn: &mut AnyConnection, id: SessionId) -> Result<Option<RowId>, StoreError> {
    let found: Option<i64> = sessions::table
        .filter(sessions::public_id.eq(id.to_string()))
        .select(sessions::id)
        .first(conn)
        .optional()?;
    Ok(found.map(RowId))
}

/// Somebody's sessions, last used first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_user(conn: &mut AnyConnection, user: RowId) -> Result<Vec<Session>, StoreError> {
    let rows: Vec<(SessionRow, Option<String>)> = sessions::table
        .left_join(organizations::table.on(sessions::organization_id.eq(organizations::id.nullable())))
        .filter(sessions::user_id.eq(user.0))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .select((SessionRow::as_select(), organizations::public_id.nullable()))
        .load(conn)?;
    rows.into_iter().map(session).collect()
}

/// Says that a session was used.
///
/// # Errors
/// When the statement fails.
pub fn seen(
    conn: &mut AnyConnection,
    row: RowId,
    at: DateTime<Utc>,
    address: &str,
) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(row.0))
        .set((sessions::seen_at.eq(values::time(at)), sessions::address.eq(address)))
        .execute(conn)?;
    Ok(())
}

/// Gives a session another token; the old one opens nothing any more.
///
/// # Errors
/// When the statement fails.
pub fn set_token(conn: &mut AnyConnection, row: RowId, token_hash: &str) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(row.0))
        .set((
            sessions::token_hash.eq(token_hash),
            sessions::renew.eq(false),
            sessions::former_hash.eq(None::<String>),
            sessions::former_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives a session that is to be renewed another token; whether it was to be. The old one is good until
/// `former_until`, as a browser asks for several things at once, and they bring what it had.
///
/// # Errors
/// When the statement fails.
pub fn renew(
    conn: &mut AnyConnection,
    row: RowId,
    token_hash: &str,
    former_until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let renewed = diesel::update(sessions::table.find(row.0).filter(sessions::renew.eq(true)))
        .set((
            sessions::former_hash.eq(sessions::token_hash.nullable()),
            sessions::former_until.eq(values::time(former_until)),
            sessions::token_hash.eq(token_hash),
            sessions::renew.eq(false),
        ))
        .execute(conn)?;
    Ok(renewed == 1)
}

/// Says that the second factor was given.
///
/// # Errors
/// When the statement fails.
pub fn complete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(row.0)).set(sessions::complete.eq(true)).execute(conn)?;
    Ok(())
}

/// Sets the organization that the person acts for at present.
///
/// # Errors
/// When the statement fails.
pub fn set_organization(
    conn: &mut AnyConnection,
    row: RowId,
    organization: Option<RowId>,
) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(row.0))
        .set(sessions::organization_id.eq(organization.map(|row| row.0)))
        .execute(conn)?;
    Ok(())
}

/// Says that what somebody may do changed: each of their sessions gets a new token with its next page.
///
/// # Errors
/// When the statement fails.
pub fn renew_all(conn: &mut AnyConnection, user: RowId) -> Result<(), StoreError> {
    diesel::update(sessions::table.filter(sessions::user_id.eq(user.0)))
        .set(sessions::renew.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the statement fails.
pub fn end(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(sessions::table.find(row.0)).execute(conn)?;
    Ok(())
}

/// Ends one of somebody's sessions; whether there was one.
///
/// # Errors
/// When the statement fails.
pub fn end_of_user(conn: &mut AnyConnection, user: RowId, id: SessionId) -> Result<bool, StoreError> {
    let one =
        sessions::table.filter(sessions::user_id.eq(user.0)).filter(sessions::public_id.eq(id.to_string()));
    Ok(diesel::delete(one).execute(conn)? > 0)
}

/// Ends all of somebody's sessions but one; how many they were.
///
/// # Errors
/// When the statement fails.
pub fn end_all(conn: &mut AnyConnection, user: RowId, but: Option<RowId>) -> Result<usize, StoreError> {
    let theirs = sessions::table.filter(sessions::user_id.eq(user.0));
    Ok(match but {
        Some(row) => diesel::delete(theirs.filter(sessions::id.ne(row.0))).execute(conn)?,
        None => diesel::delete(theirs).execute(conn)?,
    })
}

/// Deletes sessions that began or were last used before these moments.
///
/// # Errors
/// When the statement fails.
pub fn purge(
    conn: &mut AnyConnection,
    began_before: DateTime<Utc>,
    seen_before: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let old = sessions::created_at
        .lt(values::time(began_before))
        .or(sessions::seen_at.lt(values::time(seen_before)));
    Ok(diesel::delete(sessions::table.filter(old)).execute(conn)?)
}

fn session((columns, organization): (SessionRow, Option<String>)) -> Result<Session, StoreError> {
    let row = Row { table: "sessions", key: &columns.public_id };
    Ok(Session {
        row: RowId(columns.id),
        id: row.value("public_id", &columns.public_id, str::parse)?,
        user: RowId(columns.user_id),
        complete: columns.complete,
        renew: columns.renew,
        organization: row.optional("organization_id", organization.as_deref(), str::parse)?,
        created_at: columns.created_at.and_utc(),
        seen_at: columns.seen_at.and_utc(),
        address: columns.address,
        agent: columns.agent,
    })
}

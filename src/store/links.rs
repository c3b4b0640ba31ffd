//! Links that work once. The store keeps hashes of their tokens.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::links;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::Email;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To set another password.
    Reset,
    /// To make the site's first administrator.
    Setup,
    /// To change an account's address.
    Email,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Setup => "setup",
            Self::Email => "email",
        }
    }
}

/// A link that is still good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub row: RowId,
    /// Whose it is, if anybody's.
    pub user: Option<RowId>,
    /// The address that it proves, if that isn't the account's.
    pub email: Option<Email>,
}

/// Adds a link; older ones of the same purpose and person open nothing any more.
///
/// # Errors
/// When a statement fails.
pub fn add(
    conn: &mut AnyConnection,
    purpose: Purpose,
    user: Option<RowId>,
    token_hash: &str,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert(conn, (purpose, user), None, token_hash, expires_at)
}

/// Adds a link that changes somebody's address to this one; older ones open nothing any more.
///
/// # Errors
/// When a statement fails.
pub fn add_for_email(
    conn: &mut AnyConnection,
    user: RowId,
    email: &Email,
    token_hash: &str,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert(conn, (Purpose::Email, Some(user)), Some(email), token_hash, expires_at)
}

fn insert(
    conn: &mut AnyConnection,
    (purpose, user): (Purpose, Option<RowId>),
    email: Option<&Email>,
    token_hash: &str,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    revoke(conn, purpose, user)?;
    diesel::insert_into(links::table)
        .values((
            links::token_hash.eq(token_hash),
            links::purpose.eq(purpose.code()),
            links::user_id.eq(user.map(|row| row.0)),
            links::expires_at.eq(values::time(expires_at)),
            links::email.eq(email.map(Email::as_str)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The link with this token, unless it was used or has expired at `now`.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(
    conn: &mut AnyConnection,
    purpose: Purpose,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StoreError> {
    let found: Option<(i64, Option<i64>, NaiveDateTime, Option<String>)> = links::table
        .filter(links::token_hash.eq(token_hash))
        .filter(links::purpose.eq(purpose.code()))
        .select((links::id, links::user_id, links::expires_at, links::email))
        .first(conn)
        .optional()?;
    let good = found.filter(|(_, _, expires_at, _)| *expires_at > values::time(now));
    let Some((id, user, _, email)) = good else { return Ok(None) };
    let row = Row { table: "links", key: &id.to_string() };
    let email = row.optional("email", email.as_deref(), Email::parse)?;
    Ok(Some(Link { row: RowId(id), user: user.map(RowId), email }))
}

/// Makes all links of this purpose and person open nothing any more.
///
/// # Errors
/// When the statement fails.
pub fn revoke(conn: &mut AnyConnection, purpose: Purpose, user: Option<RowId>) -> Result<(), StoreError> {
    let of_purpose = links::table.filter(links::purpose.eq(purpose.code()));
    match user {
        Some(row) => diesel::delete(of_purpose.filter(links::user_id.eq(row.0))).execute(conn)?,
        None => diesel::delete(of_purpose.filter(links::user_id.is_null())).execute(conn)?,
    };
    Ok(())
}

/// Deletes the links that have expired.
///
/// # Errors
/// When the statement fails.
pub fn purge(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(links::table.filter(links::expires_at.le(values::time(now)))).execute(conn)?;
    Ok(())
}

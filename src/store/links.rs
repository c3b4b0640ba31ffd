//! Links that work once. The store keeps hashes of their tokens.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::links;
use super::values;
use super::{RowId, StoreError};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To set another password.
    Reset,
    /// To make the site's first administrator.
    Setup,
}

impl Purpose {
    fn code(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Setup => "setup",
        }
    }
}

/// A link that is still good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub row: RowId,
    /// Whose it is, if anybody's.
    pub user: Option<RowId>,
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
    revoke(conn, purpose, user)?;
    diesel::insert_into(links::table)
        .values((
            links::token_hash.eq(token_hash),
            links::purpose.eq(purpose.code()),
            links::user_id.eq(user.map(|row| row.0)),
            links::expires_at.eq(values::time(expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The link with this token, unless it was used or has expired at `now`.
///
/// # Errors
/// When the statement fails.
pub fn find(
    conn: &mut AnyConnection,
    purpose: Purpose,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Link>, StoreError> {
    let found: Option<(i64, Option<i64>, NaiveDateTime)> = links::table
        .filter(links::token_hash.eq(token_hash))
        .filter(links::purpose.eq(purpose.code()))
        .select((links::id, links::user_id, links::expires_at))
        .first(conn)
        .optional()?;
    Ok(found
        .filter(|(_, _, expires_at)| *expires_at > values::time(now))
        .map(|(row, user, _)| Link { row: RowId(row), user: user.map(RowId) }))
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

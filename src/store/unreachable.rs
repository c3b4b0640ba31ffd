//! Addresses that mail servers refused for good: nothing is sent there until their owners say otherwise.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::unreachable;
use super::values::{self, Row};
use crate::domain::account::Email;

/// An address that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The address.
    pub email: Email,
    /// What the mail server said.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Notes that a mail server refused an address for good; the newest reason counts.
///
/// # Errors
/// When a statement fails.
pub fn mark(
    conn: &mut AnyConnection,
    email: &Email,
    reason: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    clear(conn, email)?;
    diesel::insert_into(unreachable::table)
        .values((
            unreachable::email.eq(email.as_str()),
            unreachable::reason.eq(reason),
            unreachable::at.eq(values::time(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes an address for good again; whether it was refused.
///
/// # Errors
/// When the statement fails.
pub fn clear(conn: &mut AnyConnection, email: &Email) -> Result<bool, StoreError> {
    Ok(diesel::delete(unreachable::table.find(email.as_str())).execute(conn)? > 0)
}

/// Why an address was refused, if it was.
///
/// # Errors
/// When the statement fails.
pub fn find(conn: &mut AnyConnection, email: &Email) -> Result<Option<Refused>, StoreError> {
    let found: Option<(String, NaiveDateTime)> = unreachable::table
        .find(email.as_str())
        .select((unreachable::reason, unreachable::at))
        .first(conn)
        .optional()?;
    Ok(found.map(|(reason, at)| Refused { email: email.clone(), reason, at: at.and_utc() }))
}

/// The addresses that were refused, the last first: `limit` of them after the first `offset`, and how many
/// there are.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn newest(
    conn: &mut AnyConnection,
    offset: usize,
    limit: usize,
) -> Result<(Vec<Refused>, usize), StoreError> {
    let rows: Vec<(String, String, NaiveDateTime)> = unreachable::table
        .order((unreachable::at.desc(), unreachable::email))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(conn)?;
    let refused = rows.into_iter().map(|(email, reason, at)| {
        let row = Row { table: "unreachable", key: &email };
        Ok(Refused { email: row.value("email", &email, Email::parse)?, reason, at: at.and_utc() })
    });
    Ok((refused.collect::<Result<_, StoreError>>()?, count(conn)?))
}

/// How many addresses were refused.
///
/// # Errors
/// When the statement fails.
pub fn count(conn: &mut AnyConnection) -> Result<usize, StoreError> {
    let count: i64 = unreachable::table.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

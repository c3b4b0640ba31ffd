//! Sign-ups and wishes to reset a password, until they are answered or expire.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{registrations, reset_requests};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::{Account, Email};
use crate::domain::{Language, Title};

/// A sign-up.
#[derive(Clone)]
pub struct Registration {
    /// Its row.
    pub row: RowId,
    /// Who signed up.
    pub account: Account,
    /// The hash of the password that was chosen.
    pub password_hash: String,
    /// When.
    pub asked_at: DateTime<Utc>,
}

/// A wish to reset a password.
#[derive(Debug, Clone)]
pub struct ResetRequest {
    /// Its row.
    pub row: RowId,
    /// Whose password.
    pub email: Email,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = registrations)]
struct RegistrationRow {
    id: i64,
    email: String,
    name: String,
    language: String,
    password_hash: String,
    asked_at: NaiveDateTime,
}

/// Adds a sign-up that waits for its answer.
///
/// # Errors
/// When the statement fails.
pub fn add(
    conn: &mut AnyConnection,
    account: &Account,
    password_hash: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(registrations::table)
        .values((
            registrations::email.eq(account.email.as_str()),
            registrations::name.eq(account.name.as_str()),
            registrations::language.eq(account.language.code()),
            registrations::password_hash.eq(password_hash),
            registrations::asked_at.eq(values::time(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The oldest sign-up that nobody answered yet.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn unanswered(conn: &mut AnyConnection) -> Result<Option<Registration>, StoreError> {
    let found: Option<RegistrationRow> = registrations::table
        .filter(registrations::token_hash.is_null())
        .order(registrations::id)
        .select(RegistrationRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Registration::try_from).transpose()
}

/// Says that a sign-up was answered with a link.
///
/// # Errors
/// When the statement fails.
pub fn answer(conn: &mut AnyConnection, row: RowId, token_hash: &str) -> Result<(), StoreError> {
    diesel::update(registrations::table.find(row.0))
        .set(registrations::token_hash.eq(token_hash))
        .execute(conn)?;
    Ok(())
}

/// The sign-up whose link has this token.
///
/// # Errors
/// As [`unanswered`].
pub fn find(conn: &mut AnyConnection, token_hash: &str) -> Result<Option<Registration>, StoreError> {
    let found: Option<RegistrationRow> = registrations::table
        .filter(registrations::token_hash.eq(token_hash))
        .select(RegistrationRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Registration::try_from).transpose()
}

/// Deletes one sign-up.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(registrations::table.find(row.0)).execute(conn)?;
    Ok(())
}

/// Deletes all sign-ups with this address, whose links open nothing then.
///
/// # Errors
/// When the statement fails.
pub fn delete_of(conn: &mut AnyConnection, email: &Email) -> Result<(), StoreError> {
    diesel::delete(registrations::table.filter(registrations::email.eq(email.as_str()))).execute(conn)?;
    Ok(())
}

/// Deletes the sign-ups from before this moment.
///
/// # Errors
/// When the statement fails.
pub fn purge(conn: &mut AnyConnection, before: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(registrations::table.filter(registrations::asked_at.lt(values::time(before))))
        .execute(conn)?;
    Ok(())
}

/// Adds a wish to reset a password.
///
/// # Errors
/// When the statement fails.
pub fn add_reset(
    conn: &mut AnyConnection,
    email: &Email,
    language: Language,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(reset_requests::table)
        .values((
            reset_requests::email.eq(email.as_str()),
            reset_requests::language.eq(language.code()),
            reset_requests::asked_at.eq(values::time(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The oldest wish to reset a password, which is taken away.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn take_reset(conn: &mut AnyConnection) -> Result<Option<ResetRequest>, StoreError> {
    let found: Option<(i64, String)> = reset_requests::table
        .order(reset_requests::id)
        .select((reset_requests::id, reset_requests::email))
        .first(conn)
        .optional()?;
    let Some((id, email)) = found else { return Ok(None) };
    diesel::delete(reset_requests::table.find(id)).execute(conn)?;
    let row = Row { table: "reset_requests", key: &id.to_string() };
    Ok(Some(ResetRequest { row: RowId(id), email: row.value("email", &email, Email::parse)? }))
}

impl TryFrom<RegistrationRow> for Registration {
    type Error = StoreError;

    fn try_from(columns: RegistrationRow) -> Result<Self, StoreError> {
        let row = Row { table: "registrations", key: &columns.id.to_string() };
        Ok(Self {
            row: RowId(columns.id),
            account: Account {
                email: row.value("email", &columns.email, Email::parse)?,
                name: row.value("name", &columns.name, Title::parse)?,
                language: row.value("language", &columns.language, str::parse::<Language>)?,
            },
            password_hash: columns.password_hash,
            asked_at: columns.asked_at.and_utc(),
        })
    }
}

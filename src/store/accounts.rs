//! Accounts and their memberships in organizations.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{memberships, organizations, users};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::{Account, Email, Role};
use crate::domain::{Language, OrganizationId, Title};

#[derive(Debug, Insertable)]
#[diesel(table_name = users)]
struct NewRow<'a> {
    email: &'a str,
    password_hash: &'a str,
    name: &'a str,
    language: &'static str,
    created_at: NaiveDateTime,
}

/// Adds an account. `password_hash` is a PHC string.
///
/// # Errors
/// [`StoreError::is_taken`] when the address is.
pub fn insert(
    conn: &mut AnyConnection,
    account: &Account,
    password_hash: &str,
    created_at: DateTime<Utc>,
) -> Result<RowId, StoreError> {
    let row = diesel::insert_into(users::table)
        .values(NewRow {
            email: account.email.as_str(),
            password_hash,
            name: account.name.as_str(),
            language: account.language.code(),
            created_at: values::time(created_at),
        })
        .returning(users::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// Makes an account a member of an organization.
///
/// # Errors
/// [`StoreError::is_taken`] when it is one.
pub fn add_membership(
    conn: &mut AnyConnection,
    user: RowId,
    organization: RowId,
    role: Role,
) -> Result<(), StoreError> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::user_id.eq(user.0),
            memberships::organization_id.eq(organization.0),
            memberships::role.eq(role.code()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Overwrites the hash of an account's password; does nothing when there is no such account.
///
/// # Errors
/// When the statement fails.
pub fn set_password_hash(
    conn: &mut AnyConnection,
    email: &Email,
    password_hash: &str,
) -> Result<(), StoreError> {
    diesel::update(users::table.filter(users::email.eq(email.as_str())))
        .set(users::password_hash.eq(password_hash))
        .execute(conn)?;
    Ok(())
}

/// The account with this address, and the hash of its password.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, email: &Email) -> Result<Option<(Account, String)>, StoreError> {
    let found: Option<(String, String, String, String)> = users::table
        .filter(users::email.eq(email.as_str()))
        .select((users::email, users::name, users::language, users::password_hash))
        .first(conn)
        .optional()?;
    let Some((email, name, language, hash)) = found else { return Ok(None) };
    Ok(Some((account(&email, &name, &language)?, hash)))
}

/// Everybody who acts for an organization, with the organization.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn members(conn: &mut AnyConnection) -> Result<Vec<(OrganizationId, Account)>, StoreError> {
    let rows: Vec<(String, String, String, String)> = memberships::table
        .inner_join(users::table)
        .inner_join(organizations::table)
        .order((users::id, organizations::id))
        .select((organizations::public_id, users::email, users::name, users::language))
        .load(conn)?;
    rows.into_iter()
        .map(|(organization, email, name, language)| {
            let row = Row { table: "memberships", key: &email };
            let organization = row.value("organization", &organization, str::parse)?;
            Ok((organization, account(&email, &name, &language)?))
        })
        .collect()
}

fn account(email: &str, name: &str, language: &str) -> Result<Account, StoreError> {
    let row = Row { table: "users", key: email };
    Ok(Account {
        email: row.value("email", email, Email::parse)?,
        name: row.value("name", name, Title::parse)?,
        language: row.value("language", language, str::parse::<Language>)?,
    })
}

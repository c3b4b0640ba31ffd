//! Who asks to join which organization.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::accounts::{AccountRow, Known};
use super::connection::AnyConnection;
use super::organizations::Columns;
use super::schema::{join_requests, organizations, users};
use super::values;
use super::{RowId, StoreError};
use crate::domain::Organization;

/// Says that somebody asks to join; whether that is new.
///
/// # Errors
/// When a statement fails.
pub fn add(
    conn: &mut AnyConnection,
    user: RowId,
    organization: RowId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    if exists_of(conn, user, organization)? {
        return Ok(false);
    }
    diesel::insert_into(join_requests::table)
        .values((
            join_requests::user_id.eq(user.0),
            join_requests::organization_id.eq(organization.0),
            join_requests::asked_at.eq(values::time(at)),
        ))
        .execute(conn)?;
    Ok(true)
}

/// Forgets that somebody asks to join; whether they did.
///
/// # Errors
/// When the statement fails.
pub fn remove(conn: &mut AnyConnection, user: RowId, organization: RowId) -> Result<bool, StoreError> {
    Ok(diesel::delete(join_requests::table.find((user.0, organization.0))).execute(conn)? > 0)
}

/// Whether somebody asks to join an organization.
///
/// # Errors
/// When the statement fails.
pub fn exists_of(conn: &mut AnyConnection, user: RowId, organization: RowId) -> Result<bool, StoreError> {
    let one = join_requests::table.find((user.0, organization.0));
    Ok(diesel::select(exists(one)).get_result(conn)?)
}

/// Who asks to join an organization and isn't suspended, and since when; the longest waiting first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<Vec<(Known, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(AccountRow, NaiveDateTime)> = join_requests::table
        .inner_join(users::table)
        .filter(join_requests::organization_id.eq(organization.0))
        .filter(users::suspended_at.is_null())
        .order((join_requests::asked_at, users::id))
        .select((AccountRow::as_select(), join_requests::asked_at))
        .load(conn)?;
    rows.into_iter().map(|(account, at)| Ok((account.try_into()?, at.and_utc()))).collect()
}

/// The organizations that somebody asks to join, in the order in which they were asked.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_user(conn: &mut AnyConnection, user: RowId) -> Result<Vec<Organization>, StoreError> {
    let rows: Vec<Columns> = join_requests::table
        .inner_join(organizations::table)
        .filter(join_requests::user_id.eq(user.0))
        .order((join_requests::asked_at, organizations::id))
        .select(Columns::as_select())
        .load(conn)?;
    rows.into_iter().map(Organization::try_from).collect()
}

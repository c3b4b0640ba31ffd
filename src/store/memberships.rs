//! Who acts for which organization.

use diesel::prelude::*;

use super::accounts::{AccountRow, Known};
use super::connection::AnyConnection;
use super::organizations::Columns;
use super::schema::{memberships, organizations, users};
use super::values::Row;
use super::{RowId, StoreError};
use crate::domain::account::Role;
use crate::domain::{Organization, OrganizationId};

/// An organization that somebody acts for.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organization's row.
    pub row: RowId,
    /// The organization.
    pub organization: Organization,
    /// What the person may do in it.
    pub role: Role,
}

/// Somebody who acts for an organization.
#[derive(Debug, Clone)]
pub struct Member {
    /// The organization's row.
    pub row: RowId,
    /// Which organization.
    pub organization: OrganizationId,
    /// Who.
    pub known: Known,
}

/// Makes an account a member of an organization.
///
/// # Errors
/// [`StoreError::is_taken`] when it is one.
pub fn add(conn: &mut AnyConnection, user: RowId, organization: RowId, role: Role) -> Result<(), StoreError> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::user_id.eq(user.0),
            memberships::organization_id.eq(organization.0),
            memberships::role.eq(role.code()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Overwrites a member's role.
///
/// # Errors
/// When the statement fails.
pub fn set_role(
    conn: &mut AnyConnection,
    user: RowId,
    organization: RowId,
    role: Role,
) -> Result<(), StoreError> {
    diesel::update(memberships::table.find((user.0, organization.0)))
        .set(memberships::role.eq(role.code()))
        .execute(conn)?;
    Ok(())
}

/// Ends a membership.
///
/// # Errors
/// When the statement fails.
pub fn remove(conn: &mut AnyConnection, user: RowId, organization: RowId) -> Result<(), StoreError> {
    diesel::delete(memberships::table.find((user.0, organization.0))).execute(conn)?;
    Ok(())
}

/// The organizations that somebody acts for, in the order in which they came.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_user(conn: &mut AnyConnection, user: RowId) -> Result<Vec<Membership>, StoreError> {
    let rows: Vec<(i64, String, Columns)> = memberships::table
        .inner_join(organizations::table)
        .filter(memberships::user_id.eq(user.0))
        .order(organizations::id)
        .select((organizations::id, memberships::role, Columns::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, role, columns)| {
            Ok(Membership { row: RowId(row), role: read_role(&role)?, organization: columns.try_into()? })
        })
        .collect()
}

/// The members of an organization, by name.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<Vec<(Known, Role)>, StoreError> {
    let rows: Vec<(String, AccountRow)> = memberships::table
        .inner_join(users::table)
        .filter(memberships::organization_id.eq(organization.0))
        .order((users::name, users::id))
        .select((memberships::role, AccountRow::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(role, account)| Ok((account.try_into()?, read_role(&role)?))).collect()
}

/// What somebody is in an organization.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn role(conn: &mut AnyConnection, user: RowId, organization: RowId) -> Result<Option<Role>, StoreError> {
    let found: Option<String> =
        memberships::table.find((user.0, organization.0)).select(memberships::role).first(conn).optional()?;
    found.map(|code| read_role(&code)).transpose()
}

/// Everybody who acts for an organization and isn't suspended, with the organization.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Member>, StoreError> {
    let rows: Vec<(i64, String, AccountRow)> = memberships::table
        .inner_join(users::table)
        .inner_join(organizations::table)
        .filter(users::suspended_at.is_null())
        .order((users::id, organizations::id))
        .select((organizations::id, organizations::public_id, AccountRow::as_select()))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, organization, account)| {
            let named = Row { table: "memberships", key: &organization };
            let organization = named.value("organization", &organization, str::parse)?;
            Ok(Member { row: RowId(row), organization, known: account.try_into()? })
        })
        .collect()
}

fn read_role(code: &str) -> Result<Role, StoreError> {
    let row = Row { table: "memberships", key: "" };
    row.value("role", code, |code| Role::from_code(code).ok_or(()))
}

//! Invitations to join an organization. The tokens of their links are kept as hashes.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::organizations::Columns;
use super::schema::{invitations, organizations};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::{Email, Role};
use crate::domain::{InvitationId, Organization};

/// An invitation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: InvitationId,
    /// Who is invited.
    pub email: Email,
    /// What they will be.
    pub role: Role,
    /// Since when.
    pub invited_at: DateTime<Utc>,
    /// Until when the link is good.
    pub expires_at: DateTime<Utc>,
    /// Who had the address, and has another one since.
    pub former: Option<RowId>,
}

/// What a new invitation is made of.
#[derive(Debug)]
pub struct NewInvitation<'a> {
    /// Its public identifier.
    pub id: InvitationId,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// To which organization.
    pub organization: RowId,
    /// Who is invited.
    pub email: &'a Email,
    /// What they will be.
    pub role: Role,
    /// Since when.
    pub invited_at: DateTime<Utc>,
    /// Until when the link is good.
    pub expires_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = invitations)]
struct InvitationRow {
    id: i64,
    public_id: String,
    email: String,
    role: String,
    invited_at: NaiveDateTime,
    expires_at: NaiveDateTime,
    user_id: Option<i64>,
}

/// Adds an invitation; an older one of this address to this organization opens nothing any more.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewInvitation<'_>) -> Result<(), StoreError> {
    let older = invitations::table
        .filter(invitations::organization_id.eq(new.organization.0))
        .filter(invitations::email.eq(new.email.as_str()));
    diesel::delete(older).execute(conn)?;
    diesel::insert_into(invitations::table)
        .values((
            invitations::public_id.eq(new.id.to_string()),
            invitations::token_hash.eq(new.token_hash),
            invitations::organization_id.eq(new.organization.0),
            invitations::email.eq(new.email.as_str()),
            invitations::role.eq(new.role.code()),
            invitations::invited_at.eq(values::time(new.invited_at)),
            invitations::expires_at.eq(values::time(new.expires_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The invitations to an organization, expired ones too, oldest first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_organization(conn: &mut AnyConnection, organization: RowId) -> Result<Vec<Invitation>, StoreError> {
    let rows: Vec<InvitationRow> = invitations::table
        .filter(invitations::organization_id.eq(organization.0))
        .order(invitations::id)
        .select(InvitationRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Invitation::try_from).collect()
}

/// The invitation whose link has this token, unless it has expired at `now`, with its organization.
///
/// # Errors
/// As [`of_organization`].
pub fn find(
    conn: &mut AnyConnection,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Invitation, RowId, Organization)>, StoreError> {
    let found: Option<(InvitationRow, i64, Columns)> = invitations::table
        .inner_join(organizations::table)
        .filter(invitations::token_hash.eq(token_hash))
        .filter(invitations::expires_at.gt(values::time(now)))
        .select((InvitationRow::as_select(), organizations::id, Columns::as_select()))
        .first(conn)
        .optional()?;
    found
        .map(|(invitation, organization, columns)| {
            Ok((invitation.try_into()?, RowId(organization), columns.try_into()?))
        })
        .transpose()
}

/// Whether there is an invitation with this identifier.
///
/// # Errors
/// When the statement fails.
pub fn find_by_id(conn: &mut AnyConnection, id: InvitationId) -> Result<Option<RowId>, StoreError> {
    let found: Option<i64> = invitations::table
        .filter(invitations::public_id.eq(id.to_string()))
        .select(invitations::id)
        .first(conn)
        .optional()?;
    Ok(found.map(RowId))
}

/// The organizations to which an account is invited, and what its person would be there: by the address that
/// it has, or had when the invitation was sent.
///
/// # Errors
/// As [`of_organization`].
pub fn of_account(
    conn: &mut AnyConnection,
    user: RowId,
    email: &Email,
) -> Result<Vec<(Organization, Role)>, StoreError> {
    let rows: Vec<(String, String, Columns)> = invitations::table
        .inner_join(organizations::table)
        .filter(invitations::email.eq(email.as_str()).or(invitations::user_id.eq(user.0)))
        .order(invitations::id)
        .select((invitations::public_id, invitations::role, Columns::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(id, role, columns)| Ok((columns.try_into()?, read_role(&id, &role)?))).collect()
}

/// Deletes one of an organization's invitations; whether there was one.
///
/// # Errors
/// When the statement fails.
pub fn withdraw(conn: &mut AnyConnection, organization: RowId, id: InvitationId) -> Result<bool, StoreError> {
    let one = invitations::table
        .filter(invitations::organization_id.eq(organization.0))
        .filter(invitations::public_id.eq(id.to_string()));
    Ok(diesel::delete(one).execute(conn)? > 0)
}

/// Deletes the invitations of an account to this organization, by the address that it has or had.
///
/// # Errors
/// When the statement fails.
pub fn delete_of(
    conn: &mut AnyConnection,
    organization: RowId,
    (user, email): (RowId, &Email),
) -> Result<(), StoreError> {
    let theirs = invitations::table
        .filter(invitations::organization_id.eq(organization.0))
        .filter(invitations::email.eq(email.as_str()).or(invitations::user_id.eq(user.0)));
    diesel::delete(theirs).execute(conn)?;
    Ok(())
}

/// Keeps the invitations of an address for the account that gives it up for another one. The address stays as
/// it is in them: who invited it isn't told the other one.
///
/// # Errors
/// When the statement fails.
pub fn keep_for(conn: &mut AnyConnection, user: RowId, email: &Email) -> Result<(), StoreError> {
    let waiting = invitations::table
        .filter(invitations::email.eq(email.as_str()))
        .filter(invitations::user_id.is_null());
    diesel::update(waiting).set(invitations::user_id.eq(user.0)).execute(conn)?;
    Ok(())
}

/// Deletes all invitations of this address.
///
/// # Errors
/// When the statement fails.
pub fn delete_of_email(conn: &mut AnyConnection, email: &Email) -> Result<(), StoreError> {
    diesel::delete(invitations::table.filter(invitations::email.eq(email.as_str()))).execute(conn)?;
    Ok(())
}

/// Deletes the invitations that have expired.
///
/// # Errors
/// When the statement fails.
pub fn purge(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(invitations::table.filter(invitations::expires_at.le(values::time(now)))).execute(conn)?;
    Ok(())
}

impl TryFrom<InvitationRow> for Invitation {
    type Error = StoreError;

    fn try_from(columns: InvitationRow) -> Result<Self, StoreError> {
        let row = Row { table: "invitations", key: &columns.public_id };
        Ok(Self {
            row: RowId(columns.id),
            id: row.value("public_id", &columns.public_id, str::parse)?,
            email: row.value("email", &columns.email, Email::parse)?,
            role: read_role(&columns.public_id, &columns.role)?,
            invited_at: columns.invited_at.and_utc(),
            expires_at: columns.expires_at.and_utc(),
            former: columns.user_id.map(RowId),
        })
    }
}

fn read_role(key: &str, code: &str) -> Result<Role, StoreError> {
    Row { table: "invitations", key }.value("role", code, |code| Role::from_code(code).ok_or(()))
}

//! The logos of organizations, as PNG pictures.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::logos;
use super::{RowId, StoreError};

/// Gives an organization a logo, in the place of the one that it had.
///
/// # Errors
/// When a statement fails.
pub fn set(conn: &mut AnyConnection, organization: RowId, hash: &str, png: &[u8]) -> Result<(), StoreError> {
    remove(conn, organization)?;
    diesel::insert_into(logos::table)
        .values((logos::organization_id.eq(organization.0), logos::hash.eq(hash), logos::png.eq(png)))
        .execute(conn)?;
    Ok(())
}

/// Takes an organization's logo away; whether it had one.
///
/// # Errors
/// When the statement fails.
pub fn remove(conn: &mut AnyConnection, organization: RowId) -> Result<bool, StoreError> {
    Ok(diesel::delete(logos::table.find(organization.0)).execute(conn)? > 0)
}

/// The hash of an organization's logo, if it has one.
///
/// # Errors
/// When the statement fails.
pub fn hash_of(conn: &mut AnyConnection, organization: RowId) -> Result<Option<String>, StoreError> {
    Ok(logos::table.find(organization.0).select(logos::hash).first(conn).optional()?)
}

/// An organization's logo with its hash, if it has one.
///
/// # Errors
/// When the statement fails.
pub fn get(conn: &mut AnyConnection, organization: RowId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    Ok(logos::table.find(organization.0).select((logos::hash, logos::png)).first(conn).optional()?)
}

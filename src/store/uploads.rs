//! Tables of postings that were uploaded, and what came of those that somebody took over.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::uploads;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::{Kind, UploadId};

/// An uploaded table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its row.
    pub row: RowId,
    /// Whose it is.
    pub organization: RowId,
    /// What its rows are where they don't say it.
    pub kind: Kind,
    /// What the file was called.
    pub name: String,
    /// The bytes.
    pub content: Vec<u8>,
    /// When it came.
    pub uploaded_at: DateTime<Utc>,
    /// What its rows did, as it was written down when it was taken over.
    pub outcome: Option<String>,
}

/// What a new table is made of.
#[derive(Debug)]
pub struct NewUpload<'a> {
    /// Its public identifier.
    pub id: UploadId,
    /// Whose it is.
    pub organization: RowId,
    /// Who uploads it.
    pub by: RowId,
    /// What its rows are where they don't say it.
    pub kind: Kind,
    /// What the file is called.
    pub name: &'a str,
    /// The bytes.
    pub content: &'a [u8],
    /// When.
    pub at: DateTime<Utc>,
}

/// Adds a table.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewUpload<'_>) -> Result<(), StoreError> {
    diesel::insert_into(uploads::table)
        .values((
            uploads::public_id.eq(new.id.to_string()),
            uploads::organization_id.eq(new.organization.0),
            uploads::uploaded_by.eq(new.by.0),
            uploads::kind.eq(new.kind.code()),
            uploads::name.eq(new.name),
            uploads::content.eq(new.content),
            uploads::uploaded_at.eq(values::time(new.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The table with this identifier.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: UploadId) -> Result<Option<Upload>, StoreError> {
    let found = uploads::table
        .filter(uploads::public_id.eq(id.to_string()))
        .select((
            uploads::id,
            uploads::organization_id,
            uploads::kind,
            uploads::name,
            uploads::content,
            uploads::uploaded_at,
            uploads::outcome,
        ))
        .first::<(i64, i64, String, String, Vec<u8>, NaiveDateTime, Option<String>)>(conn)
        .optional()?;
    let Some((row, organization, kind, name, content, at, outcome)) = found else { return Ok(None) };
    let key = id.to_string();
    let kind = Row { table: "uploads", key: &key }.value("kind", &kind, str::parse)?;
    let (row, organization) = (RowId(row), RowId(organization));
    Ok(Some(Upload { row, organization, kind, name, content, uploaded_at: at.and_utc(), outcome }))
}

/// Writes down what the rows of a table did.
///
/// # Errors
/// When the statement fails.
pub fn set_outcome(conn: &mut AnyConnection, row: RowId, outcome: &str) -> Result<(), StoreError> {
    diesel::update(uploads::table.find(row.0)).set(uploads::outcome.eq(outcome)).execute(conn)?;
    Ok(())
}

/// Deletes a table.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(uploads::table.find(row.0)).execute(conn)?;
    Ok(())
}

/// Deletes all but the newest `most` of an organization's tables.
///
/// # Errors
/// When a statement fails.
pub fn keep_newest(conn: &mut AnyConnection, organization: RowId, most: usize) -> Result<(), StoreError> {
    let old: Vec<i64> = uploads::table
        .filter(uploads::organization_id.eq(organization.0))
        .order(uploads::id.desc())
        .offset(i64::try_from(most).unwrap_or(i64::MAX))
        .limit(i64::from(u16::MAX))
        .select(uploads::id)
        .load(conn)?;
    diesel::delete(uploads::table.filter(uploads::id.eq_any(old))).execute(conn)?;
    Ok(())
}

/// Deletes tables from before `at`.
///
/// # Errors
/// When the statement fails.
pub fn purge(conn: &mut AnyConnection, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(uploads::table.filter(uploads::uploaded_at.lt(values::time(at)))).execute(conn)?;
    Ok(())
}

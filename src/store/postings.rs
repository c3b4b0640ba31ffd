//! Postings: needs and capabilities.

use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::posting_row::Columns;
use super::schema::{organizations, postings};
use super::{RowId, StoreError, organizations as organization_rows};
use crate::domain::access::Readable;
use crate::domain::{Kind, Organization, OrganizationId, PostingId, Record};

/// A posting with its organization.
pub type Owned = (Record, Organization);

/// The most identifiers that one statement asks for; both databases bound their parameters.
const CHUNK: usize = 500;

/// The rows that a reader may read.
#[auto_type(type_case = "PascalCase")]
pub(super) fn readable_rows(readable: &Readable) -> _ {
    let states: Vec<&'static str> = readable.state_codes();
    let disclosures: Vec<&'static str> = readable.disclosure_codes();
    postings::state.eq_any(states).and(postings::disclosure.eq_any(disclosures))
}

/// Adds a posting of an organization.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is, or its reference within the organization.
pub fn insert(conn: &mut AnyConnection, owner: RowId, record: &Record) -> Result<(), StoreError> {
    diesel::insert_into(postings::table)
        .values((postings::organization_id.eq(owner.0), Columns::from(record)))
        .execute(conn)?;
    Ok(())
}

/// Overwrites the posting with the record's identifier.
///
/// # Errors
/// As [`insert`].
pub fn update(conn: &mut AnyConnection, owner: RowId, record: &Record) -> Result<(), StoreError> {
    diesel::update(postings::table.filter(postings::public_id.eq(record.id.to_string())))
        .set((postings::organization_id.eq(owner.0), Columns::from(record)))
        .execute(conn)?;
    Ok(())
}

/// The posting with this public identifier, whoever may read it.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: PostingId) -> Result<Option<Owned>, StoreError> {
    Ok(find_all(conn, &[id])?.pop())
}

/// The postings with these identifiers, whoever may read them, in no particular order.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find_all(conn: &mut AnyConnection, ids: &[PostingId]) -> Result<Vec<Owned>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let ids: Vec<String> = chunk.iter().map(PostingId::to_string).collect();
        let rows = postings::table
            .inner_join(organizations::table)
            .filter(postings::public_id.eq_any(ids))
            .select((Columns::as_select(), organization_rows::Columns::as_select()))
            .load(conn)?;
        found.extend(owned(rows)?);
    }
    Ok(found)
}

/// An organization's posting with this reference, whoever may read it.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find_by_reference(
    conn: &mut AnyConnection,
    owner: RowId,
    reference: &str,
) -> Result<Option<Owned>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(postings::organization_id.eq(owner.0))
        .filter(postings::reference.eq(reference))
        .select((Columns::as_select(), organization_rows::Columns::as_select()))
        .load(conn)?;
    Ok(owned(rows)?.pop())
}

/// Every posting, whoever may read it, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Owned>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .select((Columns::as_select(), organization_rows::Columns::as_select()))
        .order(postings::id)
        .load(conn)?;
    owned(rows)
}

/// What may be read, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn readable(conn: &mut AnyConnection, readable: &Readable) -> Result<Vec<Owned>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        .select((Columns::as_select(), organization_rows::Columns::as_select()))
        .order(postings::id)
        .load(conn)?;
    owned(rows)
}

/// What may be read of one organization's, last published first.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn of_organization(
    conn: &mut AnyConnection,
    readable: &Readable,
    id: OrganizationId,
) -> Result<Vec<Owned>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        .filter(organizations::public_id.eq(id.to_string()))
        .select((Columns::as_select(), organization_rows::Columns::as_select()))
        .order((postings::published_at.desc(), postings::id.desc()))
        .load(conn)?;
    owned(rows)
}

/// The last published that may be read, newest first.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn newest(
    conn: &mut AnyConnection,
    readable: &Readable,
    limit: usize,
) -> Result<Vec<Owned>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        // PostgreSQL puts what has no date first, SQLite last.
        .filter(postings::published_at.is_not_null())
        .select((Columns::as_select(), organization_rows::Columns::as_select()))
        .order((postings::published_at.desc(), postings::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(conn)?;
    owned(rows)
}

/// How many postings of one kind may be read.
///
/// # Errors
/// When a statement fails.
pub fn count(conn: &mut AnyConnection, readable: &Readable, kind: Kind) -> Result<usize, StoreError> {
    let count: i64 = postings::table
        .filter(readable_rows(readable))
        .filter(postings::kind.eq(kind.code()))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many organizations have something that may be read.
///
/// # Errors
/// When a statement fails.
pub fn count_owners(conn: &mut AnyConnection, readable: &Readable) -> Result<usize, StoreError> {
    let count: i64 = postings::table
        .filter(readable_rows(readable))
        .select(diesel::dsl::count(postings::organization_id).aggregate_distinct())
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

fn owned(rows: Vec<(Columns, organization_rows::Columns)>) -> Result<Vec<Owned>, StoreError> {
    rows.into_iter()
        .map(|(posting, organization)| {
            let organization = Organization::try_from(organization)?;
            Ok((posting.record(organization.id)?, organization))
        })
        .collect()
}

//! Postings: needs and capabilities.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::auto_type;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::posting_row::Columns;
use super::schema::{organizations, postings};
use super::site_state::Revision;
use super::values::Row;
use super::{RowId, StoreError, organizations as organization_rows};
use crate::domain::access::{Readable, Subject};
use crate::domain::{Kind, Organization, OrganizationId, PostingId, Record};

/// A posting with its organization, as it stands in the store.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Its row.
    pub row: RowId,
    /// The posting.
    pub record: Record,
    /// Whose it is.
    pub organization: Organization,
}

type Loaded = (i64, Columns, organization_rows::Columns);

/// The most identifiers that one statement asks for; both databases bound their parameters.
const CHUNK: usize = 500;

/// Organizations a second time, for queries that have them already.
mod owners {
    #![allow(missing_docs)]

    use crate::store::schema::organizations;

    diesel::alias!(organizations as suspended_owners: SuspendedOwners);
}
use owners::suspended_owners;

/// The rows that everybody may read.
#[auto_type(type_case = "PascalCase")]
pub(super) fn readable_rows(readable: &Readable) -> _ {
    let states: Vec<&'static str> = readable.state_codes();
    let suspended: SuspendedIds = suspended_ids();
    postings::state.eq_any(states).and(postings::organization_id.ne_all(suspended))
}

/// The organizations that are suspended; few.
#[auto_type(type_case = "PascalCase")]
fn suspended_ids() -> _ {
    suspended_owners
        .filter(suspended_owners.field(organizations::suspended).eq(true))
        .select(suspended_owners.field(organizations::id))
}

/// Adds a posting of an organization, as a change of `revision` ([`super::site_state::next_revision`]).
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is, or its reference within the organization.
pub fn insert(
    conn: &mut AnyConnection,
    owner: RowId,
    record: &Record,
    Revision(revision): Revision,
) -> Result<(), StoreError> {
    diesel::insert_into(postings::table)
        .values((
            postings::organization_id.eq(owner.0),
            postings::revision.eq(revision),
            Columns::from(record),
        ))
        .execute(conn)?;
    Ok(())
}

/// Overwrites the posting with the record's identifier, as a change of `revision`.
///
/// # Errors
/// As [`insert`].
pub fn update(
    conn: &mut AnyConnection,
    owner: RowId,
    record: &Record,
    Revision(revision): Revision,
) -> Result<(), StoreError> {
    diesel::update(postings::table.filter(postings::public_id.eq(record.id.to_string())))
        .set((postings::organization_id.eq(owner.0), postings::revision.eq(revision), Columns::from(record)))
        .execute(conn)?;
    Ok(())
}

/// The postings that changed after `since`, themselves or their organizations, whoever may read them, in
/// the order in which they came; `most` of them.
///
/// # Errors
/// When a statement fails or a kind doesn't parse.
pub fn changed_since(
    conn: &mut AnyConnection,
    Revision(since): Revision,
    most: usize,
) -> Result<Vec<(Kind, RowId)>, StoreError> {
    let owners = organizations::table.filter(organizations::revision.gt(since)).select(organizations::id);
    // Two questions, each answered by an index; together they would look through all postings.
    let itself: Vec<(i64, String)> = postings::table
        .filter(postings::revision.gt(since))
        .select((postings::id, postings::kind))
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .load(conn)?;
    let by_owner: Vec<(i64, String)> = postings::table
        .filter(postings::organization_id.eq_any(owners))
        .select((postings::id, postings::kind))
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .load(conn)?;
    let changed: BTreeSet<(i64, String)> = itself.into_iter().chain(by_owner).collect();
    let changed = changed.into_iter().take(most).map(|(id, kind)| {
        let row = Row { table: "postings", key: &id.to_string() };
        Ok((row.value("kind", &kind, str::parse)?, RowId(id)))
    });
    changed.collect()
}

/// The postings in these rows, whoever may read them; in the order of the rows, if those ascend.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn at(conn: &mut AnyConnection, rows: &[RowId]) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(CHUNK) {
        let rows = postings::table
            .inner_join(organizations::table)
            .filter(postings::id.eq_any(chunk.iter().map(|row| row.0).collect::<Vec<_>>()))
            .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
            .order(postings::id)
            .load(conn)?;
        found.extend(stored(rows)?);
    }
    Ok(found)
}

/// The posting with this public identifier, whoever may read it.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: PostingId) -> Result<Option<Stored>, StoreError> {
    Ok(find_all(conn, &[id])?.pop())
}

/// The postings with these identifiers, whoever may read them, in no particular order.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find_all(conn: &mut AnyConnection, ids: &[PostingId]) -> Result<Vec<Stored>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let ids: Vec<String> = chunk.iter().map(PostingId::to_string).collect();
        let rows = postings::table
            .inner_join(organizations::table)
            .filter(postings::public_id.eq_any(ids))
            .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
            .load(conn)?;
        found.extend(stored(rows)?);
    }
    Ok(found)
}

/// Those of these rows that may be read, as much of each as may be, in no particular order.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn readable_among(
    conn: &mut AnyConnection,
    readable: &Readable,
    rows: &[RowId],
) -> Result<Vec<Stored>, StoreError> {
    Ok(only_readable(at(conn, rows)?, readable))
}

/// As [`readable_among`], of these identifiers.
///
/// # Errors
/// As [`readable_among`].
pub fn readable_of(
    conn: &mut AnyConnection,
    readable: &Readable,
    ids: &[PostingId],
) -> Result<Vec<Stored>, StoreError> {
    Ok(only_readable(find_all(conn, ids)?, readable))
}

/// Not asked of the database: it would look through all that may be read for these few.
fn only_readable(mut found: Vec<Stored>, readable: &Readable) -> Vec<Stored> {
    found.retain(|stored| readable.includes(stored.record.state, Subject::from(&stored.organization)));
    cut(found, readable)
}

/// How many postings of both kinds may be read.
///
/// # Errors
/// When a statement fails.
pub fn count_all(conn: &mut AnyConnection, readable: &Readable) -> Result<usize, StoreError> {
    let count: i64 = postings::table.filter(readable_rows(readable)).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// An organization's posting with this reference, whoever may read it.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find_by_reference(
    conn: &mut AnyConnection,
    owner: RowId,
    reference: &str,
) -> Result<Option<Stored>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(postings::organization_id.eq(owner.0))
        .filter(postings::reference.eq(reference))
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .load(conn)?;
    Ok(stored(rows)?.pop())
}

/// Every posting of an organization, whoever may read it, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn all_of(conn: &mut AnyConnection, owner: RowId) -> Result<Vec<Stored>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(postings::organization_id.eq(owner.0))
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .order(postings::id)
        .load(conn)?;
    stored(rows)
}

/// Every posting, whoever may read it, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Stored>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .order(postings::id)
        .load(conn)?;
    stored(rows)
}

/// What may be read, as much of each as may be, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn readable(conn: &mut AnyConnection, readable: &Readable) -> Result<Vec<Stored>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .order(postings::id)
        .load(conn)?;
    Ok(cut(stored(rows)?, readable))
}

/// What may be read of one organization's, as much of each as may be, last published first; all of it by
/// its own members.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn of_organization(
    conn: &mut AnyConnection,
    readable: &Readable,
    id: OrganizationId,
) -> Result<Vec<Stored>, StoreError> {
    let of_it = postings::table
        .inner_join(organizations::table)
        .filter(organizations::public_id.eq(id.to_string()))
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .order((postings::published_at.desc(), postings::id.desc()));
    let rows = if readable.own().contains(&id) {
        of_it.load(conn)?
    } else {
        of_it.filter(readable_rows(readable)).load(conn)?
    };
    Ok(cut(stored(rows)?, readable))
}

/// The last published that may be read, as much of each as may be, newest first.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn newest(
    conn: &mut AnyConnection,
    readable: &Readable,
    limit: usize,
) -> Result<Vec<Stored>, StoreError> {
    let rows = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        // PostgreSQL puts what has no date first, SQLite last.
        .filter(postings::published_at.is_not_null())
        .select((postings::id, Columns::as_select(), organization_rows::Columns::as_select()))
        .order((postings::published_at.desc(), postings::id.desc()))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .load(conn)?;
    Ok(cut(stored(rows)?, readable))
}

/// What may be read, with its organization and the time of its last change.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn last_changes(
    conn: &mut AnyConnection,
    readable: &Readable,
) -> Result<Vec<(PostingId, OrganizationId, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(String, String, NaiveDateTime)> = postings::table
        .inner_join(organizations::table)
        .filter(readable_rows(readable))
        .select((postings::public_id, organizations::public_id, postings::updated_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, organization, at)| {
            let row = Row { table: "postings", key: &id };
            Ok((
                row.value("public_id", &id, str::parse)?,
                row.value("organization_id", &organization, str::parse)?,
                at.and_utc(),
            ))
        })
        .collect()
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

/// As much of each posting as may be read.
fn cut(found: Vec<Stored>, readable: &Readable) -> Vec<Stored> {
    let cut = |stored: Stored| {
        let posting = readable.cut(stored.record.posting, stored.organization.id);
        Stored { record: Record { posting, ..stored.record }, ..stored }
    };
    found.into_iter().map(cut).collect()
}

fn stored(rows: Vec<Loaded>) -> Result<Vec<Stored>, StoreError> {
    rows.into_iter()
        .map(|(row, posting, organization)| {
            let organization = Organization::try_from(organization)?;
            Ok(Stored { row: RowId(row), record: posting.record(organization.id)?, organization })
        })
        .collect()
}

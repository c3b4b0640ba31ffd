//! Searches that people saved, and what each of them has told of.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::{AnyConnection, on_both};
use super::schema::{found_postings, saved_searches};
use super::site_state::Revision;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::saved_search::QueryString;
use crate::domain::text::SearchName;
use crate::domain::{Pace, SearchId};

/// The most rows that one statement writes or asks for; both databases bound their parameters.
const CHUNK: usize = 500;

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedSearch {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: SearchId,
    /// Whose it is.
    pub user: RowId,
    /// What it is called.
    pub name: SearchName,
    /// The query string of the search page.
    pub query: QueryString,
    /// How soon its person wants to hear of what it finds.
    pub pace: Pace,
    /// Since when it is saved.
    pub saved_at: DateTime<Utc>,
    /// The change up to which postings were looked through.
    pub revision: Revision,
}

/// What a search is saved with.
#[derive(Debug)]
pub struct NewSearch<'a> {
    /// Its public identifier.
    pub id: SearchId,
    /// Whose it is.
    pub user: RowId,
    /// What it is called.
    pub name: &'a SearchName,
    /// The query string of the search page.
    pub query: &'a QueryString,
    /// How soon its person wants to hear of what it finds.
    pub pace: Pace,
    /// When.
    pub at: DateTime<Utc>,
    /// The last change before.
    pub revision: Revision,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = saved_searches)]
struct Columns {
    id: i64,
    public_id: String,
    user_id: i64,
    name: String,
    query: String,
    pace: String,
    saved_at: NaiveDateTime,
    revision: i64,
}

/// Adds a search.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewSearch<'_>) -> Result<(), StoreError> {
    diesel::insert_into(saved_searches::table)
        .values((
            saved_searches::public_id.eq(new.id.to_string()),
            saved_searches::user_id.eq(new.user.0),
            saved_searches::name.eq(new.name.as_str()),
            saved_searches::query.eq(new.query.as_str()),
            saved_searches::pace.eq(new.pace.code()),
            saved_searches::saved_at.eq(values::time(new.at)),
            saved_searches::revision.eq(new.revision.0),
        ))
        .execute(conn)?;
    Ok(())
}

/// The search with this identifier.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: SearchId) -> Result<Option<SavedSearch>, StoreError> {
    let found: Option<Columns> = saved_searches::table
        .filter(saved_searches::public_id.eq(id.to_string()))
        .select(Columns::as_select())
        .first(conn)
        .optional()?;
    found.map(search).transpose()
}

/// Somebody's searches, the last saved first.
///
/// # Errors
/// As [`find`].
pub fn of_user(conn: &mut AnyConnection, user: RowId) -> Result<Vec<SavedSearch>, StoreError> {
    let rows: Vec<Columns> = saved_searches::table
        .filter(saved_searches::user_id.eq(user.0))
        .order(saved_searches::id.desc())
        .select(Columns::as_select())
        .load(conn)?;
    rows.into_iter().map(search).collect()
}

/// How many searches somebody has saved.
///
/// # Errors
/// When the statement fails.
pub fn count(conn: &mut AnyConnection, user: RowId) -> Result<usize, StoreError> {
    let count: i64 =
        saved_searches::table.filter(saved_searches::user_id.eq(user.0)).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Sets how soon its person wants to hear of what a search finds.
///
/// # Errors
/// When the statement fails.
pub fn set_pace(conn: &mut AnyConnection, row: RowId, pace: Pace) -> Result<(), StoreError> {
    diesel::update(saved_searches::table.find(row.0))
        .set(saved_searches::pace.eq(pace.code()))
        .execute(conn)?;
    Ok(())
}

/// Gives a search another name.
///
/// # Errors
/// When the statement fails.
pub fn rename(conn: &mut AnyConnection, row: RowId, name: &SearchName) -> Result<(), StoreError> {
    diesel::update(saved_searches::table.find(row.0))
        .set(saved_searches::name.eq(name.as_str()))
        .execute(conn)?;
    Ok(())
}

/// Deletes a search.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(saved_searches::table.find(row.0)).execute(conn)?;
    Ok(())
}

/// Searches that have not looked through all changes up to `revision`, those furthest behind first.
///
/// # Errors
/// As [`find`].
pub fn behind(
    conn: &mut AnyConnection,
    Revision(revision): Revision,
    limit: usize,
) -> Result<Vec<SavedSearch>, StoreError> {
    let rows: Vec<Columns> = saved_searches::table
        .filter(saved_searches::revision.lt(revision))
        .order((saved_searches::revision, saved_searches::id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Columns::as_select())
        .load(conn)?;
    rows.into_iter().map(search).collect()
}

/// Says that a search looked through the changes up to `to`; whether it is still there and nobody did so
/// since it stood at `from`.
///
/// # Errors
/// When the statement fails.
pub fn advance(
    conn: &mut AnyConnection,
    row: RowId,
    from: Revision,
    to: Revision,
) -> Result<bool, StoreError> {
    let at = saved_searches::table.find(row.0).filter(saved_searches::revision.eq(from.0));
    Ok(diesel::update(at).set(saved_searches::revision.eq(to.0)).execute(conn)? == 1)
}

/// Those of these postings that a search has told of.
///
/// # Errors
/// When a statement fails.
pub fn told_among(
    conn: &mut AnyConnection,
    search: RowId,
    postings: &[RowId],
) -> Result<Vec<RowId>, StoreError> {
    let mut told = Vec::new();
    for chunk in postings.chunks(CHUNK) {
        let rows: Vec<i64> = found_postings::table
            .filter(found_postings::search_id.eq(search.0))
            .filter(found_postings::posting_id.eq_any(chunk.iter().map(|row| row.0).collect::<Vec<_>>()))
            .select(found_postings::posting_id)
            .load(conn)?;
        told.extend(rows.into_iter().map(RowId));
    }
    Ok(told)
}

/// Notes that a search tells of postings that it hasn't told of.
///
/// # Errors
/// When a statement fails.
pub fn add_told(conn: &mut AnyConnection, search: RowId, postings: &[RowId]) -> Result<(), StoreError> {
    for chunk in postings.chunks(CHUNK) {
        let row = |posting: &RowId| {
            (found_postings::search_id.eq(search.0), found_postings::posting_id.eq(posting.0))
        };
        let rows: Vec<_> = chunk.iter().map(row).collect();
        on_both!(conn, |conn| diesel::insert_into(found_postings::table).values(&rows).execute(conn))?;
    }
    Ok(())
}

fn search(columns: Columns) -> Result<SavedSearch, StoreError> {
    let row = Row { table: "saved_searches", key: &columns.public_id };
    Ok(SavedSearch {
        row: RowId(columns.id),
        id: row.value("public_id", &columns.public_id, str::parse)?,
        user: RowId(columns.user_id),
        name: row.value("name", &columns.name, SearchName::parse)?,
        query: row.value("query", &columns.query, QueryString::parse)?,
        pace: row.value("pace", &columns.pace, |code| Pace::from_code(code).ok_or(()))?,
        saved_at: columns.saved_at.and_utc(),
        revision: Revision(columns.revision),
    })
}

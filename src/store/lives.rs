//! How long postings are open, and why they are closed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{lives, postings};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::State;
use crate::domain::version::Closure;

/// How long a posting is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// Until when.
    pub expires_at: DateTime<Utc>,
    /// Whether its organization was reminded of that.
    pub reminded: bool,
    /// Why it is closed, if it is.
    pub closed_as: Option<Closure>,
}

/// The life of a posting; one that came from a file may have none.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn of_posting(conn: &mut AnyConnection, posting: RowId) -> Result<Option<Life>, StoreError> {
    let found: Option<(NaiveDateTime, bool, Option<String>)> = lives::table
        .find(posting.0)
        .select((lives::expires_at, lives::reminded, lives::closed_as))
        .first(conn)
        .optional()?;
    found.map(|columns| life(posting, columns)).transpose()
}

/// The lives of an organization's postings.
///
/// # Errors
/// As [`of_posting`].
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<HashMap<RowId, Life>, StoreError> {
    let rows: Vec<(i64, NaiveDateTime, bool, Option<String>)> = lives::table
        .inner_join(postings::table)
        .filter(postings::organization_id.eq(organization.0))
        .select((lives::posting_id, lives::expires_at, lives::reminded, lives::closed_as))
        .load(conn)?;
    let lives = rows.into_iter().map(|(posting, expires_at, reminded, closed_as)| {
        Ok((RowId(posting), life(RowId(posting), (expires_at, reminded, closed_as))?))
    });
    lives.collect()
}

fn life(posting: RowId, columns: (NaiveDateTime, bool, Option<String>)) -> Result<Life, StoreError> {
    let (expires_at, reminded, closed_as) = columns;
    let row = Row { table: "lives", key: &posting.0.to_string() };
    Ok(Life {
        expires_at: expires_at.and_utc(),
        reminded,
        closed_as: row
            .optional("closed_as", closed_as.as_deref(), |code| Closure::from_code(code).ok_or(()))?,
    })
}

/// Overwrites the life of a posting.
///
/// # Errors
/// When a statement fails.
pub fn set(conn: &mut AnyConnection, posting: RowId, life: &Life) -> Result<(), StoreError> {
    let values = (
        lives::expires_at.eq(values::time(life.expires_at)),
        lives::reminded.eq(life.reminded),
        lives::closed_as.eq(life.closed_as.map(Closure::code)),
    );
    if diesel::select(exists(lives::table.find(posting.0))).get_result(conn)? {
        diesel::update(lives::table.find(posting.0)).set(values).execute(conn)?;
    } else {
        diesel::insert_into(lives::table).values((lives::posting_id.eq(posting.0), values)).execute(conn)?;
    }
    Ok(())
}

/// Published postings of which nobody said how long they are open, as those that came from files.
///
/// # Errors
/// When the statement fails.
pub fn missing(conn: &mut AnyConnection, limit: usize) -> Result<Vec<RowId>, StoreError> {
    let rows: Vec<i64> = postings::table
        .left_join(lives::table)
        .filter(postings::state.eq(State::Published.code()))
        .filter(lives::posting_id.nullable().is_null())
        .order(postings::id)
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(postings::id)
        .load(conn)?;
    Ok(rows.into_iter().map(RowId).collect())
}

/// Published postings whose time runs out before a moment, and whose organizations weren't reminded if
/// `unreminded`; the first to run out first.
///
/// # Errors
/// When the statement fails.
pub fn expiring(
    conn: &mut AnyConnection,
    before: DateTime<Utc>,
    unreminded: bool,
    limit: usize,
) -> Result<Vec<RowId>, StoreError> {
    let mut query = lives::table
        .inner_join(postings::table)
        .filter(postings::state.eq(State::Published.code()))
        .filter(lives::expires_at.lt(values::time(before)))
        .order((lives::expires_at, lives::posting_id))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(lives::posting_id)
        .into_boxed();
    if unreminded {
        query = query.filter(lives::reminded.eq(false));
    }
    let rows: Vec<i64> = query.load(conn)?;
    Ok(rows.into_iter().map(RowId).collect())
}

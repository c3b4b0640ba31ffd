//! Writing matches: all of them anew, or what a few changed postings bring and take along.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::{count_star, min};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::Kept;
use super::columns::{ProfileColumns, inferred};
use crate::domain::{Kind, Weights};
use crate::store::connection::{AnyConnection, on_both};
use crate::store::schema::matches;
use crate::store::{RowId, StoreError, values};

/// Rows that one statement inserts; SQLite takes at most 32,766 parameters.
const CHUNK: usize = 1000;

/// How and when matches are made.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// How much each dimension counts.
    pub weights: &'a Weights,
    /// The version of the engine.
    pub engine_version: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// How much a list holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// How many pairs.
    pub count: usize,
    /// The lowest total among them.
    pub least: f64,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = matches, treat_none_as_default_value = false)]
struct NewRow<'a> {
    need_id: i64,
    capability_id: i64,
    total: f64,
    #[diesel(embed)]
    profile: ProfileColumns,
    engine_version: &'a str,
    computed_at: NaiveDateTime,
    inferred: String,
    for_need: i32,
    for_capability: i32,
    weights: &'a str,
    inputs: &'a str,
    need_holds: bool,
    capability_holds: bool,
}

/// Puts `kept` in the place of all matches.
///
/// # Errors
/// When a statement fails; also when a posting is gone.
pub fn replace_all(
    conn: &mut AnyConnection,
    kept: impl IntoIterator<Item = Kept>,
    making: Making<'_>,
) -> Result<(), StoreError> {
    diesel::delete(matches::table).execute(conn)?;
    add(conn, kept, making)
}

/// Adds matches; of one that is there already, what holds it is added.
///
/// # Errors
/// When a statement fails; also when a posting is gone.
pub fn add(
    conn: &mut AnyConnection,
    kept: impl IntoIterator<Item = Kept>,
    making: Making<'_>,
) -> Result<(), StoreError> {
    let weights = making.weights.written();
    let mut kept = kept.into_iter();
    loop {
        let chunk: Vec<Kept> = kept.by_ref().take(CHUNK).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        let rows: Vec<NewRow<'_>> = chunk
            .iter()
            .map(|kept| NewRow {
                need_id: kept.need.0,
                capability_id: kept.capability.0,
                total: kept.fit.total().value(),
                profile: kept.fit.profile().into(),
                engine_version: making.engine_version,
                computed_at: values::time(making.at),
                inferred: inferred(kept.fit.profile()),
                for_need: kept.fit.for_need().thousandths() as i32,
                for_capability: kept.fit.for_capability().thousandths() as i32,
                weights: &weights,
                inputs: &kept.inputs,
                need_holds: kept.need_holds,
                capability_holds: kept.capability_holds,
            })
            .collect();
        on_both!(conn, |conn| diesel::insert_into(matches::table)
            .values(&rows)
            .on_conflict((matches::need_id, matches::capability_id))
            .do_update()
            .set((
                matches::need_holds.eq(matches::need_holds.or(excluded(matches::need_holds))),
                matches::capability_holds
                    .eq(matches::capability_holds.or(excluded(matches::capability_holds))),
            ))
            .execute(conn))?;
    }
}

/// Takes away all matches of these postings of one kind.
///
/// # Errors
/// When a statement fails.
pub fn forget(conn: &mut AnyConnection, kind: Kind, rows: &[RowId]) -> Result<(), StoreError> {
    for rows in chunks(rows) {
        match kind {
            Kind::Need => {
                diesel::delete(matches::table.filter(matches::need_id.eq_any(rows))).execute(conn)?
            }
            Kind::Capability => {
                diesel::delete(matches::table.filter(matches::capability_id.eq_any(rows))).execute(conn)?
            }
        };
    }
    Ok(())
}

/// For each counterpart whose list holds some of these postings of one kind, how many of them.
///
/// # Errors
/// When a statement fails.
pub fn holders(
    conn: &mut AnyConnection,
    kind: Kind,
    rows: &[RowId],
) -> Result<HashMap<RowId, usize>, StoreError> {
    let mut holders = HashMap::new();
    for rows in chunks(rows) {
        let found: Vec<i64> = match kind {
            Kind::Need => matches::table
                .filter(matches::need_id.eq_any(rows))
                .filter(matches::capability_holds)
                .select(matches::capability_id)
                .load(conn)?,
            Kind::Capability => matches::table
                .filter(matches::capability_id.eq_any(rows))
                .filter(matches::need_holds)
                .select(matches::need_id)
                .load(conn)?,
        };
        for holder in found {
            *holders.entry(RowId(holder)).or_default() += 1;
        }
    }
    Ok(holders)
}

/// What the lists of these postings of one kind hold; empty ones are left out.
///
/// # Errors
/// When a statement fails.
pub fn held(
    conn: &mut AnyConnection,
    kind: Kind,
    rows: &[RowId],
) -> Result<HashMap<RowId, Held>, StoreError> {
    let mut held = HashMap::new();
    for rows in chunks(rows) {
        let found: Vec<(i64, i64, Option<f64>)> = match kind {
            Kind::Need => matches::table
                .filter(matches::need_id.eq_any(rows))
                .filter(matches::need_holds)
                .group_by(matches::need_id)
                .select((matches::need_id, count_star(), min(matches::total)))
                .load(conn)?,
            Kind::Capability => matches::table
                .filter(matches::capability_id.eq_any(rows))
                .filter(matches::capability_holds)
                .group_by(matches::capability_id)
                .select((matches::capability_id, count_star(), min(matches::total)))
                .load(conn)?,
        };
        held.extend(found.into_iter().map(|(row, count, least)| {
            let count = usize::try_from(count).unwrap_or(0);
            (RowId(row), Held { count, least: least.unwrap_or(0.0) })
        }));
    }
    Ok(held)
}

/// Rows as one statement may ask for them; both databases bound their parameters.
fn chunks(rows: &[RowId]) -> impl Iterator<Item = Vec<i64>> {
    rows.chunks(CHUNK).map(|chunk| chunk.iter().map(|row| row.0).collect())
}

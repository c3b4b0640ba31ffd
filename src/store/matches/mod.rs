//! Matches: the best counterparts of every posting, from either side.
//!
//! A pair stands here once, with which of the two lists hold it. A list holds more than is shown, so
//! that it stays whole when some of its counterparts go.

mod columns;
mod upkeep;

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::postings::readable_rows;
use super::schema::{matches, postings};
use super::told::Scored;
use super::{RowId, StoreError};
use crate::domain::access::Readable;
use crate::domain::{Band, Fit, Kind, Weights};

use columns::FitColumns;
pub use upkeep::{Held, Making, add, forget, held, holders, replace_all};

/// One match to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// The need's row.
    pub need: RowId,
    /// The capability's row.
    pub capability: RowId,
    /// How well the two fit.
    pub fit: Fit,
    /// Whether the need's list of its best has it.
    pub need_holds: bool,
    /// Whether the capability's list of its best has it.
    pub capability_holds: bool,
    /// A hash of what the score was made from.
    pub inputs: String,
}

/// What stood behind a kept score.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// How well the two fit.
    pub fit: Fit,
    /// The weights that it was made with.
    pub weights: Weights,
    /// The version of the engine that made it.
    pub engine_version: String,
    /// A hash of what the score was made from.
    pub inputs: String,
}

/// One match of a posting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The row of what it is matched with.
    pub counterpart: RowId,
    /// How well the two fit.
    pub fit: Fit,
}

/// The best `top` matches of one posting, best first, whoever may read the counterparts.
///
/// # Errors
/// When a statement fails.
pub fn of_posting(
    conn: &mut AnyConnection,
    kind: Kind,
    row: RowId,
    top: usize,
) -> Result<Vec<Ranked>, StoreError> {
    let side = match kind {
        Kind::Need => matches::table
            .filter(matches::need_id.eq(row.0))
            .filter(matches::need_holds)
            .order((matches::total.desc(), matches::capability_id))
            .into_boxed(),
        Kind::Capability => matches::table
            .filter(matches::capability_id.eq(row.0))
            .filter(matches::capability_holds)
            .order((matches::total.desc(), matches::need_id))
            .into_boxed(),
    };
    let rows: Vec<(i64, i64, FitColumns)> = side
        .select((matches::need_id, matches::capability_id, FitColumns::as_select()))
        .limit(i64::try_from(top).unwrap_or(i64::MAX))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(need, capability, fit)| Ranked {
            counterpart: RowId(match kind {
                Kind::Need => capability,
                Kind::Capability => need,
            }),
            fit: fit.read().0,
        })
        .collect())
}

/// The fit of one pair and what stood behind it, if it is kept.
///
/// # Errors
/// When a statement fails.
pub fn of_pair(conn: &mut AnyConnection, need: RowId, capability: RowId) -> Result<Option<Made>, StoreError> {
    let found: Option<(FitColumns, String, String)> = matches::table
        .find((need.0, capability.0))
        .select((FitColumns::as_select(), matches::engine_version, matches::inputs))
        .first(conn)
        .optional()?;
    Ok(found.map(|(columns, engine_version, inputs)| {
        let (fit, weights) = columns.read();
        Made { fit, weights, engine_version, inputs }
    }))
}

/// For each of these postings of one kind, how many counterparts in its list that may be read score in
/// `band` or above; postings without any are left out.
///
/// # Errors
/// When a statement fails.
pub fn counts(
    conn: &mut AnyConnection,
    readable: &Readable,
    kind: Kind,
    rows: &[RowId],
    band: Band,
) -> Result<HashMap<RowId, usize>, StoreError> {
    let rows: Vec<i64> = rows.iter().map(|row| row.0).collect();
    // Asked row by row: of all that may be read, only these rows' counterparts are looked at.
    let readable_postings = || postings::table.filter(readable_rows(readable));
    let counts: Vec<(i64, i64)> = match kind {
        Kind::Need => matches::table
            .filter(matches::need_id.eq_any(rows))
            .filter(matches::need_holds)
            .filter(exists(readable_postings().filter(postings::id.eq(matches::capability_id))))
            .filter(matches::total.ge(least_total(band.from())))
            .group_by(matches::need_id)
            .select((matches::need_id, count_star()))
            .load(conn)?,
        Kind::Capability => matches::table
            .filter(matches::capability_id.eq_any(rows))
            .filter(matches::capability_holds)
            .filter(exists(readable_postings().filter(postings::id.eq(matches::need_id))))
            .filter(matches::total.ge(least_total(band.from())))
            .group_by(matches::capability_id)
            .select((matches::capability_id, count_star()))
            .load(conn)?,
    };
    Ok(counts.into_iter().map(|(row, count)| (RowId(row), usize::try_from(count).unwrap_or(0))).collect())
}

/// How many kept pairs of postings that may be read score in `band` or above.
///
/// # Errors
/// When a statement fails.
pub fn count_pairs(conn: &mut AnyConnection, readable: &Readable, band: Band) -> Result<usize, StoreError> {
    // All but those that can't be read, which hardly any pair has: to look for the others takes longer.
    let others = || postings::table.filter(not(readable_rows(readable))).select(postings::id);
    let count: i64 = matches::table
        .filter(matches::total.ge(least_total(band.from())))
        .filter(matches::need_id.ne_all(others()))
        .filter(matches::capability_id.ne_all(others()))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Those of these counterparts that a posting is matched with, and scores as much as this or more with.
///
/// # Errors
/// When a statement fails.
pub fn among(
    conn: &mut AnyConnection,
    kind: Kind,
    row: RowId,
    counterparts: &[RowId],
    least: u8,
) -> Result<Vec<RowId>, StoreError> {
    let others: Vec<i64> = counterparts.iter().map(|row| row.0).collect();
    let kept = matches::table.filter(matches::total.ge(least_total(least)));
    let found: Vec<i64> = match kind {
        Kind::Need => kept
            .filter(matches::need_id.eq(row.0))
            .filter(matches::capability_id.eq_any(others))
            .select(matches::capability_id)
            .load(conn)?,
        Kind::Capability => kept
            .filter(matches::capability_id.eq(row.0))
            .filter(matches::need_id.eq_any(others))
            .select(matches::need_id)
            .load(conn)?,
    };
    Ok(found.into_iter().map(RowId).collect())
}

/// All kept pairs that score as much as this or more, with their scores.
///
/// # Errors
/// When a statement fails.
pub fn scoring(conn: &mut AnyConnection, least: u8) -> Result<Vec<Scored>, StoreError> {
    let pairs: Vec<(i64, i64, f64)> = matches::table
        .filter(matches::total.ge(least_total(least)))
        .select((matches::need_id, matches::capability_id, matches::total))
        .load(conn)?;
    let read = |(need, capability, total): (i64, i64, f64)| {
        ((RowId(need), RowId(capability)), total.round().clamp(0.0, 100.0) as u8)
    };
    Ok(pairs.into_iter().map(read).collect())
}

/// The pair with the highest total among postings that may be read: need, capability.
///
/// # Errors
/// When a statement fails.
pub fn best_pair(
    conn: &mut AnyConnection,
    readable: &Readable,
) -> Result<Option<(RowId, RowId)>, StoreError> {
    // Asked pair by pair, best first: in a list of all that may be read, each would be looked for with each.
    let readable_postings = || postings::table.filter(readable_rows(readable));
    let best: Option<(i64, i64)> = matches::table
        .filter(exists(readable_postings().filter(postings::id.eq(matches::need_id))))
        .filter(exists(readable_postings().filter(postings::id.eq(matches::capability_id))))
        .order((matches::total.desc(), matches::need_id, matches::capability_id))
        .select((matches::need_id, matches::capability_id))
        .first(conn)
        .optional()?;
    Ok(best.map(|(need, capability)| (RowId(need), RowId(capability))))
}

/// The lowest total that rounds to the score.
fn least_total(score: u8) -> f64 {
    f64::from(score) - 0.5
}

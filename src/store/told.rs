//! Which matches people were told of, and with which score.

use std::collections::HashMap;

use diesel::prelude::*;

use super::connection::{AnyConnection, on_both};
use super::schema::told_pairs;
use super::{RowId, StoreError};
use crate::domain::Kind;

/// Rows that one statement inserts or asks for.
const CHUNK: usize = 1000;

/// The scores with which pairs were told of, by need and capability.
pub type Told = HashMap<(RowId, RowId), u8>;

/// A pair, by need and capability, with its score, 0–100.
pub type Scored = ((RowId, RowId), u8);

/// All pairs that were told of.
///
/// # Errors
/// When the statement fails.
pub fn all(conn: &mut AnyConnection) -> Result<Told, StoreError> {
    let rows: Vec<(i64, i64, i32)> = told_pairs::table.load(conn)?;
    Ok(rows.into_iter().map(read).collect())
}

/// The pairs of these postings of one kind that were told of.
///
/// # Errors
/// When a statement fails.
pub fn of(conn: &mut AnyConnection, kind: Kind, rows: &[RowId]) -> Result<Told, StoreError> {
    let mut told = Told::new();
    for chunk in rows.chunks(CHUNK) {
        let rows: Vec<i64> = chunk.iter().map(|row| row.0).collect();
        let found: Vec<(i64, i64, i32)> = match kind {
            Kind::Need => told_pairs::table.filter(told_pairs::need_id.eq_any(rows)).load(conn)?,
            Kind::Capability => {
                told_pairs::table.filter(told_pairs::capability_id.eq_any(rows)).load(conn)?
            }
        };
        told.extend(found.into_iter().map(read));
    }
    Ok(told)
}

fn read((need, capability, score): (i64, i64, i32)) -> Scored {
    ((RowId(need), RowId(capability)), u8::try_from(score).unwrap_or(u8::MAX))
}

/// Notes pairs with the scores that they are told with now; of one that is there, the new score counts.
///
/// # Errors
/// When a statement fails; also when a posting is gone.
pub fn note(conn: &mut AnyConnection, pairs: impl IntoIterator<Item = Scored>) -> Result<(), StoreError> {
    let mut pairs = pairs.into_iter().peekable();
    while pairs.peek().is_some() {
        let rows: Vec<_> = pairs
            .by_ref()
            .take(CHUNK)
            .map(|((need, capability), score)| {
                (
                    told_pairs::need_id.eq(need.0),
                    told_pairs::capability_id.eq(capability.0),
                    told_pairs::score.eq(i32::from(score)),
                )
            })
            .collect();
        on_both!(conn, |conn| diesel::insert_into(told_pairs::table)
            .values(&rows)
            .on_conflict((told_pairs::need_id, told_pairs::capability_id))
            .do_update()
            .set(told_pairs::score.eq(diesel::upsert::excluded(told_pairs::score)))
            .execute(conn))?;
    }
    Ok(())
}

//! Matches: the best counterparts of every posting, from either side.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::connection::{AnyConnection, on_both};
use super::postings::readable_rows;
use super::schema::{matches, postings};
use super::values;
use super::{RowId, StoreError};
use crate::domain::access::Readable;
use crate::domain::{Band, Dimension, Fit, Kind, Profile};

/// One match to be kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// The need's row.
    pub need: RowId,
    /// The capability's row.
    pub capability: RowId,
    /// How well the two fit.
    pub fit: Fit,
    /// The capability's place among the need's best, from 1; `None` when it isn't among them.
    pub rank_for_need: Option<u16>,
    /// The need's place among the capability's best, from 1; `None` when it isn't among them.
    pub rank_for_capability: Option<u16>,
}

/// One match of a posting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The row of what it is matched with.
    pub counterpart: RowId,
    /// How well the two fit.
    pub fit: Fit,
}

/// Rows that one statement inserts; SQLite takes at most 32,766 parameters.
const CHUNK: usize = 1000;

#[derive(Debug, Insertable)]
#[diesel(table_name = matches, treat_none_as_default_value = false)]
struct NewRow<'a> {
    need_id: i64,
    capability_id: i64,
    total: f64,
    #[diesel(embed)]
    profile: ProfileColumns,
    rank_for_need: Option<i32>,
    rank_for_capability: Option<i32>,
    engine_version: &'a str,
    computed_at: NaiveDateTime,
}

#[derive(Debug, Clone, Copy, Queryable, Selectable, Insertable)]
#[diesel(table_name = matches, treat_none_as_default_value = false)]
struct ProfileColumns {
    topic: Option<f64>,
    chain: Option<f64>,
    stage: Option<f64>,
    form: Option<f64>,
    region: Option<f64>,
    terms: Option<f64>,
}

impl From<&Profile> for ProfileColumns {
    fn from(profile: &Profile) -> Self {
        let value = |dimension| profile.get(dimension).map(f64::from);
        Self {
            topic: value(Dimension::Topic),
            chain: value(Dimension::Chain),
            stage: value(Dimension::Stage),
            form: value(Dimension::Form),
            region: value(Dimension::Region),
            terms: value(Dimension::Terms),
        }
    }
}

impl From<ProfileColumns> for Profile {
    fn from(columns: ProfileColumns) -> Self {
        let ProfileColumns { topic, chain, stage, form, region, terms } = columns;
        Self::new([topic, chain, stage, form, region, terms].map(|value| value.map(|v| v as f32)))
    }
}

/// Puts `kept` in the place of all matches.
///
/// # Errors
/// When a statement fails; also when a posting is gone.
pub fn replace_all(
    conn: &mut AnyConnection,
    kept: &[Kept],
    engine_version: &str,
    computed_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::delete(matches::table).execute(conn)?;
    for chunk in kept.chunks(CHUNK) {
        let rows: Vec<NewRow<'_>> = chunk
            .iter()
            .map(|kept| NewRow {
                need_id: kept.need.0,
                capability_id: kept.capability.0,
                total: kept.fit.total.into(),
                profile: (&kept.fit.profile).into(),
                rank_for_need: kept.rank_for_need.map(i32::from),
                rank_for_capability: kept.rank_for_capability.map(i32::from),
                engine_version,
                computed_at: values::time(computed_at),
            })
            .collect();
        on_both!(conn, |conn| diesel::insert_into(matches::table).values(&rows).execute(conn))?;
    }
    Ok(())
}

/// The best matches of one posting, best first, whoever may read the counterparts.
///
/// # Errors
/// When a statement fails.
pub fn of_posting(conn: &mut AnyConnection, kind: Kind, row: RowId) -> Result<Vec<Ranked>, StoreError> {
    let side = match kind {
        Kind::Need => matches::table
            .filter(matches::need_id.eq(row.0))
            .filter(matches::rank_for_need.is_not_null())
            .order(matches::rank_for_need)
            .into_boxed(),
        Kind::Capability => matches::table
            .filter(matches::capability_id.eq(row.0))
            .filter(matches::rank_for_capability.is_not_null())
            .order(matches::rank_for_capability)
            .into_boxed(),
    };
    let rows: Vec<(i64, i64, f64, ProfileColumns)> = side
        .select((matches::need_id, matches::capability_id, matches::total, ProfileColumns::as_select()))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(need, capability, total, profile)| Ranked {
            counterpart: RowId(match kind {
                Kind::Need => capability,
                Kind::Capability => need,
            }),
            fit: fit(total, profile),
        })
        .collect())
}

/// The fit of one pair, if it is kept.
///
/// # Errors
/// When a statement fails.
pub fn of_pair(conn: &mut AnyConnection, need: RowId, capability: RowId) -> Result<Option<Fit>, StoreError> {
    let found: Option<(f64, ProfileColumns)> = matches::table
        .find((need.0, capability.0))
        .select((matches::total, ProfileColumns::as_select()))
        .first(conn)
        .optional()?;
    Ok(found.map(|(total, profile)| fit(total, profile)))
}

/// For each of these postings of one kind, how many kept counterparts that may be read score in
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
    let others = postings::table.filter(readable_rows(readable)).select(postings::id);
    let counts: Vec<(i64, i64)> = match kind {
        Kind::Need => matches::table
            .filter(matches::need_id.eq_any(rows))
            .filter(matches::capability_id.eq_any(others))
            .filter(matches::total.ge(least_total(band)))
            .group_by(matches::need_id)
            .select((matches::need_id, count_star()))
            .load(conn)?,
        Kind::Capability => matches::table
            .filter(matches::capability_id.eq_any(rows))
            .filter(matches::need_id.eq_any(others))
            .filter(matches::total.ge(least_total(band)))
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
    let may_be_read = || postings::table.filter(readable_rows(readable)).select(postings::id);
    let count: i64 = matches::table
        .filter(matches::total.ge(least_total(band)))
        .filter(matches::need_id.eq_any(may_be_read()))
        .filter(matches::capability_id.eq_any(may_be_read()))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// All kept pairs that score in `band` or above: need, capability.
///
/// # Errors
/// When a statement fails.
pub fn pairs(conn: &mut AnyConnection, band: Band) -> Result<HashSet<(RowId, RowId)>, StoreError> {
    let pairs: Vec<(i64, i64)> = matches::table
        .filter(matches::total.ge(least_total(band)))
        .select((matches::need_id, matches::capability_id))
        .load(conn)?;
    Ok(pairs.into_iter().map(|(need, capability)| (RowId(need), RowId(capability))).collect())
}

/// The pair with the highest total among postings that may be read: need, capability.
///
/// # Errors
/// When a statement fails.
pub fn best_pair(
    conn: &mut AnyConnection,
    readable: &Readable,
) -> Result<Option<(RowId, RowId)>, StoreError> {
    let may_be_read = || postings::table.filter(readable_rows(readable)).select(postings::id);
    let best: Option<(i64, i64)> = matches::table
        .filter(matches::need_id.eq_any(may_be_read()))
        .filter(matches::capability_id.eq_any(may_be_read()))
        .order((matches::total.desc(), matches::need_id, matches::capability_id))
        .select((matches::need_id, matches::capability_id))
        .first(conn)
        .optional()?;
    Ok(best.map(|(need, capability)| (RowId(need), RowId(capability))))
}

fn fit(total: f64, profile: ProfileColumns) -> Fit {
    Fit { profile: profile.into(), total: total as f32 }
}

/// The lowest total whose rounded score lies in the band.
fn least_total(band: Band) -> f64 {
    f64::from(band.from()) - 0.5
}

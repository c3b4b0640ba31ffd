//! Matches: the best counterparts of every posting, from either side.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::{count_star, exists};
use diesel::prelude::*;

use super::connection::{AnyConnection, on_both};
use super::postings::readable_rows;
use super::schema::{matches, postings};
use super::values;
use super::{RowId, StoreError};
use crate::domain::access::Readable;
use crate::domain::{Band, Basis, Dimension, Fit, Kind, Points, Profile, Rating, Weights};

/// One match to be kept.
#[derive(Debug, Clone, PartialEq)]
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
    inferred: String,
    for_need: i32,
    for_capability: i32,
    weights: &'a str,
    inputs: &'a str,
}

/// What a fit is read back from.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = matches)]
struct FitColumns {
    #[diesel(embed)]
    profile: ProfileColumns,
    inferred: String,
    for_need: i32,
    for_capability: i32,
    weights: String,
}

impl FitColumns {
    /// The fit and the weights it was made with; weights that can't be read are the published ones.
    fn read(self) -> (Fit, Weights) {
        let weights: Weights = self.weights.parse().unwrap_or_default();
        let values = self.profile.values();
        let profile = Profile::rated(Dimension::ALL.map(|dimension| {
            let inferred = self.inferred.split(',').any(|name| name == dimension.code());
            Rating::new(
                values[dimension as usize]? as f32,
                if inferred { Basis::Inferred } else { Basis::Stated },
            )
        }));
        let points = |thousandths: i32| {
            u32::try_from(thousandths).ok().and_then(Points::from_thousandths).unwrap_or_default()
        };
        (Fit::kept(profile, points(self.for_need), points(self.for_capability), &weights), weights)
    }
}

/// The names of the dimensions that are inferred.
fn inferred(profile: &Profile) -> String {
    let is_inferred = |dimension: &Dimension| {
        profile.rating(*dimension).is_some_and(|rating| rating.basis() == Basis::Inferred)
    };
    Dimension::ALL.into_iter().filter(is_inferred).map(Dimension::code).collect::<Vec<_>>().join(",")
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

impl ProfileColumns {
    /// The values in the order of [`Dimension::ALL`].
    fn values(self) -> [Option<f64>; 6] {
        let Self { topic, chain, stage, form, region, terms } = self;
        [topic, chain, stage, form, region, terms]
    }
}

/// Puts `kept` in the place of all matches.
///
/// # Errors
/// When a statement fails; also when a posting is gone.
pub fn replace_all(
    conn: &mut AnyConnection,
    kept: &[Kept],
    weights: &Weights,
    engine_version: &str,
    computed_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::delete(matches::table).execute(conn)?;
    let weights = weights.written();
    for chunk in kept.chunks(CHUNK) {
        let rows: Vec<NewRow<'_>> = chunk
            .iter()
            .map(|kept| NewRow {
                need_id: kept.need.0,
                capability_id: kept.capability.0,
                total: kept.fit.total().value(),
                profile: kept.fit.profile().into(),
                rank_for_need: kept.rank_for_need.map(i32::from),
                rank_for_capability: kept.rank_for_capability.map(i32::from),
                engine_version,
                computed_at: values::time(computed_at),
                inferred: inferred(kept.fit.profile()),
                for_need: kept.fit.for_need().thousandths() as i32,
                for_capability: kept.fit.for_capability().thousandths() as i32,
                weights: &weights,
                inputs: &kept.inputs,
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
    let rows: Vec<(i64, i64, FitColumns)> =
        side.select((matches::need_id, matches::capability_id, FitColumns::as_select())).load(conn)?;
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
    // Asked row by row: of all that may be read, only these rows' counterparts are looked at.
    let readable_postings = || postings::table.filter(readable_rows(readable));
    let counts: Vec<(i64, i64)> = match kind {
        Kind::Need => matches::table
            .filter(matches::need_id.eq_any(rows))
            .filter(exists(readable_postings().filter(postings::id.eq(matches::capability_id))))
            .filter(matches::total.ge(least_total(band)))
            .group_by(matches::need_id)
            .select((matches::need_id, count_star()))
            .load(conn)?,
        Kind::Capability => matches::table
            .filter(matches::capability_id.eq_any(rows))
            .filter(exists(readable_postings().filter(postings::id.eq(matches::need_id))))
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

/// The lowest total whose rounded score lies in the band.
fn least_total(band: Band) -> f64 {
    f64::from(band.from()) - 0.5
}

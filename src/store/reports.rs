//! What was reported to the moderators.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::reports;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::ReportId;
use crate::domain::report::{Ground, ReportState, Verdict};
use crate::domain::verification::Reason;

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: ReportId,
    /// The organization that is reported, or whose posting is.
    pub organization: RowId,
    /// The posting, if it is about one.
    pub posting: Option<RowId>,
    /// Who reported it, unless the account is gone.
    pub reporter: Option<RowId>,
    /// What is wrong.
    pub ground: Ground,
    /// The reporter's own words.
    pub words: Option<Reason>,
    /// Where it stands.
    pub state: ReportState,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<Reason>,
    /// Who is looking at it, and until when nobody else does.
    pub claim: Option<(RowId, DateTime<Utc>)>,
}

/// What a new report is made of.
#[derive(Debug)]
pub struct NewReport<'a> {
    /// Its public identifier.
    pub id: ReportId,
    /// The organization that is reported, or whose posting is.
    pub organization: RowId,
    /// The posting, if it is about one.
    pub posting: Option<RowId>,
    /// Who reports it.
    pub reporter: RowId,
    /// What is wrong.
    pub ground: Ground,
    /// The reporter's own words.
    pub words: Option<&'a Reason>,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reports)]
struct ReportRow {
    id: i64,
    public_id: String,
    organization_id: i64,
    posting_id: Option<i64>,
    reporter_id: Option<i64>,
    ground: String,
    words: Option<String>,
    state: String,
    reported_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    reason: Option<String>,
    claimed_by: Option<i64>,
    claimed_until: Option<NaiveDateTime>,
}

/// Adds a report that waits.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewReport<'_>) -> Result<(), StoreError> {
    diesel::insert_into(reports::table)
        .values((
            reports::public_id.eq(new.id.to_string()),
            reports::organization_id.eq(new.organization.0),
            reports::posting_id.eq(new.posting.map(|row| row.0)),
            reports::reporter_id.eq(new.reporter.0),
            reports::ground.eq(new.ground.code()),
            reports::words.eq(new.words.map(Reason::as_str)),
            reports::state.eq(ReportState::Waiting.code()),
            reports::reported_at.eq(values::time(new.at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// The report with this identifier.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: ReportId) -> Result<Option<Report>, StoreError> {
    let found: Option<ReportRow> = reports::table
        .filter(reports::public_id.eq(id.to_string()))
        .select(ReportRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Report::try_from).transpose()
}

/// The reports in these rows, in no particular order.
///
/// # Errors
/// As [`find`].
pub fn at(conn: &mut AnyConnection, rows: &[RowId]) -> Result<Vec<Report>, StoreError> {
    let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let found: Vec<ReportRow> =
        reports::table.filter(reports::id.eq_any(keys)).select(ReportRow::as_select()).load(conn)?;
    found.into_iter().map(Report::try_from).collect()
}

/// All reports of a posting, or of an organization itself, newest first.
///
/// # Errors
/// As [`find`].
pub fn about(
    conn: &mut AnyConnection,
    organization: RowId,
    posting: Option<RowId>,
) -> Result<Vec<Report>, StoreError> {
    let of_it = reports::table.filter(reports::organization_id.eq(organization.0)).order(reports::id.desc());
    let found: Vec<ReportRow> = match posting {
        Some(row) => of_it.filter(reports::posting_id.eq(row.0)).select(ReportRow::as_select()).load(conn)?,
        None => of_it.filter(reports::posting_id.is_null()).select(ReportRow::as_select()).load(conn)?,
    };
    found.into_iter().map(Report::try_from).collect()
}

/// How many reports somebody made since then.
///
/// # Errors
/// When the statement fails.
pub fn count_since(conn: &mut AnyConnection, by: RowId, since: DateTime<Utc>) -> Result<usize, StoreError> {
    let count: i64 = reports::table
        .filter(reports::reporter_id.eq(by.0))
        .filter(reports::reported_at.gt(values::time(since)))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Writes down what a moderator decided.
///
/// # Errors
/// When the statement fails.
pub fn decide(
    conn: &mut AnyConnection,
    row: RowId,
    verdict: &Verdict,
    by: RowId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(reports::table.find(row.0))
        .set((
            reports::state.eq(verdict.state().code()),
            reports::reason.eq(verdict.reason().map(Reason::as_str)),
            reports::decided_by.eq(by.0),
            reports::decided_at.eq(values::time(at)),
            reports::claimed_by.eq(None::<i64>),
            reports::claimed_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Says that somebody looks at a report until then, or that nobody does any more.
///
/// # Errors
/// When the statement fails.
pub fn claim(
    conn: &mut AnyConnection,
    row: RowId,
    claim: Option<(RowId, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    diesel::update(reports::table.find(row.0))
        .set((
            reports::claimed_by.eq(claim.map(|(by, _)| by.0)),
            reports::claimed_until.eq(claim.map(|(_, until)| values::time(until))),
        ))
        .execute(conn)?;
    Ok(())
}

impl TryFrom<ReportRow> for Report {
    type Error = StoreError;

    fn try_from(columns: ReportRow) -> Result<Self, StoreError> {
        let row = Row { table: "reports", key: &columns.public_id };
        Ok(Self {
            row: RowId(columns.id),
            id: row.value("public_id", &columns.public_id, str::parse)?,
            organization: RowId(columns.organization_id),
            posting: columns.posting_id.map(RowId),
            reporter: columns.reporter_id.map(RowId),
            ground: row.value("ground", &columns.ground, |code| Ground::from_code(code).ok_or(()))?,
            words: row.optional("words", columns.words.as_deref(), Reason::parse)?,
            state: row.value("state", &columns.state, |code| ReportState::from_code(code).ok_or(()))?,
            reported_at: columns.reported_at.and_utc(),
            decided_at: columns.decided_at.map(|at| at.and_utc()),
            reason: row.optional("reason", columns.reason.as_deref(), Reason::parse)?,
            claim: columns.claimed_by.map(RowId).zip(columns.claimed_until.map(|at| at.and_utc())),
        })
    }
}

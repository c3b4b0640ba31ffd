//! What organizations showed to be verified, and what moderators decided.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::organizations::Columns;
use super::schema::{evidence, organizations, verifications};
use super::values::{self, Row, length};
use super::{RowId, StoreError};
use crate::domain::verification::{
    Decision, EvidenceFile, EvidenceKind, Reason, Statement, VerificationState,
};
use crate::domain::{EvidenceId, Line, Organization, VerificationId};

/// A wish to be verified, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: VerificationId,
    /// Who asked, unless the account is gone.
    pub asked_by: Option<RowId>,
    /// What the organization says.
    pub statement: Statement,
    /// Where it stands.
    pub state: VerificationState,
    /// Why it was decided so.
    pub reason: Option<Reason>,
    /// Since when it waits or waited.
    pub asked_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was shown.
    pub files: Vec<FileLine>,
    /// Who is looking at it, and until when nobody else does.
    pub claim: Option<(RowId, DateTime<Utc>)>,
}

/// A file that is evidence, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLine {
    /// Its public identifier.
    pub id: EvidenceId,
    /// What it is called.
    pub name: Line,
    /// What it is.
    pub kind: EvidenceKind,
    /// How many bytes it has.
    pub size: usize,
}

/// What a new wish is made of.
#[derive(Debug)]
pub struct NewVerification<'a> {
    /// Its public identifier.
    pub id: VerificationId,
    /// Which organization asks.
    pub organization: RowId,
    /// Who asks for it.
    pub asked_by: RowId,
    /// What it says.
    pub statement: &'a Statement,
    /// Since when.
    pub asked_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = verifications)]
struct VerificationRow {
    id: i64,
    public_id: String,
    asked_by: Option<i64>,
    statement: String,
    state: String,
    reason: Option<String>,
    asked_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    claimed_by: Option<i64>,
    claimed_until: Option<NaiveDateTime>,
}

/// Adds a wish that waits.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(conn: &mut AnyConnection, new: &NewVerification<'_>) -> Result<RowId, StoreError> {
    let row: i64 = diesel::insert_into(verifications::table)
        .values((
            verifications::public_id.eq(new.id.to_string()),
            verifications::organization_id.eq(new.organization.0),
            verifications::asked_by.eq(new.asked_by.0),
            verifications::statement.eq(new.statement.as_str()),
            verifications::state.eq(VerificationState::Waiting.code()),
            verifications::asked_at.eq(values::time(new.asked_at)),
        ))
        .returning(verifications::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// Adds a file to a wish.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert_file(
    conn: &mut AnyConnection,
    verification: RowId,
    id: EvidenceId,
    file: &EvidenceFile,
) -> Result<(), StoreError> {
    diesel::insert_into(evidence::table)
        .values((
            evidence::public_id.eq(id.to_string()),
            evidence::verification_id.eq(verification.0),
            evidence::name.eq(file.name.as_str()),
            evidence::media_type.eq(file.kind.media_type()),
            evidence::content.eq(&file.content),
        ))
        .execute(conn)?;
    Ok(())
}

/// The wish with which an organization asked last.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn newest(conn: &mut AnyConnection, organization: RowId) -> Result<Option<Verification>, StoreError> {
    let found: Option<VerificationRow> = verifications::table
        .filter(verifications::organization_id.eq(organization.0))
        .order(verifications::id.desc())
        .select(VerificationRow::as_select())
        .first(conn)
        .optional()?;
    found.map(|row| with_files(conn, row)).transpose()
}

/// All wishes of an organization, newest first.
///
/// # Errors
/// As [`newest`].
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<Vec<Verification>, StoreError> {
    let rows: Vec<VerificationRow> = verifications::table
        .filter(verifications::organization_id.eq(organization.0))
        .order(verifications::id.desc())
        .select(VerificationRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| with_files(conn, row)).collect()
}

/// The wish with this identifier, and whose it is.
///
/// # Errors
/// As [`newest`].
pub fn find(
    conn: &mut AnyConnection,
    id: VerificationId,
) -> Result<Option<(Verification, RowId, Organization)>, StoreError> {
    let found: Option<(VerificationRow, i64, Columns)> = verifications::table
        .inner_join(organizations::table)
        .filter(verifications::public_id.eq(id.to_string()))
        .select((VerificationRow::as_select(), organizations::id, Columns::as_select()))
        .first(conn)
        .optional()?;
    let Some((row, organization, columns)) = found else { return Ok(None) };
    Ok(Some((with_files(conn, row)?, RowId(organization), columns.try_into()?)))
}

/// The wishes that wait, the longest waiting first: `limit` of them after the first `offset`.
///
/// # Errors
/// As [`newest`].
pub fn waiting(
    conn: &mut AnyConnection,
    offset: usize,
    limit: usize,
) -> Result<Vec<(Verification, Organization)>, StoreError> {
    let rows: Vec<(VerificationRow, Columns)> = verifications::table
        .inner_join(organizations::table)
        .filter(verifications::state.eq(VerificationState::Waiting.code()))
        .order((verifications::asked_at, verifications::id))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select((VerificationRow::as_select(), Columns::as_select()))
        .load(conn)?;
    rows.into_iter().map(|(row, columns)| Ok((with_files(conn, row)?, columns.try_into()?))).collect()
}

/// How many wishes wait.
///
/// # Errors
/// When the statement fails.
pub fn count_waiting(conn: &mut AnyConnection) -> Result<usize, StoreError> {
    let waiting = verifications::table.filter(verifications::state.eq(VerificationState::Waiting.code()));
    let count: i64 = waiting.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Says what a moderator decided.
///
/// # Errors
/// When the statement fails.
pub fn decide(
    conn: &mut AnyConnection,
    row: RowId,
    decision: &Decision,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(verifications::table.find(row.0))
        .set((
            verifications::state.eq(decision.state().code()),
            verifications::reason.eq(decision.reason().map(Reason::as_str)),
            verifications::decided_at.eq(values::time(at)),
            verifications::claimed_by.eq(None::<i64>),
            verifications::claimed_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// The identifiers of the wishes in these rows.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn ids(conn: &mut AnyConnection, rows: &[RowId]) -> Result<Vec<(RowId, VerificationId)>, StoreError> {
    let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let found: Vec<(i64, String)> = verifications::table
        .filter(verifications::id.eq_any(keys))
        .select((verifications::id, verifications::public_id))
        .load(conn)?;
    let read = |(row, id): (i64, String)| {
        let at = Row { table: "verifications", key: &id };
        Ok((RowId(row), at.value("public_id", &id, str::parse)?))
    };
    found.into_iter().map(read).collect()
}

/// Says that somebody looks at a wish until then, or that nobody does any more.
///
/// # Errors
/// When the statement fails.
pub fn claim(
    conn: &mut AnyConnection,
    row: RowId,
    claim: Option<(RowId, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    diesel::update(verifications::table.find(row.0))
        .set((
            verifications::claimed_by.eq(claim.map(|(by, _)| by.0)),
            verifications::claimed_until.eq(claim.map(|(_, until)| values::time(until))),
        ))
        .execute(conn)?;
    Ok(())
}

/// A file with its bytes, and whose evidence it is.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn file(
    conn: &mut AnyConnection,
    id: EvidenceId,
) -> Result<Option<(EvidenceFile, Organization)>, StoreError> {
    let found: Option<(String, String, Vec<u8>, Columns)> = evidence::table
        .inner_join(verifications::table.inner_join(organizations::table))
        .filter(evidence::public_id.eq(id.to_string()))
        .select((evidence::name, evidence::media_type, evidence::content, Columns::as_select()))
        .first(conn)
        .optional()?;
    let Some((name, media_type, content, columns)) = found else { return Ok(None) };
    let (name, kind) = described(&id.to_string(), &name, &media_type)?;
    Ok(Some((EvidenceFile { name, kind, content }, columns.try_into()?)))
}

fn with_files(conn: &mut AnyConnection, columns: VerificationRow) -> Result<Verification, StoreError> {
    let row = Row { table: "verifications", key: &columns.public_id };
    Ok(Verification {
        row: RowId(columns.id),
        id: row.value("public_id", &columns.public_id, str::parse)?,
        asked_by: columns.asked_by.map(RowId),
        statement: row.value("statement", &columns.statement, Statement::parse)?,
        state: row.value("state", &columns.state, |code| VerificationState::from_code(code).ok_or(()))?,
        reason: row.optional("reason", columns.reason.as_deref(), Reason::parse)?,
        asked_at: columns.asked_at.and_utc(),
        decided_at: columns.decided_at.map(|at| at.and_utc()),
        files: files_of(conn, columns.id)?,
        claim: columns.claimed_by.map(RowId).zip(columns.claimed_until.map(|at| at.and_utc())),
    })
}

fn files_of(conn: &mut AnyConnection, verification: i64) -> Result<Vec<FileLine>, StoreError> {
    let rows: Vec<(String, String, String, i32)> = evidence::table
        .filter(evidence::verification_id.eq(verification))
        .order(evidence::id)
        .select((evidence::public_id, evidence::name, evidence::media_type, length(evidence::content)))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, name, media_type, size)| {
            let (name, kind) = described(&id, &name, &media_type)?;
            let row = Row { table: "evidence", key: &id };
            let id = row.value("public_id", &id, str::parse)?;
            Ok(FileLine { id, name, kind, size: usize::try_from(size).unwrap_or_default() })
        })
        .collect()
}

fn described(key: &str, name: &str, media_type: &str) -> Result<(Line, EvidenceKind), StoreError> {
    let row = Row { table: "evidence", key };
    let kind = row.value("media_type", media_type, |text| EvidenceKind::from_media_type(text).ok_or(()))?;
    Ok((row.value("name", name, Line::parse)?, kind))
}

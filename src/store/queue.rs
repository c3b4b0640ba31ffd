//! Everything that waits for a moderator, whatever it is.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{postings, reports, verifications, versions};
use super::{RowId, StoreError};
use crate::domain::State;
use crate::domain::report::ReportState;
use crate::domain::verification::VerificationState;
use crate::domain::version::VersionState;

/// What sort of work something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WorkSort {
    /// A posting that the public doesn't read yet.
    New,
    /// A change of one that it reads.
    Change,
    /// A small correction that the public reads already.
    Correction,
    /// A second look at what was refused.
    Appeal,
    /// An organization that asks to be verified.
    Verification,
    /// Something that somebody reported.
    Report,
}

impl WorkSort {
    /// All sorts.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Change, Self::Correction, Self::Appeal, Self::Verification, Self::Report];

    /// The code used in addresses and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Change => "change",
            Self::Correction => "correction",
            Self::Appeal => "appeal",
            Self::Verification => "verification",
            Self::Report => "report",
        }
    }

    /// The sort with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Something that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// What sort of work it is.
    pub sort: WorkSort,
    /// The row of the version, the verification or the report.
    pub row: RowId,
    /// The organization that it is about.
    pub organization: RowId,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Who is looking at it, and until when nobody else does.
    pub claim: Option<(RowId, DateTime<Utc>)>,
}

type Columns = (i64, i64, NaiveDateTime, Option<i64>, Option<NaiveDateTime>);

/// All that waits, the longest waiting first. A few numbers each: a queue of thousands is read at once.
///
/// # Errors
/// When a statement fails.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Waiting>, StoreError> {
    let versions: Vec<(Columns, bool, bool, String)> = versions::table
        .inner_join(postings::table)
        .filter(versions::state.eq(VersionState::Waiting.code()))
        .select((
            (
                versions::id,
                postings::organization_id,
                versions::submitted_at,
                versions::claimed_by,
                versions::claimed_until,
            ),
            versions::appeal,
            versions::replaced.is_not_null(),
            postings::state,
        ))
        .load(conn)?;
    let verifications: Vec<Columns> = verifications::table
        .filter(verifications::state.eq(VerificationState::Waiting.code()))
        .select((
            verifications::id,
            verifications::organization_id,
            verifications::asked_at,
            verifications::claimed_by,
            verifications::claimed_until,
        ))
        .load(conn)?;
    let reports: Vec<Columns> = reports::table
        .filter(reports::state.eq(ReportState::Waiting.code()))
        .select((
            reports::id,
            reports::organization_id,
            reports::reported_at,
            reports::claimed_by,
            reports::claimed_until,
        ))
        .load(conn)?;
    let of_version = |(columns, appeal, at_once, state): (Columns, bool, bool, String)| {
        let sort = match (appeal, at_once, state == State::Published.code()) {
            (true, ..) => WorkSort::Appeal,
            (false, true, _) => WorkSort::Correction,
            (false, false, true) => WorkSort::Change,
            (false, false, false) => WorkSort::New,
        };
        waiting(sort, columns)
    };
    let mut all: Vec<Waiting> = versions.into_iter().map(of_version).collect();
    all.extend(verifications.into_iter().map(|columns| waiting(WorkSort::Verification, columns)));
    all.extend(reports.into_iter().map(|columns| waiting(WorkSort::Report, columns)));
    all.sort_by_key(|one| (one.since, one.sort, one.row));
    Ok(all)
}

fn waiting(sort: WorkSort, (row, organization, since, by, until): Columns) -> Waiting {
    Waiting {
        sort,
        row: RowId(row),
        organization: RowId(organization),
        since: since.and_utc(),
        claim: by.map(RowId).zip(until.map(|at| at.and_utc())),
    }
}

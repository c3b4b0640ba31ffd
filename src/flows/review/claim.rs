//! Claims: who looks at something, so that two moderators don't do the same work.

use chrono::{DateTime, Utc};

use crate::domain::Title;
use crate::domain::access::{Action, Subject};
use crate::domain::report::ReportState;
use crate::domain::verification::VerificationState;
use crate::domain::version::VersionState;
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::store::{
    AnyConnection, RowId, Store, StoreError, accounts, organizations, reports, settings, verifications,
    versions,
};

use super::{Task, Version, enter, submitted};

/// Who looks at something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The moderator's name.
    pub by: Title,
    /// Whether it is who asks.
    pub own: bool,
    /// Until when nobody else does.
    pub until: DateTime<Utc>,
}

/// What came of claiming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is the caller's until then.
    Done(DateTime<Utc>),
    /// Somebody else is at it.
    Taken(Claim),
    /// Nothing waits.
    NotWaiting,
}

/// Something that may be claimed.
struct Held {
    row: RowId,
    /// What whoever claims it must be allowed to do.
    decides: Action,
    waiting: bool,
    claim: Option<(RowId, DateTime<Utc>)>,
}

fn held(conn: &mut AnyConnection, task: Task) -> Result<Held, FlowError> {
    Ok(match task {
        Task::Posting(id) => {
            let (stored, version, _) = submitted(conn, id)?;
            Held {
                row: version.row,
                decides: Action::ReviewPosting(Subject::from(&stored.organization)),
                waiting: version.state == VersionState::Waiting,
                claim: version.claim,
            }
        }
        Task::Verification(id) => {
            let (asked, _, organization) = verifications::find(conn, id)?.ok_or(FlowError::NotFound)?;
            Held {
                row: asked.row,
                decides: Action::DecideVerification(Subject::from(&organization)),
                waiting: asked.state == VerificationState::Waiting,
                claim: asked.claim,
            }
        }
        Task::Report(id) => {
            let report = reports::find(conn, id)?.ok_or(FlowError::NotFound)?;
            let organization = organizations::at(conn, report.organization)?.ok_or(FlowError::NotFound)?;
            Held {
                row: report.row,
                decides: Action::ReviewReport(Subject::from(&organization)),
                waiting: report.state == ReportState::Waiting,
                claim: report.claim,
            }
        }
    })
}

/// Says who looks at something, or that nobody does any more.
pub(super) fn set(
    conn: &mut AnyConnection,
    task: Task,
    row: RowId,
    claim: Option<(RowId, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    match task {
        Task::Posting(_) => versions::claim(conn, row, claim),
        Task::Verification(_) => verifications::claim(conn, row, claim),
        Task::Report(_) => reports::claim(conn, row, claim),
    }
}

/// Claims what waits for a moderator; again to have more time.
///
/// # Errors
/// [`FlowError`].
pub fn claim(store: &Store, caller: &Caller, task: impl Into<Task>) -> Result<Claimed, FlowError> {
    enter(caller)?;
    let task = task.into();
    store.write(|conn| {
        let held = held(conn, task)?;
        caller.require(held.decides)?;
        if !held.waiting {
            return Ok(Claimed::NotWaiting);
        }
        let own = caller.account(conn)?;
        if let Some(other) = of(conn, caller, own.row, held.claim)?.filter(|claim| !claim.own) {
            return Ok(Claimed::Taken(other));
        }
        let until = caller.at + settings::get(conn)?.claim();
        set(conn, task, held.row, Some((own.row, until)))?;
        Ok(Claimed::Done(until))
    })
}

/// Gives up a claim of the caller's; somebody else's stays.
///
/// # Errors
/// [`FlowError`].
pub fn release(store: &Store, caller: &Caller, task: impl Into<Task>) -> Result<(), FlowError> {
    enter(caller)?;
    let task = task.into();
    store.write(|conn| {
        let held = held(conn, task)?;
        caller.require(held.decides)?;
        let own = caller.account(conn)?;
        if held.claim.is_some_and(|(by, _)| by == own.row) {
            set(conn, task, held.row, None)?;
        }
        Ok(())
    })
}

/// The claim on a version, unless it ran out.
pub(super) fn present(
    conn: &mut AnyConnection,
    caller: &Caller,
    own: RowId,
    version: &Version,
) -> Result<Option<Claim>, FlowError> {
    of(conn, caller, own, version.claim)
}

/// A claim with the name of who holds it, unless it ran out.
pub(in crate::flows) fn of(
    conn: &mut AnyConnection,
    caller: &Caller,
    own: RowId,
    claim: Option<(RowId, DateTime<Utc>)>,
) -> Result<Option<Claim>, FlowError> {
    let Some((by, until)) = claim.filter(|(_, until)| *until > caller.at) else { return Ok(None) };
    let known = accounts::at(conn, by)?;
    Ok(known.map(|known| Claim { by: known.account.name, own: by == own, until }))
}

/// The claim of somebody else.
pub(super) fn others(
    conn: &mut AnyConnection,
    caller: &Caller,
    own: RowId,
    version: &Version,
) -> Result<Option<Claim>, FlowError> {
    Ok(present(conn, caller, own, version)?.filter(|claim| !claim.own))
}

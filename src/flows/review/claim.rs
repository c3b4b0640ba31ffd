//! Claims: who looks at something, so that two moderators don't do the same work.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::{Action, Subject};
use crate::domain::version::VersionState;
use crate::domain::{PostingId, Title};
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::store::{AnyConnection, RowId, Store, accounts, versions};

use super::{Version, enter, submitted};

/// How long a claim holds.
pub const CLAIM: TimeDelta = TimeDelta::minutes(15);

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

/// Claims what waits for a moderator; again to have more time.
///
/// # Errors
/// [`FlowError`].
pub fn claim(store: &Store, caller: &Caller, id: PostingId) -> Result<Claimed, FlowError> {
    enter(caller)?;
    store.write(|conn| {
        let (stored, version, _) = submitted(conn, id)?;
        caller.require(Action::ReviewPosting(Subject::from(&stored.organization)))?;
        if version.state != VersionState::Waiting {
            return Ok(Claimed::NotWaiting);
        }
        let own = caller.account(conn)?;
        if let Some(other) = others(conn, caller, own.row, &version)? {
            return Ok(Claimed::Taken(other));
        }
        let until = caller.at + CLAIM;
        versions::claim(conn, version.row, Some((own.row, until)))?;
        Ok(Claimed::Done(until))
    })
}

/// Gives up a claim of the caller's; somebody else's stays.
///
/// # Errors
/// [`FlowError`].
pub fn release(store: &Store, caller: &Caller, id: PostingId) -> Result<(), FlowError> {
    enter(caller)?;
    store.write(|conn| {
        let (stored, version, _) = submitted(conn, id)?;
        caller.require(Action::ReviewPosting(Subject::from(&stored.organization)))?;
        let own = caller.account(conn)?;
        if version.claim.is_some_and(|(by, _)| by == own.row) {
            versions::claim(conn, version.row, None)?;
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
    let Some((by, until)) = version.claim.filter(|(_, until)| *until > caller.at) else { return Ok(None) };
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

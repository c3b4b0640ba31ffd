//! What an organization writes: drafts, what it submits, and the life of what it posted.

pub mod attachment;
pub mod bulk;
mod compare;
mod correction;
pub mod draft;
pub mod life;
mod list;
mod sketch;
mod submit;

pub use crate::matching::quality::{Hint, HintKind, assess};
pub use crate::store::attachments::AttachmentLine;
pub use crate::store::drafts::{Draft, Fields};
pub use crate::store::lives::Life;
pub use compare::{Compared, compare};
pub(super) use correction::undone;
pub use list::{Attention, DraftLine, History, HistoryLine, Line, Listing, history, list};
pub use sketch::sketch;
pub use submit::{Submission, Submitted, TakenBack, submit, take_back};

use chrono::{DateTime, Utc};

use crate::domain::access::{Action, Subject, may};
use crate::domain::{Organization, OrganizationId, PostingId, Title};
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, accounts, organizations, postings};

use super::caller::Caller;
use super::{FlowError, institution};

/// Somebody saved a draft since the caller read it: nothing is lost, and the caller chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What the other one saved.
    pub theirs: Fields,
    /// The revision to save over, once chosen.
    pub revision: i64,
    /// Who it was, unless the account is gone.
    pub by: Option<Title>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Conflict {
    fn with(conn: &mut AnyConnection, kept: Draft) -> Result<Self, FlowError> {
        let by = name(conn, kept.changed_by)?;
        Ok(Self { theirs: kept.fields, revision: kept.revision, by, at: kept.changed_at })
    }
}

/// An organization for which the caller may do something; who may not even know of it finds nothing.
fn organization(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: OrganizationId,
    action: fn(Subject) -> Action,
) -> Result<(RowId, Organization), FlowError> {
    // First, so that a session that ended is told apart from what isn't there.
    caller.person()?;
    institution::require(conn, caller, id, action)
}

/// A posting to which the caller may do something; who may not read it finds nothing.
pub(in crate::flows) fn posting(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: PostingId,
    action: fn(Subject) -> Action,
) -> Result<Stored, FlowError> {
    caller.person()?;
    let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let owner = Subject::from(&stored.organization);
    if !may(&caller.visitor, Action::ReadPosting { state: stored.record.state, owner }) {
        return Err(FlowError::NotFound);
    }
    caller.require(action(owner))?;
    Ok(stored)
}

/// The row of a posting's organization.
pub(super) fn owner(conn: &mut AnyConnection, stored: &Stored) -> Result<RowId, FlowError> {
    let found = organizations::find(conn, stored.organization.id)?;
    found.map(|(row, _)| row).ok_or(FlowError::NotFound)
}

/// What somebody is called, if the account is still there.
fn name(conn: &mut AnyConnection, row: Option<RowId>) -> Result<Option<Title>, FlowError> {
    let Some(row) = row else { return Ok(None) };
    Ok(accounts::at(conn, row)?.map(|known| known.account.name))
}

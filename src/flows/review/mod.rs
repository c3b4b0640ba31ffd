//! What moderators do with what is submitted: the queue, a case with all that there is to decide by, and
//! the decision. The public reads nothing that nobody decided on.

mod appeal;
mod case;
mod checks;
mod claim;
mod decide;
mod difference;
mod like;
mod queue;
mod reasons;
mod report;
mod work;

pub use appeal::{Appealed, Refusal, appeal, refused};
pub use case::{Basis, Before, Case, History, basis, case};
pub use checks::{Alike, AlikeRefused, Checks, Leaked, leaks};
pub(super) use claim::of as claim_of;
pub use claim::{Claim, Claimed, claim, release};
pub use decide::{Decided, decide};
pub(super) use difference::texts;
pub use difference::{Part, Segment, Sort, TextChange};
pub(super) use like::Likes;
pub(super) use queue::waiting;
pub use queue::{QueueLine, queue};
pub use reasons::{
    AddedReason, ListedReason, MOST as MOST_REASONS, add as add_reason, listed as listed_reasons,
    retire as retire_reason,
};
pub use report::{
    Judged, MOST as MOST_REPORTS, Object, ReportCase, Reportable, Reported, judge, report, report_case,
    reportable,
};
pub use work::{Choice, Queue, Task, Work, WorkSort, take_next, work};

pub use crate::store::versions::Version;

use crate::domain::PostingId;
use crate::domain::access::Action;
use crate::domain::version::VersionState;
use crate::store::postings::Stored;
use crate::store::{AnyConnection, postings, versions};

use super::FlowError;
use super::caller::Caller;

/// A posting that was submitted at least once, with all its versions, newest first.
fn submitted(conn: &mut AnyConnection, id: PostingId) -> Result<(Stored, Version, Vec<Version>), FlowError> {
    let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let mut all = versions::of_posting(conn, stored.row)?.into_iter();
    let newest = all.next().ok_or(FlowError::NotFound)?;
    Ok((stored, newest, all.collect()))
}

/// The queue isn't there for others than moderators, whatever waits in it.
fn enter(caller: &Caller) -> Result<(), FlowError> {
    Ok(caller.require(Action::ReadQueue)?)
}

/// The refusal that the version, if it is an appeal, speaks against.
fn refusal<'a>(version: &Version, earlier: &'a [Version]) -> Option<&'a Version> {
    earlier.iter().find(|one| version.appeal && one.state == VersionState::Refused)
}

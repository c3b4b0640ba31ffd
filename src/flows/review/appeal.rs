//! A second look at what a moderator refused.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::verification::Reason;
use crate::domain::version::VersionState;
use crate::domain::{PostingId, Record, State};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::{overwrite_posting, writing};
use crate::store::postings::Stored;
use crate::store::versions::NewVersion;
use crate::store::{AnyConnection, Store, versions};

use super::Version;

/// What came of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appealed {
    /// Another moderator will look at it.
    Done,
    /// The last submission wasn't refused.
    NotRefused,
    /// The refusal answers an appeal already.
    Again,
}

/// What an appeal would speak against.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// What was submitted last.
    pub version: Version,
    /// Why there can be no appeal, if so.
    pub closed: Option<Appealed>,
}

/// What an appeal would speak against, for those who may appeal.
///
/// # Errors
/// [`FlowError`].
pub fn refused(store: &Store, caller: &Caller, id: PostingId) -> Result<Refusal, FlowError> {
    store.read(|conn| Ok(look(conn, caller, id)?.1))
}

/// Asks for another moderator to look at what one refused: once for each refused version.
///
/// # Errors
/// [`FlowError`].
pub fn appeal(
    store: &Store,
    caller: &Caller,
    id: PostingId,
    message: &Reason,
) -> Result<Appealed, FlowError> {
    store.write(|conn| {
        let (stored, Refusal { version, closed }) = look(conn, caller, id)?;
        if let Some(closed) = closed {
            return Ok(closed);
        }
        let new = NewVersion {
            posting: stored.row,
            author: caller.account(conn)?.row,
            content: &version.content,
            attachments: &version.attachments,
            message: Some(message),
            appeal: true,
            replaced: None,
            at: caller.at,
        };
        let number = versions::insert(conn, &new)?;
        if stored.record.state == State::Refused {
            review_again(conn, stored)?;
        }
        let after = Some(format!("v{number} appeal"));
        caller.record(conn, Deed::PostingSubmitted, id, Note { after, ..Note::default() })?;
        Ok(Appealed::Done)
    })
}

fn look(conn: &mut AnyConnection, caller: &Caller, id: PostingId) -> Result<(Stored, Refusal), FlowError> {
    let stored = writing::posting(conn, caller, id, Action::Write)?;
    let version = versions::newest(conn, stored.row)?.ok_or(FlowError::NotFound)?;
    let closed = match version.state {
        VersionState::Refused if version.appeal => Some(Appealed::Again),
        VersionState::Refused => None,
        _ => Some(Appealed::NotRefused),
    };
    Ok((stored, Refusal { version, closed }))
}

fn review_again(conn: &mut AnyConnection, stored: Stored) -> Result<(), FlowError> {
    let owner = writing::owner(conn, &stored)?;
    let record = Record { state: State::InReview, ..stored.record };
    Ok(overwrite_posting(conn, owner, &record)?)
}

//! Submitting what was written to the moderators, and taking it back.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::verification::Reason;
use crate::domain::version::VersionState;
use crate::domain::{DraftId, OrganizationId, Posting, PostingId, Record, State};
use crate::flows::caller::{Caller, Note};
use crate::flows::overwrite_posting;
use crate::flows::{FlowError, free_id};
use crate::store::drafts::{self, Draft, Fields};
use crate::store::versions::NewVersion;
use crate::store::{AnyConnection, RowId, Store, postings, site_state, versions};

use super::draft::{Begun, begun_of, require};
use super::{Conflict, owner, posting};

/// What came of submitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// It waits for a moderator.
    Done(PostingId),
    /// Somebody else saved the draft meanwhile.
    Conflict(Conflict),
    /// What was submitted before still waits.
    Waiting,
}

/// What came of taking something back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenBack {
    /// It is a draft again, which may be gone on with.
    Done(DraftId),
    /// It doesn't wait for a draft: the organization has as many as it may.
    WithoutDraft,
    /// Nothing of it waits.
    NotWaiting,
}

/// Submits a draft, which is gone then. Something new becomes a posting in review; what is published stays
/// as it is until a moderator decides; anything else takes its new content into review.
///
/// # Errors
/// [`FlowError`].
pub fn submit(
    store: &Store,
    caller: &Caller,
    id: DraftId,
    revision: i64,
    content: &Posting,
    message: Option<&Reason>,
) -> Result<Submitted, FlowError> {
    store.write(|conn| {
        let (draft, organization) = require(conn, caller, id)?;
        if draft.kind != content.kind() {
            return Err(FlowError::NotFound);
        }
        if draft.revision != revision {
            return Ok(Submitted::Conflict(Conflict::with(conn, draft)?));
        }
        let goal = match draft.posting {
            None => added(conn, caller, &draft, organization.id, content)?,
            Some(posting) => match changed(conn, caller, &draft, posting, content)? {
                Some(goal) => goal,
                None => return Ok(Submitted::Waiting),
            },
        };
        let author = caller.account(conn)?.row;
        let Goal { row: posting, id, before, content } = goal;
        let new = NewVersion { posting, author, content: &content, message, appeal: false, at: caller.at };
        let number = versions::insert(conn, &new)?;
        drafts::delete(conn, draft.row)?;
        let note = Note {
            before: before.map(|state| state.code().to_owned()),
            after: Some(number.to_string()),
            ..Note::default()
        };
        caller.record(conn, Deed::PostingSubmitted, id, note)?;
        Ok(Submitted::Done(id))
    })
}

/// The posting that a version is of, what it says, and in which state the posting was before, if it was.
struct Goal {
    row: RowId,
    id: PostingId,
    before: Option<State>,
    content: Posting,
}

/// Adds the posting of a draft of something new.
fn added(
    conn: &mut AnyConnection,
    caller: &Caller,
    draft: &Draft,
    organization: OrganizationId,
    content: &Posting,
) -> Result<Goal, FlowError> {
    let id = free_id(conn, |bits| PostingId::from_random(draft.kind, bits), postings::find)?;
    let record = Record {
        id,
        reference: None,
        organization,
        state: State::InReview,
        published_at: None,
        updated_at: caller.at,
        posting: content.clone(),
    };
    let revision = site_state::next_revision(conn)?;
    postings::insert(conn, draft.organization, &record, revision)?;
    site_state::postings_changed(conn)?;
    let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
    Ok(Goal { row: stored.row, id, before: None, content: record.posting })
}

/// Takes the content of a draft over into its posting, unless that is published; nothing if what was
/// submitted before still waits.
fn changed(
    conn: &mut AnyConnection,
    caller: &Caller,
    draft: &Draft,
    (row, id): (RowId, PostingId),
    content: &Posting,
) -> Result<Option<Goal>, FlowError> {
    let newest = versions::newest(conn, row)?;
    if newest.is_some_and(|newest| newest.state == VersionState::Waiting) {
        return Ok(None);
    }
    let record = postings::find(conn, id)?.ok_or(FlowError::NotFound)?.record;
    let before = record.state;
    if before != State::Published {
        let record = Record { posting: content.clone(), ..record };
        put(conn, caller, draft.organization, record, State::InReview)?;
    }
    Ok(Some(Goal { row, id, before: Some(before), content: content.clone() }))
}

/// Writes a posting down in another state, as a change of the next revision.
pub(super) fn put(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
    record: Record,
    state: State,
) -> Result<(), FlowError> {
    let record = Record { state, updated_at: caller.at, ..record };
    Ok(overwrite_posting(conn, owner, &record)?)
}

/// Takes back what waits for a moderator, and makes a draft of it. What is published stays so; what isn't
/// is a draft again.
///
/// # Errors
/// [`FlowError`].
pub fn take_back(
    store: &Store,
    caller: &Caller,
    id: PostingId,
    fill: impl Fn(&Posting) -> Fields,
) -> Result<TakenBack, FlowError> {
    store.write(|conn| {
        let stored = posting(conn, caller, id, Action::Write)?;
        let newest = versions::newest(conn, stored.row)?;
        let Some(version) = newest.filter(|newest| newest.state == VersionState::Waiting) else {
            return Ok(TakenBack::NotWaiting);
        };
        versions::withdraw(conn, version.row, caller.at)?;
        let before = stored.record.state;
        if before == State::InReview {
            let owner = owner(conn, &stored)?;
            put(conn, caller, owner, stored.record.clone(), State::Draft)?;
        }
        let note = Note { before: Some(version.number.to_string()), ..Note::default() };
        caller.record(conn, Deed::PostingTakenBack, id, note)?;
        if let Some(known) = drafts::of_posting(conn, stored.row)? {
            return Ok(TakenBack::Done(known.id));
        }
        Ok(match begun_of(conn, caller, &stored, &fill(&version.content))? {
            Begun::Done(draft) => TakenBack::Done(draft),
            Begun::TooMany | Begun::Waiting => TakenBack::WithoutDraft,
        })
    })
}

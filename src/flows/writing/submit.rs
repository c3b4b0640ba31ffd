//! Submitting what was written to the moderators, and taking it back.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::verification::Reason;
use crate::domain::version::VersionState;
use crate::domain::{AttachmentId, DraftId, OrganizationId, Posting, PostingId, Record, State};
use crate::flows::caller::{Caller, Note};
use crate::flows::overwrite_posting;
use crate::flows::{FlowError, free_id};
use crate::store::drafts::{self, Fields};
use crate::store::versions::NewVersion;
use crate::store::{AnyConnection, RowId, Store, attachments as kept, postings, site_state, versions};

use super::draft::{Begun, begun_of, require};
use super::{Conflict, attachment, correction, owner, posting};

/// What came of submitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// It waits for a moderator.
    Done(PostingId),
    /// It is a small correction, and the public reads it already; a moderator looks at it afterwards.
    Published(PostingId),
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

/// What is submitted.
#[derive(Debug, Clone, Copy)]
pub struct Submission<'a> {
    /// What it says.
    pub content: &'a Posting,
    /// The files that go with it; those of other organizations are left out.
    pub attachments: &'a [AttachmentId],
    /// What the author says to the moderator.
    pub message: Option<&'a Reason>,
}

impl<'a> From<&'a Posting> for Submission<'a> {
    fn from(content: &'a Posting) -> Self {
        Self { content, attachments: &[], message: None }
    }
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
    submission: Submission<'_>,
) -> Result<Submitted, FlowError> {
    store.write(|conn| {
        let (draft, organization) = require(conn, caller, id)?;
        if draft.kind != submission.content.kind() {
            return Err(FlowError::NotFound);
        }
        if draft.revision != revision {
            return Ok(Submitted::Conflict(Conflict::with(conn, draft)?));
        }
        let target = match draft.posting {
            None => Target::New(None),
            Some((row, id)) => Target::Known(row, id),
        };
        let owner = (draft.organization, organization.id);
        if let Target::Known(row, id) = target
            && correction::publish(conn, caller, owner.0, (row, id), submission)?
        {
            drafts::delete(conn, draft.row)?;
            return Ok(Submitted::Published(id));
        }
        let Some(Goal { id, .. }) = hand_in(conn, caller, owner, target, submission)? else {
            return Ok(Submitted::Waiting);
        };
        drafts::delete(conn, draft.row)?;
        Ok(Submitted::Done(id))
    })
}

/// What a version is to be of.
pub(super) enum Target {
    /// A posting that there isn't yet, with the organization's own key for it.
    New(Option<String>),
    /// This one.
    Known(RowId, PostingId),
}

/// The posting that a version is of, and in which state it was before, if it was.
pub(super) struct Goal {
    row: RowId,
    pub(super) id: PostingId,
    before: Option<State>,
}

/// Submits something for an organization; nothing if what was submitted before still waits.
pub(super) fn hand_in(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: (RowId, OrganizationId),
    target: Target,
    submission: Submission<'_>,
) -> Result<Option<Goal>, FlowError> {
    let Submission { content, attachments, message } = submission;
    let goal = match target {
        Target::New(reference) => added(conn, caller, owner, reference, content)?,
        Target::Known(row, id) => match changed(conn, caller, owner.0, (row, id), content)? {
            Some(goal) => goal,
            None => return Ok(None),
        },
    };
    let author = caller.account(conn)?.row;
    let files = attachment::own(conn, owner.0, attachments)?;
    let attachments: Vec<AttachmentId> = files.into_iter().map(|file| file.id).collect();
    kept::keep(conn, &attachments)?;
    let (posting, attachments) = (goal.row, &attachments[..]);
    let at = caller.at;
    let new =
        NewVersion { posting, author, content, attachments, message, appeal: false, replaced: None, at };
    let number = versions::insert(conn, &new)?;
    let note = Note {
        before: goal.before.map(|state| state.code().to_owned()),
        after: Some(number.to_string()),
        ..Note::default()
    };
    caller.record(conn, Deed::PostingSubmitted, goal.id, note)?;
    Ok(Some(goal))
}

/// Adds a posting that waits for a moderator.
fn added(
    conn: &mut AnyConnection,
    caller: &Caller,
    (owner, organization): (RowId, OrganizationId),
    reference: Option<String>,
    content: &Posting,
) -> Result<Goal, FlowError> {
    let id = free_id(conn, |bits| PostingId::from_random(content.kind(), bits), postings::find)?;
    let record = Record {
        id,
        reference,
        organization,
        state: State::InReview,
        published_at: None,
        updated_at: caller.at,
        posting: content.clone(),
    };
    let revision = site_state::next_revision(conn)?;
    postings::insert(conn, owner, &record, revision)?;
    site_state::postings_changed(conn)?;
    let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
    Ok(Goal { row: stored.row, id, before: None })
}

/// Takes new content over into a posting, unless that is published; nothing if what was submitted before
/// still waits.
fn changed(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
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
        put(conn, caller, owner, record, State::InReview)?;
    }
    Ok(Some(Goal { row, id, before: Some(before) }))
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
        if before == State::InReview || version.replaced.is_some() {
            let owner = owner(conn, &stored)?;
            let state = if before == State::InReview { State::Draft } else { before };
            put(conn, caller, owner, correction::undone(&stored.record, &version), state)?;
        }
        let note = Note { before: Some(version.number.to_string()), ..Note::default() };
        caller.record(conn, Deed::PostingTakenBack, id, note)?;
        if let Some(known) = drafts::of_posting(conn, stored.row)? {
            return Ok(TakenBack::Done(known.id));
        }
        let mut fields = fill(&version.content);
        attachment::name(&mut fields, &version.attachments);
        Ok(match begun_of(conn, caller, &stored, &fields)? {
            Begun::Done(draft) => TakenBack::Done(draft),
            Begun::TooMany | Begun::Waiting => TakenBack::WithoutDraft,
        })
    })
}

//! Files that go with what an organization writes, and who may read them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::{Action, Subject, Visitor, may};
use crate::domain::attachment::Attachment;
use crate::domain::{AttachmentId, DraftId, PostingId};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, PostingView, free_id};
use crate::store::attachments::{self, AttachmentLine};
use crate::store::drafts::{Draft, Fields};
use crate::store::{AnyConnection, RowId, Store, drafts, organizations, postings, versions};

use super::draft::require;

/// The field of a draft that holds the identifiers of its files.
pub const FIELD: &str = "attachments";

/// Files that nobody submits are kept for so long, and while a draft names them.
const LOOSE: TimeDelta = TimeDelta::days(1);

/// The most files that are looked at in one transaction.
const AT_ONCE: usize = 100;

/// Takes files for a draft; their identifiers, in their order. The draft names them once it is saved.
///
/// # Errors
/// [`FlowError`].
pub fn attach(
    store: &Store,
    caller: &Caller,
    id: DraftId,
    files: &[Attachment],
) -> Result<Vec<AttachmentId>, FlowError> {
    store.write(|conn| {
        let (draft, _) = require(conn, caller, id)?;
        let mut ids = Vec::with_capacity(files.len());
        for file in files {
            let id = free_id(conn, AttachmentId::from_random, attachments::find)?;
            attachments::insert(conn, draft.organization, id, file, caller.at)?;
            ids.push(id);
        }
        Ok(ids)
    })
}

/// Those of these files that are of the draft's organization.
///
/// # Errors
/// [`FlowError`].
pub fn attached(
    store: &Store,
    caller: &Caller,
    id: DraftId,
    ids: &[AttachmentId],
) -> Result<Vec<AttachmentLine>, FlowError> {
    store.read(|conn| {
        let (draft, _) = require(conn, caller, id)?;
        own(conn, draft.organization, ids)
    })
}

/// Those of these files that are an organization's: a form may name any.
pub(super) fn own(
    conn: &mut AnyConnection,
    organization: RowId,
    ids: &[AttachmentId],
) -> Result<Vec<AttachmentLine>, FlowError> {
    let mut lines = attachments::lines(conn, ids)?;
    lines.retain(|line| line.organization == organization);
    Ok(lines)
}

/// Has a draft name these files.
pub(super) fn name(fields: &mut Fields, ids: &[AttachmentId]) {
    if !ids.is_empty() {
        fields.insert(FIELD.to_owned(), ids.iter().map(ToString::to_string).collect());
    }
}

/// The files that a draft names.
pub(super) fn named(draft: &Draft) -> Vec<AttachmentId> {
    let texts = draft.fields.get(FIELD).map_or(&[][..], Vec::as_slice);
    texts.iter().filter_map(|text| text.parse().ok()).take(Attachment::MOST).collect()
}

/// The files of a posting, if the reader may read all of it.
///
/// # Errors
/// [`FlowError`].
pub fn of_posting(
    store: &Store,
    reader: &Visitor,
    view: &PostingView,
) -> Result<Vec<AttachmentLine>, FlowError> {
    let owner = Subject::from(&view.organization);
    let (state, disclosure) = (view.record.state, view.record.posting.disclosure);
    if !may(reader, Action::ReadWhole { state, disclosure, owner }) {
        return Ok(Vec::new());
    }
    store.read(|conn| {
        let stored = postings::find(conn, view.record.id)?.ok_or(FlowError::NotFound)?;
        let ids = versions::published_attachments(conn, stored.row)?;
        Ok(attachments::lines(conn, &ids)?)
    })
}

/// A file of a posting, for who may read all of the posting.
///
/// # Errors
/// [`FlowError::NotFound`] for everybody else.
pub fn public_file(
    store: &Store,
    reader: &Visitor,
    posting: PostingId,
    id: AttachmentId,
) -> Result<Attachment, FlowError> {
    store.read(|conn| {
        let stored = postings::find(conn, posting)?.ok_or(FlowError::NotFound)?;
        let owner = Subject::from(&stored.organization);
        let (state, disclosure) = (stored.record.state, stored.record.posting.disclosure);
        let whole = may(reader, Action::ReadWhole { state, disclosure, owner });
        if !whole || !versions::published_attachments(conn, stored.row)?.contains(&id) {
            return Err(FlowError::NotFound);
        }
        Ok(attachments::find(conn, id)?.ok_or(FlowError::NotFound)?.0)
    })
}

/// A file of an organization, for its members.
///
/// # Errors
/// [`FlowError`].
pub fn own_file(store: &Store, caller: &Caller, id: AttachmentId) -> Result<Attachment, FlowError> {
    caller.person()?;
    store.read(|conn| {
        let (file, owner) = attachments::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let owner = organizations::at(conn, owner)?.ok_or(FlowError::NotFound)?;
        caller.require(Action::ReadWriting(Subject::from(&owner)))?;
        Ok(file)
    })
}

/// A file that a version names which was submitted, for moderators.
///
/// # Errors
/// [`FlowError`].
pub fn submitted_file(
    store: &Store,
    caller: &Caller,
    posting: PostingId,
    id: AttachmentId,
) -> Result<Attachment, FlowError> {
    caller.require(Action::ReadQueue)?;
    store.read(|conn| {
        let stored = postings::find(conn, posting)?.ok_or(FlowError::NotFound)?;
        let versions = versions::of_posting(conn, stored.row)?;
        if !versions.iter().any(|version| version.attachments.contains(&id)) {
            return Err(FlowError::NotFound);
        }
        Ok(attachments::find(conn, id)?.ok_or(FlowError::NotFound)?.0)
    })
}

/// Deletes files that were never submitted and that no draft names any more.
///
/// # Errors
/// [`FlowError::Store`].
pub fn purge(store: &Store, now: DateTime<Utc>) -> Result<(), FlowError> {
    store.write(|conn| {
        for (id, organization) in attachments::loose(conn, now - LOOSE, AT_ONCE)? {
            let drafts = drafts::of_organization(conn, organization)?;
            if !drafts.iter().any(|draft| named(draft).contains(&id)) {
                attachments::delete(conn, id)?;
            }
        }
        Ok(())
    })
}

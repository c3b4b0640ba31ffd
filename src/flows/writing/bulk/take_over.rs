//! Doing what a table was shown to do.

use serde::{Deserialize, Serialize};

use crate::domain::audit::Deed;
use crate::domain::{OrganizationId, PostingId, UploadId};
use crate::exchange::read_upload;
use crate::exchange::record::PostingRecord;
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::writing::submit::{Submission, Target, hand_in};
use crate::store::{AnyConnection, RowId, Store, postings, uploads, versions};

use super::fate::{Fate, Known, content, digest, fates};
use super::require;

/// What came of taking over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOver {
    /// So many postings wait for a moderator.
    Done(usize),
    /// That was done already.
    Already,
    /// It would do something else by now, and is to be looked at again.
    Changed,
    /// No row would do anything.
    Nothing,
}

/// What one row did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Did {
    pub(super) line: u64,
    pub(super) fate: Fate,
    /// The posting that it is about, or became.
    pub(super) posting: Option<PostingId>,
}

/// Submits what a table would do, all in one transaction, if that is what `shown` stands for, and writes down
/// what each row did.
///
/// # Errors
/// [`FlowError`].
pub fn take_over(store: &Store, caller: &Caller, id: UploadId, shown: &str) -> Result<TakenOver, FlowError> {
    let upload = store.read(|conn| Ok::<_, FlowError>(require(conn, caller, id)?.0))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    store.write(|conn| {
        let (upload, organization) = require(conn, caller, id)?;
        if upload.outcome.is_some() {
            return Ok(TakenOver::Already);
        }
        let known = Known::of(conn, upload.organization)?;
        let fates = fates(caller, &organization, &known, &contents.rows);
        if digest(&fates) != shown {
            return Ok(TakenOver::Changed);
        }
        let owner = (upload.organization, organization.id);
        let mut outcome = Vec::with_capacity(fates.len());
        for ((line, record), (fate, _)) in contents.rows.iter().zip(&fates) {
            let posting = match fate.is_done() {
                true => Some(submit_row(conn, caller, owner, record, *fate)?),
                false => fate.posting(),
            };
            outcome.push(Did { line: *line, fate: *fate, posting });
        }
        let done = fates.iter().filter(|(fate, _)| fate.is_done()).count();
        if done == 0 {
            return Ok(TakenOver::Nothing);
        }
        let written = serde_json::to_string(&outcome).map_err(FlowError::Json)?;
        uploads::set_outcome(conn, upload.row, &written)?;
        let note = Note { after: Some(done.to_string()), ..Note::default() };
        caller.record(conn, Deed::TableTakenOver, organization.id, note)?;
        Ok(TakenOver::Done(done))
    })
}

/// Submits what one row says; the posting that it is.
fn submit_row(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: (RowId, OrganizationId),
    record: &PostingRecord,
    fate: Fate,
) -> Result<PostingId, FlowError> {
    let mut files = Vec::new();
    let (target, content) = match fate {
        Fate::Change(id) => {
            let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
            // A table says nothing of files.
            files = versions::newest(conn, stored.row)?.map(|newest| newest.attachments).unwrap_or_default();
            let content = content(record, &stored.record.posting);
            (Target::Known(stored.row, id), content)
        }
        _ => (Target::New(record.reference.clone()), record.posting.clone()),
    };
    let submission = Submission { content: &content, attachments: &files, message: None };
    let goal = hand_in(conn, caller, owner, target, submission)?;
    goal.map(|goal| goal.id).ok_or(FlowError::NotFound)
}

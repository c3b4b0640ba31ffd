//! Doing what a table was shown to do.

use crate::domain::audit::Deed;
use crate::domain::{OrganizationId, UploadId};
use crate::exchange::read_upload;
use crate::exchange::record::PostingRecord;
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::writing::submit::{Goal, Submission, Target, hand_in};
use crate::store::{AnyConnection, RowId, Store, postings, uploads, versions};

use super::fate::{Fate, Known, content, digest, fates};
use super::require;

/// What came of taking over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOver {
    /// So many postings wait for a moderator.
    Done(usize),
    /// It would do something else by now, and is to be looked at again.
    Changed,
    /// No row would do anything.
    Nothing,
}

/// Submits what a table would do, all in one transaction, if that is what `shown` stands for. The table is
/// gone then.
///
/// # Errors
/// [`FlowError`].
pub fn take_over(store: &Store, caller: &Caller, id: UploadId, shown: &str) -> Result<TakenOver, FlowError> {
    let upload = store.read(|conn| Ok::<_, FlowError>(require(conn, caller, id)?.0))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    store.write(|conn| {
        let (upload, organization) = require(conn, caller, id)?;
        let known = Known::of(conn, upload.organization)?;
        let fates = fates(caller, &organization, &known, &contents.rows);
        if digest(&fates) != shown {
            return Ok(TakenOver::Changed);
        }
        let mut done = 0;
        for ((_, record), (fate, _)) in
            contents.rows.iter().zip(&fates).filter(|(_, (fate, _))| fate.is_done())
        {
            submit_row(conn, caller, (upload.organization, organization.id), record, *fate)?;
            done += 1;
        }
        if done == 0 {
            return Ok(TakenOver::Nothing);
        }
        uploads::delete(conn, upload.row)?;
        let note = Note { after: Some(done.to_string()), ..Note::default() };
        caller.record(conn, Deed::TableTakenOver, organization.id, note)?;
        Ok(TakenOver::Done(done))
    })
}

fn submit_row(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: (RowId, OrganizationId),
    record: &PostingRecord,
    fate: Fate,
) -> Result<(), FlowError> {
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
    match hand_in(conn, caller, owner, target, submission)? {
        Some(Goal { .. }) => Ok(()),
        None => Err(FlowError::NotFound),
    }
}

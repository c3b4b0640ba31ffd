//! Posting many at once: a table is uploaded, shown with what each row would do, and taken over.
//!
//! What is shown and what is done come of the same code, [`fate`], and a table whose rows would do something
//! else by now is shown again instead.

mod fate;
mod plan;
mod take_over;

pub use crate::exchange::{
    FileError, Format, Limits, PostingField, RowProblem, Wording, permitted_values, template, template_fields,
};
pub use fate::{Fate, LONGEST_TITLE, Refusal};
pub use plan::{Plan, PlannedRow, plan, wrong};
pub use take_over::{TakenOver, take_over};

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::{Action, Subject};
use crate::domain::{Kind, Organization, OrganizationId, UploadId};
use crate::exchange::read_upload;
use crate::flows::caller::Caller;
use crate::flows::{FlowError, free_id};
use crate::store::uploads::{self, NewUpload, Upload};
use crate::store::{AnyConnection, Store, organizations};

use super::organization;

/// The most tables of an organization that are kept; an older one goes.
const MOST: usize = 5;

/// A table is kept for so long.
const LIFE: TimeDelta = TimeDelta::days(7);

/// What is wrong with a table that isn't taken.
#[derive(Debug, thiserror::Error)]
pub enum BadTable {
    /// Nothing stands below its header.
    #[error("no rows")]
    NoRows,
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
}

/// Why a table isn't kept.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The table itself.
    #[error(transparent)]
    Table(#[from] BadTable),
    /// Anything else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

/// Keeps a table that somebody uploads for an organization.
///
/// # Errors
/// [`UploadError`].
pub fn upload(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    kind: Kind,
    name: &str,
    content: Vec<u8>,
) -> Result<UploadId, UploadError> {
    begin(store, caller, id)?;
    let contents = read_upload(name, &content, Some(kind)).map_err(BadTable::File)?;
    if contents.rows.is_empty() && contents.problems.is_empty() {
        return Err(BadTable::NoRows.into());
    }
    let kept = store.write(|conn| {
        let (row, _) = organization(conn, caller, id, Action::Write)?;
        let by = caller.account(conn)?.row;
        let upload = free_id(conn, UploadId::from_random, uploads::find)?;
        let (id, content, at) = (upload, &content[..], caller.at);
        uploads::insert(conn, &NewUpload { id, organization: row, by, kind, name, content, at })?;
        uploads::keep_newest(conn, row, MOST)?;
        Ok::<_, FlowError>(upload)
    });
    kept.map_err(UploadError::Flow)
}

/// Lets who may write for an organization begin.
///
/// # Errors
/// [`FlowError`].
pub fn begin(store: &Store, caller: &Caller, id: OrganizationId) -> Result<(), FlowError> {
    store.read(|conn| organization(conn, caller, id, Action::Write).map(drop))
}

/// An uploaded table for who may write for its organization.
fn require(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: UploadId,
) -> Result<(Upload, Organization), FlowError> {
    caller.person()?;
    let upload = uploads::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let organization = organizations::at(conn, upload.organization)?.ok_or(FlowError::NotFound)?;
    caller.require(Action::Write(Subject::from(&organization)))?;
    Ok((upload, organization))
}

/// Throws a table away that wasn't taken over; whether it wasn't.
///
/// # Errors
/// [`FlowError`].
pub fn discard(store: &Store, caller: &Caller, id: UploadId) -> Result<bool, FlowError> {
    store.write(|conn| {
        let (upload, _) = require(conn, caller, id)?;
        let waits = upload.outcome.is_none();
        if waits {
            uploads::delete(conn, upload.row)?;
        }
        Ok(waits)
    })
}

/// Deletes old tables, taken over or not.
///
/// # Errors
/// [`FlowError::Store`].
pub fn purge(store: &Store, now: DateTime<Utc>) -> Result<(), FlowError> {
    store.write(|conn| Ok(uploads::purge(conn, now - LIFE)?))
}

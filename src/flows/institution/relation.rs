//! What the page of an organization shows besides its postings, and what its reader has to do with it.

use crate::domain::OrganizationId;
use crate::domain::access::{Action, Visitor};
use crate::domain::verification::VerificationState;
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::store::{AnyConnection, RowId, Store, accounts, joins, logos, verifications};

use super::require;

/// What the page of an organization shows besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The hash of its logo, if it has one.
    pub logo: Option<String>,
    /// Whether the reader asks to join it.
    pub asked_to_join: bool,
    /// Where the newest wish to be verified stands; for members only.
    pub verification: Option<VerificationState>,
}

/// What the page of an organization shows besides.
///
/// # Errors
/// [`FlowError::NotFound`] also for what the reader may not know of.
pub fn relation(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Relation, FlowError> {
    store.read(|conn| {
        let (row, _) = require(conn, caller, id, Action::ReadOrganization)?;
        let member = caller.visitor.role_in(id).is_some();
        let newest = if member { verifications::newest(conn, row)? } else { None };
        Ok(Relation {
            logo: logos::hash_of(conn, row)?,
            asked_to_join: !member && asks(conn, &caller.visitor, row)?,
            verification: newest.map(|newest| newest.state),
        })
    })
}

fn asks(conn: &mut AnyConnection, reader: &Visitor, row: RowId) -> Result<bool, FlowError> {
    let Some(person) = reader.person() else { return Ok(false) };
    let Some(own) = accounts::find_by_id(conn, person.id)? else { return Ok(false) };
    Ok(joins::exists_of(conn, own.row, row)?)
}

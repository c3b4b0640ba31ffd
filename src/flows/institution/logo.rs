//! The logo of an organization.

use sha2::{Digest, Sha256};

use crate::domain::OrganizationId;
use crate::domain::access::{Action, Subject, Visitor, may};
use crate::domain::audit::Deed;
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::picture::{self, BadPicture};
use crate::flows::token::hex;
use crate::store::{AnyConnection, Store, StoreError, logos, organizations};

use super::require;

/// A logo as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// A hash of its bytes.
    pub hash: String,
    /// A PNG picture.
    pub png: Vec<u8>,
    /// Whether everybody may see it.
    pub public: bool,
}

/// Why a logo could not be set.
#[derive(Debug, thiserror::Error)]
pub enum LogoError {
    /// The picture won't do.
    #[error(transparent)]
    Picture(#[from] BadPicture),
    /// The flow failed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for LogoError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// Gives an organization a logo out of an uploaded picture, which is written anew.
///
/// # Errors
/// [`LogoError`]; the old logo stays then.
pub fn set(store: &Store, caller: &Caller, id: OrganizationId, upload: &[u8]) -> Result<(), LogoError> {
    store.read(|conn| require(conn, caller, id, Action::EditOrganization))?;
    // Outside of a transaction, as it may take a second.
    let png = picture::logo(upload)?;
    let hash = hex(&Sha256::digest(&png)[..16]);
    store.write(|conn| {
        let (row, _) = require(conn, caller, id, Action::EditOrganization)?;
        logos::set(conn, row, &hash, &png)?;
        record(conn, caller, id)
    })?;
    Ok(())
}

/// Takes an organization's logo away.
///
/// # Errors
/// [`FlowError`].
pub fn remove(store: &Store, caller: &Caller, id: OrganizationId) -> Result<(), FlowError> {
    store.write(|conn| {
        let (row, _) = require(conn, caller, id, Action::EditOrganization)?;
        if logos::remove(conn, row)? {
            record(conn, caller, id)?;
        }
        Ok(())
    })
}

/// The logo of an organization.
///
/// # Errors
/// [`FlowError::NotFound`] also when the organization has none, or the reader may not know of it.
pub fn read(store: &Store, reader: &Visitor, id: OrganizationId) -> Result<Logo, FlowError> {
    store.read(|conn| {
        let (row, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let read = Action::ReadOrganization(Subject::from(&organization));
        if !may(reader, read) {
            return Err(FlowError::NotFound);
        }
        let (hash, png) = logos::get(conn, row)?.ok_or(FlowError::NotFound)?;
        Ok(Logo { hash, png, public: may(&Visitor::Stranger, read) })
    })
}

fn record(conn: &mut AnyConnection, caller: &Caller, id: OrganizationId) -> Result<(), FlowError> {
    let after = Some("logo".to_owned());
    Ok(caller.record(conn, Deed::OrganizationChanged, id, Note { after, ..Note::default() })?)
}

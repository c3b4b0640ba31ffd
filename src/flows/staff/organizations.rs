//! Organizations as the staff see them; suspending and restoring them.

use crate::domain::access::{Action, Subject};
use crate::domain::account::{Account, Role};
use crate::domain::audit::Deed;
use crate::domain::event::{Event, Named};
use crate::domain::mail_domain::MailDomain;
use crate::domain::verification::Reason;
use crate::domain::{AccountId, Organization, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::institution::tell_members;
use crate::flows::overwrite_organization;
use crate::flows::{FlowError, Site};
use crate::store::accounts::Known;
use crate::store::verifications::Verification;
use crate::store::{Store, mail_domains, memberships, organizations, verifications};

pub use crate::store::organizations::Which;

use super::trail::{self, Recent};
use super::{Listed, PAGE_SIZE};

/// All that the staff see of an organization.
#[derive(Debug, Clone)]
pub struct OrganizationFile {
    /// The organization.
    pub organization: Organization,
    /// Who acts for it, by name.
    pub members: Vec<Member>,
    /// The domains of its mail, and whether a moderator confirmed each.
    pub domains: Vec<(MailDomain, bool)>,
    /// How often it asked to be verified, newest first.
    pub history: Vec<Verification>,
    /// What was done to it, newest first, for who may read the audit trail.
    pub recent: Option<Recent>,
}

/// Somebody who acts for an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: AccountId,
    /// Name and address.
    pub account: Account,
    /// What they may do in it.
    pub role: Role,
    /// Whether they are suspended themselves.
    pub suspended: bool,
}

/// What came of suspending or restoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Done,
    /// It was so before.
    Unchanged,
}

/// Organizations one of whose names holds a text, or whose identifier is it, newest first; all when it is
/// empty.
///
/// # Errors
/// [`FlowError`].
pub fn search(
    store: &Store,
    caller: &Caller,
    text: &str,
    which: Which,
    page: usize,
) -> Result<Listed<Organization>, FlowError> {
    caller.require(Action::ReadRegister)?;
    store.read(|conn| {
        Listed::read(page, PAGE_SIZE, |offset, limit| {
            Ok(organizations::search(conn, text.trim(), which, offset, limit)?)
        })
    })
}

/// One organization.
///
/// # Errors
/// [`FlowError`].
pub fn read(store: &Store, caller: &Caller, id: OrganizationId) -> Result<OrganizationFile, FlowError> {
    caller.require(Action::ReadRegister)?;
    store.read(|conn| {
        let (row, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let member = |(known, role): (Known, Role)| Member {
            id: known.id,
            suspended: known.suspended_at.is_some(),
            account: known.account,
            role,
        };
        Ok(OrganizationFile {
            members: memberships::of_organization(conn, row)?.into_iter().map(member).collect(),
            domains: mail_domains::of_organization(conn, row)?,
            history: verifications::of_organization(conn, row)?,
            recent: trail::of_organization(conn, caller, id)?,
            organization,
        })
    })
}

/// Suspends an organization: what it posted is hidden at once, and its members can't act for it.
///
/// # Errors
/// [`FlowError`].
pub fn suspend(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    reason: &Reason,
) -> Result<Outcome, FlowError> {
    set(site, caller, id, true, reason)
}

/// Restores an organization that is suspended: all that it posted comes back.
///
/// # Errors
/// [`FlowError`].
pub fn restore(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    reason: &Reason,
) -> Result<Outcome, FlowError> {
    set(site, caller, id, false, reason)
}

fn set(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    suspended: bool,
    reason: &Reason,
) -> Result<Outcome, FlowError> {
    // Whether there is such an organization is for staff only.
    caller.require(Action::ReadRegister)?;
    site.store().write(|conn| {
        let (row, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
        caller.require(Action::SuspendOrganization(Subject::from(&organization)))?;
        if organization.suspended == suspended {
            return Ok(Outcome::Unchanged);
        }
        let changed = Organization { suspended, ..organization };
        overwrite_organization(conn, row, &changed)?;
        let deed = if suspended { Deed::OrganizationSuspended } else { Deed::OrganizationRestored };
        let note = Note { reason: Some(reason.as_str().to_owned()), ..Note::default() };
        caller.record(conn, deed, id, note)?;
        let organization = Named::from(&changed);
        let event =
            Event::OrganizationSuspended { organization, suspended, reason: reason.as_str().to_owned() };
        tell_members(conn, site, row, Role::Administrator, &event, caller.at)?;
        Ok(Outcome::Done)
    })
}

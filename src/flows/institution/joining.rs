//! Asking to join an organization.

use chrono::{DateTime, Utc};

use crate::domain::access::Action;
use crate::domain::account::{Account, Role, Staff};
use crate::domain::audit::Deed;
use crate::domain::{AccountId, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::{FlowError, Site, letters};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, RowId, Store, accounts, joins, memberships};

use super::{domains, in_confirmed_domain, members, require, tell, tell_administrators};

/// The most organizations that somebody may ask at a time.
const MOST: usize = 20;

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The organization's administrators are told; or they were before.
    Done,
    /// The caller is a member already.
    AlreadyMember,
    /// The caller asks as many organizations as one may.
    TooMany,
}

/// Somebody who asks to join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Who.
    pub id: AccountId,
    /// Name and address.
    pub account: Account,
    /// Since when.
    pub asked_at: DateTime<Utc>,
    /// Whether their address lies in a confirmed domain of the organization.
    pub in_domain: bool,
}

/// Asks to join an organization.
///
/// # Errors
/// [`FlowError`].
pub fn ask(site: &Site, caller: &Caller, id: OrganizationId) -> Result<Asked, FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::AskToJoin)?;
        let own = caller.account(conn)?;
        if memberships::role(conn, own.row, row)?.is_some() {
            return Ok(Asked::AlreadyMember);
        }
        let present = joins::of_user(conn, own.row)?;
        if present.iter().any(|asked| asked.id == id) {
            return Ok(Asked::Done);
        }
        if present.len() >= MOST {
            return Ok(Asked::TooMany);
        }
        joins::add(conn, own.row, row, caller.at)?;
        let letter = |address: &str, to: &Known| {
            // Who takes the wish back and asks again isn't told of again on the same day.
            let key = format!("{id}.{}.{}.{}", own.id, to.id, caller.at.format("%Y%m%d"));
            letters::join_asked(address, &to.account, &organization, &own.account.name, key)
        };
        if tell_administrators(conn, site, caller, row, letter)? == 0 {
            // Nobody manages it yet: the site's administrators do.
            for to in accounts::staff(conn)?.iter().filter(|to| to.staff == Some(Staff::Administrator)) {
                tell(conn, site, caller, |address| letter(address, to))?;
            }
        }
        Ok(Asked::Done)
    })
}

/// Takes the wish to join back.
///
/// # Errors
/// [`FlowError`].
pub fn take_back(store: &Store, caller: &Caller, id: OrganizationId) -> Result<(), FlowError> {
    store.write(|conn| {
        let (row, _) = require(conn, caller, id, Action::Leave)?;
        let own = caller.account(conn)?;
        joins::remove(conn, own.row, row)?;
        Ok(())
    })
}

/// Who asks to join an organization, the longest waiting first.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Vec<Applicant>, FlowError> {
    store.read(|conn| {
        let (row, _) = require(conn, caller, id, Action::ManageMembers)?;
        let domains = domains(conn, row)?;
        let applicant = |(known, asked_at): (Known, DateTime<Utc>)| Applicant {
            id: known.id,
            in_domain: in_confirmed_domain(&known.account.email, &domains),
            account: known.account,
            asked_at,
        };
        Ok(joins::of_organization(conn, row)?.into_iter().map(applicant).collect())
    })
}

/// Makes somebody who asked a member.
///
/// # Errors
/// [`FlowError::NotFound`] when they don't ask, or not any more.
pub fn accept(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    who: AccountId,
    role: Role,
) -> Result<(), FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ManageMembers)?;
        let known = applicant(conn, row, who)?;
        members::admit(conn, caller, (row, id), &known, role)?;
        tell(conn, site, caller, |address| {
            letters::join_decided(address, &known.account, &organization, true)
        })
    })
}

/// Turns somebody down who asked.
///
/// # Errors
/// [`FlowError::NotFound`] when they don't ask, or not any more.
pub fn refuse(site: &Site, caller: &Caller, id: OrganizationId, who: AccountId) -> Result<(), FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ManageMembers)?;
        let known = applicant(conn, row, who)?;
        joins::remove(conn, known.row, row)?;
        let before = Some(id.to_string());
        caller.record(conn, Deed::JoinRefused, known.id, Note { before, ..Note::default() })?;
        tell(conn, site, caller, |address| {
            letters::join_decided(address, &known.account, &organization, false)
        })
    })
}

/// Somebody who asks to join.
fn applicant(conn: &mut AnyConnection, row: RowId, who: AccountId) -> Result<Known, FlowError> {
    let known = accounts::find_by_id(conn, who)?.ok_or(FlowError::NotFound)?;
    if joins::exists_of(conn, known.row, row)? { Ok(known) } else { Err(FlowError::NotFound) }
}

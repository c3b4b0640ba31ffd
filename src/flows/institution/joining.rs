//! Asking to join an organization.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Action;
use crate::domain::account::{Account, Role, Staff};
use crate::domain::audit::Deed;
use crate::domain::event::{Event, Named};
use crate::domain::{AccountId, Organization, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::{FlowError, Site, notify};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, RowId, Store, accounts, joins, memberships, notifications};

use super::{active_members, domains, in_confirmed_domain, members, require};

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
        let who = Some(own.account.name);
        let event = Event::JoinAsked { organization: Named::from(&organization), asker: own.id, who };
        for to in managers(conn, row)? {
            // Who takes the wish back and asks again isn't told of again on the same day.
            if !notifications::was_told(conn, to.row, &event, caller.at - TimeDelta::days(1))? {
                notify::tell(conn, site, &to, Fact::of(row, &event, caller.at))?;
            }
        }
        Ok(Asked::Done)
    })
}

/// Who decides on requests to join: the organization's administrators, or those of the site as long as
/// nobody manages it.
fn managers(conn: &mut AnyConnection, organization: RowId) -> Result<Vec<Known>, FlowError> {
    let managers = active_members(conn, organization, Role::Administrator)?;
    if !managers.is_empty() {
        return Ok(managers);
    }
    let staff = accounts::staff(conn)?.into_iter();
    Ok(staff.filter(|known| known.staff == Some(Staff::Administrator)).collect())
}

fn decided(organization: &Organization, accepted: bool) -> Event {
    Event::JoinDecided { organization: Named::from(organization), accepted }
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
        notify::tell(conn, site, &known, Fact::own(&decided(&organization, true), caller.at))
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
        notify::tell(conn, site, &known, Fact::own(&decided(&organization, false), caller.at))
    })
}

/// Somebody who asks to join.
fn applicant(conn: &mut AnyConnection, row: RowId, who: AccountId) -> Result<Known, FlowError> {
    let known = accounts::find_by_id(conn, who)?.ok_or(FlowError::NotFound)?;
    if joins::exists_of(conn, known.row, row)? { Ok(known) } else { Err(FlowError::NotFound) }
}

//! The members of an organization.

use crate::domain::access::Action;
use crate::domain::account::{Account, Role};
use crate::domain::audit::Deed;
use crate::domain::event::{Event, Named};
use crate::domain::{AccountId, Organization, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::{FlowError, Site, notify};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, RowId, Store, invitations, joins, memberships, sessions};

use super::{domains, in_confirmed_domain, membership, require};

/// An organization and who belongs to it.
#[derive(Debug, Clone)]
pub struct Members {
    /// The organization.
    pub organization: Organization,
    /// Its members, by name.
    pub members: Vec<Member>,
}

/// A member as the others see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: AccountId,
    /// Name and address.
    pub account: Account,
    /// What they may do.
    pub role: Role,
    /// Whether their address lies in a confirmed domain of the organization.
    pub in_domain: bool,
    /// Whether it is who asks.
    pub own: bool,
}

/// What came of changing or ending a membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Done,
    /// The organization would have nobody left to manage it.
    LastAdministrator,
}

/// Who belongs to an organization.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Members, FlowError> {
    store.read(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ReadMembers)?;
        let domains = domains(conn, row)?;
        let own = caller.person()?.id;
        let member = |(known, role): (Known, Role)| Member {
            id: known.id,
            in_domain: in_confirmed_domain(&known.account.email, &domains),
            account: known.account,
            role,
            own: known.id == own,
        };
        let members = memberships::of_organization(conn, row)?.into_iter().map(member).collect();
        Ok(Members { organization, members })
    })
}

/// Gives a member another role.
///
/// # Errors
/// [`FlowError::NotFound`] when there is no such member.
pub fn set_role(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    member: AccountId,
    role: Role,
) -> Result<Outcome, FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ManageMembers)?;
        let (known, present, left) = split(conn, row, member)?;
        if present == role {
            return Ok(Outcome::Done);
        }
        if present == Role::Administrator && !left.led {
            return Ok(Outcome::LastAdministrator);
        }
        memberships::set_role(conn, known.row, row, role)?;
        notify::demote(conn, known.row, row, Some(role), caller.at)?;
        sessions::renew_all(conn, known.row)?;
        let note = Note {
            before: Some(membership(id, present)),
            after: Some(membership(id, role)),
            ..Note::default()
        };
        caller.record(conn, Deed::RoleChanged, known.id, note)?;
        if caller.person()?.id != known.id {
            let event = changed(&organization, Some(role));
            notify::tell(conn, site, &known, Fact::own(&event, caller.at))?;
        }
        Ok(Outcome::Done)
    })
}

fn changed(organization: &Organization, role: Option<Role>) -> Event {
    Event::MembershipChanged { organization: Named::from(organization), role }
}

/// Ends somebody's membership.
///
/// # Errors
/// [`FlowError::NotFound`] when there is no such member.
pub fn remove(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    member: AccountId,
) -> Result<Outcome, FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ManageMembers)?;
        let (known, role, left) = split(conn, row, member)?;
        if role == Role::Administrator && left.any && !left.led {
            return Ok(Outcome::LastAdministrator);
        }
        end(conn, caller, row, id, (&known, role))?;
        if caller.person()?.id != known.id {
            notify::tell(conn, site, &known, Fact::own(&changed(&organization, None), caller.at))?;
        }
        Ok(Outcome::Done)
    })
}

/// Ends the caller's own membership.
///
/// # Errors
/// [`FlowError::NotFound`] when the caller is no member.
pub fn leave(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Outcome, FlowError> {
    store.write(|conn| {
        let (row, _) = require(conn, caller, id, Action::Leave)?;
        let own = caller.person()?.id;
        let (known, role, left) = split(conn, row, own)?;
        if role == Role::Administrator && left.any && !left.led {
            return Ok(Outcome::LastAdministrator);
        }
        end(conn, caller, row, id, (&known, role))?;
        Ok(Outcome::Done)
    })
}

/// Makes somebody a member; an invitation or a wish to join has served then.
pub(super) fn admit(
    conn: &mut AnyConnection,
    caller: &Caller,
    (row, organization): (RowId, OrganizationId),
    known: &Known,
    role: Role,
) -> Result<(), FlowError> {
    joins::remove(conn, known.row, row)?;
    invitations::delete_of(conn, row, (known.row, &known.account.email))?;
    if memberships::role(conn, known.row, row)?.is_some() {
        return Ok(());
    }
    memberships::add(conn, known.row, row, role)?;
    sessions::renew_all(conn, known.row)?;
    let note = Note { after: Some(membership(organization, role)), ..Note::default() };
    caller.record(conn, Deed::MemberAdded, known.id, note)?;
    Ok(())
}

/// Whether an organization has members besides somebody, and one of them can manage it.
struct Left {
    any: bool,
    led: bool,
}

/// A member, and who is left without them.
fn split(conn: &mut AnyConnection, row: RowId, member: AccountId) -> Result<(Known, Role, Left), FlowError> {
    let (mut theirs, others): (Vec<_>, Vec<_>) =
        memberships::of_organization(conn, row)?.into_iter().partition(|(known, _)| known.id == member);
    let (known, role) = theirs.pop().ok_or(FlowError::NotFound)?;
    // Who is suspended can't sign in, and so manages nothing.
    let leads = |(known, role): &(Known, Role)| *role == Role::Administrator && known.suspended_at.is_none();
    let left = Left { any: !others.is_empty(), led: others.iter().any(leads) };
    Ok((known, role, left))
}

fn end(
    conn: &mut AnyConnection,
    caller: &Caller,
    row: RowId,
    id: OrganizationId,
    (known, role): (&Known, Role),
) -> Result<(), FlowError> {
    memberships::remove(conn, known.row, row)?;
    notify::demote(conn, known.row, row, None, caller.at)?;
    sessions::renew_all(conn, known.row)?;
    let note = Note { before: Some(membership(id, role)), ..Note::default() };
    caller.record(conn, Deed::MemberRemoved, known.id, note)?;
    Ok(())
}

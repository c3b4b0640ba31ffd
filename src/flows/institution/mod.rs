//! Organizations: founding them, what they say of themselves, their members, and their verification.

mod found;
pub mod invitation;
pub mod joining;
pub mod logo;
pub mod members;
pub mod profile;
mod relation;
pub mod verification;

pub use found::{Founded, found};
pub use profile::About;
pub use relation::{Relation, relation};

use chrono::{DateTime, Utc};

use crate::domain::access::{Action, Subject, may};
use crate::domain::account::{Email, Role};
use crate::domain::mail_domain::MailDomain;
use crate::domain::{Event, Organization, OrganizationId};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, RowId, mail_domains, memberships, organizations};

use super::caller::Caller;
use super::notify::Fact;
use super::{FlowError, Site, notify};

/// An organization to which the caller may do something; who may not even know of it finds nothing.
pub(super) fn require(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: OrganizationId,
    action: fn(Subject) -> Action,
) -> Result<(RowId, Organization), FlowError> {
    let (row, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let subject = Subject::from(&organization);
    if !may(&caller.visitor, Action::ReadOrganization(subject)) {
        return Err(FlowError::NotFound);
    }
    caller.require(action(subject))?;
    Ok((row, organization))
}

/// Whether an address lies in one of the domains that a moderator confirmed.
fn in_confirmed_domain(email: &Email, domains: &[(MailDomain, bool)]) -> bool {
    domains.iter().any(|(domain, confirmed)| *confirmed && domain.holds(email))
}

/// What the audit trail says of a member besides who it is: of which organization, and the role.
fn membership(organization: OrganizationId, role: Role) -> String {
    format!("{organization} {}", role.code())
}

/// An organization's members of at least this role who aren't suspended.
pub(super) fn active_members(
    conn: &mut AnyConnection,
    organization: RowId,
    least: Role,
) -> Result<Vec<Known>, FlowError> {
    let members = memberships::of_organization(conn, organization)?.into_iter();
    let active = members.filter(|(member, role)| *role >= least && member.suspended_at.is_none());
    Ok(active.map(|(member, _)| member).collect())
}

/// Tells an organization's members of at least this role of an event.
pub(super) fn tell_members(
    conn: &mut AnyConnection,
    site: &Site,
    organization: RowId,
    least: Role,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    for member in active_members(conn, organization, least)? {
        notify::tell(conn, site, &member, Fact::of(organization, event, now))?;
    }
    Ok(())
}

/// An organization's domains, for [`in_confirmed_domain`].
fn domains(conn: &mut AnyConnection, row: RowId) -> Result<Vec<(MailDomain, bool)>, FlowError> {
    Ok(mail_domains::of_organization(conn, row)?)
}

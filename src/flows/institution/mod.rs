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

use crate::domain::access::{Action, Subject, may};
use crate::domain::account::{Email, Role};
use crate::domain::mail_domain::MailDomain;
use crate::domain::{Letter, Organization, OrganizationId};
use crate::mail::LetterError;
use crate::store::accounts::Known;
use crate::store::{AnyConnection, RowId, mail_domains, memberships, organizations, outbox};

use super::caller::Caller;
use super::{FlowError, Site};

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

/// Hands a letter to the outbox, unless the site has no address that it could link to.
pub(super) fn tell(
    conn: &mut AnyConnection,
    site: &Site,
    caller: &Caller,
    letter: impl FnOnce(&str) -> Result<Letter, LetterError>,
) -> Result<(), FlowError> {
    if let Some(address) = site.address() {
        outbox::add(conn, &letter(address)?, caller.at)?;
    }
    Ok(())
}

/// Hands a letter for each of an organization's administrators to the outbox; how many they are.
pub(super) fn tell_administrators(
    conn: &mut AnyConnection,
    site: &Site,
    caller: &Caller,
    organization: RowId,
    letter: impl Fn(&str, &Known) -> Result<Letter, LetterError>,
) -> Result<usize, FlowError> {
    let mut told = 0;
    for (member, role) in memberships::of_organization(conn, organization)? {
        if role == Role::Administrator && member.suspended_at.is_none() {
            tell(conn, site, caller, |address| letter(address, &member))?;
            told += 1;
        }
    }
    Ok(told)
}

/// An organization's domains, for [`in_confirmed_domain`].
fn domains(conn: &mut AnyConnection, row: RowId) -> Result<Vec<(MailDomain, bool)>, FlowError> {
    Ok(mail_domains::of_organization(conn, row)?)
}

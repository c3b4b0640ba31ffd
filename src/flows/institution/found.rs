//! Bringing an organization onto the site.

use crate::domain::access::{Action, Subject, may};
use crate::domain::account::Role;
use crate::domain::audit::Deed;
use crate::domain::{Language, Organization, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::{FlowError, free_id};
use crate::store::audit::Filter;
use crate::store::{
    AnyConnection, Store, audit, mail_domains, memberships, organizations, sessions, site_state,
};

use super::{About, membership};

/// The most organizations that one person may found.
const MOST: usize = 10;

/// What came of founding an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Founded {
    /// It is there, and the caller its administrator.
    Done(OrganizationId),
    /// An organization of this name or with this credit code is there already.
    Exists(Box<Organization>),
    /// The caller founded as many as one may.
    TooMany,
}

/// Brings an organization onto the site; who does it becomes its administrator. It isn't verified.
///
/// # Errors
/// [`FlowError`].
pub fn found(store: &Store, caller: &Caller, about: &About) -> Result<Founded, FlowError> {
    caller.require(Action::FoundOrganization)?;
    store.write(|conn| {
        let own = caller.account(conn)?;
        if let Some(known) = known(conn, caller, about)? {
            return Ok(Founded::Exists(Box::new(known)));
        }
        let theirs =
            Filter { actor: Some(own.id), deed: Some(Deed::OrganizationFounded), ..Filter::default() };
        if audit::count(conn, &theirs)? >= MOST {
            return Ok(Founded::TooMany);
        }
        let id = free_id(conn, OrganizationId::from_random, organizations::find)?;
        let revision = site_state::next_revision(conn)?;
        let row = organizations::insert(conn, &about.clone().into_organization(id, None), revision)?;
        site_state::postings_changed(conn)?;
        mail_domains::replace(conn, row, &about.mail_domains)?;
        memberships::add(conn, own.row, row, Role::Administrator)?;
        sessions::renew_all(conn, own.row)?;
        let note = |after: String| Note { after: Some(after), ..Note::default() };
        caller.record(conn, Deed::OrganizationFounded, id, note(about.kind.code().to_owned()))?;
        caller.record(conn, Deed::MemberAdded, own.id, note(membership(id, Role::Administrator)))?;
        Ok(Founded::Done(id))
    })
}

/// An organization with the same credit code or one of the same names, of which the caller may know.
fn known(
    conn: &mut AnyConnection,
    caller: &Caller,
    about: &About,
) -> Result<Option<Organization>, FlowError> {
    let mut found = match &about.credit_code {
        Some(code) => organizations::find_by_credit_code(conn, code)?,
        None => Vec::new(),
    };
    for language in [Language::En, Language::Zh] {
        if let Some(name) = about.names.exactly(language) {
            found.extend(organizations::find_by_name(conn, name.as_str())?);
        }
    }
    let visible = |one: &Organization| may(&caller.visitor, Action::ReadOrganization(Subject::from(one)));
    Ok(found.into_iter().map(|(_, organization)| organization).find(visible))
}

//! Organizations: founding them, what they say of themselves, their members, and their verification.

pub(super) mod fields;
pub(super) mod invitation;
pub(super) mod logo;
pub(super) mod members;
pub(super) mod membership;
pub(super) mod new;
pub(super) mod profile;
pub(super) mod verification;

use crate::domain::access::{Action, Subject};
use crate::domain::{Organization, OrganizationId};

use super::error::WebError;
use super::page::Page;
use super::view::OrganizationLine;

/// What the pages of an organization's members have in common: whose they are, and the way between them.
struct Area {
    line: OrganizationLine,
    /// The address of the organization, below which these pages are.
    base: String,
    suspended: bool,
    /// The present page: `members`, `profile` or `verification`.
    here: &'static str,
    edits: bool,
    reads_verification: bool,
}

impl Area {
    fn new(page: &Page, organization: &Organization, here: &'static str) -> Self {
        let subject = Subject::from(organization);
        Self {
            line: OrganizationLine::new(page.m, organization),
            base: page.organization(&organization.id),
            suspended: organization.suspended,
            here,
            edits: page.may(Action::EditOrganization(subject)),
            reads_verification: page.may(Action::ReadVerification(subject)),
        }
    }
}

/// The organization that an address names.
fn id(text: &str) -> Result<OrganizationId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

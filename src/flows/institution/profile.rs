//! What an organization says of itself.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::credit_code::CreditCode;
use crate::domain::mail_domain::MailDomain;
use crate::domain::organization::{Names, Size};
use crate::domain::text::Website;
use crate::domain::verification::VerificationState;
use crate::domain::{
    Description, Discipline, Industry, Organization, OrganizationId, OrganizationKind, Region,
};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::overwrite_organization;
use crate::store::{AnyConnection, RowId, Store, logos, mail_domains, verifications};

use super::require;

/// What an organization says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub kind: OrganizationKind,
    /// Its names.
    pub names: Names,
    /// The unified social credit code.
    pub credit_code: Option<CreditCode>,
    /// Where it is.
    pub region: Option<Region>,
    /// GB/T 4754-2017.
    pub industries: Vec<Industry>,
    /// GB/T 13745-2009.
    pub disciplines: Vec<Discipline>,
    /// How large it is.
    pub size: Option<Size>,
    /// Its web site.
    pub website: Option<Website>,
    /// The domains of its mail.
    pub mail_domains: Vec<MailDomain>,
    /// What it is about, in English.
    pub description_en: Option<Description>,
    /// What it is about, in Chinese.
    pub description_zh: Option<Description>,
}

/// An organization, to be changed.
#[derive(Debug, Clone)]
pub struct Editable {
    /// The organization.
    pub organization: Organization,
    /// The domains of its mail, and whether a moderator confirmed each.
    pub domains: Vec<(MailDomain, bool)>,
    /// The hash of its logo, if it has one.
    pub logo: Option<String>,
    /// Whether a verification waits, so that what is being judged stays as it is.
    pub under_review: bool,
}

/// What came of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It holds.
    Done {
        /// Whether the organization was verified and isn't any more.
        lapsed: bool,
    },
    /// Names, kind, credit code and mail domains stay as long as a verification waits.
    UnderReview,
}

impl About {
    /// What an organization says of itself at present.
    pub fn of(organization: &Organization, domains: &[(MailDomain, bool)]) -> Self {
        let organization = organization.clone();
        Self {
            kind: organization.kind,
            names: organization.names,
            credit_code: organization.credit_code,
            region: organization.region,
            industries: organization.industries,
            disciplines: organization.disciplines,
            size: organization.size,
            website: organization.website,
            mail_domains: domains.iter().map(|(domain, _)| domain.clone()).collect(),
            description_en: organization.description_en,
            description_zh: organization.description_zh,
        }
    }

    /// An organization that says this of itself.
    pub(super) fn into_organization(self, id: OrganizationId, known: Option<&Organization>) -> Organization {
        Organization {
            id,
            reference: known.and_then(|known| known.reference.clone()),
            kind: self.kind,
            names: self.names,
            region: self.region,
            industries: self.industries,
            disciplines: self.disciplines,
            website: self.website,
            description_en: self.description_en,
            description_zh: self.description_zh,
            verified: known.is_some_and(|known| known.verified),
            credit_code: self.credit_code,
            size: self.size,
            suspended: known.is_some_and(|known| known.suspended),
        }
    }

    /// The domains in one order, each once.
    fn domains(&self) -> Vec<&MailDomain> {
        let mut domains: Vec<&MailDomain> = self.mail_domains.iter().collect();
        domains.sort_unstable();
        domains.dedup();
        domains
    }

    /// The names of the parts in which two differ, and whether a moderator has to look at one of them.
    fn differences(&self, other: &Self) -> (Vec<&'static str>, bool) {
        let judged = [
            ("kind", self.kind != other.kind),
            ("names", self.names != other.names),
            ("credit-code", self.credit_code != other.credit_code),
        ];
        let free = [
            ("region", self.region != other.region),
            ("industries", self.industries != other.industries),
            ("disciplines", self.disciplines != other.disciplines),
            ("size", self.size != other.size),
            ("website", self.website != other.website),
            ("mail-domains", self.domains() != other.domains()),
            ("description-en", self.description_en != other.description_en),
            ("description-zh", self.description_zh != other.description_zh),
        ];
        let names = judged.iter().chain(&free).filter(|(_, differs)| *differs).map(|(name, _)| *name);
        (names.collect(), judged.iter().any(|(_, differs)| *differs))
    }
}

/// An organization, to be changed.
///
/// # Errors
/// [`FlowError`].
pub fn read(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Editable, FlowError> {
    store.read(|conn| {
        let (row, organization) = require(conn, caller, id, Action::EditOrganization)?;
        Ok(Editable {
            organization,
            domains: mail_domains::of_organization(conn, row)?,
            logo: logos::hash_of(conn, row)?,
            under_review: is_under_review(conn, row)?,
        })
    })
}

/// Overwrites what an organization says of itself. A verified organization that changes its names, its
/// kind or its credit code isn't verified any more, and new mail domains aren't confirmed.
///
/// # Errors
/// [`FlowError`].
pub fn change(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    about: &About,
) -> Result<Changed, FlowError> {
    store.write(|conn| {
        let (row, known) = require(conn, caller, id, Action::EditOrganization)?;
        let before = About::of(&known, &mail_domains::of_organization(conn, row)?);
        let (changed, judged) = before.differences(about);
        if changed.is_empty() {
            return Ok(Changed::Done { lapsed: false });
        }
        let judged_or_domains = judged || changed.contains(&"mail-domains");
        if judged_or_domains && is_under_review(conn, row)? {
            return Ok(Changed::UnderReview);
        }
        let mut organization = about.clone().into_organization(id, Some(&known));
        let lapsed = known.verified && judged;
        organization.verified = known.verified && !judged;
        overwrite_organization(conn, row, &organization)?;
        mail_domains::replace(conn, row, &about.mail_domains)?;
        let after = Some(changed.join(" "));
        caller.record(conn, Deed::OrganizationChanged, id, Note { after, ..Note::default() })?;
        if lapsed {
            caller.record(conn, Deed::VerificationLapsed, id, Note::default())?;
        }
        Ok(Changed::Done { lapsed })
    })
}

/// Whether a verification of this organization waits.
pub(super) fn is_under_review(conn: &mut AnyConnection, row: RowId) -> Result<bool, FlowError> {
    let newest = verifications::newest(conn, row)?;
    Ok(newest.is_some_and(|newest| newest.state == VerificationState::Waiting))
}

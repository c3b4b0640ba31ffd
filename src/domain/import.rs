//! Organizations and postings as files bring them: what the store gives them may still be missing.

use chrono::{DateTime, Utc};

use super::codes::{Discipline, Industry, Region};
use super::ids::{OrganizationId, PostingId};
use super::organization::{Names, Organization, OrganizationKind};
use super::posting::Posting;
use super::state::State;
use super::text::{Description, Website};

/// An organization out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedOrganization {
    /// The public identifier, if it had one before.
    pub id: Option<OrganizationId>,
    /// The key by which files name it.
    pub reference: Option<String>,
    /// What it is.
    pub kind: OrganizationKind,
    /// Its names.
    pub names: Names,
    /// Where it is.
    pub region: Option<Region>,
    /// GB/T 4754-2017.
    pub industries: Vec<Industry>,
    /// GB/T 13745-2009.
    pub disciplines: Vec<Discipline>,
    /// Its web site.
    pub website: Option<Website>,
    /// What it says of itself in English.
    pub description_en: Option<Description>,
    /// What it says of itself in Chinese.
    pub description_zh: Option<Description>,
    /// Whether a moderator verified it.
    pub verified: bool,
}

impl ImportedOrganization {
    /// The organization under its public identifier.
    pub fn with_id(self, id: OrganizationId) -> Organization {
        Organization {
            id,
            reference: self.reference,
            kind: self.kind,
            names: self.names,
            region: self.region,
            industries: self.industries,
            disciplines: self.disciplines,
            website: self.website,
            description_en: self.description_en,
            description_zh: self.description_zh,
            verified: self.verified,
        }
    }
}

impl From<Organization> for ImportedOrganization {
    fn from(organization: Organization) -> Self {
        Self {
            id: Some(organization.id),
            reference: organization.reference,
            kind: organization.kind,
            names: organization.names,
            region: organization.region,
            industries: organization.industries,
            disciplines: organization.disciplines,
            website: organization.website,
            description_en: organization.description_en,
            description_zh: organization.description_zh,
            verified: organization.verified,
        }
    }
}

/// How a file names the organization of a posting.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OrganizationKey {
    /// By its public identifier.
    Id(OrganizationId),
    /// By the key that files give it.
    Reference(String),
}

/// A posting out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPosting {
    /// The public identifier, if it had one before; of the posting's own kind.
    pub id: Option<PostingId>,
    /// The author's own key, unique within the organization.
    pub reference: Option<String>,
    /// Whose it is.
    pub organization: OrganizationKey,
    /// Where it stands in its life.
    pub state: State,
    /// When it was first published, if the file says so.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last changed, if the file says so.
    pub updated_at: Option<DateTime<Utc>>,
    /// What it says.
    pub posting: Posting,
}

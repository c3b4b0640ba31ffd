//! What one row of a file says, in domain types: the common ground of files and the database.

use chrono::{DateTime, Utc};

use crate::domain::organization::Names;
use crate::domain::text::Website;
use crate::domain::{
    Description, Discipline, Industry, OrganizationId, OrganizationKind, Posting, PostingId, Region, State,
};

/// An organization as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRecord {
    /// The public identifier, in files that an export wrote.
    pub id: Option<OrganizationId>,
    /// The author's own key, at most [`MAX_REFERENCE`] characters; postings name their organization by it.
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
    /// Whether a moderator verified it; not stated means no.
    pub verified: Option<bool>,
}

impl OrganizationRecord {
    /// An organization of which nothing else is stated.
    pub fn bare(kind: OrganizationKind, reference: Option<String>, names: Names) -> Self {
        Self {
            id: None,
            reference,
            kind,
            names,
            region: None,
            industries: Vec::new(),
            disciplines: Vec::new(),
            website: None,
            description_en: None,
            description_zh: None,
            verified: None,
        }
    }
}

/// A need or a capability as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRecord {
    /// The public identifier, in files that an export wrote.
    pub id: Option<PostingId>,
    /// The author's own key, at most [`MAX_REFERENCE`] characters.
    pub reference: Option<String>,
    /// Whose it is, as the file names it: a public identifier, a reference, or a name in either language.
    pub organization: Option<String>,
    /// Where it stands in its life.
    pub state: Option<State>,
    /// When it was first published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub updated_at: Option<DateTime<Utc>>,
    /// What it says.
    pub posting: Posting,
    /// Whether the file states the posting's disclosure level; otherwise `posting` has the one of
    /// a new posting, and a known posting keeps its own.
    pub states_disclosure: bool,
}

/// The most characters of a reference or of an organization's name in a posting's row.
pub const MAX_REFERENCE: usize = 200;

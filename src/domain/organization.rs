//! Organizations.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::codes::{Discipline, Industry, Region};
use super::credit_code::CreditCode;
use super::ids::OrganizationId;
use super::language::Language;
use super::text::{Description, Title, Website};

/// What an organization is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrganizationKind {
    /// A university.
    University,
    /// A research institute.
    ResearchInstitute,
    /// A vocational college.
    VocationalCollege,
    /// An enterprise.
    Enterprise,
    /// An industry association.
    Association,
    /// A science park or pilot base.
    Park,
    /// A government office.
    Government,
}

/// The text names no kind of organization.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown kind of organization")]
pub struct UnknownOrganizationKind;

impl OrganizationKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::University,
        Self::ResearchInstitute,
        Self::VocationalCollege,
        Self::Enterprise,
        Self::Association,
        Self::Park,
        Self::Government,
    ];

    /// The code used in addresses, files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::University => "university",
            Self::ResearchInstitute => "research-institute",
            Self::VocationalCollege => "vocational-college",
            Self::Enterprise => "enterprise",
            Self::Association => "association",
            Self::Park => "park",
            Self::Government => "government",
        }
    }
}

impl FromStr for OrganizationKind {
    type Err = UnknownOrganizationKind;

    fn from_str(s: &str) -> Result<Self, UnknownOrganizationKind> {
        let s = s.trim().to_lowercase().replace(['_', ' '], "-");
        Self::ALL.into_iter().find(|kind| kind.code() == s).ok_or(UnknownOrganizationKind)
    }
}

/// A name in one language or in both, never in none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    first: (Language, Title),
    other: Option<Title>,
}

impl Names {
    /// Names in the two languages; `None` when both are missing.
    pub fn new(en: Option<Title>, zh: Option<Title>) -> Option<Self> {
        match (en, zh) {
            (Some(en), zh) => Some(Self { first: (Language::En, en), other: zh }),
            (None, Some(zh)) => Some(Self { first: (Language::Zh, zh), other: None }),
            (None, None) => None,
        }
    }

    /// The name in exactly this language.
    pub fn exactly(&self, language: Language) -> Option<&Title> {
        if self.first.0 == language { Some(&self.first.1) } else { self.other.as_ref() }
    }

    /// All names.
    pub fn all(&self) -> impl Iterator<Item = &Title> {
        std::iter::once(&self.first.1).chain(&self.other)
    }

    /// The name for a reader of `language`, with the language that it is in.
    pub fn best(&self, language: Language) -> (&Title, Language) {
        match self.exactly(language) {
            Some(name) => (name, language),
            None => (&self.first.1, self.first.0),
        }
    }
}

/// An organization as the platform keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// The public identifier.
    pub id: OrganizationId,
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
    /// The unified social credit code; one whose check character fails may stand here.
    pub credit_code: Option<CreditCode>,
    /// How large it is.
    pub size: Option<Size>,
    /// Whether it is suspended: what it posted is hidden, and its members can't act for it.
    pub suspended: bool,
}

/// How many people work in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Size {
    /// Fewer than 20.
    Micro,
    /// 20 to 299.
    Small,
    /// 300 to 999.
    Medium,
    /// 1,000 and more.
    Large,
}

impl Size {
    /// All, the smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The code used in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// The size with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

//! The life of a posting, and how much of it is told.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text names no state or level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown value")]
pub struct Unknown;

/// Where a posting stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// Being written; only its organization sees it.
    Draft,
    /// Waits for a moderator.
    InReview,
    /// A moderator asked for changes.
    ChangesAsked,
    /// A moderator refused it.
    Refused,
    /// Open to its readers, and matched.
    Published,
    /// Filled, withdrawn or expired.
    Closed,
}

impl State {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::InReview, Self::ChangesAsked, Self::Refused, Self::Published, Self::Closed];

    /// The code used in files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::ChangesAsked => "changes-asked",
            Self::Refused => "refused",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }
}

impl FromStr for State {
    type Err = Unknown;

    fn from_str(s: &str) -> Result<Self, Unknown> {
        let s = s.trim().to_lowercase().replace(['_', ' '], "-");
        Self::ALL.into_iter().find(|state| state.code() == s).ok_or(Unknown)
    }
}

/// How much of a posting strangers may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Disclosure {
    /// All of it.
    Public,
    /// Title, summary and codes; the rest only for verified organizations.
    Teaser,
    /// Title, summary and codes; the rest only for a counterpart whose interest was accepted.
    Confidential,
}

impl Disclosure {
    /// All levels, the most open first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Teaser, Self::Confidential];

    /// The code used in files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Teaser => "teaser",
            Self::Confidential => "confidential",
        }
    }
}

/// How much of a posting somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// What everybody reads of a posting that isn't public.
    PublicPart,
    /// All of it.
    Whole,
}

impl FromStr for Disclosure {
    type Err = Unknown;

    fn from_str(s: &str) -> Result<Self, Unknown> {
        let s = s.trim().to_lowercase();
        Self::ALL.into_iter().find(|level| level.code() == s).ok_or(Unknown)
    }
}

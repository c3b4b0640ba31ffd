//! Versions of a posting: what is submitted, and what moderators say to it.

use serde::{Deserialize, Serialize};

use super::verification::Reason;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionState {
    /// Waits for a moderator.
    Waiting,
    /// Is, or was, what the public reads.
    Published,
    /// Sent back: something is to be changed.
    ChangesAsked,
    /// Refused.
    Refused,
    /// Taken back by its organization before anybody decided.
    Withdrawn,
}

impl VersionState {
    /// All states.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Published, Self::ChangesAsked, Self::Refused, Self::Withdrawn];

    /// The code used in the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Published => "published",
            Self::ChangesAsked => "changes-asked",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What a moderator decides on a version. Only what is good news needs no reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    /// It becomes what the public reads.
    Publish,
    /// Something is to be changed first.
    AskChanges(Reason),
    /// It doesn't belong here.
    Refuse(Reason),
}

impl Review {
    /// The state of the version after it.
    pub fn state(&self) -> VersionState {
        match self {
            Self::Publish => VersionState::Published,
            Self::AskChanges(_) => VersionState::ChangesAsked,
            Self::Refuse(_) => VersionState::Refused,
        }
    }

    /// Why.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Publish => None,
            Self::AskChanges(reason) | Self::Refuse(reason) => Some(reason),
        }
    }
}

/// Why a posting is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Closure {
    /// It found what it looked for.
    Filled,
    /// Its organization took it back.
    Withdrawn,
    /// Its time ran out.
    Expired,
}

impl Closure {
    /// All.
    pub const ALL: [Self; 3] = [Self::Filled, Self::Withdrawn, Self::Expired];

    /// The code used in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// The closure with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|closure| closure.code() == code)
    }
}

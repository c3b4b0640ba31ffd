//! What somebody says is wrong with a posting or an organization, and what a moderator makes of it.

use super::verification::Reason;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ground {
    /// It isn't true, or leads to think what isn't.
    Misleading,
    /// It advertises, or says the same again and again.
    Spam,
    /// It uses what belongs to somebody else.
    Rights,
    /// It tells of a person what isn't for everybody.
    PersonalData,
    /// It offends, or breaks the law.
    Illegal,
    /// It isn't true any more.
    Outdated,
    /// Something else, in the reporter's own words.
    Other,
}

impl Ground {
    /// All grounds, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Misleading,
        Self::Spam,
        Self::Rights,
        Self::PersonalData,
        Self::Illegal,
        Self::Outdated,
        Self::Other,
    ];

    /// The code used in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Misleading => "misleading",
            Self::Spam => "spam",
            Self::Rights => "rights",
            Self::PersonalData => "personal-data",
            Self::Illegal => "illegal",
            Self::Outdated => "outdated",
            Self::Other => "other",
        }
    }

    /// The ground with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ground| ground.code() == code)
    }
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportState {
    /// Waits for a moderator.
    Waiting,
    /// Something was done about it.
    Upheld,
    /// Nothing is wrong.
    Dismissed,
}

impl ReportState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Upheld, Self::Dismissed];

    /// The code used in the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Upheld => "upheld",
            Self::Dismissed => "dismissed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What a moderator decides on a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is right: a posting is taken off the site until it is changed, an organization is for the site's
    /// administrators to look at.
    Uphold(Reason),
    /// Nothing is wrong.
    Dismiss(Option<Reason>),
}

impl Verdict {
    /// The state of the report after it.
    pub fn state(&self) -> ReportState {
        match self {
            Self::Uphold(_) => ReportState::Upheld,
            Self::Dismiss(_) => ReportState::Dismissed,
        }
    }

    /// Why.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Uphold(reason) => Some(reason),
            Self::Dismiss(reason) => reason.as_ref(),
        }
    }
}

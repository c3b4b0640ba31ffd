//! How ripe a piece of work is: technology readiness levels on the innovation chain.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A technology readiness level, 1 to 9 (GB/T 22900-2022; Horizon 2020 General Annex G).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8")]
pub struct Trl(u8);

impl TryFrom<u8> for Trl {
    type Error = BadTrl;

    fn try_from(number: u8) -> Result<Self, BadTrl> {
        Self::new(number)
    }
}

/// Not a whole number from 1 to 9.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a level from 1 to 9")]
pub struct BadTrl;

impl Trl {
    /// The nine levels, lowest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=9).map(Self)
    }

    /// A level by its number.
    ///
    /// # Errors
    /// [`BadTrl`] outside 1 to 9.
    pub fn new(level: u8) -> Result<Self, BadTrl> {
        if (1..=9).contains(&level) { Ok(Self(level)) } else { Err(BadTrl) }
    }

    /// The number, 1 to 9.
    pub fn level(self) -> u8 {
        self.0
    }

    /// Where on the innovation chain the level lies.
    pub fn chain(self) -> Chain {
        match self.0 {
            ..=3 => Chain::BasicResearch,
            4..=5 => Chain::ApplicationDevelopment,
            6..=7 => Chain::AchievementTransfer,
            _ => Chain::Industrialization,
        }
    }
}

impl fmt::Display for Trl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Trl {
    type Err = BadTrl;

    /// Reads `7`, `TRL 7`, `TRL7` or `7级`.
    fn from_str(s: &str) -> Result<Self, BadTrl> {
        let s = s.trim().to_uppercase();
        let number = match s.strip_prefix("TRL") {
            Some(rest) => rest.trim_start_matches(|c: char| c.is_whitespace() || "-:：".contains(c)),
            None => &s,
        };
        Self::new(number.trim_end_matches('级').trim().parse().map_err(|_| BadTrl)?)
    }
}

/// The innovation chain: from basic research over application development and achievement
/// transfer to industrialization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Chain {
    /// TRL 1 to 3.
    BasicResearch,
    /// TRL 4 and 5.
    ApplicationDevelopment,
    /// TRL 6 and 7.
    AchievementTransfer,
    /// TRL 8 and 9.
    Industrialization,
}

impl Chain {
    /// The four steps, first to last.
    pub const ALL: [Self; 4] = [
        Self::BasicResearch,
        Self::ApplicationDevelopment,
        Self::AchievementTransfer,
        Self::Industrialization,
    ];

    /// The code used in addresses, files and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::BasicResearch => "basic-research",
            Self::ApplicationDevelopment => "application-development",
            Self::AchievementTransfer => "achievement-transfer",
            Self::Industrialization => "industrialization",
        }
    }

    /// The step with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chain| chain.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_levels_as_people_write_them() {
        for text in ["7", "TRL 7", "trl7", "TRL-7", "7级"] {
            assert_eq!(text.parse::<Trl>(), Trl::new(7), "{text}");
        }
        for text in ["0", "10", "", "TRL", "seven", "-3", "7.5"] {
            assert!(text.parse::<Trl>().is_err(), "{text}");
        }
    }
}

//! Terms of a cooperation: how long, and who owns the result.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A duration in months, 1 to 120.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16")]
pub struct Months(u16);

impl TryFrom<u16> for Months {
    type Error = BadMonths;

    fn try_from(number: u16) -> Result<Self, BadMonths> {
        Self::new(number)
    }
}

/// Not a whole number of months from 1 to 120.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a number of months from 1 to 120")]
pub struct BadMonths;

impl Months {
    /// The longest duration.
    pub const MAX: u16 = 120;

    /// A duration.
    ///
    /// # Errors
    /// [`BadMonths`] outside 1 to 120.
    pub fn new(months: u16) -> Result<Self, BadMonths> {
        if (1..=Self::MAX).contains(&months) { Ok(Self(months)) } else { Err(BadMonths) }
    }

    /// The number of months.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Months {
    type Err = BadMonths;

    /// Reads `18`, `18 months`, `18个月` or `2年`.
    fn from_str(s: &str) -> Result<Self, BadMonths> {
        let s = s.trim();
        let digits: String = s.chars().take_while(char::is_ascii_digit).collect();
        let number: u16 = digits.parse().map_err(|_| BadMonths)?;
        let factor = match s[digits.len()..].trim().to_lowercase().as_str() {
            "" | "m" | "month" | "months" | "月" | "个月" => 1,
            "y" | "year" | "years" | "年" => 12,
            _ => return Err(BadMonths),
        };
        Self::new(number.checked_mul(factor).ok_or(BadMonths)?)
    }
}

/// Who is to own, or may use, what the cooperation yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IpStance {
    /// The rights pass to the enterprise.
    Assignment,
    /// The enterprise alone may use them.
    ExclusiveLicence,
    /// The enterprise may use them, others too.
    NonExclusiveLicence,
    /// Both own the result together.
    JointOwnership,
    /// The result is published for everyone.
    Open,
    /// To be agreed.
    Negotiable,
}

/// The text names no stance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown intellectual-property stance")]
pub struct UnknownIpStance;

impl IpStance {
    /// All stances.
    pub const ALL: [Self; 6] = [
        Self::Assignment,
        Self::ExclusiveLicence,
        Self::NonExclusiveLicence,
        Self::JointOwnership,
        Self::Open,
        Self::Negotiable,
    ];

    /// The code used in files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Assignment => "assignment",
            Self::ExclusiveLicence => "exclusive-licence",
            Self::NonExclusiveLicence => "non-exclusive-licence",
            Self::JointOwnership => "joint-ownership",
            Self::Open => "open",
            Self::Negotiable => "negotiable",
        }
    }
}

impl FromStr for IpStance {
    type Err = UnknownIpStance;

    fn from_str(s: &str) -> Result<Self, UnknownIpStance> {
        let s = s.trim().to_lowercase().replace(['_', ' '], "-").replace("license", "licence");
        Self::ALL.into_iter().find(|stance| stance.code() == s).ok_or(UnknownIpStance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_durations_as_people_write_them() {
        for (text, months) in [("18", 18), ("18 months", 18), ("18个月", 18), ("2年", 24), ("1 year", 12)]
        {
            assert_eq!(text.parse(), Months::new(months), "{text}");
        }
        for text in ["", "0", "121", "11 years", "soon", "-3", "3 weeks"] {
            assert!(text.parse::<Months>().is_err(), "{text}");
        }
    }

    #[test]
    fn stances_read_back() {
        for stance in IpStance::ALL {
            assert_eq!(stance.code().parse(), Ok(stance));
        }
        assert_eq!("Exclusive license".parse(), Ok(IpStance::ExclusiveLicence));
    }
}

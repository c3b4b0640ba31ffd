//! Exact money.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Why an amount or a range was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a decimal number.
    #[error("not an amount")]
    NotANumber,
    /// Below zero.
    #[error("below zero")]
    Negative,
    /// More than 10¹³, or more than two decimals.
    #[error("out of range")]
    OutOfRange,
    /// The lowest is above the highest.
    #[error("the lowest amount is above the highest")]
    Reversed,
    /// Neither end is stated.
    #[error("no amount")]
    Missing,
    /// Not a currency that the platform knows.
    #[error("unknown currency")]
    UnknownCurrency,
}

/// A currency, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Currency {
    /// Renminbi yuan.
    #[default]
    Cny,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Pound sterling.
    Gbp,
    /// Hong Kong dollar.
    Hkd,
    /// Japanese yen.
    Jpy,
}

impl Currency {
    /// All currencies.
    pub const ALL: [Self; 6] = [Self::Cny, Self::Usd, Self::Eur, Self::Gbp, Self::Hkd, Self::Jpy];

    /// The ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Hkd => "HKD",
            Self::Jpy => "JPY",
        }
    }

    /// The symbol that stands before an amount.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Cny => "¥",
            Self::Usd => "US$",
            Self::Eur => "€",
            Self::Gbp => "£",
            Self::Hkd => "HK$",
            Self::Jpy => "JP¥",
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(s: &str) -> Result<Self, MoneyError> {
        match s.trim().to_uppercase().as_str() {
            "CNY" | "RMB" | "人民币" | "元" | "¥" | "￥" => Ok(Self::Cny),
            "USD" | "US$" | "$" | "美元" => Ok(Self::Usd),
            "EUR" | "€" | "欧元" => Ok(Self::Eur),
            "GBP" | "£" | "英镑" => Ok(Self::Gbp),
            "HKD" | "HK$" | "港元" | "港币" => Ok(Self::Hkd),
            "JPY" | "日元" => Ok(Self::Jpy),
            _ => Err(MoneyError::UnknownCurrency),
        }
    }
}

/// An amount of money from 0 to 10¹³, exact to a hundredth; held in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64")]
pub struct Amount(i64);

impl TryFrom<i64> for Amount {
    type Error = MoneyError;

    fn try_from(minor: i64) -> Result<Self, MoneyError> {
        Self::from_minor(minor)
    }
}

impl Amount {
    /// The highest amount, in hundredths.
    const MAX_MINOR: i64 = 1_000_000_000_000_000;

    /// An amount from hundredths, as the store keeps it.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] or [`MoneyError::OutOfRange`].
    pub fn from_minor(minor: i64) -> Result<Self, MoneyError> {
        match minor {
            ..0 => Err(MoneyError::Negative),
            Self::MAX_MINOR.. if minor > Self::MAX_MINOR => Err(MoneyError::OutOfRange),
            _ => Ok(Self(minor)),
        }
    }

    /// The amount in hundredths.
    pub fn minor(self) -> i64 {
        self.0
    }

    /// The amount as a decimal number of whole units.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.decimal().fmt(f)
    }
}

impl FromStr for Amount {
    type Err = MoneyError;

    /// Reads `3000000`, `3,000,000.50`, `300万`, `1.2亿`, `3.5M` or `20k`.
    fn from_str(s: &str) -> Result<Self, MoneyError> {
        let s: String = s.chars().filter(|c| !c.is_whitespace() && !",，_'".contains(*c)).collect();
        let s = s.trim_end_matches('元');
        let (digits, factor) = match s.char_indices().next_back() {
            Some((at, '万')) => (&s[..at], 10_000_i64),
            Some((at, '亿')) => (&s[..at], 100_000_000),
            Some((at, 'k' | 'K')) => (&s[..at], 1_000),
            Some((at, 'm' | 'M')) => (&s[..at], 1_000_000),
            _ => (s, 1),
        };
        let value = Decimal::from_str(digits).map_err(|_| MoneyError::NotANumber)?;
        let minor = value.checked_mul(Decimal::from(factor * 100)).ok_or(MoneyError::OutOfRange)?;
        if !minor.fract().is_zero() {
            return Err(MoneyError::OutOfRange);
        }
        Self::from_minor(i64::try_from(minor).map_err(|_| MoneyError::OutOfRange)?)
    }
}

/// A budget or a price band: at least one end is stated, and the lowest is not above the highest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "MoneyParts", into = "MoneyParts")]
pub struct MoneyRange {
    min: Option<Amount>,
    max: Option<Amount>,
    currency: Currency,
}

/// The ends and the currency of a [`MoneyRange`].
type MoneyParts = (Option<Amount>, Option<Amount>, Currency);

impl TryFrom<MoneyParts> for MoneyRange {
    type Error = MoneyError;

    fn try_from((min, max, currency): MoneyParts) -> Result<Self, MoneyError> {
        Self::new(min, max, currency)
    }
}

impl From<MoneyRange> for MoneyParts {
    fn from(range: MoneyRange) -> Self {
        (range.min, range.max, range.currency)
    }
}

impl MoneyRange {
    /// A range in one currency.
    ///
    /// # Errors
    /// [`MoneyError::Missing`] when neither end is stated, [`MoneyError::Reversed`] when `min > max`.
    pub fn new(min: Option<Amount>, max: Option<Amount>, currency: Currency) -> Result<Self, MoneyError> {
        match (min, max) {
            (None, None) => Err(MoneyError::Missing),
            (Some(a), Some(b)) if a > b => Err(MoneyError::Reversed),
            _ => Ok(Self { min, max, currency }),
        }
    }

    /// The lowest amount, if stated.
    pub fn min(&self) -> Option<Amount> {
        self.min
    }

    /// The highest amount, if stated.
    pub fn max(&self) -> Option<Amount> {
        self.max
    }

    /// The currency of both ends.
    pub fn currency(&self) -> Currency {
        self.currency
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_amounts_as_people_write_them() {
        for (text, minor) in [
            ("3000000", 300_000_000),
            ("3,000,000.50", 300_000_050),
            ("300万", 300_000_000),
            ("1.2亿元", 12_000_000_000),
            ("3.5M", 350_000_000),
            ("20 k", 2_000_000),
            ("0", 0),
        ] {
            assert_eq!(text.parse::<Amount>().map(Amount::minor), Ok(minor), "{text}");
        }
        assert_eq!("-1".parse::<Amount>(), Err(MoneyError::Negative));
        assert_eq!("0.001".parse::<Amount>(), Err(MoneyError::OutOfRange));
        assert_eq!("99999999999999999999".parse::<Amount>(), Err(MoneyError::OutOfRange));
        assert_eq!("about ten".parse::<Amount>(), Err(MoneyError::NotANumber));
        assert_eq!("".parse::<Amount>(), Err(MoneyError::NotANumber));
    }

    #[test]
    fn writes_what_it_reads() {
        for text in ["3000000", "0.5", "12.34"] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_range_has_an_end_and_an_order() {
        let (a, b) = ("1".parse().ok(), "2".parse().ok());
        assert_eq!(MoneyRange::new(None, None, Currency::Cny), Err(MoneyError::Missing));
        assert_eq!(MoneyRange::new(b, a, Currency::Cny), Err(MoneyError::Reversed));
        assert!(MoneyRange::new(a, None, Currency::Cny).is_ok());
    }
}

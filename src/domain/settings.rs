//! What a site's administrators decide for all: numbers with their bounds, and the site's own texts.

use std::ops::RangeInclusive;

use chrono::TimeDelta;

/// A number that administrators may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Setting {
    /// For how many days a posting is open once it is published or renewed.
    LifeDays,
    /// How many days before a posting runs out its organization is reminded.
    ReminderDays,
    /// The most drafts of one organization.
    Drafts,
    /// For how many minutes a moderator's claim holds.
    ClaimMinutes,
    /// By how many characters a verified organization may correct what is published without waiting for a
    /// moderator; 0 where it may not.
    Correction,
    /// From which score on people are told of matches.
    MatchThreshold,
    /// By how many points a match that was told of must rise to be told of again.
    MatchRise,
    /// The most letters about matches that somebody gets on one day; the rest goes into the digest.
    MatchCap,
}

impl Setting {
    /// All settings, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::LifeDays,
        Self::ReminderDays,
        Self::Drafts,
        Self::ClaimMinutes,
        Self::Correction,
        Self::MatchThreshold,
        Self::MatchRise,
        Self::MatchCap,
    ];

    /// The name in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::LifeDays => "life-days",
            Self::ReminderDays => "reminder-days",
            Self::Drafts => "drafts",
            Self::ClaimMinutes => "claim-minutes",
            Self::Correction => "correction",
            Self::MatchThreshold => "match-threshold",
            Self::MatchRise => "match-rise",
            Self::MatchCap => "match-cap",
        }
    }

    /// The setting of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.code() == code)
    }

    /// What it may be.
    pub fn range(self) -> RangeInclusive<u16> {
        match self {
            Self::LifeDays => 7..=365,
            Self::ReminderDays => 1..=30,
            Self::Drafts => 1..=1_000,
            Self::ClaimMinutes => 5..=240,
            Self::Correction => 0..=200,
            Self::MatchThreshold => 50..=100,
            Self::MatchRise => 1..=50,
            Self::MatchCap => 1..=50,
        }
    }

    /// What it is as long as nobody sets it.
    pub fn usual(self) -> u16 {
        match self {
            Self::LifeDays => 60,
            Self::ReminderDays => 5,
            Self::Drafts => 200,
            Self::ClaimMinutes => 15,
            Self::Correction => 0,
            Self::MatchThreshold => 80,
            Self::MatchRise | Self::MatchCap => 5,
        }
    }
}

/// Not within [`Setting::range`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("out of range")]
pub struct OutOfRange;

/// All settings of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings([u16; Setting::ALL.len()]);

impl Default for Settings {
    fn default() -> Self {
        Self(Setting::ALL.map(Setting::usual))
    }
}

impl Settings {
    /// The same with another value for one of them.
    ///
    /// # Errors
    /// [`OutOfRange`].
    pub fn with(mut self, setting: Setting, value: u16) -> Result<Self, OutOfRange> {
        if !setting.range().contains(&value) {
            return Err(OutOfRange);
        }
        self.0[setting as usize] = value;
        Ok(self)
    }

    /// The value of one of them.
    pub fn get(&self, setting: Setting) -> u16 {
        self.0[setting as usize]
    }

    /// For how long a posting is open.
    pub fn life(&self) -> TimeDelta {
        TimeDelta::days(self.get(Setting::LifeDays).into())
    }

    /// How long before a posting runs out its organization is reminded.
    pub fn reminder(&self) -> TimeDelta {
        TimeDelta::days(self.get(Setting::ReminderDays).into())
    }

    /// The most drafts of one organization.
    pub fn drafts(&self) -> usize {
        self.get(Setting::Drafts).into()
    }

    /// For how long a moderator's claim holds.
    pub fn claim(&self) -> TimeDelta {
        TimeDelta::minutes(self.get(Setting::ClaimMinutes).into())
    }

    /// By how many characters a correction may change what is published at once.
    pub fn correction(&self) -> usize {
        self.get(Setting::Correction).into()
    }
}

/// A text of the site's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SiteText {
    /// A few words on the front page.
    Welcome,
    /// The terms of use.
    Terms,
    /// What happens to personal data.
    Privacy,
}

impl SiteText {
    /// All texts.
    pub const ALL: [Self; 3] = [Self::Welcome, Self::Terms, Self::Privacy];

    /// The name in addresses, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Terms => "terms",
            Self::Privacy => "privacy",
        }
    }

    /// The text of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|text| text.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_out_of_range_is_no_setting() {
        for setting in Setting::ALL {
            assert!(setting.range().contains(&setting.usual()), "{setting:?}");
            let (least, most) = (*setting.range().start(), *setting.range().end());
            let below = least.checked_sub(1).map(|value| Settings::default().with(setting, value));
            assert!(below.is_none_or(|set| set == Err(OutOfRange)), "{setting:?}");
            assert_eq!(Settings::default().with(setting, most + 1), Err(OutOfRange));
            assert_eq!(Settings::default().with(setting, most).unwrap().get(setting), most);
        }
    }
}

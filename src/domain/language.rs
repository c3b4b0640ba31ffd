//! The two languages of the platform, for texts and for pages alike.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language that texts are written in and pages are shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese, 简体中文.
    Zh,
}

/// The text names no language that the platform knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language")]
pub struct UnknownLanguage;

impl Language {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The short code used in addresses, files and the database: `en` or `zh`.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The BCP 47 tag for `lang` and `hreflang`: `en` or `zh-CN`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    /// The other language.
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }

    /// Guesses the language of a text: Chinese as soon as a fifth of its letters are Han.
    ///
    /// An English text that quotes a Chinese term stays English; a Chinese text full of
    /// formulae and acronyms stays Chinese.
    pub fn guess(text: &str) -> Self {
        let (mut han, mut latin) = (0usize, 0usize);
        for c in text.chars() {
            if is_han(c) {
                han += 1;
            } else if c.is_alphabetic() {
                latin += 1;
            }
        }
        if han > 0 && han * 4 >= latin { Self::Zh } else { Self::En }
    }
}

/// Whether `c` is a Han character (the unified ideographs and their extensions).
pub fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads a code, a tag or the language's name in either language.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.trim().to_lowercase();
        match s.as_str() {
            "en" | "eng" | "english" | "英文" | "英语" => Ok(Self::En),
            "zh" | "cn" | "chinese" | "中文" | "汉语" | "简体中文" => Ok(Self::Zh),
            _ if s.starts_with("en-") || s.starts_with("en_") => Ok(Self::En),
            _ if s.starts_with("zh-") || s.starts_with("zh_") => Ok(Self::Zh),
            _ => Err(UnknownLanguage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_by_the_share_of_han_letters() {
        assert_eq!(Language::guess("Thermal barrier coating (热障涂层) for blades"), Language::En);
        assert_eq!(Language::guess("采用APS喷涂的YSZ热障涂层"), Language::Zh);
        assert_eq!(Language::guess(""), Language::En);
    }

    #[test]
    fn reads_codes_tags_and_names() {
        for (text, language) in [("EN", Language::En), ("zh-CN", Language::Zh), ("中文", Language::Zh)] {
            assert_eq!(text.parse(), Ok(language));
        }
        assert!("fr".parse::<Language>().is_err());
    }
}

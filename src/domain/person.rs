//! What people are called.

use std::fmt;

use unicode_normalization::char::is_combining_mark;

use super::text::{TextError, Title};

/// A person's name, free of anything that a page, a mail or a file could take for more than text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(Title);

/// Why a name was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Nothing is left once blanks are trimmed.
    #[error("empty")]
    Empty,
    /// More than [`PersonName::MAX`] characters.
    #[error("more than {} characters", PersonName::MAX)]
    TooLong,
    /// Characters that names don't have, or no letter at all.
    #[error("characters that a name doesn't have")]
    Characters,
}

impl From<TextError> for BadName {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Empty,
            TextError::TooLong { .. } => Self::TooLong,
        }
    }
}

impl PersonName {
    /// The most characters that a name may have.
    pub const MAX: usize = 80;

    /// Cleans and checks a name: letters and marks of any script, digits, single blanks and the few
    /// punctuation marks that names are written with.
    ///
    /// # Errors
    /// [`BadName`], which says what is wrong.
    pub fn parse(raw: &str) -> Result<Self, BadName> {
        let name = Title::parse(raw)?;
        let text = name.as_str();
        if text.chars().count() > Self::MAX {
            Err(BadName::TooLong)
        } else if text.chars().all(is_of_names) && text.chars().any(char::is_alphabetic) {
            Ok(Self(name))
        } else {
            Err(BadName::Characters)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<PersonName> for Title {
    fn from(name: PersonName) -> Self {
        name.0
    }
}

/// Whether a name may hold this character.
fn is_of_names(c: char) -> bool {
    // The fillers of Hangul count as letters, but show as nothing.
    let unseen = matches!(c, '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}');
    let punctuation =
        matches!(c, ' ' | '.' | ',' | '\'' | '’' | '-' | '–' | '·' | '•' | '・' | '(' | ')' | '（' | '）');
    !unseen && (punctuation || c.is_alphanumeric() || is_combining_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn takes_names_of_all_scripts() {
        for name in [
            "周敏",
            "阿卜杜拉·买买提",
            "Zhou Min (周敏)",
            "Anne-Marie O’Neill, Jr.",
            "D'Arcy",
            "José Núñez",
            "Nguyễn Thị Hà",
            "Ольга Петровна",
            "محمد علي",
            "विजय",
            "さくら・マリー",
            "김철수",
            "李四（2）",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().to_string(), name);
        }
        assert_eq!(PersonName::parse("  Zhou\n\tMin ").unwrap().as_str(), "Zhou Min");
    }

    #[test]
    fn refuses_what_is_more_than_a_name() {
        for bad in [
            "<b>Min</b>",
            "{{7*7}}",
            "${x}",
            "Min\"; --",
            "Min' OR '1'='1",
            "a=b",
            "https://evil.example",
            "evil.example/x",
            "C:\\x",
            "@min",
            "Min 😀",
            "=cmd|x",
            "`Min`",
            "...",
            "123",
            "\u{3164}\u{3164}",
            "a\u{200D}b",
        ] {
            assert_eq!(PersonName::parse(bad), Err(BadName::Characters), "{bad}");
        }
        assert_eq!(PersonName::parse(" \n"), Err(BadName::Empty));
    }

    #[test]
    fn counts_characters() {
        assert!(PersonName::parse(&"敏".repeat(80)).is_ok());
        assert_eq!(PersonName::parse(&"敏".repeat(81)), Err(BadName::TooLong));
        assert_eq!(PersonName::parse(&"敏".repeat(1000)), Err(BadName::TooLong));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(\\PC|[a-z .'-]|\\s){0,90}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(PersonName::parse(name.as_str()), Ok(name.clone()));
                prop_assert_eq!(Title::parse(name.as_str()), Ok(Title::from(name)));
            }
        }
    }
}

//! Bounded texts. All lengths count characters, never bytes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left once blanks are trimmed.
    #[error("empty")]
    Empty,
    /// More characters than the field takes.
    #[error("{length} characters, at most {max}")]
    TooLong {
        /// The field's limit, in characters.
        max: usize,
        /// What was given, in characters.
        length: usize,
    },
}

/// Brings outside text into the one form that the platform keeps: Unicode NFC, `\n` line
/// ends, no control characters, no bidirectional overrides, no blanks at the ends.
///
/// With `multiline` false, line ends and tabs become single blanks.
pub fn clean(raw: &str, multiline: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut last_cr = false;
    for c in raw.chars() {
        match c {
            '\n' if last_cr => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => out.push(if multiline { '\n' } else { ' ' }),
            '\t' => out.push(' '),
            c if c.is_control() || is_invisible_override(c) => {}
            c => out.push(c),
        }
        last_cr = c == '\r';
    }
    // Last, as characters that were apart may stand together now.
    let out: String = out.nfc().collect();
    if multiline { out.trim().to_owned() } else { out.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Characters that reorder or hide what stands around them.
fn is_invisible_override(c: char) -> bool {
    matches!(c as u32, 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0x200B)
}

/// Declares a text newtype of at most `$max` characters.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, max $max:literal, multiline $multi:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters that this text may have.
            pub const MAX: usize = $max;

            /// Cleans and bounds a text from outside.
            ///
            /// # Errors
            /// [`TextError::Empty`] when nothing is left, [`TextError::TooLong`] beyond [`Self::MAX`].
            pub fn parse(raw: &str) -> Result<Self, TextError> {
                let text = clean(raw, $multi);
                let length = text.chars().count();
                if length == 0 {
                    Err(TextError::Empty)
                } else if length > Self::MAX {
                    Err(TextError::TooLong { max: Self::MAX, length })
                } else {
                    Ok(Self(text))
                }
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Reads what was written from a text of this kind; of its form only the length is checked again.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                let length = text.chars().count();
                if (1..=Self::MAX).contains(&length) {
                    Ok(Self(text))
                } else {
                    Err(serde::de::Error::custom("a text of another length than may be"))
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

text_type!(
    /// What a posting or an organization is called. Files may bring long ones; the web form is stricter.
    Title, max 200, multiline false
);
text_type!(
    /// One sentence that says what it is about.
    Summary, max 500, multiline false
);
text_type!(
    /// The whole text, in paragraphs.
    Description, max 20_000, multiline true
);
text_type!(
    /// One keyword or key phrase.
    Keyword, max 80, multiline false
);
text_type!(
    /// One requirement or one piece of evidence.
    Line, max 500, multiline false
);
text_type!(
    /// What somebody calls a search that they saved.
    SearchName, max 120, multiline false
);
text_type!(
    /// A web address, http or https.
    Website, max 200, multiline false
);

impl Title {
    /// A title for a text that came without one: its beginning, cut at a blank or a
    /// sentence end within 80 characters.
    pub fn from_beginning_of(text: &str) -> Result<Self, TextError> {
        const WANTED: usize = 80;
        let text = clean(text, false);
        if text.chars().count() <= WANTED {
            return Self::parse(&text);
        }
        let head: String = text.chars().take(WANTED - 1).collect();
        let cut = head
            .rfind(|c: char| c.is_whitespace() || "。；，.;,".contains(c))
            .filter(|at| *at >= head.len() / 2)
            .unwrap_or(head.len());
        Self::parse(&format!("{}…", head[..cut].trim_end()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        assert!(Keyword::parse(&"热".repeat(80)).is_ok());
        assert_eq!(Keyword::parse(&"热".repeat(81)), Err(TextError::TooLong { max: 80, length: 81 }));
    }

    #[test]
    fn drops_what_hides_or_reorders() {
        assert_eq!(clean("a\u{202E}b\u{0}c\u{7}", false), "abc");
        assert_eq!(clean(" one\r\ntwo\tthree ", true), "one\ntwo three");
        assert_eq!(clean(" one\r\ntwo ", false), "one two");
        // Accents that a control character kept from their letter.
        assert_eq!(clean("i\u{12}\u{308}", false), "ï");
        assert_eq!(Title::parse(" \u{200B} "), Err(TextError::Empty));
    }

    #[test]
    fn a_title_is_cut_at_a_blank() {
        let title = Title::from_beginning_of(&"coating ".repeat(30)).unwrap();
        assert!(title.as_str().ends_with("coating…"));
        assert!(title.as_str().chars().count() <= 80);
        let han = Title::from_beginning_of(&"涂".repeat(100)).unwrap();
        assert_eq!(han.as_str().chars().count(), 80);
    }
}

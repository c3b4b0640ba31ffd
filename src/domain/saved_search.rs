//! Searches that people save.

use std::fmt;

/// The most searches that somebody may save.
pub const MOST: usize = 50;

/// Parameters that say nothing of the search: which page of its results one was on, and that it was just saved.
const PASSING: [&str; 2] = ["page", "saved"];

/// The query string of the search page, as it was but for what is passing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryString(String);

/// Why a query string was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// It has more than [`QueryString::MAX`] bytes.
    #[error("{length} bytes, at most {max}", max = QueryString::MAX)]
    TooLong {
        /// How many it has.
        length: usize,
    },
    /// It holds what no address can: blanks, characters that nobody sees, the sign of a fragment.
    #[error("characters that no address has")]
    Characters,
}

impl QueryString {
    /// The most bytes that are kept.
    pub const MAX: usize = 2_000;

    /// Bounds a query string, and leaves it as it is but for the page of the results.
    ///
    /// # Errors
    /// [`BadQuery`].
    pub fn parse(raw: &str) -> Result<Self, BadQuery> {
        if raw.len() > Self::MAX {
            return Err(BadQuery::TooLong { length: raw.len() });
        }
        if raw.chars().any(|c| c == '#' || c.is_whitespace() || c.is_control() || is_invisible(c)) {
            return Err(BadQuery::Characters);
        }
        let lasting = |pair: &&str| !PASSING.contains(&pair.split('=').next().unwrap_or_default());
        Ok(Self(raw.split('&').filter(lasting).collect::<Vec<_>>().join("&")))
    }

    /// The query string, without a question mark; may be empty.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Path and query of a search by its query string, without the language.
pub fn search_path(query: &str) -> String {
    if query.is_empty() { "/browse".to_owned() } else { format!("/browse?{query}") }
}

impl fmt::Display for QueryString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Characters that reorder or hide what stands around them.
fn is_invisible(c: char) -> bool {
    matches!(c as u32, 0x202A..=0x202E | 0x2066..=0x2069 | 0xFEFF | 0x200B)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_can_hold_is_kept_as_it_is() {
        for query in ["", "q=%E6%B6%82&q=a+b&&=&x[]=%zz", "q=涂层&kind=need", "q='\"><script>"] {
            assert_eq!(QueryString::parse(query).unwrap().as_str(), query);
        }
    }

    #[test]
    fn the_page_of_the_results_is_no_part_of_a_search() {
        let saved = [
            ("page=2", ""),
            ("q=a&page=3&kind=need", "q=a&kind=need"),
            ("page=2&q=page&&x", "q=page&&x"),
            ("q=a&saved=1", "q=a"),
            ("pages=2", "pages=2"),
        ];
        for (query, kept) in saved {
            assert_eq!(QueryString::parse(query).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn what_it_cannot_hold_is_refused() {
        assert!(QueryString::parse(&"x".repeat(2_000)).is_ok());
        assert_eq!(QueryString::parse(&"涂".repeat(667)), Err(BadQuery::TooLong { length: 2_001 }));
        for bad in ["q=a b", "q=\0", "q=a\r\nSet-Cookie:", "#x", "q=\u{202E}a"] {
            assert_eq!(QueryString::parse(bad), Err(BadQuery::Characters), "{bad:?}");
        }
    }
}

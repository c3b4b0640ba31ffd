//! A text as names are looked for in it: word by word and character by character.

use std::ops::Range;

use crate::domain::language::is_han;
use crate::matching::analysis::{Term, Token};

/// The most letters of an acronym.
const MAX_ACRONYM: usize = 5;

/// A text in which every word is one symbol, `<stem>` or, for an acronym, `<FEM>`; every Chinese
/// character stands for itself; blanks, hyphens, apostrophes and slashes are left out, and whatever
/// else separates words is `|`. Names are written in the same way, so that a name is used where its
/// symbols stand, however it is spaced, hyphenated or inflected.
pub(super) struct Symbols {
    text: String,
    /// For every symbol, where it begins in `text`, and its bytes in the original.
    origins: Vec<(usize, Range<usize>)>,
}

impl Symbols {
    /// Reads a text up to the last of its tokens.
    pub(super) fn of(text: &str, tokens: &[Token]) -> Self {
        let mut symbols = Self { text: String::with_capacity(text.len() * 5 / 4), origins: Vec::new() };
        let end = tokens.last().map_or(0, |token| token.range.end);
        let mut words = tokens.iter().filter(|token| matches!(token.term, Term::Word(_))).peekable();
        let mut at = 0;
        while let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) {
            if let Some(Token { term: Term::Word(word), range }) =
                words.next_if(|word| word.range.start <= at)
            {
                let written = &text[range.clone()];
                symbols.push_word(if is_acronym(written) { acronym(written) } else { word }, range.clone());
                at = range.end.max(at + c.len_utf8());
            } else if is_han(c) {
                at += c.len_utf8();
                symbols.push(at - c.len_utf8()..at, |text| text.push(c));
            } else if c.is_alphanumeric() {
                // A function word, which is no token.
                let to = words.peek().map_or(end, |word| word.range.start.min(end));
                let rest = &text[at..to];
                let length = rest.find(|c: char| !c.is_alphanumeric() || is_han(c)).unwrap_or(rest.len());
                symbols.push_word(&rest[..length].to_lowercase(), at..at + length);
                at += length;
            } else {
                if !joins(c) {
                    symbols.push(at..at + c.len_utf8(), |text| text.push('|'));
                }
                at += c.len_utf8();
            }
        }
        symbols
    }

    /// All symbols.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original behind whole symbols.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let from = self.origins.partition_point(|(at, _)| *at < range.start);
        let to = self.origins.partition_point(|(at, _)| *at < range.end);
        self.origins[from].1.start..self.origins[to - 1].1.end
    }

    fn push_word(&mut self, word: &str, origin: Range<usize>) {
        self.push(origin, |text| {
            text.push('<');
            text.push_str(word);
            text.push('>');
        });
    }

    fn push(&mut self, origin: Range<usize>, write: impl FnOnce(&mut String)) {
        self.origins.push((self.text.len(), origin));
        write(&mut self.text);
    }
}

/// Whether a word is two to five capitals, in the plural with an `s`.
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = acronym(word);
    (2..=MAX_ACRONYM).contains(&capitals.len()) && capitals.bytes().all(|b| b.is_ascii_uppercase())
}

/// An acronym without the `s` of its plural.
fn acronym(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether a character may stand between the words of one name.
fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\'' | '’' | '/')
}

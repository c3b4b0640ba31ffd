//! A text as the patterns read it: full-width forms as ASCII, and nothing invisible in between.

use std::ops::Range;

/// A text with the places of its characters in the original.
pub(super) struct Folded {
    text: String,
    /// For each byte of `text` where its character begins in the original and where it ends.
    origin: Vec<(usize, usize)>,
}

impl Folded {
    /// Folds a text, character by character.
    pub(super) fn of(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), origin: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_invisible(*c)) {
            let before = folded.text.len();
            folded.text.push(fold(c));
            let length = folded.text.len() - before;
            folded.origin.extend(std::iter::repeat_n((at, at + c.len_utf8()), length));
        }
        folded
    }

    /// The folded text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that a range of the folded text came from.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origin.get(range.start).map_or(0, |(start, _)| *start);
        let end =
            range.end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(start, |(_, end)| *end);
        start..end
    }
}

/// Characters that stand in the way of a number and that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn fold(c: char) -> char {
    match c {
        // Full-width ASCII.
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

//! Folding of characters, and runs of one script.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::language::is_han;

/// The most characters that one run holds. A longer one is read in pieces, which bounds the
/// memory and time that a text without blanks can take.
const MAX_RUN: usize = 1_000;

/// How a run is cut into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::matching) enum Script {
    /// Chinese characters, written without blanks.
    Han,
    /// Letters of any other script, and digits.
    Other,
}

/// Folded characters of one script without a break, each with the bytes that it came from.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) script: Script,
    /// The folded characters.
    pub(super) text: String,
    /// For every character of `text`, the bytes of the original.
    origins: Vec<Range<usize>>,
}

impl Run {
    /// A place to read runs into ([`Runs::next`]).
    pub(super) fn empty() -> Self {
        Self { script: Script::Other, text: String::new(), origins: Vec::new() }
    }

    /// The bytes of the original behind the characters `from..to` (counted in characters).
    pub(super) fn origin(&self, from: usize, to: usize) -> Range<usize> {
        self.origins[from].start..self.origins[to - 1].end
    }

    /// The number of characters.
    pub(super) fn len(&self) -> usize {
        self.origins.len()
    }
}

/// Reads a text run by run.
pub(super) struct Runs<'a> {
    chars: std::str::CharIndices<'a>,
    /// A character that ended the run before and belongs to the next one.
    held: Option<(usize, char)>,
}

impl<'a> Runs<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { chars: text.char_indices(), held: None }
    }

    /// Reads the next run into `run`; false at the end of the text.
    pub(super) fn next(&mut self, run: &mut Run) -> bool {
        run.text.clear();
        run.origins.clear();
        while let Some((at, c)) = self.held.take().or_else(|| self.chars.next()) {
            if is_combining_mark(c) {
                // Accents are folded away; the marked passage keeps them.
                if let Some(last) = run.origins.last_mut() {
                    last.end = at + c.len_utf8();
                }
                continue;
            }
            let script = script(c);
            if !run.origins.is_empty() && (script != Some(run.script) || run.len() >= MAX_RUN) {
                self.held = script.map(|_| (at, c));
                return true;
            }
            if let Some(script) = script {
                run.script = script;
                push_folded(run, c, at..at + c.len_utf8());
            }
        }
        !run.origins.is_empty()
    }
}

/// The script of a character, or `None` for what separates words.
fn script(c: char) -> Option<Script> {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(Script::Other);
    }
    if is_han(c) {
        Some(Script::Han)
    } else if c.is_alphanumeric() || matches!(c, '℃' | '㎛' | '㎜' | '㎝' | '㎏' | '㎡') {
        Some(Script::Other)
    } else {
        None
    }
}

/// Appends the folded form: compatibility decomposition (NFKD) without marks, in lower case.
fn push_folded(run: &mut Run, c: char, origin: Range<usize>) {
    if c.is_ascii() {
        run.text.push(c.to_ascii_lowercase());
        run.origins.push(origin);
        return;
    }
    for folded in std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        run.text.push(folded);
        run.origins.push(origin.clone());
    }
}

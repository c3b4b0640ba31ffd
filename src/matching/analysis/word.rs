//! Words of alphabetic scripts, and numbers with their units.

use std::cell::RefCell;

use hashbrown::HashMap;
use rust_stemmers::{Algorithm, Stemmer};

use super::fold::Run;
use super::{Term, Token};

/// The most characters of a word that are compared.
const MAX_WORD: usize = 64;

/// So many stems are remembered by each thread: finding one takes longer than asking for it again.
const MOST_STEMS: usize = 1 << 14;

thread_local! {
    static STEMS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// English words that say nothing about what a text is about, in order.
const STOP: &[&str] = &[
    "a", "about", "also", "an", "and", "any", "are", "as", "at", "be", "been", "being", "between", "both",
    "but", "by", "can", "could", "each", "etc", "for", "from", "had", "has", "have", "he", "her", "his",
    "how", "if", "in", "into", "is", "it", "its", "may", "more", "no", "not", "of", "on", "or", "other",
    "our", "over", "s", "shall", "she", "should", "such", "t", "than", "that", "the", "their", "then",
    "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when", "where", "which",
    "who", "will", "with", "would", "you", "your",
];

/// Units that may stand apart from their number, folded.
const UNITS: &[&str] = &[
    "nm", "um", "μm", "mm", "cm", "m", "km", "m2", "m3", "nm3", "ng", "μg", "ug", "mg", "g", "kg", "t", "μl",
    "ul", "ml", "l", "μs", "us", "ms", "s", "min", "h", "hz", "khz", "mhz", "ghz", "mv", "v", "kv", "ma",
    "a", "ah", "mah", "mw", "w", "kw", "gw", "wh", "kwh", "mwh", "pa", "kpa", "mpa", "gpa", "bar", "k", "c",
    "db", "rpm", "ppm", "ppb", "nmol", "μmol", "mmol", "mol", "n", "kn",
];

/// Whether a folded word is a unit.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// Appends the run as one word, unless it is a stop word.
pub(super) fn cut(run: &Run, out: &mut Vec<Token>) {
    if STOP.binary_search(&run.text.as_str()).is_ok() {
        return;
    }
    out.push(Token { term: Term::Word(stem(&run.text)), range: run.origin(0, run.len()) });
}

fn stem(word: &str) -> String {
    let word = word.char_indices().nth(MAX_WORD).map_or(word, |(at, _)| &word[..at]);
    if !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return word.to_owned();
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return stem.clone();
        }
        if stems.len() >= MOST_STEMS {
            stems.clear();
        }
        let stem = Stemmer::create(Algorithm::English).stem(word).into_owned();
        stems.insert(word.to_owned(), stem.clone());
        stem
    })
}

/// Joins the parts of a number (`1,200`, `0.5`) and a number with the unit behind it (`20 kHz`, `5 %`).
pub(super) fn join_units(text: &str, tokens: &mut Vec<Token>) {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens.drain(..) {
        match joined.last_mut() {
            Some(last) if continues(text, last, &token) => {
                if let (Term::Word(number), Term::Word(more)) = (&mut last.term, &token.term) {
                    let decimal = text[last.range.end..].starts_with('.');
                    number.push_str(if decimal { "." } else { "" });
                    number.push_str(more);
                    last.range.end = token.range.end;
                }
            }
            _ => joined.push(token),
        }
    }
    for token in &mut joined {
        join_percent(text, token);
    }
    *tokens = joined;
}

/// Whether `next` is the rest of the number that `last` begins, or its unit.
fn continues(text: &str, last: &Token, next: &Token) -> bool {
    let (Term::Word(number), Term::Word(more)) = (&last.term, &next.term) else { return false };
    if !is_number(number) || number.len() + more.len() > MAX_WORD {
        return false;
    }
    let digits = more.bytes().take_while(u8::is_ascii_digit).count();
    match text.get(last.range.end..next.range.start) {
        Some(".") => digits > 0,
        Some(",") => digits == 3,
        Some("" | " " | "\u{a0}" | "°" | " °" | "\u{a0}°" | "-") => is_unit(more),
        _ => false,
    }
}

fn join_percent(text: &str, token: &mut Token) {
    let Term::Word(number) = &mut token.term else { return };
    let rest = &text[token.range.end..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    if blank <= 2 && is_number(number) && rest[blank..].starts_with(['%', '％']) {
        number.push('%');
        token.range.end += blank + rest[blank..].chars().next().map_or(0, char::len_utf8);
    }
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_in_order() {
        assert!(STOP.is_sorted());
    }
}

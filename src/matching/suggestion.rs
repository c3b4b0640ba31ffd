//! What a search may have meant: for words that no text has, words that texts have.
//!
//! A word that is misspelt is told by the nearest known one, at most one or two letters away
//! (the optimal string alignment distance: Damerau, *A technique for computer detection and
//! correction of spelling errors*, CACM 7(3), 1964). Letters may also be pinyin: whole syllables or
//! the first letters of a Chinese word's characters.

use std::cmp::Reverse;

use pinyin::ToPinyin;
use rayon::prelude::*;

use super::analysis::{Term, Token, tokens};
use super::explanation::fields;
use super::index::{TermId, TextIndex};
use super::market::Item;

/// So many words of a search are told at most.
const MOST_WORDS: usize = 4;
/// Shorter words are not told by their spelling: too many are near.
const LEAST_LETTERS: usize = 4;
/// From so many letters on, two of them may be wrong.
const LONG: usize = 8;
/// The longest ending that a stem lacks.
const MOST_ENDING: usize = 5;
/// Endings that stems lack and that are misspelt together with their words.
const ENDINGS: [&str; 6] = ["s", "ed", "er", "es", "ing", "ings"];
/// Longer words are nobody's typing mistake.
const MOST_LETTERS: usize = 40;

/// The search with its unknown words replaced, if any of them can be told; `items` are the postings of
/// each side of the index.
pub(super) fn suggest(index: &TextIndex, items: &[Vec<Item>; 2], text: &str) -> Option<String> {
    let mut told = text.to_owned();
    let unknown = tokens(text).into_iter().filter(|token| is_unknown(index, token));
    let mut any = false;
    // From the end, so that what stands before keeps its place.
    for token in unknown.take(MOST_WORDS).collect::<Vec<_>>().into_iter().rev() {
        let Term::Word(stem) = &token.term else { continue };
        let typed = text[token.range.clone()].to_lowercase();
        let meant = by_pinyin(index, &typed).or_else(|| by_spelling(index, stem, &typed));
        if let Some(written) = meant.and_then(|term| written(index, items, term)) {
            told.replace_range(token.range, &written);
            any = true;
        }
    }
    any.then_some(told)
}

fn is_unknown(index: &TextIndex, token: &Token) -> bool {
    let Term::Word(word) = &token.term else { return false };
    word.chars().all(char::is_alphabetic) && index.id(&token.term).is_none_or(|term| index.texts(term) == 0)
}

/// The known word with the nearest spelling, of equally near ones that of most texts. Known words are
/// stems: where the ending is misspelt so that it stays, what stands before it is compared.
fn by_spelling(index: &TextIndex, stem: &str, typed: &str) -> Option<TermId> {
    let most = match stem.chars().count() {
        ..LEAST_LETTERS => return None,
        LEAST_LETTERS..LONG => 1,
        LONG..=MOST_LETTERS => 2,
        _ => return None,
    };
    index
        .words()
        .filter(|(_, _, is_han)| !is_han)
        .filter_map(|(term, known, _)| {
            let whole = distance(stem, known, most);
            let begun = beginning(typed, known.chars().count())
                .and_then(|begun| distance(begun, known, most - 1))
                .map(|distance| distance + 1);
            let ended = ENDINGS.iter().filter_map(|ending| ended(typed, known, ending, most));
            let nearest = whole.into_iter().chain(begun).chain(ended).min()?;
            Some((nearest, Reverse(index.texts(term)), term))
        })
        .filter(|(_, texts, _)| texts.0 > 0)
        .min()
        .map(|(_, _, term)| term)
}

/// The distance of two words, if it is at most `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let is_near = a.chars().count().abs_diff(b.chars().count()) <= most
        && (letter_mask(a) ^ letter_mask(b)).count_ones() as usize <= 2 * most;
    is_near.then(|| strsim::osa_distance(a, b)).filter(|distance| *distance <= most)
}

/// The distance of a word from a known one with an ending, if it is at most `most`.
fn ended(word: &str, known: &str, ending: &str, most: usize) -> Option<usize> {
    let letters = |text: &str| text.chars().count();
    let is_near = letters(word).abs_diff(letters(known) + letters(ending)) <= most;
    is_near.then(|| distance(word, &format!("{known}{ending}"), most)).flatten()
}

/// The first `letters` of a long word, if only an ending follows.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    let (end, _) = word.char_indices().nth(letters)?;
    let ending = word[end..].chars().count();
    (letters + ending >= LONG && letters > LEAST_LETTERS && ending <= MOST_ENDING).then(|| &word[..end])
}

/// Which letters a word has: those of two words at a distance of one differ in two at most.
fn letter_mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, letter| mask | 1 << (letter as u32 % 32))
}

/// The Chinese word that these letters are the pinyin of, or the first letters of its characters' pinyin;
/// of several that of most texts.
fn by_pinyin(index: &TextIndex, letters: &str) -> Option<TermId> {
    if letters.len() < 2 || letters.len() > MOST_LETTERS || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    index
        .words()
        .filter(|(_, word, is_han)| *is_han && is_read(word, letters))
        .map(|(term, _, _)| (Reverse(index.texts(term)), term))
        .filter(|(texts, _)| texts.0 > 0)
        .min()
        .map(|(_, term)| term)
}

/// Whether a Chinese word of two characters or more reads like this, in full or by first letters.
fn is_read(word: &str, letters: &str) -> bool {
    let (mut full, mut first) = (Some(letters), Some(letters));
    let mut characters = 0;
    for reading in word.to_pinyin() {
        let Some(reading) = reading else { return false };
        characters += 1;
        full = full.and_then(|rest| rest.strip_prefix(reading.plain()));
        first = first.and_then(|rest| rest.strip_prefix(reading.first_letter()));
        if full.is_none() && first.is_none() {
            return false;
        }
    }
    characters >= 2 && [full, first].contains(&Some(""))
}

/// A term as a text writes it: terms of words are stems.
fn written(index: &TextIndex, items: &[Vec<Item>; 2], term: TermId) -> Option<String> {
    let (side, place) = index.first_with(term)?;
    let posting = &items[side][place].posting;
    fields(posting).into_iter().find_map(|(_, text)| {
        let found = tokens(text).into_iter().find(|token| index.id(&token.term) == Some(term))?;
        Some(text[found.range].to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_words_are_read_in_full_and_by_first_letters() {
        assert!(is_read("喷涂", "pentu") && is_read("喷涂", "pt"));
        assert!(!is_read("喷涂", "pen") && !is_read("喷涂", "p") && !is_read("喷涂", "ptx"));
        assert!(!is_read("喷", "p") && !is_read("喷", "pen"));
    }

    #[test]
    fn a_misspelt_ending_is_no_other_word() {
        assert_eq!(ended("coatng", "coat", "ing", 1), Some(1));
        assert_eq!(ended("coating", "coat", "ing", 1), Some(0));
        assert_eq!(ended("coatng", "coat", "s", 1), None);
        assert_eq!(ended("coatng", "goat", "ing", 1), None);
    }

    #[test]
    fn letters_of_near_words_differ_little() {
        for (a, b, most) in [("coating", "coatng", 1), ("corrosion", "corosion", 1), ("plasma", "palsma", 1)]
        {
            assert!((letter_mask(a) ^ letter_mask(b)).count_ones() <= 2 * most, "{a} {b}");
        }
    }
}

//! Where the words of a search stand in a text.

use std::collections::HashSet;
use std::ops::Range;

use super::analysis::{Term, tokens};

/// The passages of `text` that answer to `query`, through stemming and segmentation: bytes on
/// character boundaries, in order, not overlapping.
pub fn highlight(text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted: HashSet<Term> = tokens(query).into_iter().map(|token| token.term).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Range<usize>> = tokens(text)
        .into_iter()
        .filter(|token| wanted.contains(&token.term))
        .map(|token| token.range)
        .collect();
    for character in wanted.iter().filter_map(Term::lone_character) {
        found.extend(text.match_indices(character).map(|(at, part)| at..at + part.len()));
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked<'a>(text: &'a str, query: &str) -> Vec<&'a str> {
        highlight(text, query).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_other_forms_of_the_word() {
        assert_eq!(marked("Coatings and a coated blade", "coating"), ["Coatings", "coated"]);
    }

    #[test]
    fn finds_chinese_without_blanks() {
        assert_eq!(marked("燃气轮机叶片热障涂层的制备", "热障涂层"), ["热障涂层"]);
    }

    #[test]
    fn finds_one_character_inside_words() {
        assert_eq!(marked("钛合金与铝合金", "铝"), ["铝"]);
    }

    #[test]
    fn stop_words_and_nothing_mark_nothing() {
        assert_eq!(marked("the state of the art", "the of"), Vec::<&str>::new());
        assert_eq!(marked("the state", ""), Vec::<&str>::new());
    }
}

//! Names of one thing in both languages: where a text uses one, and what the other language says.
//!
//! The list is a data file beside this module (`terms.csv`, with `SOURCES.md`), read once.

mod list;
mod symbols;

use std::ops::Range;

use super::analysis::{Term, Token};
use crate::domain::{Discipline, Language};
use list::LIST;
use symbols::Symbols;

/// More bytes than a Chinese word has.
const LONGEST_WORD: usize = 60;

/// A passage that uses a name of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// The row of the list.
    pub(super) row: usize,
    /// Bytes of the text.
    pub(super) range: Range<usize>,
}

/// The names that a text of one language uses, in order, not overlapping: of those that begin
/// first the longest. `tokens` are the text's.
pub(super) fn passages(text: &str, tokens: &[Token], language: Language) -> Vec<Passage> {
    let symbols = Symbols::of(text, tokens);
    let found = LIST.find(language, symbols.as_str());
    found
        .map(|(name, range)| (name, symbols.origin(&range)))
        .filter(|(name, range)| {
            is_form_of(&text[range.clone()], &name.written) && !cuts_words(text, range, tokens)
        })
        .map(|(name, range)| Passage { row: name.row, range })
        .collect()
}

/// The terms of a row's main name in a language.
pub(super) fn name(row: usize, language: Language) -> &'static [Term] {
    LIST.name(row, language)
}

/// The discipline of the first level whose texts use a row most.
pub(super) fn field(row: usize) -> Option<Discipline> {
    LIST.field(row)
}

/// Whether one word is a name in singular or plural. A stem alone would take insulation for the
/// insulator; among several words the others tell.
fn is_form_of(word: &str, name: &str) -> bool {
    const ENDINGS: &[&str] = &["", "s", "es", "is", "y", "ies", "a", "ae", "e", "um", "us", "i"];
    if !word.bytes().chain(name.bytes()).all(|b| b.is_ascii_alphabetic()) {
        return true;
    }
    let (word, name) = (word.to_ascii_lowercase(), name.to_ascii_lowercase());
    let same = word.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    ENDINGS.contains(&&word[same..]) && ENDINGS.contains(&&name[same..])
}

/// Whether a Chinese name of two characters is made of the end of one word and the beginning of
/// another: 中试 stands in 集中试验, but isn't meant there. Longer names hardly ever arise so.
fn cuts_words(text: &str, passage: &Range<usize>, tokens: &[Token]) -> bool {
    let Range { start, end } = *passage;
    if text[start..end].chars().count() != 2 {
        return false;
    }
    // Tokens are in the order in which they begin.
    let from = tokens.partition_point(|token| token.range.start + LONGEST_WORD < start);
    tokens[from..]
        .iter()
        .take_while(|token| token.range.start < end)
        .filter(|token| matches!(token.term, Term::HanWord(_)))
        .any(|token| {
            let word = &token.range;
            (word.start < start && start < word.end && word.end < end)
                || (start < word.start && word.start < end && end < word.end)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::analysis::tokens;

    fn found(text: &str, language: Language) -> Vec<&str> {
        passages(text, &tokens(text), language).into_iter().map(|passage| &text[passage.range]).collect()
    }

    fn rows(text: &str, language: Language) -> Vec<usize> {
        passages(text, &tokens(text), language).into_iter().map(|passage| passage.row).collect()
    }

    #[test]
    fn finds_english_names_in_any_form() {
        for text in ["Thermal-barrier coatings", "a thermal barrier coating", "thermal–barrier\ncoated"] {
            assert_eq!(rows(text, Language::En), rows("thermal barrier coating", Language::En), "{text}");
            assert_eq!(rows(text, Language::En).len(), 1, "{text}");
        }
        assert_eq!(found("the Internet of Things", Language::En), ["Internet of Things"]);
        assert_eq!(
            found("a patient with Alzheimer’s disease", Language::En),
            ["patient", "Alzheimer’s disease"]
        );
        assert_eq!(found("thermal, barrier; coating", Language::En), ["coating"], "three words apart");
    }

    #[test]
    fn finds_chinese_names_without_blanks() {
        assert_eq!(found("燃气轮机叶片热障涂层的制备", Language::Zh), ["燃气轮机", "叶片", "热障涂层"]);
        assert_eq!(found("用X射线衍射测定", Language::Zh), ["X射线衍射"]);
        assert_eq!(found("样品在某处集中试验", Language::Zh), ["样品"], "不是“中试”");
    }

    #[test]
    fn the_longest_name_is_meant() {
        assert_eq!(found("perovskite solar cells", Language::En), ["perovskite solar cells"]);
        assert_eq!(found("Gaussian process regression", Language::En), ["Gaussian process regression"]);
        assert_eq!(found("钙钛矿太阳能电池", Language::Zh), ["钙钛矿太阳能电池"]);
    }

    #[test]
    fn further_names_find_the_same_row() {
        assert_eq!(
            rows("ant colony optimisation", Language::En),
            rows("ant colony optimization", Language::En)
        );
        assert_eq!(rows("蚁群优化", Language::Zh), rows("蚁群算法", Language::Zh));
    }

    #[test]
    fn a_single_word_is_its_singular_or_plural() {
        assert_eq!(
            found("Insulators and insulation, microalga or microalgae", Language::En),
            ["Insulators", "microalga", "microalgae"]
        );
    }

    #[test]
    fn acronyms_are_whole_words_in_capitals() {
        assert_eq!(found("by FEM and a fem, FEMA, IFEM", Language::En), ["FEM"]);
        assert_eq!(found("采用FEM计算，fem不算", Language::Zh), ["FEM"], "used in Chinese as well");
        assert_eq!(rows("FEM", Language::Zh), rows("有限元法", Language::Zh));
    }

    #[test]
    fn a_name_has_terms_in_both_languages() {
        let row = rows("thermal barrier coating", Language::En)[0];
        let terms = |text: &str| tokens(text).into_iter().map(|token| token.term).collect::<Vec<_>>();
        assert_eq!(name(row, Language::Zh), terms("热障涂层"));
        assert_eq!(name(row, Language::En), terms("thermal barrier coating"));
    }
}

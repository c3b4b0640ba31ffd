//! The words by which people name columns and values, in both languages.
//!
//! `aliases.csv` beside this file holds what real spreadsheets write; the labels of the
//! catalogues and the canonical codes count besides.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::domain::Language;
use crate::i18n::Messages;

/// What a column holds, for the sentence that says that a cell holds something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expected {
    /// Text of any kind.
    Text,
    /// A public identifier.
    Id,
    /// Need or capability.
    Kind,
    /// English or Chinese.
    Language,
    /// A technology readiness level.
    Trl,
    /// Forms of cooperation.
    Form,
    /// Industries of GB/T 4754.
    Industry,
    /// Disciplines of GB/T 13745.
    Discipline,
    /// Strategic emerging industries.
    StrategicIndustry,
    /// A province or a city.
    Region,
    /// Yes or no.
    YesNo,
    /// An amount or a range of money.
    Money,
    /// A currency.
    Currency,
    /// A number of months.
    Months,
    /// A stance on intellectual property.
    Ip,
    /// A day.
    Date,
    /// A point in time.
    Timestamp,
    /// A disclosure level.
    Disclosure,
    /// A posting's state.
    State,
    /// A kind of organization.
    OrganizationKind,
}

/// Brings a name into the form in which spellings of it are equal: compatibility forms
/// unified (full-width letters), lower case, without blanks, joiners and marks.
pub(super) fn normal(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !"_-*:.。'’\"“”·".contains(*c))
        .collect()
}

/// Codes by list and normalised word.
static ALIASES: LazyLock<HashMap<&'static str, HashMap<String, &'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<_, HashMap<_, _>> = HashMap::new();
    for (list, code, word) in alias_words() {
        lists.entry(list).or_default().entry(normal(word)).or_insert(code);
    }
    lists
});

/// The rows of `aliases.csv`, a word at a time: list, code, word. No cell there holds a comma.
fn alias_words() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    include_str!("aliases.csv").lines().skip(1).flat_map(|line| {
        let mut cells = line.splitn(3, ',');
        let (list, code) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let words = cells.next().unwrap_or_default().split('|');
        words.map(move |word| (list, code, word))
    })
}

/// The code that a word of the list stands for.
pub(super) fn alias(list: &str, text: &str) -> Option<&'static str> {
    ALIASES.get(list)?.get(&normal(text)).copied()
}

/// The first Chinese word of a list for a code.
pub(super) fn name_in(list: &str, code: &str) -> Option<&'static str> {
    let words = alias_words().filter(|(of, one, _)| *of == list && *one == code).map(|(.., word)| word);
    words.into_iter().find(|word| !word.is_ascii())
}

/// Whether the cell says in words that nothing is stated.
pub(super) fn says_nothing(text: &str) -> bool {
    normal(text).is_empty() || alias("not-stated", text).is_some()
}

/// Every word for each of the values: code, labels in both languages, aliases.
///
/// `label` is the beginning of the labels' message keys, `list` that of the aliases.
pub(super) fn words<T: Copy + Eq + Hash>(
    values: impl IntoIterator<Item = T>,
    code: impl Fn(T) -> String,
    label: &str,
    list: &str,
) -> HashMap<String, T> {
    let values: Vec<(String, T)> = values.into_iter().map(|value| (code(value), value)).collect();
    let mut words = HashMap::new();
    for (code, value) in &values {
        words.insert(normal(code), *value);
    }
    for (code, value) in &values {
        for language in Language::ALL {
            words.entry(normal(&Messages::new(language).t(&format!("{label}{code}")))).or_insert(*value);
        }
    }
    let by_code: HashMap<&str, T> = values.iter().map(|(code, value)| (code.as_str(), *value)).collect();
    for (word, code) in ALIASES.get(list).into_iter().flatten() {
        if let Some(value) = by_code.get(code) {
            words.entry(word.clone()).or_insert(*value);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_word_stands_for_two_things() {
        let mut seen = HashSet::new();
        for (list, code, word) in alias_words() {
            assert!(!word.trim().is_empty() && !code.is_empty(), "{list},{code}");
            assert!(seen.insert((list, normal(word))), "{list}: {word} stands twice");
        }
    }

    #[test]
    fn spellings_are_equal() {
        assert_eq!(normal(" Budget_Min* "), normal("budget-min"));
        assert_eq!(normal("ＴＲＬ："), "trl");
        assert_eq!(alias("posting", "技 术 成熟度"), Some("trl"));
        assert_eq!(alias("posting", "colour"), None);
    }
}

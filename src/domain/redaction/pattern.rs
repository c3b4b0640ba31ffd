//! Patterns with the conditions that a pattern can't state.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Leak;

/// A pattern that stays empty if it can't be read; a test reads all.
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// Reads a pattern.
pub(super) fn pattern(written: &str) -> Option<Regex> {
    Regex::new(written).ok()
}

/// Declares a pattern.
macro_rules! patterns {
    ($($name:ident = $($part:expr),+;)+) => {
        $(static $name: $crate::domain::redaction::pattern::Pattern = std::sync::LazyLock::new(|| {
            $crate::domain::redaction::pattern::pattern(concat!($($part),+))
        });)+
    };
}
pub(super) use patterns;

/// One way to find one kind of thing.
pub(super) struct Rule {
    /// What it finds.
    pub(super) kind: Leak,
    /// Its first group that takes part, or else the whole of it, is what was found.
    pub(super) pattern: &'static Pattern,
    /// Whether what was found is meant, from the text and its place.
    pub(super) is_meant: fn(&str, &Range<usize>) -> bool,
}

impl Rule {
    /// Where the pattern fits and is meant, from the left, without overlaps.
    pub(super) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let Some(pattern) = self.pattern.as_ref() else { return Vec::new() };
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(fit) = pattern.captures_at(text, at) {
            let Some(part) = fit.iter().skip(1).flatten().next().or_else(|| fit.get(0)) else { break };
            let range = trimmed(text, part.range());
            if !range.is_empty() && (self.is_meant)(text, &range) {
                at = range.end;
                found.push(range);
            } else {
                // What is meant may begin within what isn't.
                at = part.start() + after(text, part.start()).map_or(1, char::len_utf8);
            }
            if at > text.len() {
                break;
            }
        }
        found
    }
}

/// Always meant.
pub(super) fn always(_: &str, _: &Range<usize>) -> bool {
    true
}

/// Without the blanks and marks at the ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_mark = |c: char| c.is_whitespace() || ",.;:".contains(c);
    let found = &text[range.clone()];
    let start = range.start + (found.len() - found.trim_start_matches(is_mark).len());
    let end = range.end - (found.len() - found.trim_end_matches(is_mark).len());
    start..end.max(start)
}

/// The character before a place.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character after a place.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether neither a letter nor a digit of the Latin script touches the range.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let touches = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    !touches(before(text, range.start)) && !touches(after(text, range.end))
}

/// Digits of the range.
pub(super) fn digits(text: &str, range: &Range<usize>) -> String {
    text[range.clone()].chars().filter(char::is_ascii_digit).collect()
}

/// Units that follow a figure, and not a telephone number.
static UNIT: Pattern = LazyLock::new(|| {
    pattern(concat!(
        r"^\s?(?:[%‰°℃Ωμ×±$€£¥]|[kMGmnμcd]?(?:Pa|Hz|W|Wh|V|A|Ah|J|N|m|g|L|l|s|F|H|Ω|eV|bar|mol|B|b)\b|(?:K|h|d|t|",
        r"rpm|ppm|ppb|cycles?|times|yuan|RMB|CNY|USD|EUR|euros?|dollars?|tons?|tonnes?|units?|pieces|samples?|rows|",
        r"records|hours?|days?|km|fps)\b|[元万亿吨千公克米毫厘微纳次小分秒年月日天台套件个人例条份只株亩平立升赫瓦伏安帕焦度倍])"
    ))
});

/// Whether it is the number of a figure: a unit follows, or it is all noughts.
pub(super) fn is_figure(text: &str, range: &Range<usize>) -> bool {
    let is_before_unit = UNIT.as_ref().is_some_and(|unit| unit.is_match(&text[range.end..]));
    is_before_unit || digits(text, range).ends_with("000000")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_told() {
        assert!(UNIT.is_some());
        for rest in [" °C", "%", " MPa", "mm", " cycles", "万元", "次", " kWh/t"] {
            assert!(is_figure(&format!("1{rest}"), &(0..1)), "{rest}");
        }
        for rest in ["", "，", " (Wang)", " 转 8012", " and", " Mr"] {
            assert!(!is_figure(&format!("1{rest}"), &(0..1)), "{rest}");
        }
    }
}

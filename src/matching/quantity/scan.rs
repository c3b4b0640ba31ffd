//! Finding numbers with units in a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::units::{LONGEST, UNITS, Unit};
use super::{Bound, MAX_QUANTITIES, Quantity};

/// Beyond this a number is a slip of the pen.
const LARGEST: f64 = 1e18;
/// The most digits of a number.
const MAX_DIGITS: usize = 30;
/// How many characters before a number may bound it.
const BEFORE: usize = 24;

static SPELLINGS: LazyLock<HashMap<&'static str, &'static Unit>> = LazyLock::new(|| {
    UNITS.iter().flat_map(|unit| unit.spellings.iter().map(move |spelling| (*spelling, unit))).collect()
});

/// Words that stand before a number and bound it; of those that fit the longest counts.
const BEFORE_WORDS: &[(&str, Bound)] = &[
    ("≥", Bound::AtLeast),
    (">", Bound::AtLeast),
    (">=", Bound::AtLeast),
    ("⩾", Bound::AtLeast),
    ("≧", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("no less than", Bound::AtLeast),
    ("more than", Bound::AtLeast),
    ("greater than", Bound::AtLeast),
    ("higher than", Bound::AtLeast),
    ("above", Bound::AtLeast),
    ("over", Bound::AtLeast),
    ("exceeding", Bound::AtLeast),
    ("exceeds", Bound::AtLeast),
    ("minimum", Bound::AtLeast),
    ("up to", Bound::AtLeast),
    ("as high as", Bound::AtLeast),
    ("不低于", Bound::AtLeast),
    ("不小于", Bound::AtLeast),
    ("不少于", Bound::AtLeast),
    ("大于", Bound::AtLeast),
    ("大于等于", Bound::AtLeast),
    ("高于", Bound::AtLeast),
    ("超过", Bound::AtLeast),
    ("至少", Bound::AtLeast),
    ("高达", Bound::AtLeast),
    ("达到", Bound::AtLeast),
    ("可达", Bound::AtLeast),
    ("最高", Bound::AtLeast),
    ("优于", Bound::AtLeast),
    ("≤", Bound::AtMost),
    ("<", Bound::AtMost),
    ("<=", Bound::AtMost),
    ("⩽", Bound::AtMost),
    ("≦", Bound::AtMost),
    ("at most", Bound::AtMost),
    ("not more than", Bound::AtMost),
    ("no more than", Bound::AtMost),
    ("less than", Bound::AtMost),
    ("lower than", Bound::AtMost),
    ("fewer than", Bound::AtMost),
    ("below", Bound::AtMost),
    ("under", Bound::AtMost),
    ("within", Bound::AtMost),
    ("maximum", Bound::AtMost),
    ("not exceeding", Bound::AtMost),
    ("不超过", Bound::AtMost),
    ("不高于", Bound::AtMost),
    ("不大于", Bound::AtMost),
    ("不多于", Bound::AtMost),
    ("小于", Bound::AtMost),
    ("小于等于", Bound::AtMost),
    ("低于", Bound::AtMost),
    ("少于", Bound::AtMost),
];

/// Words that stand behind a quantity and bound it.
const BEHIND_WORDS: &[(&str, Bound)] = &[
    ("以上", Bound::AtLeast),
    ("及以上", Bound::AtLeast),
    ("or more", Bound::AtLeast),
    ("and above", Bound::AtLeast),
    ("or above", Bound::AtLeast),
    ("or higher", Bound::AtLeast),
    ("以下", Bound::AtMost),
    ("及以下", Bound::AtMost),
    ("以内", Bound::AtMost),
    ("之内", Bound::AtMost),
    ("内", Bound::AtMost),
    ("or less", Bound::AtMost),
    ("or below", Bound::AtMost),
    ("or fewer", Bound::AtMost),
];

/// A text in small letters and compatibility forms, each character with its bytes in the original.
struct Folded {
    chars: Vec<char>,
    origins: Vec<Range<usize>>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded =
            Self { chars: Vec::with_capacity(text.len()), origins: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices() {
            let mut push = |c| {
                folded.chars.push(c);
                folded.origins.push(at..at + c_len(text, at));
            };
            match c {
                // Their compatibility forms would lose that they are exponents, or a degree.
                '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '⁻' | '℃' | '℉' | '㎡' | '㎜' | '㎝' | '㎏' | '㎛' => {
                    push(c)
                }
                'µ' => push('μ'),
                _ if c.is_ascii() => push(c.to_ascii_lowercase()),
                _ => std::iter::once(c).nfkc().flat_map(char::to_lowercase).for_each(push),
            }
        }
        folded
    }

    fn starts_with(&self, at: usize, word: &str) -> bool {
        let mut rest = self.chars.get(at..).unwrap_or(&[]).iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        while self.get(at).is_some_and(|c| c == ' ' || c == '\u{a0}') {
            at += 1;
        }
        at
    }
}

fn c_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// A number, or two as a range, with or without units of their own.
struct Read {
    low: f64,
    high: f64,
    is_range: bool,
    unit: &'static Unit,
    end: usize,
}

pub(super) fn scan(text: &str) -> Vec<Quantity> {
    let folded = Folded::of(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.chars.len() && found.len() < MAX_QUANTITIES {
        if !begins_number(&folded, at) {
            at += 1;
            continue;
        }
        match read(&folded, at) {
            Some(read) => {
                let (end, quantity) = bounded(&folded, at, &read);
                found.extend(quantity);
                at = end;
            }
            None => at = skip_number(&folded, at),
        }
    }
    found
}

/// A digit that isn't part of a word or of another number.
fn begins_number(text: &Folded, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    text.chars[at].is_ascii_digit()
        && !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/'))
}

/// The end of the digits, points and commas at a place.
fn skip_number(text: &Folded, mut at: usize) -> usize {
    while text.get(at).is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) {
        at += 1;
    }
    at.max(1)
}

/// A number, its power of ten and its Chinese scale: the value and the end.
fn number(text: &Folded, at: usize) -> Option<(f64, usize)> {
    let mut digits = String::new();
    let mut end = at;
    loop {
        match text.get(end) {
            Some(c) if c.is_ascii_digit() => digits.push(c),
            Some('.') if !digits.contains('.') && text.get(end + 1).is_some_and(|c| c.is_ascii_digit()) => {
                digits.push('.');
            }
            Some(',') if !digits.contains('.') && is_thousands(text, end) => {}
            _ => break,
        }
        end += 1;
        if digits.len() > MAX_DIGITS {
            return None;
        }
    }
    let mut value: f64 = digits.parse().ok()?;
    if let Some((exponent, after)) = power(text, end, value) {
        value = exponent;
        end = after;
    }
    // Scales of money and counts; with a unit of its own behind they belong to the number.
    let scaled = text.skip_blanks(end);
    for (scale, factor) in [('万', 1e4), ('亿', 1e8)] {
        // 万元 is a unit of its own.
        if text.get(scaled) == Some(scale) && unit(text, scaled).is_none() {
            return Some((value * factor, scaled + 1)).filter(|(value, _)| value.abs() <= LARGEST);
        }
    }
    (value.abs() <= LARGEST).then_some((value, end))
}

/// Whether exactly three digits follow a comma.
fn is_thousands(text: &Folded, at: usize) -> bool {
    let digit = |at| text.get(at).is_some_and(|c: char| c.is_ascii_digit());
    (1..=3).all(|n| digit(at + n)) && !digit(at + 4)
}

/// `×10⁻³`, `x10^-3`, `e-3`, `^5` of ten, `⁵` of ten: the value with it, and the end.
fn power(text: &Folded, at: usize, value: f64) -> Option<(f64, usize)> {
    let times = text.skip_blanks(at);
    if text.get(times).is_some_and(|c| matches!(c, '×' | 'x' | '*' | '·')) {
        let ten = text.skip_blanks(times + 1);
        if text.starts_with(ten, "10") {
            let (exponent, end) = exponent(text, ten + 2)?;
            return Some((value * 10_f64.powi(exponent), end));
        }
        return None;
    }
    if text.get(at) == Some('e') {
        let (exponent, end) = signed(text, at + 1)?;
        return Some((value * 10_f64.powi(exponent), end));
    }
    let (exponent, end) = exponent(text, at).filter(|_| value == 10.0)?;
    Some((10_f64.powi(exponent), end))
}

fn exponent(text: &Folded, at: usize) -> Option<(i32, usize)> {
    if text.get(at) == Some('^') {
        return signed(text, at + 1);
    }
    let (mut digits, mut end) = (String::new(), at);
    while let Some(c) = text.get(end) {
        match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|other| other == c) {
            Some(digit) if digits.len() < 4 => digits.push_str(&digit.to_string()),
            None if c == '⁻' && digits.is_empty() => digits.push('-'),
            _ => break,
        }
        end += 1;
    }
    Some((digits.parse().ok()?, end))
}

fn signed(text: &Folded, at: usize) -> Option<(i32, usize)> {
    let (mut digits, mut end) = (String::new(), at);
    while let Some(c) = text.get(end).filter(|_| digits.len() < 4) {
        match c {
            '-' | '−' if digits.is_empty() => digits.push('-'),
            '+' if digits.is_empty() => {}
            _ if c.is_ascii_digit() => digits.push(c),
            _ => break,
        }
        end += 1;
    }
    Some((digits.parse().ok()?, end))
}

/// The unit at a place, the longest that fits and doesn't end within a word.
fn unit(text: &Folded, at: usize) -> Option<(&'static Unit, usize)> {
    let at = text.skip_blanks(at);
    let mut spelling = String::new();
    let mut best = None;
    for (n, c) in text.chars.get(at..)?.iter().take(LONGEST).enumerate() {
        spelling.push(match c {
            '²' => '2',
            '³' => '3',
            c => *c,
        });
        let next = text.get(at + n + 1);
        let goes_on = |next: char| {
            let in_word = c.is_ascii_alphanumeric() && (next.is_ascii_alphanumeric() || next == '/');
            in_word || matches!(next, '²' | '³')
        };
        let ends = !next.is_some_and(goes_on);
        if ends && let Some(unit) = SPELLINGS.get(spelling.as_str()) {
            best = Some((*unit, at + n + 1));
        }
    }
    best
}

fn read(text: &Folded, at: usize) -> Option<Read> {
    let (first, end) = number(text, at)?;
    let own = unit(text, end);
    let after = own.map_or(end, |(_, end)| end);
    if let Some(second_at) = range_sign(text, after)
        && text.get(second_at).is_some_and(|c| c.is_ascii_digit())
        && let Some((second, end)) = number(text, second_at)
        && let Some((unit, end)) = unit(text, end)
    {
        // "5–10 万元": a scale at the second number that the first lacks holds for both.
        let first_unit = own.map_or(unit, |(unit, _)| unit);
        if first_unit.measure == unit.measure {
            // "5万-10万元": the first has its scale already.
            let is_scaled = own.is_none() && matches!(text.get(end_of_first(after)), Some('万' | '亿'));
            let a = if is_scaled { first } else { base(first, first_unit) };
            let b = base(second, unit);
            return Some(Read { low: a.min(b), high: a.max(b), is_range: true, unit, end });
        }
    }
    if let Some(tolerance_at) = tolerance_sign(text, after)
        && let Some((tolerance, end)) = number(text, tolerance_at)
        && let Some((unit, end)) = unit(text, end)
    {
        let middle = own.map_or(first, |_| first);
        let (a, b) = (base(middle - tolerance, unit), base(middle + tolerance, unit));
        return Some(Read { low: a.min(b), high: a.max(b), is_range: true, unit, end });
    }
    let (unit, end) = own?;
    let negative = is_negative(text, at);
    let value = base(if negative { -first } else { first }, unit);
    Some(Read { low: value, high: value, is_range: false, unit, end })
}

/// The last character of what ends at a place.
fn end_of_first(end: usize) -> usize {
    end.saturating_sub(1)
}

fn base(value: f64, unit: &Unit) -> f64 {
    value * unit.factor + unit.offset
}

/// The place behind a sign or word that makes a range of two numbers.
fn range_sign(text: &Folded, at: usize) -> Option<usize> {
    let at = text.skip_blanks(at);
    let words = ["–", "—", "-", "~", "至", "到", "to ", "and "];
    let word = words.iter().find(|word| text.starts_with(at, word))?;
    Some(text.skip_blanks(at + word.chars().count()))
}

fn tolerance_sign(text: &Folded, at: usize) -> Option<usize> {
    let at = text.skip_blanks(at);
    (text.get(at) == Some('±')).then(|| text.skip_blanks(at + 1))
}

/// A minus before a number that isn't a hyphen behind a word or another number.
fn is_negative(text: &Folded, at: usize) -> bool {
    let minus = at.checked_sub(1).and_then(|at| text.get(at));
    let before = at.checked_sub(2).and_then(|at| text.get(at));
    matches!(minus, Some('−' | '-')) && before.is_none_or(|c| !c.is_alphanumeric())
}

/// The quantity with the words that bound it, and the place behind it; none for absurd values.
fn bounded(text: &Folded, at: usize, read: &Read) -> (usize, Option<Quantity>) {
    let (mut start, mut end) = (at, read.end);
    if is_negative(text, at) && !read.is_range {
        start -= 1;
    }
    let mut bound = if read.is_range { Bound::Between } else { Bound::Exact };
    if bound == Bound::Exact {
        if let Some((found, from)) = before(text, start) {
            (bound, start) = (found, from);
        } else if let Some((found, to)) = behind(text, end) {
            (bound, end) = (found, to);
        }
    }
    let is_sound =
        read.low.is_finite() && read.high.is_finite() && read.low.abs().max(read.high.abs()) <= LARGEST;
    let quantity = is_sound.then(|| Quantity {
        measure: read.unit.measure,
        bound,
        low: read.low,
        high: read.high,
        range: text.origins[start].start..text.origins[end - 1].end,
    });
    (end, quantity)
}

/// The longest word that bounds and ends right before a place, and where it begins.
fn before(text: &Folded, at: usize) -> Option<(Bound, usize)> {
    let mut end = at;
    while end > 0 && at - end < 3 && matches!(text.chars[end - 1], ' ' | '\u{a0}' | '约') {
        end -= 1;
    }
    let from = end.saturating_sub(BEFORE);
    let ends_with = |word: &str| {
        let length = word.chars().count();
        let start = end.checked_sub(length).filter(|start| *start >= from)?;
        let is_whole = !word.starts_with(|c: char| c.is_ascii_alphabetic())
            || start.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|c| !c.is_ascii_alphanumeric());
        (text.starts_with(start, word) && is_whole).then_some(start)
    };
    let found = BEFORE_WORDS.iter().filter_map(|(word, bound)| Some((*bound, ends_with(word)?)));
    found.min_by_key(|(_, start)| *start)
}

/// A word that bounds and begins right behind a place, and where it ends.
fn behind(text: &Folded, at: usize) -> Option<(Bound, usize)> {
    let start = text.skip_blanks(at);
    let found = BEHIND_WORDS.iter().filter(|(word, _)| text.starts_with(start, word));
    found.map(|(word, bound)| (*bound, start + word.chars().count())).max_by_key(|(_, end)| *end)
}

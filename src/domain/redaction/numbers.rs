//! Numbers that lead to somebody: telephones, patents, credit codes.

use std::ops::Range;

use super::Leak;
use super::pattern::{Rule, after, before, digits, is_figure, patterns, stands_alone};
use crate::domain::credit_code::CreditCode;

patterns! {
    MOBILE = r"(?:\+?\(?86\)?[\s\-]?|0086[\s\-]?)?1[3-9](?:\d{9}|\d[\s\-.·]\d{4}[\s\-.·]\d{4}|",
        r"\d{2}[\s\-.·]\d{3}[\s\-.·]\d{4}|",
        r"\d[\s\-.·]\d{3}[\s\-.·]\d{5}|\d[\s\-.·]\d{2}[\s\-.·]\d{3}[\s\-.·]\d{3}|",
        r"\d[\s\-.·]\d{2}[\s\-.·]\d{2}[\s\-.·]\d{2}[\s\-.·]\d{2})";
    // Spaced out, or in characters: 一三八…
    MOBILE_SPELT = r"(?:1[\s\-.·](?:\d[\s\-.·]){9}\d|",
        r"[一幺壹][三四五六七八九][\s]?[零〇一二三四五六七八九幺]{4}[\s]?[零〇一二三四五六七八九幺]{5})";
    LANDLINE = r"(?:\+?\(?86\)?[\s\-]?|0086[\s\-]?)?\(?0(?:10|2\d|[3-9]\d{2})\)?",
        r"[\s\-]{0,2}[2-9]\d{2,3}[\s\-]?\d{4}(?:\s?(?:转|ext\.?|x|-)\s?\d{1,5})?";
    LANDLINE_ABROAD = r"\+\(?86\)?[\s\-]?(?:\(0?\)[\s\-]?)?(?:10|2\d|[3-9]\d{2})[\s\-]?\d{3,4}[\s\-]?\d{4}";
    HOTLINE = r"[48]00[\s\-](?:\d{3}[\s\-]\d{4}|\d{4}[\s\-]\d{3}|\d{7})";
    ABROAD = r"\+[1-9]\d{0,2}[\s\-.]?(?:\(\d{1,4}\)[\s\-.]?)?\d{1,4}(?:[\s\-./]?\d{2,8}){1,5}";
    AMERICAN = r"(?:\(\d{3}\)\s?|\b[2-9]\d{2}-)[2-9]\d{2}-\d{4}";
    LABELLED = r"(?i)(?:电话|手机|热线|传真|座机|固话|\btel|\bphone|\bmobile|\bcell|\bfax|\bcall(?:\s(?:us|me))?",
        r"(?:\sat|\son)?)",
        r"(?:号码?|\s?no\.|\s?number)?\s?(?:[:：.]|是|为|号码?)?\s?(\+?\(?\d[\d\s\-().]{4,18}\d)";
    CHINESE_PATENT = r"(?i)(?:ZL|CN)\s?\.?(?:(?:19|20)\d{2}\s?[12389]\s?\d{7}(?:\s?\.\s?[\dX])?|",
        r"\d{2}\s?[12389]\s?\d{5}(?:\s?\.\s?[\dX])?|\d{7,9}\s?[ABCUSY]?\d?)";
    BARE_PATENT = r"(?:19|20)\d{2}[12389]\d{7}\s?\.\s?[\dX]";
    OTHER_PATENT = r"(?:US\s?(?:\d{1,2},\d{3},\d{3}(?:\s?[ABSE]\d?)|\d{7,8}(?:\s?[ABSE]\d?)?|",
        r"20\d{2}/?\d{7}(?:\s?A\d)?)|US\d{1,2},\d{3},\d{3}|EP\s?\d{7}(?:\s?[AB]\d)?|",
        r"WO\s?(?:19|20)\d{2}\s?/?\s?\d{5,6}(?:\s?A\d)?|PCT/[A-Z]{2}(?:19|20)?\d{2}/\d{5,6}|(?:JP|KR|DE|",
        r"GB|FR|TW)\s?(?:10)?-?\d{6,13}\s?(?:[ABCUTY]\d?))";
    LABELLED_PATENT = r"(?i)(?:专利(?:申请|授权|公开|公告)?号|(?:申请|公开|公告|授权公告|授权)号|patents?\s(?:application\s)?",
        r"(?:no\.?|nos\.?|number)|\bus\spatent(?:\sno\.?)?)",
        r"\s?[:：#]?\s?(?:是|为)?\s?([A-Z]{0,3}\s?\d[\d,./\sX\-]{5,20}(?:[ABCUSYX]\d?)?)";
    CODE = r"(?i)[1-9AYNG][1-9](?:[\s\-]?[0-9A-HJ-NPQRTUWXY]){16}";
}

/// How to find them.
pub(super) static RULES: &[Rule] = &[
    Rule { kind: Leak::CreditCode, pattern: &CODE, is_meant: is_code },
    Rule { kind: Leak::PatentNumber, pattern: &CHINESE_PATENT, is_meant: is_free },
    Rule { kind: Leak::PatentNumber, pattern: &BARE_PATENT, is_meant: is_free },
    Rule { kind: Leak::PatentNumber, pattern: &OTHER_PATENT, is_meant: is_free },
    Rule { kind: Leak::PatentNumber, pattern: &LABELLED_PATENT, is_meant: is_long },
    Rule { kind: Leak::Phone, pattern: &MOBILE, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &MOBILE_SPELT, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &LANDLINE, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &LANDLINE_ABROAD, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &HOTLINE, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &ABROAD, is_meant: is_abroad },
    Rule { kind: Leak::Phone, pattern: &AMERICAN, is_meant: is_phone },
    Rule { kind: Leak::Phone, pattern: &LABELLED, is_meant: is_labelled },
];

/// Whether no number goes on at either end, and it is no figure.
fn is_phone(text: &str, range: &Range<usize>) -> bool {
    let ends = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '+');
    // A decimal point, a thousand's comma or a dash with a digit behind it.
    let joined = |mark: Option<char>, far: Option<char>| {
        mark.is_some_and(|c| ".,-/".contains(c)) && far.is_some_and(|c| c.is_ascii_digit())
    };
    let mut left = text[..range.start].chars().rev();
    let mut right = text[range.end..].chars();
    let is_joined = joined(left.next(), left.next()) || joined(right.next(), right.next());
    let is_after_letter = before(text, range.start).is_some_and(|c| c.is_ascii_alphanumeric());
    !is_after_letter && !is_joined && ends(after(text, range.end)) && !is_figure(text, range)
}

/// Whether it is as long as numbers with the code of a country are.
fn is_abroad(text: &str, range: &Range<usize>) -> bool {
    (9..=15).contains(&digits(text, range).len()) && is_phone(text, range)
}

/// Whether it is as long as telephone numbers are.
fn is_labelled(text: &str, range: &Range<usize>) -> bool {
    (6..=15).contains(&digits(text, range).len()) && !is_figure(text, range)
}

/// Whether it stands alone and is no figure.
fn is_free(text: &str, range: &Range<usize>) -> bool {
    stands_alone(text, range) && !is_figure(text, range)
}

/// Whether it is as long as the numbers of patents are.
fn is_long(text: &str, range: &Range<usize>) -> bool {
    (6..=16).contains(&digits(text, range).len())
}

/// Whether it is a credit code: its check character fits, or it is called one.
fn is_code(text: &str, range: &Range<usize>) -> bool {
    let is_called = || {
        let near: String = text[..range.start].chars().rev().take(12).collect();
        near.contains("码代") || near.contains("码用信") || near.to_lowercase().contains("edoc")
    };
    stands_alone(text, range)
        && CreditCode::parse(&text[range.clone()]).is_ok_and(|code| code.is_check_ok() || is_called())
}

//! Amounts and ranges of money as people write them into one cell.

use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

use crate::domain::{Amount, Currency};

/// What a cell says of money; all `None` is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Money {
    pub(super) min: Option<Amount>,
    pub(super) max: Option<Amount>,
    pub(super) currency: Option<Currency>,
}

/// How currencies are written in and around amounts; longer ones before those that they contain.
const CURRENCIES: [(&str, Currency); 19] = [
    ("人民币", Currency::Cny),
    ("美元", Currency::Usd),
    ("欧元", Currency::Eur),
    ("英镑", Currency::Gbp),
    ("港元", Currency::Hkd),
    ("港币", Currency::Hkd),
    ("日元", Currency::Jpy),
    ("JP¥", Currency::Jpy),
    ("HK$", Currency::Hkd),
    ("US$", Currency::Usd),
    ("CNY", Currency::Cny),
    ("RMB", Currency::Cny),
    ("USD", Currency::Usd),
    ("EUR", Currency::Eur),
    ("GBP", Currency::Gbp),
    ("HKD", Currency::Hkd),
    ("JPY", Currency::Jpy),
    ("¥", Currency::Cny),
    ("$", Currency::Usd),
];

/// What says that only the highest amount is meant.
const AT_MOST: [&str; 12] =
    ["不超过", "不高于", "至多", "最高", "≤", "<=", "<", "UPTO", "ATMOST", "以内", "以下", "之内"];

/// What says that only the lowest amount is meant.
const AT_LEAST: [&str; 11] =
    ["不低于", "不少于", "至少", "最低", "≥", ">=", ">", "ATLEAST", "FROM", "以上", "起"];

/// Reads an amount or a range: `300万`, `300-450万元`, `¥3.0–4.5 M`, `不超过50万`, `USD 200k`.
/// Bare numbers count in `unit`, the unit in the column's name.
pub(super) fn money(text: &str, unit: Option<&str>) -> Option<Money> {
    let text = unified(text);
    let has_unit = text.contains('元');
    let (text, currency) = without_currency(text)?;
    let (unit, unit_currency) = without_currency(unified(unit.unwrap_or_default()))?;
    // First of all, as some of these words hold the letters of factors.
    let (text, at_most) = without_any(text, &AT_MOST);
    let (text, at_least) = without_any(text, &AT_LEAST);
    let (mut text, and_more) = match text.strip_suffix('+') {
        Some(amount) => (amount.to_owned(), true),
        None => (text, false),
    };
    let at_least = at_least || and_more;
    if !has_unit && !text.contains(['万', '亿', 'K', 'M']) {
        text.push_str(factor(&unit));
    }
    let (low, high) = ends(&text)?;
    let (min, max) = match (at_most, at_least) {
        (false, false) => (Some(low), Some(high)),
        (true, false) if low == high => (None, Some(high)),
        (false, true) if low == high => (Some(low), None),
        _ => return None,
    };
    Some(Money { min, max, currency: currency.or(unit_currency) })
}

/// Without blanks, in plain capital letters (￥ becomes ¥), long words for factors shortened.
fn unified(text: &str) -> String {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let text = text.to_uppercase().replace("百万", "M").replace("MILLION", "M");
    text.replace("THOUSAND", "K").replace('千', "K").replace(['约', '共'], "")
}

/// The factor that a unit without its currency stands for; none for words that are no unit.
fn factor(unit: &str) -> &'static str {
    match unit {
        "万" | "10K" | "10,000" | "10000" => "万",
        "亿" => "亿",
        "K" => "K",
        "M" => "M",
        _ => "",
    }
}

/// Takes the currency out; `None` when there are two different ones.
fn without_currency(mut text: String) -> Option<(String, Option<Currency>)> {
    let mut found = None;
    for (word, currency) in CURRENCIES.into_iter().chain([("€", Currency::Eur), ("£", Currency::Gbp)]) {
        if text.contains(word) {
            if found.is_some_and(|other| other != currency) {
                return None;
            }
            found = Some(currency);
            text = text.replace(word, "");
        }
    }
    Some((text.replace('元', ""), found))
}

fn without_any(mut text: String, words: &[&str]) -> (String, bool) {
    let mut any = false;
    for word in words.iter().filter(|word| !word.is_empty()) {
        if text.starts_with(word) || text.ends_with(word) {
            any = true;
            text = text.replace(word, "");
        }
    }
    (text, any)
}

/// The two ends of a range, or one amount twice. The unit of the second end counts for the first
/// if that has none: `300-450万`.
fn ends(text: &str) -> Option<(Amount, Amount)> {
    let parts: Vec<&str> =
        text.split(['-', '–', '—', '~', '〜', '至', '到']).filter(|p| !p.is_empty()).collect();
    let range_in_words = parts.first().and_then(|part| part.split_once("TO"));
    let range = match (parts.as_slice(), range_in_words) {
        ([_], Some(range)) => Some(range),
        ([low, high], None) => Some((*low, *high)),
        _ => None,
    };
    match (range, parts.as_slice()) {
        (Some((low, high)), _) => {
            let unit = high.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
            let bare = low.ends_with(|c: char| c.is_ascii_digit());
            let low = if bare { format!("{low}{unit}") } else { low.to_owned() };
            Some((Amount::from_str(&low).ok()?, Amount::from_str(high).ok()?))
        }
        (None, [amount]) => Amount::from_str(amount).ok().filter(|_| !text.starts_with('-')).map(|a| (a, a)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ranges_bounds_and_currencies() {
        let cny = Some(Currency::Cny);
        for (text, unit, min, max, currency) in [
            ("3000000", None, "3000000", "3000000", None),
            ("300万", None, "3000000", "3000000", None),
            ("300-450万元", None, "3000000", "4500000", None),
            ("300万～450万", None, "3000000", "4500000", None),
            ("50", Some("万元"), "500000", "500000", None),
            ("50-80", Some("万元"), "500000", "800000", None),
            ("50万", Some("元"), "500000", "500000", None),
            ("RMB 50", Some("万元"), "500000", "500000", cny),
            ("50元", Some("万元"), "50", "50", None),
            ("50", Some("如有"), "50", "50", None),
            ("50-80", Some("万美元"), "500000", "800000", Some(Currency::Usd)),
            ("￥300,000至450,000", None, "300000", "450000", cny),
            ("¥3.0–4.5 M", None, "3000000", "4500000", cny),
            ("RMB 20k to 30k", None, "20000", "30000", cny),
            ("€ 1.5 million", None, "1500000", "1500000", Some(Currency::Eur)),
            ("不超过50万元", None, "", "500000", None),
            ("≥ 50万", None, "500000", "", None),
            ("50万以上", None, "500000", "", None),
            ("up to 20k USD", None, "", "20000", Some(Currency::Usd)),
            ("1.2亿", None, "120000000", "120000000", None),
            ("50以上", Some("万元"), "500000", "", None),
            ("100以内", Some("万元"), "", "1000000", None),
            ("≤100", Some("万元"), "", "1000000", None),
            ("at most 100", Some("万元"), "", "1000000", None),
            ("from 50", Some("万元"), "500000", "", None),
            ("50+", Some("万元"), "500000", "", None),
            ("50万+", Some("元"), "500000", "", None),
            ("$20k+", None, "20000", "", Some(Currency::Usd)),
        ] {
            let amount = |text: &str| (!text.is_empty()).then(|| text.parse::<Amount>().unwrap());
            let expected = Money { min: amount(min), max: amount(max), currency };
            assert_eq!(money(text, unit), Some(expected), "{text} {unit:?}");
        }
        for text in
            ["", "-5", "a lot", "1-2-3", "$5 or €5", "不超过1-2万", "-", "万", "1e5x", "以上", "+", "50-80+"]
        {
            assert_eq!(money(text, None), None, "{text}");
        }
    }
}

//! Figures with units, and years.

use std::ops::Range;

use crate::domain::{Detail, Posting};
use crate::matching::Field;
use crate::matching::explanation::fields;
use crate::matching::quantity::{Measure, quantities};

/// Units that the engine doesn't compare, but that people measure in; in the spelling that they have.
const OTHER_UNITS: &[&str] = &[
    "HV",
    "HRC",
    "HRA",
    "HRB",
    "HB",
    "HBW",
    "fps",
    "dpi",
    "lx",
    "lm",
    "lm/W",
    "nit",
    "nits",
    "Ω",
    "kΩ",
    "MΩ",
    "mΩ",
    "Ω·cm",
    "S/cm",
    "S/m",
    "W/mK",
    "W/(m·K)",
    "T",
    "mT",
    "G",
    "Gbps",
    "Mbps",
    "GB",
    "TB",
    "MB",
    "TOPS",
    "FLOPS",
    "mol",
    "mmol",
    "mol/L",
    "mmol/L",
    "nM",
    "μM",
    "mM",
    "CFU",
    "CFU/mL",
    "U/mg",
    "IU",
    "cP",
    "mPa·s",
    "Pa·s",
    "pH",
    "L/h",
    "L/min",
    "m³/h",
    "m3/h",
    "m³/d",
    "t/h",
    "t/d",
    "t/a",
    "kg/h",
    "kg/t",
    "kWh/t",
    "g/cm³",
    "g/cm3",
    "kg/m³",
    "N·m",
    "Nm",
    "kN·m",
    "N/mm²",
    "kJ/m²",
    "J/g",
    "kJ/kg",
    "mAh/g",
    "A/cm²",
    "mA/cm²",
    "W/kg",
    "kW/kg",
    "m²/g",
    "g/kW",
    "NTU",
    "eV",
    "keV",
    "MeV",
    "Gy",
    "Bq",
    "Sv",
    "rad",
    "°",
    "″",
    "′",
    "倍",
    "件",
    "台",
    "套",
    "例",
    "株",
    "吨/年",
    "吨/天",
    "件/小时",
    "片",
    "帧",
    "像素",
    "亩",
    "目",
    "级",
];

/// A figure in a text.
pub(super) struct Figure {
    /// What it measures, if the engine knows.
    pub(super) measure: Option<Measure>,
    pub(super) range: Range<usize>,
}

/// The figures of a text: numbers with units, money and calendar years left out.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let known = quantities(text).into_iter().filter_map(|quantity| {
        let is_money = matches!(quantity.measure, Measure::Yuan | Measure::Dollars | Measure::Euros);
        let is_year =
            years(text).any(|year| quantity.range.start <= year.start && year.end <= quantity.range.end);
        let is_left_out = is_money || is_year && quantity.measure == Measure::Duration;
        (!is_left_out).then_some(Figure { measure: Some(quantity.measure), range: quantity.range })
    });
    known.chain(others(text)).collect()
}

/// Whether a text states a figure.
pub(super) fn is_in(text: &str) -> bool {
    !figures(text).is_empty()
}

/// Whether description, must-haves or evidence state a figure.
pub(super) fn has_any(posting: &Posting) -> bool {
    fields(posting)
        .into_iter()
        .any(|(field, text)| matches!(field, Field::Description | Field::Line(_)) && is_in(text))
}

/// Whether a text names a year of our time.
pub(super) fn names_year(text: &str) -> bool {
    years(text).next().is_some()
}

/// The places where a year may stand: four digits from 1980 to 2099 that no other digit touches and no
/// unit follows.
fn years(text: &str) -> impl Iterator<Item = Range<usize>> {
    numbers(text).filter(move |range| {
        let is_of_our_time = text[range.clone()].parse().is_ok_and(|year: u16| (1980..2100).contains(&year));
        let rest = &text[range.end..];
        range.len() == 4 && is_of_our_time && (rest.starts_with('年') || !begins_with_unit(rest))
    })
}

/// Whether it goes on as a number with a unit does.
fn begins_with_unit(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let word: String = rest.chars().take_while(|c| !c.is_whitespace()).take(16).collect();
    let read = quantities(&format!("1 {word}"));
    read.iter().any(|quantity| quantity.range.start == 0) || other_unit(rest).is_some()
}

/// Numbers followed by one of the other units.
fn others(text: &str) -> impl Iterator<Item = Figure> {
    numbers(text).filter_map(move |range| {
        let rest = &text[range.end..];
        let unit = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let blank = rest.len() - unit.len();
        let length = if blank <= 3 { other_unit(unit)?.len() } else { return None };
        Some(Figure { measure: None, range: range.start..range.end + blank + length })
    })
}

/// The longest of the other units that a text begins with.
fn other_unit(rest: &str) -> Option<&'static str> {
    OTHER_UNITS
        .iter()
        .copied()
        .filter(|unit| {
            let is_latin = |c: char| c.is_ascii_alphanumeric();
            let goes_on = |rest: &str| rest.starts_with(is_latin) && unit.ends_with(is_latin);
            rest.strip_prefix(unit).is_some_and(|rest| !goes_on(rest))
        })
        .max_by_key(|unit| unit.len())
}

/// Runs of ASCII digits, with decimals, that no letter or digit stands before.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
            let rest = &text[start..];
            let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let length = rest[..length].trim_end_matches('.').len();
            from = start + length;
            let is_part = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || "./_".contains(c));
            if !is_part {
                return Some(start..from);
            }
        }
    })
}

/// The texts that a figure may stand in to answer a claim: all but the keywords.
pub(super) fn texts(posting: &Posting) -> Vec<(Field, &str)> {
    let mut texts = fields(posting);
    texts.retain(|(field, _)| !matches!(field, Field::Keyword(_)));
    texts
}

/// The texts whose claims are to be answered: what describes, and what is demanded. Evidence has hints of
/// its own.
pub(super) fn claiming(posting: &Posting) -> Vec<(Field, &str)> {
    let is_need = matches!(posting.detail, Detail::Need { .. });
    let mut texts = fields(posting);
    texts.retain(|(field, _)| match field {
        Field::Description => true,
        Field::Line(_) => is_need,
        _ => false,
    });
    texts
}

//! Words that ask for a figure: "high temperature" means 60 °C to one reader and 1,600 °C to another.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::Claim;
use super::figure::{Figure, claiming, figures, texts};
use crate::domain::Posting;
use crate::matching::Field;
use crate::matching::quantity::Measure;

/// What is to be said in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Which temperature.
    Temperature,
    /// Which pressure, which vacuum.
    Pressure,
    /// How long, or how often, it lasts.
    Lifetime,
    /// How much is worn off, and after what.
    Wear,
    /// How long it resists which medium.
    Corrosion,
    /// Which strength.
    Strength,
    /// How hard.
    Hardness,
    /// How exact.
    Accuracy,
    /// Which share of what is put in comes out, or what it consumes.
    Efficiency,
    /// How fast, how much in which time.
    Speed,
    /// How pure, how much of it is good.
    Purity,
    /// Which thickness or size.
    Size,
    /// How heavy.
    Weight,
    /// How loud.
    Noise,
    /// How much energy in which mass.
    EnergyDensity,
}

/// A subject, its code, the measures of a figure that answers it wherever it stands, and its words.
struct Entry(Subject, &'static str, &'static [Measure], &'static [&'static str]);

use Measure::{
    Area, Charge, Concentration, Cycles, Duration, Energy, Force, Frequency, Length, Level, Mass, Power,
    Ratio, Rotation, SpecificEnergy, Temperature, Traces, Volume,
};

/// All subjects. Words that name a thing as often as a demand ("temperature sensor") are left out.
const SUBJECTS: &[Entry] = &[
    Entry(
        Subject::Temperature,
        "temperature",
        &[Temperature],
        &[
            "高温",
            "低温",
            "超低温",
            "耐高温",
            "耐低温",
            "耐热",
            "耐温",
            "耐寒",
            "high temperature",
            "high temperatures",
            "low temperature",
            "low temperatures",
            "elevated temperature",
            "elevated temperatures",
            "operating temperature",
            "service temperature",
            "heat resistant",
            "heat resistance",
            "cryogenic",
        ],
    ),
    Entry(
        Subject::Pressure,
        "pressure",
        &[Measure::Pressure],
        &[
            "高压力",
            "耐压",
            "承压",
            "高真空",
            "真空度",
            "爆破压力",
            "工作压力",
            "high pressure",
            "high pressures",
            "pressure resistant",
            "pressure resistance",
            "operating pressure",
            "burst pressure",
            "high vacuum",
        ],
    ),
    Entry(
        Subject::Lifetime,
        "lifetime",
        &[Duration, Cycles, Length],
        &[
            "寿命",
            "长寿命",
            "耐久性",
            "耐久",
            "续航",
            "循环稳定性",
            "lifetime",
            "life time",
            "service life",
            "long life",
            "longer life",
            "cycle life",
            "fatigue life",
            "durability",
            "durable",
        ],
    ),
    Entry(
        Subject::Wear,
        "wear",
        &[Mass, Length, Volume],
        &[
            "耐磨",
            "耐磨性",
            "磨损",
            "抗磨",
            "wear",
            "wear resistant",
            "wear resistance",
            "abrasion",
            "abrasion resistance",
        ],
    ),
    Entry(
        Subject::Corrosion,
        "corrosion",
        &[Duration],
        &[
            "耐腐蚀",
            "耐蚀",
            "防腐",
            "抗腐蚀",
            "corrosion resistant",
            "corrosion resistance",
            "corrosion protection",
        ],
    ),
    Entry(
        Subject::Strength,
        "strength",
        &[Measure::Pressure, Force],
        &[
            "强度",
            "高强度",
            "高强",
            "抗拉强度",
            "结合力",
            "strength",
            "high strength",
            "strong bond",
            "adhesion",
        ],
    ),
    Entry(Subject::Hardness, "hardness", &[Measure::Pressure], &["硬度", "高硬度", "hardness"]),
    Entry(
        Subject::Accuracy,
        "accuracy",
        &[Length, Ratio, Traces],
        &[
            "精度",
            "高精度",
            "准确率",
            "准确度",
            "误差",
            "分辨率",
            "灵敏度",
            "检出限",
            "accuracy",
            "precision",
            "tolerance",
            "resolution",
            "sensitivity",
            "detection limit",
        ],
    ),
    Entry(
        Subject::Efficiency,
        "efficiency",
        &[Ratio, Energy, SpecificEnergy, Power],
        &[
            "效率",
            "高效率",
            "能耗",
            "低功耗",
            "功耗",
            "转化率",
            "回收率",
            "去除率",
            "efficiency",
            "energy consumption",
            "power consumption",
            "low power",
            "conversion rate",
            "recovery rate",
            "removal rate",
        ],
    ),
    Entry(
        Subject::Speed,
        "speed",
        &[Measure::Speed, Rotation, Frequency, Duration],
        &[
            "高速",
            "速度",
            "转速",
            "节拍",
            "产能",
            "响应时间",
            "实时",
            "high speed",
            "throughput",
            "cycle time",
            "response time",
            "real time",
        ],
    ),
    Entry(
        Subject::Purity,
        "purity",
        &[Ratio, Traces, Concentration],
        &[
            "纯度",
            "高纯",
            "良率",
            "合格率",
            "成品率",
            "含量",
            "purity",
            "high purity",
            "pass rate",
            "scrap rate",
            "defect rate",
        ],
    ),
    Entry(
        Subject::Size,
        "size",
        &[Length, Area],
        &[
            "厚度",
            "粒径",
            "粗糙度",
            "大尺寸",
            "thickness",
            "particle size",
            "roughness",
            "large area",
            "film thickness",
        ],
    ),
    Entry(
        Subject::Weight,
        "weight",
        &[Mass, Ratio],
        &["轻量化", "减重", "重量轻", "lightweight", "light weight", "weight reduction"],
    ),
    Entry(
        Subject::Noise,
        "noise",
        &[Level],
        &["噪声", "噪音", "降噪", "low noise", "noise level", "noise reduction"],
    ),
    Entry(
        Subject::EnergyDensity,
        "energy-density",
        &[SpecificEnergy, Charge],
        &["能量密度", "比能量", "energy density", "specific energy"],
    ),
];

/// Words in which one of the others stands by chance.
const NOT_MEANT: &[&str] = &[
    "劳动强度",
    "工作强度",
    "强度不大",
    "办事效率",
    "工作效率",
    "高速公路",
    "高速铁路",
    "高速列车",
    "safety wear",
];

impl Subject {
    /// All subjects.
    pub fn all() -> impl Iterator<Item = Self> {
        SUBJECTS.iter().map(|entry| entry.0)
    }

    /// The code used in message keys.
    pub fn code(self) -> &'static str {
        SUBJECTS.iter().find(|entry| entry.0 == self).map_or("", |entry| entry.1)
    }
}

/// The words of all subjects in one machine, each with its subject; none for what isn't meant.
struct Words {
    machine: Option<AhoCorasick>,
    subjects: Vec<Option<&'static Entry>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words: Vec<String> = NOT_MEANT.iter().map(|word| (*word).to_owned()).collect();
    let mut subjects = vec![None; words.len()];
    for entry in SUBJECTS {
        for word in entry.3 {
            words.push((*word).to_owned());
            words.push(word.replace(' ', "-"));
            subjects.extend([Some(entry); 2]);
        }
    }
    let machine = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(words)
        .ok();
    Words { machine, subjects }
});

/// The first claim of each subject that no figure answers, in the order of the text.
pub(super) fn unanswered(posting: &Posting) -> Vec<Claim> {
    let measured: Vec<Measure> = texts(posting)
        .into_iter()
        .flat_map(|(_, text)| figures(text))
        .filter_map(|figure| figure.measure)
        .collect();
    let mut claims: Vec<Claim> = Vec::new();
    for (field, text) in claiming(posting) {
        let near = figures(text);
        for (entry, range) in found(text) {
            let is_answered = entry.2.iter().any(|measure| measured.contains(measure))
                || is_beside(text, &range, &near)
                || claims.iter().any(|claim| claim.subject == entry.0);
            if !is_answered {
                claims.push(claim(entry.0, field, text, range));
            }
        }
    }
    claims
}

fn claim(subject: Subject, field: Field, text: &str, range: Range<usize>) -> Claim {
    Claim { subject, field, word: text[range.clone()].to_owned(), range }
}

/// The words of a text that ask for figures.
fn found(text: &str) -> Vec<(&'static Entry, Range<usize>)> {
    let Some(machine) = &WORDS.machine else { return Vec::new() };
    machine
        .find_iter(text)
        .filter(|found| is_whole(text, &found.range()))
        .filter_map(|found| Some((WORDS.subjects[found.pattern().as_usize()]?, found.range())))
        .collect()
}

/// Whether no letter of the same word stands beside.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let is_latin = |c: char| c.is_alphabetic() && !is_han(c);
    let word = &text[range.clone()];
    !(word.starts_with(is_latin) && text[..range.start].ends_with(is_latin)
        || word.ends_with(is_latin) && text[range.end..].starts_with(is_latin))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// Whether a figure in a unit that the engine doesn't know stands in the same sentence: it may be meant.
fn is_beside(text: &str, word: &Range<usize>, figures: &[Figure]) -> bool {
    let is_end = |c: char| "。；;！!？?\n".contains(c);
    let start = text[..word.start].rfind(is_end).unwrap_or(0);
    let end = text[word.end..].find(is_end).map_or(text.len(), |at| word.end + at);
    let stop = text[word.end..end].find(". ").map_or(end, |at| word.end + at);
    let start = text[start..word.start].rfind(". ").map_or(start, |at| start + at);
    figures
        .iter()
        .filter(|figure| figure.measure.is_none())
        .any(|figure| figure.range.start >= start && figure.range.start < stop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_built_and_each_subject_has_one_entry() {
        assert!(WORDS.machine.is_some());
        for subject in Subject::all() {
            assert_eq!(SUBJECTS.iter().filter(|entry| entry.0 == subject).count(), 1, "{subject:?}");
            assert!(subject.code().chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        }
    }

    #[test]
    fn words_are_whole() {
        let subjects = |text: &str| found(text).iter().map(|(entry, _)| entry.0).collect::<Vec<_>>();
        assert_eq!(subjects("Wear of footwear and software"), [Subject::Wear]);
        assert_eq!(subjects("HIGH-TEMPERATURE service life"), [Subject::Temperature, Subject::Lifetime]);
        assert_eq!(subjects("耐高温、长寿命"), [Subject::Temperature, Subject::Lifetime]);
        assert_eq!(subjects("降低劳动强度，高速公路"), []);
        assert_eq!(subjects("temperature sensor"), []);
    }
}

//! Readiness by the words of a text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::domain::Trl;

/// Words that tell how ripe something is, by the definitions of the nine levels (GB/T 22900-2022):
/// each line a level and its words, in small letters.
const WORDS: &[(u8, &[&str])] = &[
    (2, &["proof of principle sought", "原理探索", "概念提出"]),
    (3, &["proof of concept", "proof-of-concept", "概念验证", "原理验证"]),
    (
        4,
        &[
            "laboratory prototype",
            "lab-scale",
            "laboratory scale",
            "bench-scale",
            "小试",
            "实验室样机",
            "实验室阶段",
        ],
    ),
    (5, &["validated in a relevant environment", "模拟环境验证"]),
    (6, &["pilot-scale", "pilot scale", "pilot line", "pilot plant", "中试", "工程样机"]),
    (7, &["demonstrated in operation", "field-tested", "field trial", "示范工程", "工业示范", "现场验证"]),
    (8, &["small-batch production", "small batch production", "小批量生产", "小批量试制", "定型"]),
    (
        9,
        &[
            "mass production",
            "series production",
            "commercially available",
            "量产",
            "批量生产",
            "规模化生产",
            "已产业化",
            "产业化应用",
        ],
    ),
];

/// The most bytes that are looked at.
const MOST: usize = 20_000;

static FINDER: LazyLock<Option<(AhoCorasick, Vec<u8>)>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(level, words)| words.iter().map(|word| (*word, *level)));
    let (words, levels): (Vec<&str>, Vec<u8>) = words.unzip();
    let mut finder = AhoCorasick::builder();
    finder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
    // Fails only for lists of gigabytes.
    Some((finder.build(words).ok()?, levels))
});

/// The readiness that a posting's texts tell: of a capability the highest, for what comes later holds;
/// of a need the highest as well, for that is where it wants to get. `None` without such words.
pub(super) fn read(texts: &[&str]) -> Option<Trl> {
    let (finder, levels) = FINDER.as_ref()?;
    let found = texts.iter().flat_map(|text| {
        let most = (0..=text.len().min(MOST)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        finder.find_iter(&text[..most]).map(|found| levels[found.pattern().as_usize()])
    });
    Trl::new(found.max()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_the_level() {
        for (text, level) in [
            ("A laboratory prototype exists.", Some(4)),
            ("已完成小试，正在中试。", Some(6)),
            ("Pilot-scale trials, then mass production", Some(9)),
            ("A new coating", None),
        ] {
            assert_eq!(read(&[text]), level.map(|level| Trl::new(level).unwrap()), "{text}");
        }
    }
}

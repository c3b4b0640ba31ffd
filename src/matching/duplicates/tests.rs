use std::collections::HashMap;

use proptest::prelude::*;

use super::shingles::mixed;
use super::*;
use crate::domain::{Keyword, Kind, Language, Title};

/// Titles and texts in both languages that have nothing to do with each other.
const CORPUS: &str = include_str!("../../../tests/data/crosslang/corpus.jsonl");

/// A posting of the corpus.
struct Text {
    title: String,
    body: String,
}

impl Text {
    fn whole(&self) -> String {
        format!("{}\n{}", self.title, self.body)
    }
}

fn corpus() -> Vec<Text> {
    CORPUS
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            let part = |name: &str| value[name].as_str().unwrap().to_owned();
            Text { title: part("title"), body: part("text") }
        })
        .collect()
}

/// Numbers without a pattern, the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 += 1;
        (mixed(self.0) % most as u64) as usize
    }
}

/// The text in words: those between blanks, and in Chinese every two characters.
fn words(text: &str) -> Vec<String> {
    let is_han = |c: char| ('\u{3400}'..'\u{a000}').contains(&c);
    let mut words: Vec<String> = Vec::new();
    for c in text.chars() {
        match words.last_mut() {
            Some(word) if !c.is_whitespace() && !word.ends_with(char::is_whitespace) => {
                let is_full = word.chars().count() > 1 && word.chars().all(is_han);
                if is_han(c) == word.ends_with(is_han) && !is_full {
                    word.push(c);
                } else {
                    words.push(c.to_string());
                }
            }
            _ => words.push(c.to_string()),
        }
    }
    words
}

/// The text with a share of its words taken from another.
fn reworded(text: &str, other: &str, percent: usize, dice: &mut Dice) -> String {
    let (mut words, others) = (words(text), words(other));
    for word in &mut words {
        if dice.below(100) < percent && !word.trim().is_empty() {
            word.clone_from(&others[dice.below(others.len())]);
        }
    }
    words.concat()
}

/// The text with its sentences the other way round.
fn turned(text: &str) -> String {
    let mut sentences: Vec<&str> = text.split_inclusive(['。', '.', '；', ';', '\n']).collect();
    sentences.reverse();
    sentences.join(" ")
}

#[test]
fn copies_are_found_and_strangers_are_not() {
    let texts = corpus();
    let mut all = Duplicates::default();
    for (at, text) in texts.iter().enumerate() {
        all.insert(at, Fingerprint::of(&text.whole()));
    }
    let mut dice = Dice(1);
    let mut recall = |copy: &dyn Fn(&Text, &Text, &mut Dice) -> String, threshold: f64| {
        let found = texts.iter().enumerate().filter(|(at, text)| {
            let other = &texts[(at + 17) % texts.len()];
            let near = all.near(&Fingerprint::of(&copy(text, other, &mut dice)), threshold);
            near.first().is_some_and(|near| near.key == *at)
        });
        found.count() as f64 / texts.len() as f64
    };
    let measured = [
        ("same", recall(&|text, _, _| text.whole(), 0.99), 1.0),
        ("5 %", recall(&|text, other, dice| reworded(&text.whole(), &other.body, 5, dice), 0.5), 0.99),
        (
            "20 %",
            recall(
                &|text, other, dice| reworded(&text.whole(), &other.body, 20, dice),
                Duplicates::<u8>::LIKELY,
            ),
            0.97,
        ),
        ("turned", recall(&|text, _, _| turned(&text.whole()), 0.5), 0.99),
        ("title", recall(&|text, other, _| format!("{}\n{}", other.title, text.body), 0.5), 0.97),
    ];
    for (name, recall, least) in measured {
        assert!(recall >= least, "{name}: {recall}");
    }
}

#[test]
fn unrelated_texts_are_far_from_each_other() {
    let shingles: Vec<Shingles> = corpus().iter().map(|text| Shingles::of(&text.whole())).collect();
    let prints: Vec<Fingerprint> = shingles.iter().map(Fingerprint::from).collect();
    let (mut worst, mut error, mut pairs) = (0.0_f64, 0.0_f64, 0_u32);
    for a in 0..prints.len() {
        for b in (a + 1..prints.len()).step_by(3) {
            let estimate = prints[a].similarity(&prints[b]);
            pairs += 1;
            worst = worst.max(estimate);
            if b % 5 == 0 {
                error = error.max((estimate - shingles[a].jaccard(&shingles[b])).abs());
            }
        }
    }
    assert!(
        pairs > 50_000 && worst < Duplicates::<u8>::LIKELY - 0.1,
        "the nearest of {pairs} pairs: {worst}"
    );
    assert!(error < 0.15, "{error}");
}

#[test]
fn estimates_are_near_the_truth() {
    let texts = corpus();
    let mut dice = Dice(2);
    let (mut sum, mut worst) = (0.0, 0.0_f64);
    for (at, text) in texts.iter().enumerate() {
        let copy = reworded(&text.whole(), &texts[(at + 5) % texts.len()].body, at % 60, &mut dice);
        let (a, b) = (Shingles::of(&text.whole()), Shingles::of(&copy));
        let error = Fingerprint::from(&a).similarity(&Fingerprint::from(&b)) - a.jaccard(&b);
        sum += error;
        worst = worst.max(error.abs());
    }
    let bias = sum / texts.len() as f64;
    assert!(bias.abs() < 0.01 && worst < 0.2, "{bias} {worst}");
}

#[test]
fn what_has_no_words_is_like_nothing() {
    let empty = Fingerprint::of("，。 … !");
    assert_eq!(empty.similarity(&empty), 0.0);
    assert_eq!(Shingles::of("").jaccard(&Shingles::of("")), 0.0);
    let mut all = Duplicates::default();
    all.insert(1, empty.clone());
    assert!(all.is_empty() && all.near(&empty, 0.0).is_empty());
}

#[test]
fn forms_of_words_and_marks_make_no_difference() {
    assert_eq!(Fingerprint::of("COATINGS, thermal"), Fingerprint::of("coating thermal"));
}

#[test]
fn all_fields_of_a_posting_count() {
    let mut posting = Posting::bare(Kind::Need, Title::parse("热障涂层").unwrap(), Language::Zh);
    let before = Fingerprint::of_posting(&posting);
    posting.keywords = vec![Keyword::parse("plasma spraying").unwrap()];
    let after = Fingerprint::of_posting(&posting);
    assert!(before != after && after.similarity(&before) > 0.3);
}

#[test]
fn many_texts_are_searched_quickly() {
    let texts = corpus();
    let pool: Vec<String> = texts.iter().flat_map(|text| words(&text.body)).collect();
    let mut dice = Dice(3);
    let mut text = || (0..40).map(|_| pool[dice.below(pool.len())].as_str()).collect::<Vec<_>>().join(" ");
    let mut all = Duplicates::default();
    let mut kept = Vec::new();
    for key in 0..4_000 {
        let text = text();
        all.insert(key, Fingerprint::of(&text));
        kept.push(text);
    }
    let compared: usize =
        kept.iter().take(200).map(|text| all.candidates(&Fingerprint::of(text)).len()).sum::<usize>() / 200;
    assert!(compared < 200, "{compared} of 4,000 compared");
    assert!(kept.iter().enumerate().all(|(key, text)| all.near(&Fingerprint::of(text), 0.9)[0].key == key));
}

proptest! {
    #[test]
    fn jaccard_is_symmetric_and_bounded(a in "([a-d]{1,3} |[一-五]){0,20}", b in "([a-d]{1,3} |[一-五]){0,20}") {
        let (a, b) = (Shingles::of(&a), Shingles::of(&b));
        let similarity = a.jaccard(&b);
        prop_assert!((0.0..=1.0).contains(&similarity));
        prop_assert_eq!(similarity, b.jaccard(&a));
        prop_assert!(a.is_empty() || a.jaccard(&a) == 1.0);
        let (left, right) = (Fingerprint::from(&a), Fingerprint::from(&b));
        prop_assert_eq!(left.similarity(&right), right.similarity(&left));
        prop_assert!(a != b || a.is_empty() || left.similarity(&right) == 1.0);
    }

    #[test]
    fn the_index_is_what_was_put_into_it(steps in prop::collection::vec((0_u8..20, any::<bool>(), "[a-c]{1,2}( [a-c]{1,2}){0,4}"), 0..300)) {
        let mut index = Duplicates::default();
        let mut truth: HashMap<u8, Fingerprint> = HashMap::new();
        for (key, is_insert, text) in steps {
            if is_insert {
                index.insert(key, Fingerprint::of(&text));
                truth.insert(key, Fingerprint::of(&text));
            } else {
                prop_assert_eq!(index.remove(&key), truth.remove(&key).is_some_and(|print| !print.is_empty));
            }
        }
        prop_assert_eq!(index.len(), truth.values().filter(|print| !print.is_empty).count());
        for (key, print) in &truth {
            let near = index.near(print, 1.0);
            let same = truth.iter().filter(|(_, other)| !print.is_empty && *other == print).count();
            prop_assert_eq!(near.len(), same);
            prop_assert!(print.is_empty || near.iter().any(|near| near.key == *key));
        }
    }

    #[test]
    fn any_text_has_a_fingerprint(text in "\\PC{0,100}") {
        let print = Fingerprint::of(&text);
        prop_assert!(print.is_empty || print.similarity(&print) == 1.0);
    }
}

//! How many planted near-duplicates are found among ten thousand texts, and how many alarms are false.
//!
//! `cargo run --release --example duplicates` reads the test collection sbir (in `SUNMAO_SETS`, or in
//! `../shared/sets`), plants copies and paraphrases of some of its texts, asks for what is like each text, and
//! prints a table in Markdown. The same in every run.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "whoever runs it reads the figures")]

#[path = "../site/dice.rs"]
mod dice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sunmao::exchange::collection::Collection;
use sunmao::matching::duplicates::{Duplicates, Fingerprint};

use dice::Dice;

/// The texts that are searched.
const TEXTS: usize = 10_000;

/// So many of them have a planted like, by each way of changing them.
const PLANTED: usize = 200;

/// The text with so many of a hundred words taken from another.
fn reworded(text: &str, other: &str, percent: usize, dice: &mut Dice) -> String {
    let others: Vec<&str> = other.split_whitespace().collect();
    let word = |word: &str, dice: &mut Dice| {
        let replaced = dice.below(100) < percent && !others.is_empty();
        if replaced { others[dice.below(others.len())].to_owned() } else { word.to_owned() }
    };
    text.split_whitespace().map(|one| word(one, dice)).collect::<Vec<_>>().join(" ")
}

/// The sentences in another order.
fn turned(text: &str) -> String {
    let mut sentences: Vec<&str> = text.split_inclusive(". ").collect();
    sentences.reverse();
    sentences.concat()
}

/// The first part of the text.
fn shortened(text: &str, percent: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[..words.len() * percent / 100].join(" ")
}

fn main() -> ExitCode {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sets");
    let sets = std::env::var_os("SUNMAO_SETS").map_or(beside, PathBuf::from);
    let collection = match Collection::read(&sets.join("sbir")) {
        Ok(collection) => collection,
        Err(error) => {
            eprintln!("the collection sbir is needed: {error}");
            return ExitCode::FAILURE;
        }
    };
    let texts: Vec<String> = collection
        .documents
        .iter()
        .take(TEXTS)
        .map(|entry| format!("{}\n{}", entry.title, entry.text))
        .collect();
    let mut all = Duplicates::default();
    for (key, text) in texts.iter().enumerate() {
        all.insert(key, Fingerprint::of(text));
    }
    let mut dice = Dice(1);
    let other = |at: usize| &texts[(at + texts.len() / 2) % texts.len()];
    type Change<'a> = (&'a str, Box<dyn FnMut(usize, &mut Dice) -> String + 'a>);
    let changes: Vec<Change<'_>> = vec![
        ("the same text", Box::new(|at, _| texts[at].clone())),
        ("one word in 20 another", Box::new(|at, dice| reworded(&texts[at], other(at), 5, dice))),
        ("one word in 10 another", Box::new(|at, dice| reworded(&texts[at], other(at), 10, dice))),
        ("one word in 5 another", Box::new(|at, dice| reworded(&texts[at], other(at), 20, dice))),
        ("one word in 3 another", Box::new(|at, dice| reworded(&texts[at], other(at), 33, dice))),
        ("sentences in reverse order", Box::new(|at, _| turned(&texts[at]))),
        ("the first two thirds", Box::new(|at, _| shortened(&texts[at], 67))),
    ];
    println!("| Planted: {PLANTED} texts of {} | found | other texts told of |", texts.len());
    println!("|---|---|---|");
    let likely = Duplicates::<usize>::LIKELY;
    for (name, mut change) in changes {
        let (mut found, mut others) = (0, 0);
        for _ in 0..PLANTED {
            let at = dice.below(texts.len());
            let near = all.near(&Fingerprint::of(&change(at, &mut dice)), likely);
            found += usize::from(near.iter().any(|one| one.key == at));
            others += near.iter().filter(|one| one.key != at).count();
        }
        println!("| {name} | {:.1} % | {others} |", 100.0 * found as f64 / PLANTED as f64);
    }
    let alarms: usize = texts
        .iter()
        .enumerate()
        .map(|(at, text)| all.near(&Fingerprint::of(text), likely).iter().filter(|one| one.key != at).count())
        .sum();
    println!("\nAmong the {} texts as they are, {} pairs are told of.", texts.len(), alarms / 2);
    ExitCode::SUCCESS
}

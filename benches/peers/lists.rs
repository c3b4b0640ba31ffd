//! Best-20 lists over prepared texts, timed: the project's own part of `scripts/bench-peers`.
//!
//! usage: lists FOLDER pruned|needs THREADS SECONDS lookup|rank
//!
//! FOLDER holds what `benches/peers/generate.py` wrote. `lookup` looks the terms up as the peers do;
//! `rank` is the whole ranking with all its views. Prints figures as a JSON object: lists and seconds,
//! the time of building, the peak memory, the bytes kept per text, the postings touched by a list, and
//! the bytes a second that this machine reads and adds in order.

use std::error::Error;
use std::hint::black_box;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use sunmao::matching::{Document, Silent, TextField, TextIndex};

const TOP: usize = 20;
/// Lists between two looks at the clock.
const BATCH: usize = 256;
/// All needs are asked again until so much time is over.
const ENOUGH: Duration = Duration::from_secs(2);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, name, threads, seconds, mode] = &arguments[..] else {
        return Err("usage: lists FOLDER pruned|needs THREADS SECONDS lookup|rank".into());
    };
    let folder = PathBuf::from(folder);
    let documents = std::fs::read_to_string(folder.join("documents.txt"))?;
    let queries = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
    let limit = Duration::from_secs_f64(seconds.parse()?);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.parse()?).build()?;
    let figures = pool.install(|| figures(&documents, &queries, limit, mode == "rank"));
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

fn figures(documents: &str, queries: &str, limit: Duration, whole: bool) -> serde_json::Value {
    let sides: Vec<Vec<Document<'_>>> = [documents, queries]
        .into_iter()
        .map(|text| text.lines().map(|line| Document::default().with(TextField::Description, line)).collect())
        .collect();
    let count = sides[1].len();
    let began = Instant::now();
    let index = TextIndex::build(&sides, &Silent);
    let building = began.elapsed().as_secs_f64();
    let done = AtomicUsize::new(0);
    let began = Instant::now();
    let rounds = std::iter::repeat_with(|| (0..count).step_by(BATCH));
    // Over again when there are few: a thousandth of a second would say little.
    let rounds = rounds.take_while(|_| began.elapsed() < limit.min(ENOUGH));
    for start in rounds.flatten().take_while(|_| began.elapsed() < limit) {
        (start..count.min(start + BATCH)).into_par_iter().for_each(|query| {
            let hits = if whole {
                index.rank_for(0, (1, query), TOP)
            } else {
                index.look_up_for(0, (1, query), TOP)
            };
            black_box(hits);
            done.fetch_add(1, Ordering::Relaxed);
        });
    }
    let looking = began.elapsed().as_secs_f64();
    let sampled = count.min(1_000);
    let touched: usize = (0..sampled).map(|query| index.postings_touched(0, (1, query))).sum();
    let kept = sides.iter().map(Vec::len).sum::<usize>().max(1);
    serde_json::json!({
        "lists": done.into_inner(),
        "seconds": looking,
        "building": building,
        "memory": peak_memory(),
        "bytes_per_text": index.size() / kept,
        "touched": touched / sampled.max(1),
        "bandwidth": bandwidth(),
    })
}

/// Bytes that all threads together read and add up in a second, from memory far larger than the caches.
fn bandwidth() -> f64 {
    const WORDS: usize = 1 << 25;
    let words: Vec<u64> = (0..WORDS as u64).collect();
    let best = (0..3).map(|_| {
        let began = Instant::now();
        let parts = words
            .par_chunks(1 << 20)
            .map(|part| part.iter().fold(0_u64, |sum, word| sum.wrapping_add(*word)));
        black_box(parts.reduce(|| 0, u64::wrapping_add));
        (WORDS * 8) as f64 / began.elapsed().as_secs_f64()
    });
    best.fold(0.0, f64::max)
}

fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

//! Runs Tantivy over the texts that generate.py wrote, and prints its figures as a JSON object.
//!
//! usage: tantivy-peer FOLDER QUERIES THREADS SECONDS

use std::error::Error;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::WhitespaceTokenizer;
use tantivy::{Index, TantivyDocument, Term};

const TOP: usize = 20;
const MEMORY: usize = 200_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, name, threads, seconds] = &arguments[..] else {
        return Err("usage: tantivy-peer FOLDER QUERIES THREADS SECONDS".into());
    };
    let folder = PathBuf::from(folder);
    let documents = std::fs::read_to_string(folder.join("documents.txt"))?;
    let queries = std::fs::read_to_string(folder.join(format!("{name}.txt")))?;
    let (threads, seconds): (usize, f64) = (threads.parse()?, seconds.parse()?);
    let began = Instant::now();
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("blanks")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_ram(schema.build());
    index.tokenizers().register("blanks", WhitespaceTokenizer::default());
    let mut writer = index.writer_with_num_threads::<TantivyDocument>(threads, MEMORY)?;
    for line in documents.lines() {
        let mut document = TantivyDocument::default();
        document.add_text(text, line);
        writer.add_document(document)?;
    }
    writer.commit()?;
    // One segment, as the others have one index.
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.wait_merging_threads()?;
    let building = began.elapsed().as_secs_f64();
    let searcher = index.reader()?.searcher();
    let queries: Vec<BooleanQuery> = queries
        .lines()
        .map(|line| {
            let terms = line.split_whitespace().map(|word| {
                let term = Term::from_field_text(text, word);
                Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Box<dyn Query>
            });
            BooleanQuery::union(terms.collect())
        })
        .collect();
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let began = Instant::now();
    let limit = Duration::from_secs_f64(seconds);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while began.elapsed() < limit {
                    let Some(query) = queries.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                    if searcher.search(query, &TopDocs::with_limit(TOP).order_by_score()).is_ok() {
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    let looking = began.elapsed().as_secs_f64();
    let figures = serde_json::json!({
        "lists": done.into_inner(), "seconds": looking, "building": building, "memory": peak_memory(),
    });
    println!("{figures}");
    Ok(())
}

fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}

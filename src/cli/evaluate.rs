//! `sunmao evaluate`: how good the engine's text ranking is, on a test collection.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;
use serde::Serialize;

use super::output::stdout;
use super::progress::Bar;
use crate::domain::text::clean;
use crate::exchange::collection::{Collection, CollectionError, Entry, LineProblem};
use crate::exchange::{FileError, NewFile};
use crate::i18n::Messages;
use crate::matching::evaluation::{ndcg, recall, reciprocal_rank};
use crate::matching::{Document, Hit, TextField, TextIndex};

/// How many documents of each ranking are measured and written.
const DEPTH: usize = 100;

/// Measure the text ranking on a test collection.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder with corpus.jsonl, queries.jsonl and qrels.tsv.
    #[arg(value_name = "SET")]
    set: PathBuf,
    /// Print a JSON object instead of a table.
    #[arg(long)]
    json: bool,
    /// Write the ranking to this file in TREC run format, 100 documents a query.
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
}

/// What was measured; means over the queries with a relevant document.
#[derive(Debug, Serialize)]
struct Figures {
    ndcg_at_10: f64,
    recall_at_10: f64,
    recall_at_100: f64,
    mrr_at_10: f64,
    queries: usize,
    documents: usize,
    seconds: f64,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let collection = Collection::read(&args.set)
        .map_err(|error| anyhow::anyhow!(clean(&describe(&error, messages), false)))?;
    let bar = Bar::new(messages);
    let started = Instant::now();
    let rankings = rank(&collection, &bar);
    let seconds = started.elapsed().as_secs_f64();
    bar.clear();
    let figures = measure(&collection, &rankings, seconds);
    if let Some(path) = &args.run {
        write_whole(path, &trec_run(&collection, &rankings))
            .map_err(|error| anyhow::anyhow!(error.describe(path, messages)))?;
    }
    let text = if args.json { json(&figures)? } else { table(&figures, messages) };
    let mut out = stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// The best documents for every query.
fn rank(collection: &Collection, bar: &Bar) -> Vec<Vec<Hit>> {
    let documents: Vec<Document<'_>> = collection.documents.iter().map(document).collect();
    let index = TextIndex::build(&[documents], bar);
    let queries = &collection.queries;
    queries.par_iter().map(|query| index.rank(0, &index.query(&document(query)), DEPTH)).collect()
}

fn document(entry: &Entry) -> Document<'_> {
    Document::default().with(TextField::Title, &entry.title).with(TextField::Description, &entry.text)
}

fn measure(collection: &Collection, rankings: &[Vec<Hit>], seconds: f64) -> Figures {
    let mut sums = [0.0; 4];
    let mut queries = 0;
    for (query, hits) in collection.queries.iter().zip(rankings) {
        let Some(judged) = collection.judgments.get(&query.id) else { continue };
        let grades: Vec<f64> = judged.values().copied().collect();
        if !grades.iter().any(|grade| *grade > 0.0) {
            continue;
        }
        let grade = |hit: &Hit| judged.get(&collection.documents[hit.item].id).copied().unwrap_or(0.0);
        let gains: Vec<f64> = hits.iter().map(grade).collect();
        let values = [
            ndcg(&gains, &grades, 10),
            recall(&gains, &grades, 10),
            recall(&gains, &grades, 100),
            reciprocal_rank(&gains, 10),
        ];
        for (sum, value) in sums.iter_mut().zip(values) {
            *sum += value;
        }
        queries += 1;
    }
    let [ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10] =
        sums.map(|sum| sum / f64::from(queries.max(1)));
    let documents = collection.documents.len();
    Figures {
        ndcg_at_10,
        recall_at_10,
        recall_at_100,
        mrr_at_10,
        queries: queries as usize,
        documents,
        seconds,
    }
}

/// `query Q0 document rank score tag`, one line for each ranked document.
fn trec_run(collection: &Collection, rankings: &[Vec<Hit>]) -> String {
    let mut run = String::new();
    for (query, hits) in collection.queries.iter().zip(rankings) {
        for (rank, hit) in (1..).zip(hits) {
            let document = &collection.documents[hit.item].id;
            let _ = writeln!(run, "{} Q0 {document} {rank} {} sunmao", query.id, hit.score);
        }
    }
    run
}

fn write_whole(path: &Path, text: &str) -> Result<(), FileError> {
    let mut file = NewFile::create(path)?;
    file.write_all(text.as_bytes())?;
    file.keep()
}

fn json(figures: &Figures) -> anyhow::Result<String> {
    Ok(format!("{}\n", serde_json::to_string_pretty(figures)?))
}

fn table(figures: &Figures, messages: Messages) -> String {
    [
        ("evaluate-ndcg", format!("{:.4}", figures.ndcg_at_10)),
        ("evaluate-recall-10", format!("{:.4}", figures.recall_at_10)),
        ("evaluate-recall", format!("{:.4}", figures.recall_at_100)),
        ("evaluate-mrr", format!("{:.4}", figures.mrr_at_10)),
        ("evaluate-queries", figures.queries.to_string()),
        ("evaluate-documents", figures.documents.to_string()),
        ("evaluate-seconds", format!("{:.2}", figures.seconds)),
    ]
    .iter()
    .fold(String::new(), |mut table, (key, value)| {
        let _ = writeln!(table, "{value:>10}  {}", messages.t(key));
        table
    })
}

fn describe(error: &CollectionError, messages: Messages) -> String {
    match error {
        CollectionError::Io { path, source } => messages.with(
            "evaluate-cannot-read",
            &[("file", path.display().to_string().into()), ("cause", source.to_string().into())],
        ),
        CollectionError::Line { path, line, problem } => messages.with(
            "evaluate-bad-line",
            &[
                ("file", path.display().to_string().into()),
                ("line", line.to_string().into()),
                ("reason", reason(problem, messages).into()),
            ],
        ),
    }
}

fn reason(problem: &LineProblem, messages: Messages) -> String {
    match problem {
        LineProblem::Json(cause) => messages.v("evaluate-not-an-entry", cause),
        LineProblem::Repeated(id) => messages.v("evaluate-repeated", id),
        LineProblem::BadId(id) => messages.v("evaluate-bad-id", id),
        LineProblem::Judgment => messages.t("evaluate-not-a-judgment"),
        LineProblem::Unknown(id) => messages.v("evaluate-unknown", id),
        LineProblem::Unreadable => messages.t("evaluate-unreadable"),
    }
}

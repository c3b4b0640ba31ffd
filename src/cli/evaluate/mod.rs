//! `sunmao evaluate`: how good the engine's text ranking is, on test collections.

mod calibration;
mod comparison;
mod measure;
mod problem;
mod table;
mod validation;

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::output::stdout;
use super::progress::Bar;
use crate::domain::text::clean;
use crate::exchange::collection::Collection;
use crate::exchange::{FileError, NewFile};
use crate::i18n::Messages;
use crate::matching::{Hit, Parameters};
use calibration::Bin;
use comparison::{Comparison, Other};
use measure::{Figures, QueryFigures};

/// Measure the text ranking on test collections.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders with corpus.jsonl, queries.jsonl and qrels.tsv.
    #[arg(value_name = "SET", required = true)]
    sets: Vec<PathBuf>,
    /// Change parameters of the ranking.
    #[arg(long, value_name = "NAME=N,…", value_parser = changes, default_value = "")]
    set: Changes,
    /// Measure another configuration and compare; may be given several times.
    #[arg(long, value_name = "NAME=N,…", value_parser = changes, conflicts_with = "ablate")]
    compare: Vec<Changes>,
    /// Leave out each part of the ranking in turn and compare.
    #[arg(long)]
    ablate: bool,
    /// Tell for each set which configuration the other sets choose, and what it reaches there.
    #[arg(long, requires = "compare")]
    validate: bool,
    /// Measure how often pairs of each band of totals are right.
    #[arg(long)]
    calibrate: bool,
    /// Print a JSON object instead of a table.
    #[arg(long)]
    json: bool,
    /// Write the ranking to this file in TREC run format, 100 documents a query.
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Write the figures of every query to this file as CSV.
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
}

/// Parameters that differ from the published ones.
#[derive(Debug, Clone, Default)]
struct Changes(Vec<(String, f32)>);

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
        f.write_str(&parts.join(","))
    }
}

/// Reads `k1=1.5,b=0.8`.
fn changes(text: &str) -> Result<Changes, &'static str> {
    const WRONG: &str = "not parameters";
    let mut tried = Parameters::default();
    let mut changes = Changes::default();
    for part in text.split([',', '，']).filter(|part| !part.trim().is_empty()) {
        let (name, value) = part.split_once('=').ok_or(WRONG)?;
        let value = value.trim().parse().map_err(|_| WRONG)?;
        tried.set(name.trim(), value).map_err(|_| WRONG)?;
        changes.0.push((name.trim().to_owned(), value));
    }
    Ok(changes)
}

impl Changes {
    fn apply(&self, mut parameters: Parameters) -> Parameters {
        for (name, value) in &self.0 {
            // Tried when they were read.
            let _ = parameters.set(name, *value);
        }
        parameters
    }
}

/// A set and what was measured on it.
struct Measured {
    name: String,
    figures: Figures,
    queries: Vec<QueryFigures>,
    comparisons: Vec<Comparison>,
    calibration: Vec<Bin>,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    if args.run.is_some() && args.sets.len() > 1 {
        anyhow::bail!(messages.t("evaluate-one-run"));
    }
    let bar = Bar::new(messages);
    let mut measured = Vec::with_capacity(args.sets.len());
    for path in &args.sets {
        measured.push(one(args, path, &bar, messages)?);
    }
    bar.clear();
    if let Some(path) = &args.queries {
        write_whole(path, &query_figures(&measured)?)
            .map_err(|error| anyhow::anyhow!(error.describe(path, messages)))?;
    }
    let validation = if args.validate { validation::validate(&measured) } else { Vec::new() };
    let text = if args.json {
        table::json(&measured, &validation)?
    } else {
        table::text(&measured, &validation, messages)
    };
    let mut out = stdout();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())?;
    Ok(ExitCode::SUCCESS)
}

/// Measures one set under all configurations that are asked for.
fn one(args: &Args, path: &Path, bar: &Bar, messages: Messages) -> anyhow::Result<Measured> {
    let collection = Collection::read(path)
        .map_err(|error| anyhow::anyhow!(clean(&problem::describe(&error, messages), false)))?;
    let parameters = args.set.apply(Parameters::default());
    let started = Instant::now();
    let rankings = measure::rank(&collection, &parameters, bar);
    let seconds = started.elapsed().as_secs_f64();
    if let Some(path) = &args.run {
        write_whole(path, &trec_run(&collection, &rankings))
            .map_err(|error| anyhow::anyhow!(error.describe(path, messages)))?;
    }
    let queries = measure::measure(&collection, &rankings);
    let others = configurations(args, &parameters);
    let comparisons = others.into_iter().map(|(name, other)| {
        let rankings = measure::rank(&collection, &other, bar);
        Comparison::new(name, &queries, &measure::measure(&collection, &rankings))
    });
    Ok(Measured {
        name: path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned()),
        figures: Figures::of(&queries, collection.documents.len(), seconds),
        comparisons: comparisons.collect(),
        queries,
        calibration: if args.calibrate { calibration::calibrate(&collection, bar) } else { Vec::new() },
    })
}

/// The configurations that are measured beside the first, by name.
fn configurations(args: &Args, parameters: &Parameters) -> Vec<(Other, Parameters)> {
    let compared =
        args.compare.iter().map(|changes| (Other::Changed(changes.to_string()), changes.apply(*parameters)));
    let mut others: Vec<(Other, Parameters)> = compared.collect();
    if args.ablate {
        let parts = Parameters::PARTS.iter();
        others.extend(parts.map(|part| (Other::Without(part.0), parameters.without(part))));
    }
    others
}

/// `set,query,ndcg_at_10,…`, one line for each query with a relevant document.
fn query_figures(measured: &[Measured]) -> anyhow::Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["set", "query", "ndcg_at_10", "recall_at_10", "recall_at_100", "mrr_at_10"])?;
    for one in measured {
        for query in &one.queries {
            let figures = [query.ndcg_at_10, query.recall_at_10, query.recall_at_100, query.mrr_at_10];
            let figures = figures.map(|figure| format!("{figure:.6}"));
            table.write_record(
                [one.name.as_str(), &query.query].into_iter().chain(figures.iter().map(String::as_str)),
            )?;
        }
    }
    Ok(String::from_utf8(table.into_inner()?)?)
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

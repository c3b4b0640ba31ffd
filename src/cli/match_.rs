//! `sunmao match`: needs and capabilities from files, matches into a file.

mod sink;

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use rayon::prelude::*;

use super::files::{ReadArgs, Tables};
use super::progress::Bar;
use super::weights;
use crate::domain::{Kind, OrganizationId, Weights};
use crate::exchange::matches::{Ranking, Side};
use crate::exchange::record::PostingRecord;
use crate::i18n::Messages;
use crate::matching::{Circumstances, Item, Market, Match, Progress};
use sink::Sink;

/// How many needs are explained at a time: enough for all cores, few enough for memory.
const AT_A_TIME: usize = 64;

/// Match needs with capabilities.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The needs.
    #[arg(long, value_name = "FILE")]
    needs: PathBuf,
    /// The capabilities.
    #[arg(long, value_name = "FILE")]
    capabilities: PathBuf,
    /// Where the matches go; otherwise to standard output as CSV.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// How many matches for each need.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
    /// The lowest score.
    #[arg(long, value_name = "SCORE", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    min_score: u8,
    /// How much each dimension counts.
    #[arg(long, value_name = "DIMENSION=N,…", value_parser = weights::parse, default_value = weights::USUAL)]
    weights: Weights,
    /// The sheet of the needs' workbook.
    #[arg(long, value_name = "SHEET")]
    needs_sheet: Option<String>,
    /// The sheet of the capabilities' workbook.
    #[arg(long, value_name = "SHEET")]
    capabilities_sheet: Option<String>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let inputs = [args.needs.as_path(), args.capabilities.as_path()];
    let mut tables = Tables::new(&args.read, &inputs, args.out.as_deref(), messages)?;
    let needs = tables.postings(&args.needs, args.needs_sheet.as_deref(), Some(Kind::Need))?;
    let capabilities =
        tables.postings(&args.capabilities, args.capabilities_sheet.as_deref(), Some(Kind::Capability))?;
    tables.check_map()?;
    for (rows, path) in [(&needs, &args.needs), (&capabilities, &args.capabilities)] {
        if rows.is_empty() {
            tables.tell_left_out()?;
            anyhow::bail!(messages.v("cli-no-rows", path.display()));
        }
    }
    // Made before the work, so that a folder that isn't there is told at once.
    let sink = Sink::open(args.out.as_deref(), messages)?;
    let bar = Bar::new(messages);
    let files = MatchedFiles::new([needs, capabilities], args.weights, &bar);
    let best = files.best(args, &bar);
    write(&files, &best, sink, &bar, messages)?;
    bar.clear();
    tables.tell_left_out()
}

/// What a market's postings were in their files.
struct Origin {
    id: String,
    line: u64,
    organization: String,
}

/// A market made of two files.
struct MatchedFiles {
    market: Market,
    origins: [Vec<Origin>; 2],
}

impl MatchedFiles {
    fn new(files: [Vec<(u64, PostingRecord)>; 2], weights: Weights, bar: &Bar) -> Self {
        let mut organizations = Organizations::default();
        let [needs, capabilities] = files.map(|rows| {
            rows.into_iter()
                .map(|(line, record)| {
                    let organization = record.organization.unwrap_or_default();
                    let item = Item {
                        id: record.id,
                        place: None,
                        organization: organizations.id(&organization),
                        posting: Arc::new(record.posting),
                    };
                    let id = record.id.map(|id| id.to_string()).or(record.reference).unwrap_or_default();
                    (item, Origin { id, line, organization })
                })
                .unzip::<Item, Origin, Vec<Item>, Vec<Origin>>()
        });
        let market = Market::build(needs.0, capabilities.0, weights, Circumstances::default(), bar);
        Self { market, origins: [needs.1, capabilities.1] }
    }

    /// The matches of each need that are good enough.
    fn best(&self, args: &Args, bar: &Bar) -> Vec<Vec<Match>> {
        let mut best = self.market.best_of_all(Kind::Need, args.top.into(), bar);
        for matches in &mut best {
            matches.retain(|found| found.fit.score() >= args.min_score);
        }
        best
    }

    fn side(&self, kind: Kind, item: usize) -> Side<'_> {
        let origin = &self.origins[kind as usize][item];
        Side {
            id: &origin.id,
            line: origin.line,
            organization: &origin.organization,
            posting: &self.market.items(kind)[item].posting,
        }
    }

    fn ranking(&self, need: usize, matches: &[Match]) -> Ranking<'_> {
        let explained = matches.iter().map(|found| {
            (self.side(Kind::Capability, found.capability), self.market.explain(need, found.capability))
        });
        Ranking { need: self.side(Kind::Need, need), matches: explained.collect() }
    }
}

/// Explains the matches, some needs at a time on all cores, and writes them in the needs' order.
fn write(
    files: &MatchedFiles,
    best: &[Vec<Match>],
    sink: Sink<'_>,
    bar: &Bar,
    messages: Messages,
) -> anyhow::Result<()> {
    let best_fits = best.iter().map(|matches| matches.first().map(|found| found.fit));
    let needs = files.market.items(Kind::Need).iter().map(|item| &*item.posting);
    let mut sink =
        sink.begin(needs.zip(best_fits).collect(), files.market.items(Kind::Capability).len(), messages)?;
    for (batch, matches) in (0..).zip(best.chunks(AT_A_TIME)) {
        let first = batch * AT_A_TIME;
        let rankings: Vec<Ranking<'_>> =
            matches.par_iter().enumerate().map(|(at, matches)| files.ranking(first + at, matches)).collect();
        for ranking in &rankings {
            sink.write(ranking)?;
        }
        bar.report("phase-writing", (first + matches.len()).min(best.len()), best.len());
    }
    sink.finish()
}

/// Organizations by the names that files give them: equal names are one organization.
#[derive(Default)]
struct Organizations(HashMap<String, OrganizationId>);

impl Organizations {
    fn id(&mut self, name: &str) -> Option<OrganizationId> {
        let name = name.trim().to_lowercase();
        if name.is_empty() {
            return None;
        }
        let next = OrganizationId::from_random(self.0.len() as u64);
        Some(*self.0.entry(name).or_insert(next))
    }
}

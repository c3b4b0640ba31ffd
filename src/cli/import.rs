//! `sunmao import`: organizations and postings from files into the database.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;

use super::database::{self, DatabaseArgs};
use super::files::{ReadArgs, Tables};
use super::{ROWS_LEFT_OUT, output};
use crate::domain::Kind;
use crate::flows::FlowError;
use crate::flows::import::{Imported, Outcome, Refusal, import, try_import};
use crate::i18n::Messages;

/// Import organizations, needs and capabilities.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Needs and capabilities.
    #[arg(value_name = "FILE", required_unless_present = "organizations")]
    files: Vec<PathBuf>,
    /// Organizations, which come first.
    #[arg(long, value_name = "FILE")]
    organizations: Option<PathBuf>,
    /// What the files hold, where their rows don't say it.
    #[arg(long, value_name = "need|capability")]
    kind: Option<Kind>,
    /// The sheet of the postings' workbooks.
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// The sheet of the organizations' workbook.
    #[arg(long, value_name = "SHEET")]
    organizations_sheet: Option<String>,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Records of several files, with where each stands.
struct Gathered<'a, T> {
    records: Vec<T>,
    places: Vec<(&'a Path, u64)>,
}

impl<'a, T> Gathered<'a, T> {
    fn new() -> Self {
        Self { records: Vec::new(), places: Vec::new() }
    }

    fn add(&mut self, path: &'a Path, rows: Vec<(u64, T)>) {
        for (line, record) in rows {
            self.records.push(record);
            self.places.push((path, line));
        }
    }
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let inputs: Vec<&Path> = args.files.iter().chain(&args.organizations).map(PathBuf::as_path).collect();
    let mut tables = Tables::new(&args.read, &inputs, None, messages)?;
    // Before the files are read: they may name what the site added to the code lists.
    let store = args.database.open(messages)?;
    let (mut organizations, mut postings) = (Gathered::new(), Gathered::new());
    if let Some(path) = &args.organizations {
        organizations.add(path, tables.organizations(path, args.organizations_sheet.as_deref())?);
    }
    for path in &args.files {
        postings.add(path, tables.postings(path, args.sheet.as_deref(), args.kind)?);
    }
    tables.check_map()?;
    let run = if args.dry_run { try_import } else { import };
    let imported =
        run(&store, organizations.records, postings.records, Utc::now()).map_err(|error| match error {
            FlowError::Store(error) => database::failure(&error, messages),
            error => error.into(),
        })?;
    let outcomes = Outcomes { messages, dry_run: args.dry_run };
    let refused = outcomes.tell(&organizations.places, &imported.organizations)
        + outcomes.tell(&postings.places, &imported.postings);
    outcomes.sum_up(&imported);
    let left_out = tables.tell_left_out()?;
    Ok(if refused > 0 { ExitCode::from(ROWS_LEFT_OUT) } else { left_out })
}

/// Tells what became of the rows.
struct Outcomes {
    messages: Messages,
    dry_run: bool,
}

impl Outcomes {
    /// A line for each row of a dry run, else for each that was refused; how many were refused.
    fn tell(&self, places: &[(&Path, u64)], outcomes: &[Outcome]) -> usize {
        let mut refused = 0;
        for ((path, line), outcome) in places.iter().zip(outcomes) {
            let is_refused = matches!(outcome, Outcome::Refused(_));
            refused += usize::from(is_refused);
            if self.dry_run || is_refused {
                output::say(self.messages.with(
                    "cli-import-row",
                    &[
                        ("file", path.display().to_string().into()),
                        ("line", line.to_string().into()),
                        ("outcome", self.words(*outcome).into()),
                    ],
                ));
            }
        }
        refused
    }

    fn words(&self, outcome: Outcome) -> String {
        self.messages.t(match outcome {
            Outcome::Added => "cli-import-added",
            Outcome::Changed => "cli-import-changed",
            Outcome::Unchanged => "cli-import-unchanged",
            Outcome::Refused(Refusal::NoOrganization) => "cli-import-no-organization",
            Outcome::Refused(Refusal::UnknownOrganization) => "cli-import-unknown-organization",
            Outcome::Refused(Refusal::AmbiguousOrganization) => "cli-import-ambiguous-organization",
            Outcome::Refused(Refusal::KindOfId) => "cli-import-kind-of-id",
            Outcome::Refused(Refusal::TwoEntries) => "cli-import-two-entries",
        })
    }

    fn sum_up(&self, imported: &Imported) {
        let lines = [
            ("cli-import-organizations-done", &imported.organizations),
            ("cli-import-postings-done", &imported.postings),
        ];
        for (key, outcomes) in lines {
            let count = |wanted: Outcome| outcomes.iter().filter(|outcome| **outcome == wanted).count();
            output::say(self.messages.with(
                key,
                &[
                    ("added", count(Outcome::Added).into()),
                    ("changed", count(Outcome::Changed).into()),
                    ("unchanged", count(Outcome::Unchanged).into()),
                ],
            ));
        }
        if self.dry_run {
            output::say(self.messages.t("cli-import-dry-run-done"));
        }
    }
}

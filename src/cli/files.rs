//! What commands that read tables have in common: their arguments, and telling what was left out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::domain::Kind;
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::exchange::{
    ColumnMap, Contents, FileError, Input, Mapping, RowProblem, Value, read_organizations, read_postings,
    table_file,
};
use crate::i18n::Messages;

use super::{ROWS_LEFT_OUT, output};

/// How many rows that were left out are listed.
const LISTED: usize = 20;

/// How tables are read.
#[derive(Debug, clap::Args)]
pub(super) struct ReadArgs {
    /// What a column holds, when its name isn't known.
    #[arg(long, value_name = "COLUMN=FIELD")]
    map: Vec<Mapping>,
    /// Where to list every row that was left out.
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

/// Reads the tables of one command and remembers which rows were left out.
pub(super) struct Tables {
    messages: Messages,
    map: ColumnMap,
    errors: Option<PathBuf>,
    columns: Vec<Vec<String>>,
    left_out: Vec<(PathBuf, RowProblem)>,
}

impl Tables {
    pub(super) fn new(args: &ReadArgs, messages: Messages) -> Self {
        Self {
            messages,
            map: args.map.iter().cloned().collect(),
            errors: args.errors.clone(),
            columns: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Reads needs and capabilities.
    pub(super) fn postings(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
        kind: Option<Kind>,
    ) -> anyhow::Result<Vec<(u64, PostingRecord)>> {
        let contents = read_postings(Input { path, sheet, map: &self.map }, kind);
        self.take(path, contents)
    }

    /// Reads organizations.
    pub(super) fn organizations(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
    ) -> anyhow::Result<Vec<(u64, OrganizationRecord)>> {
        let contents = read_organizations(Input { path, sheet, map: &self.map });
        self.take(path, contents)
    }

    /// Says what was read and what was ignored, and keeps the rows.
    fn take<T>(
        &mut self,
        path: &Path,
        contents: Result<Contents<T>, FileError>,
    ) -> anyhow::Result<Vec<(u64, T)>> {
        let contents = contents.map_err(|error| failure(&error, path, self.messages))?;
        let file = ("file", path.display().to_string().into());
        output::say(self.messages.with(
            "cli-read",
            &[file.clone(), ("n", contents.rows.len().into()), ("left", contents.problems.len().into())],
        ));
        if !contents.ignored.is_empty() {
            let names = contents.ignored.join(&self.messages.t("file-list-separator"));
            output::say(self.messages.with("cli-ignored", &[file, ("names", names.into())]));
        }
        self.columns.push(contents.columns);
        self.left_out.extend(contents.problems.into_iter().map(|problem| (path.to_owned(), problem)));
        Ok(contents.rows)
    }

    /// Refuses a `--map` of columns that no table has, which is most likely a slip.
    pub(super) fn check_map(&self) -> anyhow::Result<()> {
        let tables: Vec<&[String]> = self.columns.iter().map(Vec::as_slice).collect();
        match self.map.missing_from(&tables).first() {
            Some(column) => anyhow::bail!(self.messages.v("cli-map-without-column", column)),
            None => Ok(()),
        }
    }

    /// Lists the rows that were left out: the first ones on standard error, all of them in the
    /// file that was asked for. The code is that of a command that is otherwise done.
    pub(super) fn tell_left_out(&self) -> anyhow::Result<ExitCode> {
        let messages = self.messages;
        for (path, problem) in self.left_out.iter().take(LISTED) {
            output::say(messages.with(
                "cli-left-out",
                &[
                    ("file", path.display().to_string().into()),
                    ("line", problem.line.to_string().into()),
                    ("reason", problem.describe(messages).into()),
                ],
            ));
        }
        let more = self.left_out.len().saturating_sub(LISTED);
        if more > 0 {
            output::say(messages.n("cli-left-out-more", more));
        }
        if let Some(path) = &self.errors {
            self.write_left_out(path).map_err(|error| failure(&error, path, messages))?;
        }
        Ok(if self.left_out.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(ROWS_LEFT_OUT) })
    }

    fn write_left_out(&self, path: &Path) -> Result<(), FileError> {
        let mut table = table_file(path, vec!["file", "line", "reason"])?;
        for (file, problem) in &self.left_out {
            table.row([
                Value::Text(file.display().to_string()),
                Value::number(u32::try_from(problem.line).ok()),
                Value::Text(problem.describe(self.messages)),
            ])?;
        }
        table.finish()?.keep()
    }
}

/// A sentence about a file, as the error that ends the command.
pub(super) fn failure(error: &FileError, path: &Path, messages: Messages) -> anyhow::Error {
    anyhow::anyhow!(error.describe(path, messages))
}

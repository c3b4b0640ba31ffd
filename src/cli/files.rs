//! What commands that read tables have in common: their arguments, and telling what was left out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::domain::Kind;
use crate::domain::text::clean;
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::exchange::{
    ColumnMap, Contents, FileError, Input, Limits, Mapping, NewFile, RowProblem, TableWriter, Value,
    read_organizations, read_postings, table_file,
};
use crate::i18n::Messages;

use super::{ROWS_LEFT_OUT, output};

/// How many rows that were left out are listed.
const LISTED: usize = 20;

/// How many columns that aren't used are named.
const NAMED: usize = 12;

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
    errors: Option<(PathBuf, TableWriter<NewFile>)>,
    columns: Vec<Vec<String>>,
    left_out: Vec<(PathBuf, RowProblem)>,
}

impl Tables {
    /// Makes sure of the files that are to be written before any is read: none of them is one of
    /// `inputs`, and the list of what is left out is begun, so that it can't fail after the work.
    pub(super) fn new(
        args: &ReadArgs,
        inputs: &[&Path],
        out: Option<&Path>,
        messages: Messages,
    ) -> anyhow::Result<Self> {
        let is_input = |path: &Path| inputs.iter().any(|input| is_same_file(path, input));
        if let Some(out) = out.filter(|out| is_input(out)) {
            anyhow::bail!(messages.v("cli-match-out-is-input", out.display()));
        }
        let errors = match &args.errors {
            Some(path) if is_input(path) => {
                anyhow::bail!(messages.v("cli-errors-is-input", path.display()))
            }
            Some(path) if out.is_some_and(|out| is_same_file(path, out)) => {
                anyhow::bail!(messages.v("cli-errors-is-out", path.display()))
            }
            Some(path) => Some((path.clone(), begin_left_out(path, messages)?)),
            None => None,
        };
        let map = args.map.iter().cloned().collect();
        Ok(Self { messages, map, errors, columns: Vec::new(), left_out: Vec::new() })
    }

    /// Reads needs and capabilities.
    pub(super) fn postings(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
        kind: Option<Kind>,
    ) -> anyhow::Result<Vec<(u64, PostingRecord)>> {
        let contents = read_postings(Input { path, sheet, map: &self.map, limits: Limits::FILES }, kind);
        self.take(path, contents)
    }

    /// Reads organizations.
    pub(super) fn organizations(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
    ) -> anyhow::Result<Vec<(u64, OrganizationRecord)>> {
        let contents = read_organizations(Input { path, sheet, map: &self.map, limits: Limits::FILES });
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
            let names: Vec<String> =
                contents.ignored.iter().take(NAMED).map(|name| clean(name, false)).collect();
            let names = names.join(&self.messages.t("file-list-separator"));
            let more = contents.ignored.len().saturating_sub(NAMED);
            output::say(
                self.messages.with("cli-ignored", &[file, ("names", names.into()), ("more", more.into())]),
            );
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
    pub(super) fn tell_left_out(self) -> anyhow::Result<ExitCode> {
        let messages = self.messages;
        for (path, problem) in self.left_out.iter().take(LISTED) {
            output::say(messages.with(
                "cli-left-out",
                &[
                    ("file", path.display().to_string().into()),
                    ("line", problem.line.to_string().into()),
                    ("reason", reason(problem, messages).into()),
                ],
            ));
        }
        let more = self.left_out.len().saturating_sub(LISTED);
        if more > 0 {
            output::say(messages.n("cli-left-out-more", more));
        }
        if let Some((path, table)) = self.errors {
            write_left_out(table, &self.left_out, messages)
                .map_err(|error| failure(&error, &path, messages))?;
        }
        Ok(if self.left_out.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(ROWS_LEFT_OUT) })
    }
}

/// Begins the list of rows that are left out.
fn begin_left_out(path: &Path, messages: Messages) -> anyhow::Result<TableWriter<NewFile>> {
    let begun = match path.is_dir() {
        true => Err(FileError::NotAFile),
        false => table_file(path, vec!["file", "line", "reason"]),
    };
    begun.map_err(|error| failure(&error, path, messages))
}

fn write_left_out(
    mut table: TableWriter<NewFile>,
    left_out: &[(PathBuf, RowProblem)],
    messages: Messages,
) -> Result<(), FileError> {
    for (file, problem) in left_out {
        table.row([
            Value::Text(file.display().to_string()),
            Value::number(u32::try_from(problem.line).ok()),
            Value::Text(reason(problem, messages)),
        ])?;
    }
    table.finish()?.keep()
}

/// Why a row was left out. It quotes the file, which must not work on the reader's terminal.
fn reason(problem: &RowProblem, messages: Messages) -> String {
    clean(&problem.describe(messages), false)
}

/// Whether the two paths are one file, however they are written; neither has to exist yet.
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((place(a), place(b)), (Some(a), Some(b)) if a == b)
}

/// The one way to write a path. That of a file that is yet to be follows from its folder's.
fn place(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.unwrap_or(Path::new(".")).canonicalize().ok()?.join(path.file_name()?))
    })
}

/// A sentence about a file, as the error that ends the command. It may quote the file, as
/// [`reason`] does.
pub(super) fn failure(error: &FileError, path: &Path, messages: Messages) -> anyhow::Error {
    anyhow::anyhow!(clean(&error.describe(path, messages), false))
}

//! Where matches go: a table, a report, or standard output.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;

use crate::cli::files::failure;
use crate::cli::output;
use crate::domain::{Fit, Posting};
use crate::exchange::matches::{Ranking, columns};
use crate::exchange::report::{Overview, Report};
use crate::exchange::{FileError, Format, NewFile, TableWriter, table_file};
use crate::i18n::Messages;

/// Where matches are to go.
pub(super) enum Sink<'a> {
    Table(&'a Path, Box<TableWriter<NewFile>>),
    Report(&'a Path, NewFile),
    Stdout,
}

/// Matches on their way.
pub(super) enum Begun<'a> {
    Table(&'a Path, TableWriter<NewFile>, Messages),
    Report(&'a Path, Report<NewFile>, Messages),
    Stdout(TableWriter<Box<dyn Write>>, Messages),
}

impl<'a> Sink<'a> {
    /// Prepares the file, in the format that its ending stands for; without one, standard output.
    pub(super) fn open(out: Option<&'a Path>, messages: Messages) -> anyhow::Result<Self> {
        let Some(path) = out else { return Ok(Self::Stdout) };
        let is_report = path
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|ending| ending.eq_ignore_ascii_case("html") || ending.eq_ignore_ascii_case("htm"));
        let opened = match is_report {
            true => NewFile::create(path).map(|file| Self::Report(path, file)),
            false => table_file(path, columns()).map(|table| Self::Table(path, Box::new(table))),
        };
        opened.map_err(|error| match error {
            FileError::UnknownEnding => {
                anyhow::anyhow!(messages.v("cli-match-unknown-ending", path.display()))
            }
            error => failure(&error, path, messages),
        })
    }

    /// Begins writing. `needs` are all needs with the fit of their best match.
    pub(super) fn begin(
        self,
        needs: Vec<(&Posting, Option<Fit>)>,
        capabilities: usize,
        messages: Messages,
    ) -> anyhow::Result<Begun<'a>> {
        Ok(match self {
            Self::Table(path, table) => Begun::Table(path, *table, messages),
            Self::Report(path, file) => {
                let overview = Overview { needs: needs.len(), capabilities, contents: needs };
                let report = Report::begin(file, messages, &overview);
                Begun::Report(path, report.map_err(|error| failure(&error, path, messages))?, messages)
            }
            Self::Stdout => {
                let out: Box<dyn Write> = Box::new(output::stdout());
                Begun::Stdout(TableWriter::new(Format::Csv, columns(), out)?, messages)
            }
        })
    }
}

impl Begun<'_> {
    /// Writes one need's matches.
    pub(super) fn write(&mut self, ranking: &Ranking<'_>) -> anyhow::Result<()> {
        match self {
            Self::Table(path, table, messages) => {
                ranking.write(table, *messages).map_err(|error| failure(&error, path, *messages))
            }
            Self::Report(path, report, messages) => {
                report.need(ranking).map_err(|error| failure(&error, path, *messages))
            }
            // As it is, so that a broken pipe is known for one.
            Self::Stdout(table, messages) => Ok(ranking.write(table, *messages)?),
        }
    }

    /// Ends the file and gives it its name.
    pub(super) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Table(path, table, messages) => {
                let kept = table.finish().and_then(NewFile::keep);
                kept.map_err(|error| failure(&error, path, messages))
            }
            Self::Report(path, report, messages) => {
                let kept = report.finish().and_then(NewFile::keep);
                kept.map_err(|error| failure(&error, path, messages))
            }
            Self::Stdout(table, _) => Ok(table.finish()?.flush()?),
        }
    }
}

//! What was wrong with a file or a row, in the reader's language.

use std::path::Path;

use crate::i18n::Messages;

use super::error::{FileError, Reason, RowProblem};
use super::vocabulary::Expected;

impl FileError {
    /// One sentence that says what is wrong with the file at `path`, and what to do.
    pub fn describe(&self, path: &Path, messages: Messages) -> String {
        tracing::debug!(path = %path.display(), cause = ?self, "file error");
        let file = ("file", path.display().to_string().into());
        let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024);
        match self {
            Self::NotFound => messages.with("file-not-found", &[file]),
            Self::Io(cause) => match cause.kind() {
                std::io::ErrorKind::PermissionDenied => messages.with("file-no-permission", &[file]),
                std::io::ErrorKind::StorageFull => messages.with("file-disk-full", &[file]),
                _ => messages.with("file-io", &[file, ("cause", cause.to_string().into())]),
            },
            Self::NotAFile => messages.with("file-not-a-file", &[file]),
            Self::TooLarge { bytes, max } => messages.with(
                "file-too-large",
                &[file, ("size", megabytes(*bytes).into()), ("max", megabytes(*max).into())],
            ),
            Self::TooManyRows { max } => messages.with("file-too-many-rows", &[file, ("max", (*max).into())]),
            Self::TooManyColumns { max } => {
                messages.with("file-too-many-columns", &[file, ("max", (*max).into())])
            }
            Self::NotText => messages.with("file-not-text", &[file]),
            Self::OldWorkbook => messages.with("file-old-workbook", &[file]),
            Self::BadWorkbook(_) => messages.with("file-bad-workbook", &[file]),
            Self::UnpacksTooFar => messages.with("file-unpacks-too-far", &[file]),
            Self::NoSheet { wanted, present } => messages.with(
                "file-no-sheet",
                &[file, ("wanted", wanted.clone().into()), ("present", listed(present, messages).into())],
            ),
            Self::NoKnownColumn { found } if found.is_empty() => messages.with("file-empty", &[file]),
            Self::NoKnownColumn { found } => {
                let first = found.first().cloned().unwrap_or_default();
                messages.with(
                    "file-no-known-column",
                    &[file, ("found", listed(found, messages).into()), ("first", first.into())],
                )
            }
            Self::CellTooLong { entry, column } => messages.with(
                "file-cell-too-long",
                &[file, ("entry", entry.clone().into()), ("column", column.clone().into())],
            ),
            Self::UnknownEnding => messages.with("file-unknown-ending", &[file]),
        }
    }
}

/// The first few names, separated as the language does.
fn listed(names: &[String], messages: Messages) -> String {
    const SHOWN: usize = 12;
    let more = if names.len() > SHOWN { "…" } else { "" };
    let shown: Vec<&str> = names.iter().take(SHOWN).map(String::as_str).collect();
    shown.join(&messages.t("file-list-separator")) + more
}

impl RowProblem {
    /// Why the row was left out: the column, if one is to blame, and the reason.
    pub fn describe(&self, messages: Messages) -> String {
        let reason = self.reason.describe(messages);
        match &self.column {
            Some(column) => messages
                .with("row-in-column", &[("column", column.clone().into()), ("reason", reason.into())]),
            None => reason,
        }
    }
}

impl Reason {
    fn describe(&self, messages: Messages) -> String {
        let bounded = |key, max: usize, given: usize| {
            messages.with(key, &[("max", max.into()), ("given", given.into())])
        };
        match self {
            Self::NoText => messages.t("row-no-text"),
            Self::Missing { field } => messages.v("row-missing", field),
            Self::TooLong { max, length } => bounded("row-too-long", *max, *length),
            Self::TooMany { max, count } => bounded("row-too-many", *max, *count),
            Self::Unreadable { expected, value } => messages.with(
                "row-unreadable",
                &[("value", value.clone().into()), ("expected", expected.describe(messages).into())],
            ),
            Self::Reversed => messages.t("row-reversed"),
            Self::OtherKind => messages.t("row-other-kind"),
            Self::NotForKind => messages.t("row-not-for-kind"),
            Self::MoreCells { columns, cells } => bounded("row-more-cells", *columns, *cells),
            Self::NotAnObject => messages.t("row-not-an-object"),
            Self::LineTooLong => messages.t("row-line-too-long"),
        }
    }
}

impl Expected {
    fn describe(self, messages: Messages) -> String {
        messages.t(match self {
            Self::Text => "expected-text",
            Self::Id => "expected-id",
            Self::Kind => "expected-kind",
            Self::Language => "expected-language",
            Self::Trl => "expected-trl",
            Self::Form => "expected-form",
            Self::Industry => "expected-industry",
            Self::Discipline => "expected-discipline",
            Self::StrategicIndustry => "expected-strategic-industry",
            Self::Region => "expected-region",
            Self::YesNo => "expected-yes-no",
            Self::Money => "expected-money",
            Self::Currency => "expected-currency",
            Self::Months => "expected-months",
            Self::Ip => "expected-ip",
            Self::Date => "expected-date",
            Self::Timestamp => "expected-timestamp",
            Self::Disclosure => "expected-disclosure",
            Self::State => "expected-state",
            Self::OrganizationKind => "expected-organization-kind",
        })
    }
}

//! What can be wrong with a file or with one of its rows, typed; [`super::wording`] says it to people.

use std::io;

use super::vocabulary::Expected;

/// Why a file can't be read or written at all. Nothing was read from it or left of it then.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is no such file or folder.
    #[error("not found")]
    NotFound,
    /// The operating system refused.
    #[error("{0}")]
    Io(#[source] io::Error),
    /// A folder, a pipe or a device.
    #[error("not a regular file")]
    NotAFile,
    /// More bytes than [`super::Limits`] lets it have.
    #[error("{bytes} bytes")]
    TooLarge {
        /// The file's size in bytes.
        bytes: u64,
        /// How many it may have.
        max: u64,
    },
    /// More rows than [`super::Limits`] lets it have.
    #[error("too many rows")]
    TooManyRows {
        /// How many it may have.
        max: usize,
    },
    /// A row of more cells than [`super::MAX_COLUMNS`].
    #[error("too many columns")]
    TooManyColumns {
        /// How many it may have.
        max: usize,
    },
    /// Neither UTF-8 nor GB18030, or not text at all.
    #[error("not a text in UTF-8 or GB18030")]
    NotText,
    /// A workbook in the format before 2007, or one that asks for a password.
    #[error("an old or a protected workbook")]
    OldWorkbook,
    /// Not a workbook, or a damaged one.
    #[error("not a readable workbook: {0}")]
    BadWorkbook(String),
    /// A workbook that unpacks to more than a sane one does.
    #[error("the workbook unpacks beyond all bounds")]
    UnpacksTooFar,
    /// The workbook has no such sheet.
    #[error("no sheet {wanted:?}")]
    NoSheet {
        /// What was asked for.
        wanted: String,
        /// What there is.
        present: Vec<String>,
    },
    /// No row of the file's beginning names a known column.
    #[error("no known column among {found:?}")]
    NoKnownColumn {
        /// The names in the first row that has any.
        found: Vec<String>,
    },
    /// A text that a workbook can't hold in one cell, with all that has to be escaped in it.
    #[error("column {column} of {entry:?} is too long for a cell")]
    CellTooLong {
        /// The first cell of its row: the identifier, where the entry has one.
        entry: String,
        /// The column.
        column: String,
    },
    /// The file's ending stands for no format that can be written.
    #[error("no format for this ending")]
    UnknownEnding,
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound,
            _ => Self::Io(error),
        }
    }
}

impl From<csv::Error> for FileError {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            // As it is, so that a broken pipe is known for one.
            csv::ErrorKind::Io(error) => Self::from(error),
            other => Self::Io(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for FileError {
    fn from(error: serde_json::Error) -> Self {
        Self::from(io::Error::from(error))
    }
}

impl From<rust_xlsxwriter::XlsxError> for FileError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::IoError(error) => Self::from(error),
            rust_xlsxwriter::XlsxError::RowColumnLimitError => Self::TooManyRows { max: super::MAX_ROWS },
            other => Self::Io(io::Error::other(other)),
        }
    }
}

/// A row that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Where the row begins: the line of a text file, the row of a sheet, from 1.
    pub line: u64,
    /// The column's name as the file writes it, where one column is to blame.
    pub column: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// Why a row was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Neither a title nor any other text.
    NoText,
    /// A value that every row must have.
    Missing {
        /// The canonical name of what is missing.
        field: &'static str,
    },
    /// A text beyond its limit, in characters.
    TooLong {
        /// The limit.
        max: usize,
        /// What was given.
        length: usize,
    },
    /// A list beyond its limit.
    TooMany {
        /// The limit.
        max: usize,
        /// What was given.
        count: usize,
    },
    /// A value that can't be read as what the column holds.
    Unreadable {
        /// What the column holds.
        expected: Expected,
        /// The beginning of what stands there.
        value: String,
    },
    /// The lowest amount is above the highest.
    Reversed,
    /// A need among capabilities, or the reverse.
    OtherKind,
    /// A requirement of a capability, or evidence of a need.
    NotForKind,
    /// More cells than the header has columns.
    MoreCells {
        /// Columns of the header.
        columns: usize,
        /// Cells of the row.
        cells: usize,
    },
    /// Not a JSON object.
    NotAnObject,
    /// A line of more bytes than a row may have.
    LineTooLong,
}

//! Files in and out: tables (CSV, XLSX, JSONL) to domain types and back.
//!
//! Data takes one way through the modules: [`table`] reads cells, [`columns`] finds out which
//! field each column is, [`values`] reads a cell as a domain type, [`posting`] and
//! [`organization`] make a record of a row. On the way out, [`posting`] and [`organization`]
//! make cells of a record and [`output`] writes them, to a temporary file first.

pub mod collection;
mod columns;
mod dates;
mod error;
mod escape;
mod format;
pub mod matches;
mod money;
mod organization;
mod output;
mod permitted;
mod places;
mod posting;
mod read;
pub mod record;
pub mod report;
#[cfg(test)]
mod round_trip;
mod table;
mod template;
mod upload;
mod values;
mod vocabulary;
mod wording;

pub use columns::{ColumnMap, Field, Mapping};
pub use error::{FileError, Reason, RowProblem};
pub use format::Format;
pub use organization::OrganizationField;
pub use output::{NewFile, TableWriter, Value, open_kept, table_file, write_organizations, write_postings};
pub use posting::PostingField;
pub use read::{Contents, Input, read_organizations, read_postings};
pub use template::{permitted_values, template, template_fields};
pub use upload::{Wording, read_upload, rejected};
pub use vocabulary::Expected;

/// The largest file that is read, in bytes; also what a workbook may unpack to.
pub const MAX_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The most rows of a file, blank ones not counted.
pub const MAX_ROWS: usize = 1_000_000;

/// How much a file may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Its size, in bytes.
    pub bytes: u64,
    /// What a workbook may unpack to, in bytes.
    pub unpacked: u64,
    /// Its rows, blank ones not counted.
    pub rows: usize,
}

impl Limits {
    /// Of files that whoever runs the program reads.
    pub const FILES: Self = Self { bytes: MAX_FILE_BYTES, unpacked: MAX_FILE_BYTES, rows: MAX_ROWS };
    /// Of files that members upload.
    pub const UPLOADS: Self = Self { bytes: 5 * 1024 * 1024, unpacked: 64 * 1024 * 1024, rows: 1_000 };
}

/// The widest row, in cells; blank ones at its end not counted.
pub const MAX_COLUMNS: usize = 1_000;

/// The longest cell that is looked at, in characters.
pub const MAX_CELL: usize = 100_000;

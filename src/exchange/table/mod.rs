//! Tables as files hold them: rows of cells, before anybody asks what the cells mean.

mod csv;
mod jsonl;
mod text;
mod xlsx;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::error::{FileError, Reason};
use super::format::Format;
use super::{Limits, MAX_COLUMNS};

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text, possibly empty.
    Text(String),
    /// A list, as JSON has them.
    List(Vec<String>),
    /// Something that is no value: an error of a formula, a nested object.
    Other,
}

impl Cell {
    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Other => false,
        }
    }
}

/// What stands on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Cells by their place; a header says elsewhere what they are.
    Cells(Vec<Cell>),
    /// Cells that bring their own names.
    Named(Vec<(String, Cell)>),
    /// A line that is no row.
    Broken(Reason),
}

impl Content {
    /// Whether nothing at all stands on the line, as on the formatted but empty rows of a sheet.
    fn is_blank(&self) -> bool {
        matches!(self, Self::Cells(cells) if cells.iter().all(Cell::is_blank))
    }
}

/// Takes one line after the other, with its number from 1.
pub(super) type Visit<'a> = &'a mut dyn FnMut(u64, Content) -> Result<(), FileError>;

/// Reads a file from its first line to its last, and says which format it has. `sheet` names a
/// sheet of a workbook; `is_known` knows the names of columns, by which separators are told apart.
pub(super) fn read(
    path: &Path,
    sheet: Option<&str>,
    limits: Limits,
    is_known: &dyn Fn(&str) -> bool,
    visit: Visit<'_>,
) -> Result<Format, FileError> {
    let mut file = open(path, limits.bytes)?;
    let mut rows = 0;
    let mut counted = |line, content: Content| {
        if content.is_blank() {
            return Ok(());
        }
        if matches!(&content, Content::Named(named) if named.len() > MAX_COLUMNS) {
            return Err(FileError::TooManyColumns { max: MAX_COLUMNS });
        }
        rows += 1;
        if rows > limits.rows {
            Err(FileError::TooManyRows { max: limits.rows })
        } else {
            visit(line, content)
        }
    };
    let head = head(&mut file)?;
    let format = Format::of_ending(path).unwrap_or_else(|| Format::sniff(&head));
    match format {
        Format::Csv => {
            let tabs = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"));
            csv::read(text::decoded(file)?, tabs.then_some(b'\t'), is_known, &mut counted)?;
        }
        Format::Xlsx => xlsx::read(file, sheet, limits.unpacked, &mut counted)?,
        Format::Jsonl => jsonl::read(text::decoded(file)?, &mut counted)?,
    }
    Ok(format)
}

fn open(path: &Path, max: u64) -> Result<File, FileError> {
    let about = std::fs::metadata(path)?;
    match (about.is_file(), about.len()) {
        (false, _) => Err(FileError::NotAFile),
        (true, bytes) if bytes > max => Err(FileError::TooLarge { bytes, max }),
        _ => Ok(File::open(path)?),
    }
}

/// The beginning of the file, which is then read from its start again.
fn head(file: &mut File) -> Result<Vec<u8>, FileError> {
    use std::io::Seek;
    let mut head = Vec::new();
    file.by_ref().take(512).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head)
}

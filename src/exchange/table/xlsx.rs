//! Workbooks.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use zip::ZipArchive;

use super::{Cell, Content, Visit};
use crate::exchange::MAX_FILE_BYTES;
use crate::exchange::error::FileError;
use crate::exchange::escape;

/// What old and encrypted workbooks begin with (Compound File Binary).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How many times its own size a workbook may unpack to…
const MAX_RATIO: u64 = 200;

/// …once it unpacks to more than this, in bytes.
const HARMLESS: u64 = 16 * 1024 * 1024;

/// The widest row, in cells.
const MAX_COLUMNS: usize = 1_000;

/// Reads the rows of the named sheet, or of the first one that is visible.
pub(super) fn read(mut file: File, sheet: Option<&str>, visit: Visit<'_>) -> Result<(), FileError> {
    let mut head = Vec::new();
    file.by_ref().take(COMPOUND_FILE.len() as u64).read_to_end(&mut head)?;
    if head == COMPOUND_FILE {
        return Err(FileError::OldWorkbook);
    }
    file.rewind()?;
    unpacks_within_bounds(&file)?;
    file.rewind()?;
    let mut workbook = Xlsx::new(BufReader::new(file)).map_err(bad)?;
    let name = choose(&workbook, sheet)?;
    rows(&mut workbook, &name, visit)
}

/// Unpacks every part into nothing and counts, since the sizes that an archive declares may lie.
fn unpacks_within_bounds(file: &File) -> Result<(), FileError> {
    let packed = file.metadata()?.len();
    let limit = packed.saturating_mul(MAX_RATIO).clamp(HARMLESS, MAX_FILE_BYTES);
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(bad)?;
    let mut total = 0;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(bad)?;
        total += io::copy(&mut part.take(limit + 1 - total), &mut io::sink()).map_err(bad)?;
        if total > limit {
            return Err(FileError::UnpacksTooFar);
        }
    }
    Ok(())
}

fn choose(workbook: &Xlsx<BufReader<File>>, wanted: Option<&str>) -> Result<String, FileError> {
    let sheets = || workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let found = match wanted {
        Some(wanted) => sheets().find(|sheet| sheet.name == wanted),
        None => sheets().find(|sheet| sheet.visible == SheetVisible::Visible),
    };
    found.map(|sheet| sheet.name.clone()).ok_or_else(|| FileError::NoSheet {
        wanted: wanted.unwrap_or_default().to_owned(),
        present: sheets().map(|sheet| sheet.name.clone()).collect(),
    })
}

/// Goes through the cells as they stand in the file, one row in memory at a time.
///
/// (calamine's ranges hold every cell between the first and the last, also those that aren't
/// there: a sheet with one cell in the last corner would take all memory.)
fn rows(workbook: &mut Xlsx<BufReader<File>>, sheet: &str, visit: Visit<'_>) -> Result<(), FileError> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(bad)?;
    let mut current: Option<(u32, Vec<Cell>)> = None;
    while let Some(next) = cells.next_cell().map_err(bad)? {
        let (row, column) = next.get_position();
        if let Some((at, done)) = current.take_if(|(at, _)| *at != row) {
            visit(u64::from(at) + 1, Content::Cells(done))?;
        }
        let (_, done) = current.get_or_insert_with(|| (row, Vec::new()));
        let column = column as usize;
        if column < MAX_COLUMNS && !matches!(next.get_value(), DataRef::Empty) {
            if done.len() <= column {
                done.resize(column + 1, Cell::Text(String::new()));
            }
            done[column] = cell(next.get_value().clone().into());
        }
    }
    match current {
        Some((at, done)) => visit(u64::from(at) + 1, Content::Cells(done)),
        None => Ok(()),
    }
}

fn cell(value: Data) -> Cell {
    Cell::Text(match value {
        Data::Empty => String::new(),
        Data::String(text) => escape::from_xlsx(&text),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(serial) => match serial.as_datetime() {
            Some(time) if !serial.is_duration() => date_or_time(time),
            _ => serial.as_f64().to_string(),
        },
        Data::Error(_) => return Cell::Other,
    })
}

fn date_or_time(time: chrono::NaiveDateTime) -> String {
    let form = if time.time() == chrono::NaiveTime::MIN { "%Y-%m-%d" } else { "%Y-%m-%dT%H:%M:%S" };
    time.format(form).to_string()
}

/// Whatever is wrong inside, a person can only save the workbook anew.
fn bad(error: impl Into<Trouble>) -> FileError {
    FileError::BadWorkbook(error.into().0)
}

/// The cause, for the log.
struct Trouble(String);

impl From<XlsxError> for Trouble {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

impl From<zip::result::ZipError> for Trouble {
    fn from(error: zip::result::ZipError) -> Self {
        Self(error.to_string())
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

//! Workbooks.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use zip::ZipArchive;

use super::{Cell, Content, Visit};
use crate::exchange::error::FileError;
use crate::exchange::escape;
use crate::exchange::{MAX_CELL, MAX_COLUMNS};

/// What old and encrypted workbooks begin with (Compound File Binary).
const COMPOUND_FILE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How many times its own size a workbook may unpack to…
const MAX_RATIO: u64 = 200;

/// …once it unpacks to more than this, in bytes.
const HARMLESS: u64 = 16 * 1024 * 1024;

/// Reads the rows of the named sheet, or of the first one that is visible.
pub(super) fn read(
    mut file: File,
    sheet: Option<&str>,
    most: u64,
    visit: Visit<'_>,
) -> Result<(), FileError> {
    let mut head = Vec::new();
    file.by_ref().take(COMPOUND_FILE.len() as u64).read_to_end(&mut head)?;
    if head == COMPOUND_FILE {
        return Err(FileError::OldWorkbook);
    }
    file.rewind()?;
    unpacks_within_bounds(&file, most)?;
    file.rewind()?;
    let mut workbook = Xlsx::new(BufReader::new(file)).map_err(bad)?;
    let name = choose(&workbook, sheet)?;
    rows(&mut workbook, &name, most, visit)
}

/// Unpacks every part into nothing and counts, since the sizes that an archive declares may lie.
fn unpacks_within_bounds(file: &File, most: u64) -> Result<(), FileError> {
    let packed = file.metadata()?.len();
    let limit = packed.saturating_mul(MAX_RATIO).clamp(HARMLESS, most);
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
///
/// `room` is how much text all cells together may hold, in bytes: any number of them may share one
/// text, so that a small file can hold texts without end.
fn rows(
    workbook: &mut Xlsx<BufReader<File>>,
    sheet: &str,
    mut room: u64,
    visit: Visit<'_>,
) -> Result<(), FileError> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(bad)?;
    let mut current: Option<(u32, Vec<Cell>)> = None;
    while let Some(next) = cells.next_cell_with_formula_metadata().map_err(bad)? {
        let (row, column) = next.pos;
        if let Some((at, done)) = current.take_if(|(at, _)| *at != row) {
            visit(u64::from(at) + 1, Content::Cells(done))?;
        }
        let (_, done) = current.get_or_insert_with(|| (row, Vec::new()));
        let column = column as usize;
        if matches!(next.value, DataRef::Empty) && next.formula.is_none() {
            continue;
        }
        if column >= MAX_COLUMNS {
            // A lone cell far out is a slip of the hand and no column.
            let is_lone = done.len() < MAX_COLUMNS;
            if is_lone { continue } else { return Err(FileError::TooManyColumns { max: MAX_COLUMNS }) }
        }
        let cell = match (&next.value, &next.formula) {
            (DataRef::Empty, Some(formula)) => unevaluated(formula),
            (value, _) => cell(value),
        };
        let bytes = if let Cell::Text(text) = &cell { text.len() as u64 } else { 0 };
        room = room.checked_sub(bytes).ok_or(FileError::UnpacksTooFar)?;
        if done.len() <= column {
            done.resize(column + 1, Cell::Text(String::new()));
        }
        done[column] = cell;
    }
    match current {
        Some((at, done)) => visit(u64::from(at) + 1, Content::Cells(done)),
        None => Ok(()),
    }
}

/// What stands in a cell whose program never wrote down what its formula comes to.
fn unevaluated(formula: &XlsxFormulaMetadata) -> Cell {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            Cell::Text(beginning(&format!("={formula}"), MAX_CELL + 1).to_owned())
        }
        _ => Cell::Other,
    }
}

fn cell(value: &DataRef<'_>) -> Cell {
    Cell::Text(match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => string(text),
        DataRef::String(text) => string(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => beginning(text, MAX_CELL + 1).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(serial) => match serial.as_datetime() {
            Some(time) if !serial.is_duration() => date_or_time(time),
            _ => serial.as_f64().to_string(),
        },
        DataRef::Error(_) => return Cell::Other,
    })
}

/// The text, or so much of it that it is still known to be too long.
fn string(text: &str) -> String {
    // An escape of seven characters stands for one.
    let text = escape::from_xlsx(beginning(text, (MAX_CELL + 1) * "_x0000_".len()));
    beginning(&text, MAX_CELL + 1).to_owned()
}

fn beginning(text: &str, characters: usize) -> &str {
    // Characters are counted only where bytes don't already settle it.
    let long = text.len() > characters;
    long.then(|| text.char_indices().nth(characters)).flatten().map_or(text, |(end, _)| &text[..end])
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read_rows(path: &std::path::Path) -> Result<Vec<Vec<Cell>>, FileError> {
        let mut rows = Vec::new();
        read(File::open(path)?, None, HARMLESS, &mut |_, content| {
            let Content::Cells(cells) = content else { panic!("{content:?}") };
            rows.push(cells);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Puts `shared` in the place of the workbook's one text, as no spreadsheet program would.
    fn with_text(workbook: &mut rust_xlsxwriter::Workbook, shared: &str, path: &std::path::Path) {
        with_parts(workbook, path, |part| part.replace("TEXT", shared));
    }

    /// Writes a workbook with each of its parts changed.
    fn with_parts(
        workbook: &mut rust_xlsxwriter::Workbook,
        path: &std::path::Path,
        change: impl Fn(&str) -> String,
    ) {
        let mut from = ZipArchive::new(io::Cursor::new(workbook.save_to_buffer().unwrap())).unwrap();
        let mut to = zip::ZipWriter::new(File::create(path).unwrap());
        for part in 0..from.len() {
            let mut part = from.by_index(part).unwrap();
            let mut content = String::new();
            part.read_to_string(&mut content).unwrap();
            to.start_file(part.name().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
            io::Write::write_all(&mut to, change(&content).as_bytes()).unwrap();
        }
        to.finish().unwrap();
    }

    #[test]
    fn a_formula_is_what_it_came_to_or_else_its_own_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "TEXT").unwrap();
        let sheet = workbook.worksheet_from_index(0).unwrap();
        let formula = |text: &str, result: &str| rust_xlsxwriter::Formula::new(text).set_result(result);
        sheet.write_formula(0, 1, formula("=HYPERLINK(\"http://x.example\",\"click\")", "click")).unwrap();
        sheet.write_formula(0, 2, formula("=\"=1\"&\"+1\"", "=1+1")).unwrap();
        sheet.write_formula(0, 3, formula("=SUM(1,2)", "NOTHING")).unwrap();
        // As programs write that don't calculate.
        with_parts(&mut workbook, &path, |part| part.replace("<v>NOTHING</v>", ""));
        let texts = ["TEXT", "click", "=1+1", "=SUM(1,2)"].map(|text| Cell::Text(text.to_owned()));
        assert_eq!(read_rows(&path).unwrap(), [texts.to_vec()]);
    }

    #[test]
    fn a_shared_text_is_cut_where_it_is_known_to_be_too_long() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "TEXT").unwrap();
        for (shared, length) in [
            ("很".repeat(MAX_CELL + 50), MAX_CELL + 1),
            ("_x000D_".repeat(MAX_CELL + 50), MAX_CELL + 1),
            ("_x000D_".repeat(MAX_CELL), MAX_CELL),
        ] {
            with_text(&mut workbook, &shared, &path);
            let Cell::Text(text) = &read_rows(&path).unwrap()[0][0] else { panic!() };
            assert_eq!(text.chars().count(), length);
        }
    }

    #[test]
    fn one_text_in_cells_without_end_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for cell in 0..1_000 {
            sheet.write_string(cell / 10, (cell % 10) as u16, "TEXT").unwrap();
        }
        with_text(&mut workbook, &"x".repeat(1_000), &path);
        let mut workbook = Xlsx::new(BufReader::new(File::open(&path).unwrap())).unwrap();
        for (room, all_read) in [(1_000_000, true), (999_999, false)] {
            let result = rows(&mut workbook, "Sheet1", room, &mut |_, _| Ok(()));
            assert!(if all_read { result.is_ok() } else { matches!(result, Err(FileError::UnpacksTooFar)) });
        }
    }
}

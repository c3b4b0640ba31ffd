//! Tables that members upload: read out of memory, and given back with what is wrong.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::Limits;
use super::columns::ColumnMap;
use super::error::FileError;
use super::format::Format;
use super::output::{TableWriter, Value};
use super::posting::PostingField;
use super::read::{Contents, Input, read_postings};
use super::record::PostingRecord;
use super::table::{self, Cell, Content};
use super::values::joined;
use crate::domain::Kind;

/// Puts bytes into a file of their own as long as somebody reads it; the ending tells the format.
fn lent(name: &str, content: &[u8]) -> Result<tempfile::NamedTempFile, FileError> {
    let known = Format::of_ending(Path::new(name));
    let suffix = match known {
        Some(Format::Csv) if name.to_ascii_lowercase().ends_with(".tsv") => ".tsv",
        Some(Format::Csv) => ".csv",
        Some(Format::Xlsx) => ".xlsx",
        Some(Format::Jsonl) => ".jsonl",
        None => "",
    };
    let mut file = tempfile::Builder::new().suffix(suffix).tempfile()?;
    file.write_all(content)?;
    Ok(file)
}

/// Reads what somebody uploaded, within [`Limits::UPLOADS`]; rows that don't say what they are, are `kind`.
///
/// # Errors
/// [`FileError`].
pub fn read_upload(
    name: &str,
    content: &[u8],
    kind: Option<Kind>,
) -> Result<Contents<PostingRecord>, FileError> {
    let file = lent(name, content)?;
    let map = ColumnMap::default();
    read_postings(Input { path: file.path(), sheet: None, map: &map, limits: Limits::UPLOADS }, kind)
}

/// The longest text that a cell of a workbook holds whatever has to be escaped in it, in characters.
const CELL_OF_WORKBOOK: usize = 16_000;

/// What [`rejected`] says of its own.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The name of the column that says what is wrong; none that a field goes by.
    pub heading: String,
    /// That a text was too long for the workbook and is cut.
    pub cut: String,
}

/// The rows of an upload that can't be taken, as they came, with a column that says what is wrong. It isn't
/// read when the table comes again.
///
/// # Errors
/// [`FileError`].
pub fn rejected(
    name: &str,
    content: &[u8],
    wrong: &BTreeMap<u64, String>,
    wording: &Wording,
    format: Format,
) -> Result<Vec<u8>, FileError> {
    let file = lent(name, content)?;
    let map = ColumnMap::default();
    let is_known = |name: &str| map.knows::<PostingField>(name);
    let mut header: Option<Vec<String>> = None;
    let mut rows: Vec<(Vec<String>, String)> = Vec::new();
    table::read(file.path(), None, Limits::UPLOADS, &is_known, &mut |line, content| {
        let cells: Vec<String> = match content {
            Content::Cells(cells) => cells.into_iter().map(text).collect(),
            Content::Named(named) => {
                let names = header.get_or_insert_with(Vec::new);
                let mut cells = vec![String::new(); names.len()];
                for (name, cell) in named {
                    match names.iter().position(|known| *known == name) {
                        Some(at) => cells[at] = text(cell),
                        None => {
                            names.push(name);
                            cells.push(text(cell));
                        }
                    }
                }
                cells
            }
            Content::Broken(_) => Vec::new(),
        };
        if header.is_none() {
            if cells.iter().any(|name| is_known(name.trim())) {
                header = Some(cells);
            }
        } else if let Some(what) = wrong.get(&line) {
            rows.push((cells, what.clone()));
        }
        Ok(())
    })?;
    let mut header = header.unwrap_or_default();
    let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0).max(header.len());
    header.resize(width, String::new());
    let fits = |text: &mut String| format != Format::Xlsx || fit_workbook(text);
    header.iter_mut().for_each(|name| {
        fits(name);
    });
    let mut table = begin(format, std::iter::once(wording.heading.clone()).chain(header).collect())?;
    for (mut cells, mut what) in rows {
        cells.resize(width, String::new());
        let cut = cells.iter_mut().map(fits).filter(|fits| !fits).count();
        if cut > 0 {
            what = format!("{what} {}", wording.cut);
        }
        table.row(std::iter::once(what).chain(cells).map(Value::Text))?;
    }
    table.finish()
}

/// Cuts a text that a cell of a workbook may not hold; whether there was no need.
fn fit_workbook(text: &mut String) -> bool {
    if text.len() <= CELL_OF_WORKBOOK {
        return true;
    }
    match text.char_indices().nth(CELL_OF_WORKBOOK) {
        Some((end, _)) => {
            text.truncate(end);
            false
        }
        None => true,
    }
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Text(text) => text,
        Cell::List(items) => joined(&items),
        Cell::Other => String::new(),
    }
}

/// A table in memory. CSV begins with a byte order mark, without which spreadsheet programs take Chinese for
/// something else.
pub(super) fn begin(format: Format, columns: Vec<String>) -> Result<TableWriter<Vec<u8>>, FileError> {
    let mut out = Vec::new();
    if format == Format::Csv {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    TableWriter::new(format, columns, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording() -> Wording {
        Wording { heading: "wrong".to_owned(), cut: "(cut)".to_owned() }
    }

    #[test]
    fn what_is_wrong_comes_back_with_its_row_and_can_be_sent_again() {
        let content = "title,trl,budget\nGood,7,\n=cmd|'/c calc'!A1,99,3 M\n";
        for (format, name) in [(Format::Csv, "again.csv"), (Format::Xlsx, "again.xlsx")] {
            let wrong = BTreeMap::from([(3, "=1+1 isn't a level".to_owned())]);
            let file = rejected("needs.csv", content.as_bytes(), &wrong, &wording(), format).unwrap();
            if format == Format::Csv {
                let text = String::from_utf8(file.clone()).unwrap();
                let mut lines = text.lines().skip(1).flat_map(|line| line.split(','));
                assert!(!lines.any(|cell| cell.trim_matches('"').starts_with('=')), "a formula: {text}");
            }
            let read = read_upload(name, &file, Some(Kind::Need)).unwrap();
            assert_eq!((read.rows.len(), read.problems.len()), (0, 1), "the same row is wrong again");
            assert_eq!(read.ignored, ["wrong"]);
            assert_eq!(read.problems[0].column.as_deref(), Some("trl"));
        }
    }

    #[test]
    fn what_no_cell_of_a_workbook_holds_is_cut_and_said_to_be() {
        let long = "很".repeat(40_000);
        let content = format!("title,{long},note\n{long},x,{long}\n");
        let wrong = BTreeMap::from([(2, "too long".to_owned())]);
        let file = rejected("a.csv", content.as_bytes(), &wrong, &wording(), Format::Xlsx).unwrap();
        let again = rejected("a.xlsx", &file, &wrong, &wording(), Format::Csv).unwrap();
        let text = String::from_utf8(again).unwrap();
        assert!(
            text.contains(&format!("too long (cut),{},x,", "很".repeat(CELL_OF_WORKBOOK))),
            "{text:.200}"
        );
        let whole = rejected("a.csv", content.as_bytes(), &wrong, &wording(), Format::Csv).unwrap();
        assert!(String::from_utf8(whole).unwrap().contains(&format!("too long,{long},x,{long}")));
    }

    #[test]
    fn names_of_columns_run_nowhere_and_are_told_in_short() {
        let content = format!("title,=cmd|'/c calc'!A1,\u{202E}{}\n,,\nA need,x,y\n", "x".repeat(9_999));
        let read = read_upload("a.csv", content.as_bytes(), Some(Kind::Need)).unwrap();
        assert_eq!(read.ignored[0], "=cmd|'/c calc'!A1");
        assert_eq!(read.ignored[1], format!("{}…", "x".repeat(200)));
        let wrong = BTreeMap::from([(3, "why".to_owned())]);
        let file = rejected("a.csv", content.as_bytes(), &wrong, &wording(), Format::Csv).unwrap();
        assert!(String::from_utf8(file).unwrap().starts_with("\u{FEFF}wrong,title,'=cmd|"));
    }

    #[test]
    fn a_row_has_at_most_so_many_cells_in_every_format() {
        let wide = |count: usize| vec!["x"; count].join(",");
        let read = |name: &str, content: &[u8]| {
            read_upload(name, content, Some(Kind::Need)).map(|read| read.rows.len())
        };
        for row in
            ["title,".to_owned() + &wide(crate::exchange::MAX_COLUMNS), format!("title\n{}", wide(1_001))]
        {
            assert!(matches!(read("a.csv", row.as_bytes()), Err(FileError::TooManyColumns { .. })));
        }
        let blank = format!("title{}\nA need{}\n", ",".repeat(5_000), ", ".repeat(5_000));
        assert!(matches!(read("a.csv", blank.as_bytes()), Ok(1)), "blank cells are none");
        let members: String = (0..1_001).map(|at| format!(",\"{at}\":1")).collect();
        let object = format!("{{\"title\":\"x\"{members}}}\n");
        assert!(matches!(read("a.jsonl", object.as_bytes()), Err(FileError::TooManyColumns { .. })));
        let growing: String =
            (0..999).map(|at| format!("{{\"title\":\"x\",\"{at}\":1,\"b{at}\":1}}\n")).collect();
        assert!(matches!(read("a.jsonl", growing.as_bytes()), Err(FileError::TooManyColumns { .. })));
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for column in 0..=1_000 {
            sheet.write_string(0, column, "title").unwrap();
        }
        let workbook = workbook.save_to_buffer().unwrap();
        assert!(matches!(read("a.xlsx", &workbook), Err(FileError::TooManyColumns { .. })));
    }

    #[test]
    fn a_damaged_workbook_is_told_and_never_fails() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, name) in ["title", "trl", "description"].iter().enumerate() {
            sheet.write_string(0, at as u16, *name).unwrap();
            sheet.write_formula(1, at as u16, "=1+1").unwrap();
        }
        let sound = workbook.save_to_buffer().unwrap();
        let read = |content: &[u8]| read_upload("a.xlsx", content, Some(Kind::Need));
        assert!(read(&sound).is_ok());
        for end in (0..sound.len()).step_by(97) {
            assert!(read(&sound[..end]).is_err(), "cut at {end}");
        }
        for at in (0..sound.len()).step_by(13) {
            let mut damaged = sound.clone();
            damaged[at] ^= 0xFF;
            // Some of it is never looked at.
            drop(read(&damaged));
        }
    }

    #[test]
    fn what_is_too_much_is_refused() {
        let rows = "title\n".to_owned() + &"a need\n".repeat(Limits::UPLOADS.rows + 1);
        let read = |name: &str, content: &[u8]| read_upload(name, content, None).unwrap_err();
        assert!(
            matches!(read("a.csv", rows.as_bytes()), FileError::TooManyRows { max } if max == Limits::UPLOADS.rows)
        );
        let bytes = vec![b'a'; usize::try_from(Limits::UPLOADS.bytes).unwrap() + 1];
        assert!(matches!(read("a.csv", &bytes), FileError::TooLarge { .. }));
        assert!(matches!(read("a.xlsx", b"%PDF-1.7"), FileError::BadWorkbook(_)));
        let mut bomb = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        bomb.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..80 {
            bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let bomb = bomb.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert!(matches!(read("a.xlsx", &bomb), FileError::UnpacksTooFar));
    }
}

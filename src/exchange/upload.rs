//! Tables that members upload: read out of memory, given back with what is wrong, and templates to fill in.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use super::Limits;
use super::columns::{ColumnMap, Field};
use super::error::FileError;
use super::format::Format;
use super::output::{TableWriter, Value};
use super::posting::PostingField;
use super::read::{Contents, Input, read_postings};
use super::record::PostingRecord;
use super::table::{self, Cell, Content};
use super::values::joined;
use super::vocabulary::name_in;
use crate::domain::{Kind, Language};

/// The columns of a template, in their order; those of one kind alone are left out of the other's.
const TEMPLATE: [PostingField; 19] = [
    PostingField::Ref,
    PostingField::Title,
    PostingField::Summary,
    PostingField::Description,
    PostingField::Keywords,
    PostingField::MustHaves,
    PostingField::NiceToHaves,
    PostingField::Evidence,
    PostingField::Trl,
    PostingField::Forms,
    PostingField::Industries,
    PostingField::Disciplines,
    PostingField::Region,
    PostingField::Remote,
    PostingField::Budget,
    PostingField::PeriodMonths,
    PostingField::Ip,
    PostingField::Deadline,
    PostingField::Disclosure,
];

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

/// The rows of an upload that can't be taken, as they came, with a column that says what is wrong, under
/// `heading`. It isn't read when the table comes again.
///
/// # Errors
/// [`FileError`].
pub fn rejected(
    name: &str,
    content: &[u8],
    wrong: &BTreeMap<u64, String>,
    heading: &str,
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
    let columns = std::iter::once(heading.to_owned()).chain(header).collect();
    let mut table = begin(format, columns)?;
    for (mut cells, what) in rows {
        cells.resize(width, String::new());
        table.row(std::iter::once(what).chain(cells).map(Value::Text))?;
    }
    table.finish()
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
fn begin(format: Format, columns: Vec<String>) -> Result<TableWriter<Vec<u8>>, FileError> {
    let mut out = Vec::new();
    if format == Format::Csv {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    TableWriter::new(format, columns, out)
}

/// A table to be filled in, with its header in a language and the rows given: a cell for each field of
/// [`template_fields`].
///
/// # Errors
/// [`FileError`].
pub fn template(
    kind: Kind,
    language: Language,
    format: Format,
    rows: &[Vec<String>],
) -> Result<Vec<u8>, FileError> {
    let name = |field: PostingField| match language {
        Language::En => field.code().to_owned(),
        Language::Zh => name_in(PostingField::LIST, field.code()).unwrap_or(field.code()).to_owned(),
    };
    let mut table = begin(format, template_fields(kind).map(name).collect())?;
    for row in rows {
        table.row(row.iter().map(|cell| Value::Text(cell.clone())))?;
    }
    table.finish()
}

/// The fields of a template for one kind, in their order.
pub fn template_fields(kind: Kind) -> impl Iterator<Item = PostingField> {
    TEMPLATE.into_iter().filter(move |field| match field {
        PostingField::MustHaves | PostingField::NiceToHaves => kind == Kind::Need,
        PostingField::Evidence => kind == Kind::Capability,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_reads_back_in_either_language_and_format() {
        for kind in Kind::ALL {
            for language in Language::ALL {
                for (format, name) in [(Format::Csv, "a.csv"), (Format::Xlsx, "a.xlsx")] {
                    let row: Vec<String> = template_fields(kind)
                        .map(|field| match field {
                            PostingField::Title => "涂层".to_owned(),
                            PostingField::Trl => "7".to_owned(),
                            _ => String::new(),
                        })
                        .collect();
                    let content = template(kind, language, format, &[row]).unwrap();
                    let read = read_upload(name, &content, Some(kind)).unwrap();
                    assert_eq!((read.ignored, read.problems), (Vec::new(), Vec::new()));
                    let posting = &read.rows[0].1.posting;
                    assert_eq!((posting.title.as_str(), posting.kind()), ("涂层", kind));
                    assert_eq!(posting.trl.map(|trl| trl.level()), Some(7));
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_comes_back_with_its_row_and_can_be_sent_again() {
        let content = "title,trl,budget\nGood,7,\n=cmd|'/c calc'!A1,99,3 M\n";
        for (format, name) in [(Format::Csv, "again.csv"), (Format::Xlsx, "again.xlsx")] {
            let wrong = BTreeMap::from([(3, "=1+1 isn't a level".to_owned())]);
            let file = rejected("needs.csv", content.as_bytes(), &wrong, "wrong", format).unwrap();
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

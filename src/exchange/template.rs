//! Tables to fill in, and what may stand in them.

use super::columns::Field;
use super::error::FileError;
use super::format::Format;
use super::output::{TableWriter, Value};
use super::permitted::{Permitted, permitted};
use super::posting::PostingField;
use super::upload::begin;
use super::vocabulary::name_in;
use crate::domain::{Kind, Language};
use crate::i18n::Messages;

/// The columns of a template, in their order; those of one kind alone are left out of the other's.
const TEMPLATE: [PostingField; 20] = [
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
    PostingField::StrategicIndustries,
    PostingField::Region,
    PostingField::Remote,
    PostingField::Budget,
    PostingField::PeriodMonths,
    PostingField::Ip,
    PostingField::Deadline,
    PostingField::Disclosure,
];

/// A table to be filled in, with its header in a language and the rows given: a cell for each field of
/// [`template_fields`]. A workbook has [`permitted_values`] on a second sheet.
///
/// # Errors
/// [`FileError`].
pub fn template(
    kind: Kind,
    language: Language,
    format: Format,
    rows: &[Vec<String>],
) -> Result<Vec<u8>, FileError> {
    let columns = template_fields(kind).map(|field| name(field, language).to_owned()).collect();
    let mut table = begin(format, columns)?;
    for row in rows {
        table.row(row.iter().map(|cell| Value::Text(cell.clone())))?;
    }
    let m = Messages::new(language);
    if table.next_sheet(&m.t("permitted-title"), &value_columns(m))? {
        write_values(&mut table, language)?;
    }
    table.finish()
}

/// What may stand in the columns that take codes: each code with its label in either language.
///
/// # Errors
/// [`FileError`].
pub fn permitted_values(language: Language, format: Format) -> Result<Vec<u8>, FileError> {
    let columns = value_columns(Messages::new(language)).map(|(name, _)| name).to_vec();
    let mut table = begin(format, columns)?;
    write_values(&mut table, language)?;
    table.finish()
}

/// The columns of the permitted values, with their widths.
fn value_columns(m: Messages) -> [(String, u32); 4] {
    [("permitted-column", 18), ("permitted-code", 22), ("permitted-en", 60), ("permitted-zh", 40)]
        .map(|(key, width)| (m.t(key), width))
}

fn write_values(table: &mut TableWriter<Vec<u8>>, language: Language) -> Result<(), FileError> {
    for Permitted { field, code, en, zh } in permitted() {
        table.row([name(field, language), &code, &en, &zh].map(Value::from))?;
    }
    Ok(())
}

/// What a column is called in a language.
fn name(field: PostingField, language: Language) -> &'static str {
    match language {
        Language::En => field.code(),
        Language::Zh => name_in(PostingField::LIST, field.code()).unwrap_or(field.code()),
    }
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
    use crate::exchange::read_upload;

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
    fn a_workbook_says_what_may_stand_in_it() {
        for language in Language::ALL {
            let row = template_fields(Kind::Need).map(|_| "x".to_owned()).collect();
            let content = template(Kind::Need, language, Format::Xlsx, &[row]).unwrap();
            assert!(content.len() < 200_000, "{} bytes", content.len());
            let mut workbook: calamine::Xlsx<_> =
                calamine::open_workbook_from_rs(std::io::Cursor::new(content)).unwrap();
            let sheets = calamine::Reader::sheet_names(&workbook);
            let values = calamine::Reader::worksheet_range(&mut workbook, &sheets[1]).unwrap();
            assert_eq!((sheets.len(), values.height()), (2, permitted().count() + 1));
        }
    }
}

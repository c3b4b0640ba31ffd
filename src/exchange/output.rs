//! Tables out: values into CSV, XLSX and JSONL, always by way of a temporary file.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format as CellFormat, Workbook, Worksheet, XlsxError};
use serde_json::Map;
use tempfile::NamedTempFile;

use crate::domain::Amount;

use super::error::FileError;
use super::escape;
use super::format::Format;
use super::record::{OrganizationRecord, PostingRecord};
use super::values::joined;
use super::{Field, organization, posting};

/// A value of one cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not stated: an empty cell, an absent member.
    Nothing,
    /// A text.
    Text(String),
    /// A list of texts, which reads back from any format.
    List(Vec<String>),
    /// Sentences for people: lines of one cell, a list in JSON.
    Lines(Vec<String>),
    /// A whole number.
    Number(u32),
    /// Money: a decimal number without unit.
    Amount(Amount),
    /// Yes or no.
    Flag(bool),
}

impl Value {
    /// A list; an empty one is `Nothing`.
    pub fn list<I: IntoIterator<Item: ToString>>(items: I) -> Self {
        let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
        if items.is_empty() { Self::Nothing } else { Self::List(items) }
    }

    /// A number, if there is one.
    pub fn number(number: Option<impl Into<u32>>) -> Self {
        number.map_or(Self::Nothing, |number| Self::Number(number.into()))
    }

    fn into_json(self) -> serde_json::Value {
        match self {
            Self::Nothing => serde_json::Value::Null,
            Self::Text(text) => text.into(),
            Self::List(items) | Self::Lines(items) => items.into(),
            Self::Number(number) => number.into(),
            // A decimal text, as exact as the amount.
            Self::Amount(amount) => amount.to_string().into(),
            Self::Flag(yes) => yes.into(),
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text,
            Self::List(items) => joined(&items),
            Self::Lines(lines) => lines.join("\n"),
            Self::Number(number) => number.to_string(),
            Self::Amount(amount) => amount.to_string(),
            Self::Flag(yes) => yes.to_string(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

/// Writes rows under named columns, in one of the formats.
pub struct TableWriter<W: Write> {
    columns: Vec<String>,
    sink: Sink<W>,
}

enum Sink<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Jsonl(W),
    // The workbook keeps its rows in a file of its own until it is saved.
    Xlsx { workbook: Box<Workbook>, sheet: usize, rows: u32, out: W },
}

impl<W: Write> TableWriter<W> {
    /// Begins a table, with its header where the format has one.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn new<S: Into<String>>(format: Format, columns: Vec<S>, out: W) -> Result<Self, FileError> {
        let columns: Vec<String> = columns.into_iter().map(Into::into).collect();
        let sink = match format {
            Format::Csv => {
                let mut csv = csv::Writer::from_writer(out);
                // Names come from people's own tables too.
                csv.write_record(columns.iter().map(|name| escape::to_csv(name).into_owned()))?;
                Sink::Csv(Box::new(csv))
            }
            Format::Jsonl => Sink::Jsonl(out),
            Format::Xlsx => {
                let mut workbook = Box::new(Workbook::new());
                add_sheet(&mut workbook, &columns)?;
                Sink::Xlsx { workbook, sheet: 0, rows: 1, out }
            }
        };
        Ok(Self { columns, sink })
    }

    /// Writes one row, its values in the order of the columns.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails, [`FileError::TooManyRows`] and
    /// [`FileError::CellTooLong`] beyond what a sheet takes.
    pub fn row(&mut self, values: impl IntoIterator<Item = Value>) -> Result<(), FileError> {
        match &mut self.sink {
            Sink::Csv(csv) => {
                csv.write_record(
                    values.into_iter().map(|value| escape::to_csv(&value.into_text()).into_owned()),
                )?;
            }
            Sink::Jsonl(out) => {
                let named = self.columns.iter().cloned();
                let members = named.zip(values.into_iter().map(Value::into_json));
                let object: Map<String, serde_json::Value> =
                    members.filter(|(_, value)| !value.is_null()).collect();
                serde_json::to_writer(&mut *out, &object)?;
                out.write_all(b"\n")?;
            }
            Sink::Xlsx { workbook, sheet, rows, .. } => {
                let sheet = workbook.worksheet_from_index(*sheet)?;
                let mut values = values.into_iter().peekable();
                let entry = values.peek().cloned();
                for ((place, column), value) in (0..).zip(&self.columns).zip(values) {
                    write_cell(sheet, *rows, place, value).map_err(|error| match error {
                        XlsxError::MaxStringLengthExceeded => FileError::CellTooLong {
                            entry: entry.clone().map(Value::into_text).unwrap_or_default(),
                            column: column.clone(),
                        },
                        other => other.into(),
                    })?;
                }
                *rows += 1;
            }
        }
        Ok(())
    }

    /// Begins another sheet, which the rows then go to, with columns of these widths in characters. Only
    /// workbooks have sheets: whether it has.
    ///
    /// # Errors
    /// [`FileError::Io`] when the name is none that a sheet can have.
    pub fn next_sheet(&mut self, name: &str, columns: &[(String, u32)]) -> Result<bool, FileError> {
        let Sink::Xlsx { workbook, sheet, rows, .. } = &mut self.sink else { return Ok(false) };
        self.columns = columns.iter().map(|(name, _)| name.clone()).collect();
        let added = add_sheet(workbook, &self.columns)?.set_name(name)?;
        for (column, (_, width)) in (0..).zip(columns) {
            added.set_column_width(column, *width)?;
        }
        (*sheet, *rows) = (*sheet + 1, 1);
        Ok(true)
    }

    /// Ends the table and gives back where it was written.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn finish(self) -> Result<W, FileError> {
        match self.sink {
            Sink::Csv(csv) => csv.into_inner().map_err(|error| FileError::from(error.into_error())),
            Sink::Jsonl(mut out) => {
                out.flush()?;
                Ok(out)
            }
            Sink::Xlsx { mut workbook, mut out, .. } => {
                out.write_all(&workbook.save_to_buffer()?)?;
                Ok(out)
            }
        }
    }
}

/// Adds a sheet whose header stays in sight.
fn add_sheet<'w>(workbook: &'w mut Workbook, columns: &[String]) -> Result<&'w mut Worksheet, XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = CellFormat::new().set_bold();
    for (column, name) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, escape::to_xlsx(name), &bold)?;
    }
    Ok(sheet)
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, value: Value) -> Result<(), XlsxError> {
    match value {
        Value::Nothing => {}
        Value::Number(number) => {
            sheet.write_number(row, column, number)?;
        }
        // Hundredths up to 10¹⁵ are exact in a double.
        Value::Amount(amount) => {
            sheet.write_number(row, column, amount.minor() as f64 / 100.0)?;
        }
        Value::Flag(yes) => {
            sheet.write_boolean(row, column, yes)?;
        }
        Value::Text(_) | Value::List(_) | Value::Lines(_) => {
            sheet.write_string(row, column, escape::to_xlsx(&value.into_text()))?;
        }
    }
    Ok(())
}

/// A file in the making: it takes its name only when it is complete.
#[derive(Debug)]
pub struct NewFile {
    temporary: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl NewFile {
    /// Begins a file beside where it is to be.
    ///
    /// # Errors
    /// [`FileError`] when the folder is missing or can't be written to.
    pub fn create(target: &Path) -> Result<Self, FileError> {
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut builder = tempfile::Builder::new();
        builder.prefix(".sunmao-");
        // Temporary files are private; this one becomes an ordinary file, as far as the umask lets it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temporary = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
        Ok(Self { temporary: BufWriter::new(temporary), target: target.to_owned() })
    }

    /// Puts the complete file in its place, over what was there.
    ///
    /// # Errors
    /// [`FileError::Io`]; then the place is as it was before.
    pub fn keep(self) -> Result<(), FileError> {
        let temporary = self.temporary.into_inner().map_err(io::IntoInnerError::into_error)?;
        temporary.as_file().sync_all()?;
        temporary.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

/// The bytes of a kept file that are read at a time.
const BUFFER: usize = 1 << 20;

/// Opens what a [`NewFile`] became.
///
/// # Errors
/// [`io::ErrorKind::NotFound`] when there is none, and others.
pub fn open_kept(path: &Path) -> io::Result<impl io::Read + use<>> {
    Ok(io::BufReader::with_capacity(BUFFER, std::fs::File::open(path)?))
}

/// Begins a table in a new file, in the format that the file's ending stands for.
///
/// CSV gets a byte order mark, without which spreadsheet programs take Chinese for something else.
///
/// # Errors
/// [`FileError::UnknownEnding`], and those of [`NewFile::create`].
pub fn table_file(target: &Path, columns: Vec<&'static str>) -> Result<TableWriter<NewFile>, FileError> {
    let format = Format::of_ending(target).ok_or(FileError::UnknownEnding)?;
    let mut file = NewFile::create(target)?;
    if format == Format::Csv {
        file.write_all("\u{FEFF}".as_bytes())?;
    }
    TableWriter::new(format, columns, file)
}

/// Writes needs and capabilities to a file.
///
/// # Errors
/// Those of [`table_file`] and [`NewFile::keep`]; then nothing is left behind.
pub fn write_postings<'a>(
    target: &Path,
    records: impl IntoIterator<Item = &'a PostingRecord>,
) -> Result<(), FileError> {
    let mut table = table_file(target, posting::written().map(Field::code).collect())?;
    for record in records {
        table.row(posting::written().map(|field| posting::value(record, field)))?;
    }
    table.finish()?.keep()
}

/// Writes organizations to a file.
///
/// # Errors
/// As [`write_postings`].
pub fn write_organizations<'a>(
    target: &Path,
    records: impl IntoIterator<Item = &'a OrganizationRecord>,
) -> Result<(), FileError> {
    let mut table = table_file(target, organization::written().map(Field::code).collect())?;
    for record in records {
        table.row(organization::written().map(|field| organization::value(record, field)))?;
    }
    table.finish()?.keep()
}

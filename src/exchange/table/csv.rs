//! Separated text.

use std::cmp::Reverse;
use std::io::Read;

use super::{Cell, Content, Visit};
use crate::exchange::MAX_COLUMNS;
use crate::exchange::error::FileError;
use crate::exchange::escape;

/// How much of the beginning the separator is guessed from, in bytes.
const SAMPLE: u64 = 16 * 1024;

/// What may stand between cells; where two are as good, the first is taken.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Reads rows; the line of a row is where it begins. Without `separator`, the one under which the
/// header has the most columns that `is_known` knows.
pub(super) fn read(
    mut text: impl Read,
    separator: Option<u8>,
    is_known: &dyn Fn(&str) -> bool,
    visit: Visit<'_>,
) -> Result<(), FileError> {
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
    let separator = separator.unwrap_or_else(|| guessed(&sample, is_known));
    let text = UnixLines { inner: sample.as_slice().chain(text), last: b'\n', ended: false };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        // The reader's own position of a record lies before blank lines that it skips.
        let within = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>() + 1;
        let line = reader.position().line().saturating_sub(within);
        if record.iter().skip(MAX_COLUMNS).any(|cell| !cell.trim().is_empty()) {
            return Err(FileError::TooManyColumns { max: MAX_COLUMNS });
        }
        let cells = record
            .iter()
            .take(MAX_COLUMNS)
            .map(|cell| Cell::Text(escape::from_csv(cell).to_owned()))
            .collect();
        visit(line, Content::Cells(cells))?;
    }
    Ok(())
}

/// The separator under which the header has the most known columns, as prose holds any of them.
/// Where none is known, the first row of several cells counts.
fn guessed(sample: &[u8], is_known: &dyn Fn(&str) -> bool) -> u8 {
    let merit = |separator: &u8| {
        let rows = rows(sample, *separator, is_known);
        let header = rows.iter().position(|(known, _)| *known > 0);
        let header = header.or_else(|| rows.iter().position(|(_, cells)| *cells > 1));
        header.map(|at| (rows[at].0, Reverse(at), rows[at].1))
    };
    // The first of equals: `max_by_key` would take the last.
    SEPARATORS.into_iter().rev().max_by_key(merit).unwrap_or(b',')
}

/// How many known columns and how many cells each row has under this separator.
fn rows(sample: &[u8], separator: u8, is_known: &dyn Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let mut rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(sample);
    let known = |cell: &&[u8]| is_known(escape::from_csv(&String::from_utf8_lossy(cell)).trim());
    let counts = |row: csv::ByteRecord| (row.iter().filter(known).count(), row.len());
    rows.byte_records().map_while(Result::ok).map(counts).collect()
}

/// Passes text through with `\n` as the only line end, also at the end of the last line.
struct UnixLines<R> {
    inner: R,
    /// The last byte read.
    last: u8,
    ended: bool,
}

impl<R: Read> Read for UnixLines<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let length = self.inner.read(out)?;
            if length == 0 {
                let missing = !self.ended && !matches!(self.last, b'\n' | b'\r') && !out.is_empty();
                self.ended |= !out.is_empty();
                if missing {
                    out[0] = b'\n';
                }
                return Ok(usize::from(missing));
            }
            let mut kept = 0;
            for at in 0..length {
                let byte = out[at];
                if !(byte == b'\n' && self.last == b'\r') {
                    out[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
                self.last = byte;
            }
            // Nothing kept would mean the end; a lone second half of a line end isn't that.
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut rows = Vec::new();
        let is_known = |name: &str| ["a", "b"].contains(&name);
        read(text.as_bytes(), None, &is_known, &mut |line, content| {
            let Content::Cells(cells) = content else { panic!("{content:?}") };
            let text = |cell| if let Cell::Text(text) = cell { text } else { panic!("{cell:?}") };
            rows.push((line, cells.into_iter().map(text).collect()));
            Ok(())
        })
        .unwrap();
        rows
    }

    #[test]
    fn finds_the_separator_outside_quotes() {
        for text in ["a,\"x;y;z;\"\n1,2\n", "a;\"x,y,z,\"\n1;2\n", "a\t\"x,y,z,\"\n1\t2\n"] {
            assert_eq!(rows(text)[1].1, ["1", "2"], "{text}");
        }
        assert_eq!(rows("alone\n")[0].1, ["alone"]);
    }

    #[test]
    fn the_header_decides_what_separates_and_not_the_prose_around_it() {
        let prose = "one, two, three, four, five, six";
        for separator in [";", "\t"] {
            let text = format!("{prose}\n\na{separator}b\n{prose}{separator}{prose}\n");
            assert_eq!(rows(&text)[2].1, [prose, prose], "{text}");
        }
        let text = "a,b\none; two; three; four,x\n";
        assert_eq!(rows(text)[1].1, ["one; two; three; four", "x"]);
        let nothing_known = format!("Überschrift\nfarbe;größe\n{prose};3\n");
        assert_eq!(rows(&nothing_known)[1].1, ["farbe", "größe"]);
    }

    #[test]
    fn a_separator_that_is_given_is_taken() {
        let mut contents = Vec::new();
        read("a,b\tc\n".as_bytes(), Some(b'\t'), &|_| true, &mut |_, content| {
            contents.push(content);
            Ok(())
        })
        .unwrap();
        let cells = ["a,b", "c"].map(|text| Cell::Text(text.to_owned()));
        assert_eq!(contents, [Content::Cells(cells.into())]);
    }

    #[test]
    fn counts_lines_as_an_editor_does() {
        let text = "a,b\n\"one\ntwo\",x\n\n3,\"=1+1\"\n4,'=1+1";
        for text in
            [text.to_owned(), text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("{text}\r\n")]
        {
            let lines: Vec<u64> = rows(&text).iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [1, 2, 5, 6], "{text:?}");
        }
        assert_eq!(rows(text)[2].1, ["3", "=1+1"]);
        assert_eq!(rows(text)[3].1, ["4", "=1+1"], "the guard is no part of the text");
    }
}

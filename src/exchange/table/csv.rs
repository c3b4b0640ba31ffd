//! Separated text.

use std::io::Read;

use super::{Cell, Content, Visit};
use crate::exchange::error::FileError;
use crate::exchange::escape;

/// How much of the beginning the separator is guessed from, in bytes.
const SAMPLE: u64 = 16 * 1024;

/// Reads rows; the line of a row is where it begins.
pub(super) fn read(mut text: impl Read, visit: Visit<'_>) -> Result<(), FileError> {
    let mut sample = Vec::new();
    text.by_ref().take(SAMPLE).read_to_end(&mut sample)?;
    let separator = separator(&sample);
    let text = UnixLines { inner: sample.as_slice().chain(text), last: b'\n', ended: false };
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        // The reader's own position of a record lies before blank lines that it skips.
        let within = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>() + 1;
        let line = reader.position().line().saturating_sub(within);
        let cells = record.iter().map(|cell| Cell::Text(escape::from_csv(cell).to_owned())).collect();
        visit(line, Content::Cells(cells))?;
    }
    Ok(())
}

/// Comma, semicolon or tab: whichever stands most often outside quotes; the comma if none does.
fn separator(sample: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in sample {
        quoted ^= *byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(one, _)| one == byte && !quoted) {
            *count += 1;
        }
    }
    // The first of equals: `max_by_key` would take the last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| separator)
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
        read(text.as_bytes(), &mut |line, content| {
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

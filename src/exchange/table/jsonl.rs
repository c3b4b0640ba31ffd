//! One JSON object a line.

use std::io::{BufRead, BufReader, Read};

use serde_json::Value;

use super::{Cell, Content, Visit};
use crate::exchange::error::{FileError, Reason};

/// The longest line, in bytes of UTF-8.
const MAX_LINE: u64 = 8 * 1024 * 1024;

/// Reads the lines that aren't blank.
pub(super) fn read(text: impl Read, visit: Visit<'_>) -> Result<(), FileError> {
    let mut text = BufReader::new(text);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if text.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == MAX_LINE && !line.ends_with(b"\n") {
            skip_line(&mut text)?;
            visit(number, Content::Broken(Reason::LineTooLong))?;
        } else if !line.trim_ascii().is_empty() {
            visit(number, content(&line))?;
        }
    }
    Ok(())
}

/// Goes on to the next line without keeping this one.
fn skip_line(text: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let part = text.fill_buf()?;
        let end = part.iter().position(|byte| *byte == b'\n');
        let length = end.map_or(part.len(), |at| at + 1);
        text.consume(length);
        if end.is_some() || length == 0 {
            return Ok(());
        }
    }
}

fn content(line: &[u8]) -> Content {
    match serde_json::from_slice(line) {
        Ok(Value::Object(object)) => {
            Content::Named(object.into_iter().map(|(name, value)| (name, cell(value))).collect())
        }
        _ => Content::Broken(Reason::NotAnObject),
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Array(values) => values
            .into_iter()
            .map(|value| match cell(value) {
                Cell::Text(text) => Some(text),
                _ => None,
            })
            .collect::<Option<Vec<String>>>()
            .map_or(Cell::Other, Cell::List),
        Value::Object(_) => Cell::Other,
        Value::Null => Cell::Text(String::new()),
        Value::Bool(yes) => Cell::Text(yes.to_string()),
        Value::Number(number) => Cell::Text(number.to_string()),
        Value::String(text) => Cell::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str) -> Vec<(u64, Content)> {
        let mut contents = Vec::new();
        read(text.as_bytes(), &mut |line, content| {
            contents.push((line, content));
            Ok(())
        })
        .unwrap();
        contents
    }

    #[test]
    fn takes_values_of_every_kind_and_goes_on_after_a_bad_line() {
        let text =
            "{\"a\": [\"x\", 2], \"b\": 4.50, \"c\": null, \"d\": true, \"e\": {}}\n\n[1]\n{\"a\": \n{}\n";
        let contents = contents(text);
        assert_eq!(
            contents[0].1,
            Content::Named(vec![
                ("a".into(), Cell::List(vec!["x".into(), "2".into()])),
                ("b".into(), Cell::Text("4.5".into())),
                ("c".into(), Cell::Text(String::new())),
                ("d".into(), Cell::Text("true".into())),
                ("e".into(), Cell::Other),
            ])
        );
        assert_eq!(contents[1], (3, Content::Broken(Reason::NotAnObject)));
        assert_eq!(contents[2], (4, Content::Broken(Reason::NotAnObject)));
        assert_eq!(contents[3], (5, Content::Named(Vec::new())));
    }

    #[test]
    fn a_line_without_end_is_one_bad_row() {
        let text = format!("{{\"a\": \"{}\"}}\n{{}}\n", "x".repeat(MAX_LINE as usize));
        assert_eq!(
            contents(&text),
            [(1, Content::Broken(Reason::LineTooLong)), (2, Content::Named(Vec::new()))]
        );
    }

    #[test]
    fn deep_nesting_is_refused() {
        let text = format!("{{\"a\": {}\n", "[".repeat(100_000));
        assert_eq!(contents(&text), [(1, Content::Broken(Reason::NotAnObject))]);
    }
}

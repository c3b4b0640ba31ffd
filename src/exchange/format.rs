//! Which format a file has.

use std::path::Path;

/// A format of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-, semicolon- or tab-separated text.
    Csv,
    /// A workbook of Excel 2007 or newer.
    Xlsx,
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// The format that a file's ending stands for.
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "xlsx" | "xlsm" => Some(Self::Xlsx),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// The format that a file's first bytes look like.
    pub fn sniff(head: &[u8]) -> Self {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        if head.starts_with(b"PK\x03\x04") {
            Self::Xlsx
        } else if text.starts_with(b"{") {
            Self::Jsonl
        } else {
            Self::Csv
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_then_the_first_bytes() {
        for (name, format) in [
            ("a.csv", Some(Format::Csv)),
            ("a.TSV", Some(Format::Csv)),
            ("需求.xlsx", Some(Format::Xlsx)),
            ("a.ndjson", Some(Format::Jsonl)),
            ("a.pdf", None),
            ("a", None),
        ] {
            assert_eq!(Format::of_ending(Path::new(name)), format, "{name}");
        }
        assert_eq!(Format::sniff(b"PK\x03\x04\x14"), Format::Xlsx);
        assert_eq!(Format::sniff(b"\xEF\xBB\xBF\n {\"id\": 1}"), Format::Jsonl);
        assert_eq!(Format::sniff("标题,描述".as_bytes()), Format::Csv);
    }
}

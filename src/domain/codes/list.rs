//! One code list: rows in the order of their codes, a tree by `parent`, lookup by code or name.

use std::collections::HashMap;

use crate::domain::language::Language;

/// No entry of the list answers to the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// One row of a list.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) code: String,
    pub(super) level: u8,
    pub(super) parent: Option<u16>,
    name_zh: String,
    name_en: String,
    short_zh: String,
    short_en: String,
}

impl Entry {
    pub(super) fn label(&self, language: Language) -> &str {
        match language {
            Language::En => &self.name_en,
            Language::Zh => &self.name_zh,
        }
    }

    pub(super) fn short(&self, language: Language) -> &str {
        match language {
            Language::En => &self.short_en,
            Language::Zh => &self.short_zh,
        }
    }
}

/// A list with its indexes.
#[derive(Debug)]
pub(super) struct CodeList {
    entries: Vec<Entry>,
    by_code: HashMap<String, u16>,
    by_name: HashMap<String, u16>,
}

/// The data rows of an embedded CSV file, without its header.
pub(super) fn rows(csv: &str) -> impl Iterator<Item = csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).into_records().filter_map(Result::ok)
}

impl CodeList {
    /// Reads a list with the columns `code`, `name_zh`, `name_en` and, where they exist, `level`,
    /// `parent`, `short_zh`, `short_en`. The files are part of the program and tested as such.
    pub(super) fn read(csv: &str) -> Self {
        let header: Vec<&str> = csv.lines().next().unwrap_or_default().split(',').collect();
        let column = |name: &str| header.iter().position(|h| *h == name);
        let rows: Vec<csv::StringRecord> = rows(csv).collect();
        let cell = |row: &csv::StringRecord, name| {
            column(name).and_then(|at| row.get(at)).unwrap_or_default().to_owned()
        };
        let by_code: HashMap<String, u16> =
            (0..).zip(&rows).map(|(at, row)| (cell(row, "code"), at)).collect();
        let mut entries: Vec<Entry> = rows
            .iter()
            .map(|row| Entry {
                code: cell(row, "code"),
                level: cell(row, "level").parse().unwrap_or(1),
                parent: by_code.get(&cell(row, "parent")).copied(),
                name_zh: cell(row, "name_zh"),
                name_en: cell(row, "name_en"),
                short_zh: cell(row, "short_zh"),
                short_en: cell(row, "short_en"),
            })
            .collect();
        // First, as people also write what the site shows.
        label_the_unlabelled(&mut entries);
        let by_name = names(&entries);
        Self { entries, by_code, by_name }
    }

    pub(super) fn len(&self) -> u16 {
        self.entries.len() as u16
    }

    pub(super) fn entry(&self, at: u16) -> &Entry {
        &self.entries[usize::from(at)]
    }

    pub(super) fn by_code(&self, code: &str) -> Result<u16, UnknownCode> {
        self.by_code.get(code).copied().ok_or(UnknownCode)
    }

    /// By code (with or without the section letter of GB/T 4754), by `code name`, or by name.
    pub(super) fn find(&self, text: &str) -> Result<u16, UnknownCode> {
        let text = text.trim();
        let first = text.split_whitespace().next().ok_or(UnknownCode)?;
        let bare = first.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        self.by_code(&text.to_uppercase())
            .or_else(|_| self.by_name.get(&key(text)).copied().ok_or(UnknownCode))
            .or_else(|_| self.by_code(first))
            .or_else(|_| if bare.is_empty() { Err(UnknownCode) } else { self.by_code(bare) })
    }
}

/// Each name's entry; where several share one, the highest in the tree, then the first.
fn names(entries: &[Entry]) -> HashMap<String, u16> {
    let mut order: Vec<(u16, &Entry)> = (0..).zip(entries).collect();
    order.sort_by_key(|(at, entry)| (entry.level, *at));
    let mut by_name = HashMap::new();
    for (at, entry) in order {
        for name in [&entry.name_zh, &entry.name_en, &entry.short_zh, &entry.short_en] {
            if !name.is_empty() {
                by_name.entry(key(name)).or_insert(at);
            }
        }
    }
    by_name
}

/// Gives entries without an English name that of the nearest one above, with their own code.
fn label_the_unlabelled(entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let mut above = entries[at].parent;
        while entries[at].name_en.is_empty() {
            let Some(parent) = above else { break };
            let parent = &entries[usize::from(parent)];
            above = parent.parent;
            // A parent may itself have been labelled by this loop: its own code is not part of the name.
            if !parent.name_en.is_empty() && !parent.name_en.ends_with(&format!("({})", parent.code)) {
                entries[at].name_en = format!("{} ({})", parent.name_en, entries[at].code);
            }
        }
    }
}

/// Names are compared without case and with straight apostrophes.
fn key(name: &str) -> String {
    name.trim().to_lowercase().replace('’', "'")
}

//! One code list: rows in the order of their codes, a tree by `parent`, lookup by code or name.

use std::collections::HashMap;

use super::local::{Addition, Local};
use crate::domain::language::Language;

/// No entry of the list answers to the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code")]
pub struct UnknownCode;

/// One row of a list.
#[derive(Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) code: String,
    pub(super) level: u8,
    pub(super) parent: Option<u16>,
    name_zh: String,
    name_en: String,
    short_zh: String,
    short_en: String,
    /// Whether it can't be chosen any more.
    retired: bool,
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

/// A list with its indexes. What a site added stands behind what is official.
#[derive(Debug)]
pub(super) struct CodeList {
    entries: Vec<Entry>,
    by_code: HashMap<String, u16>,
    by_name: HashMap<String, u16>,
    local: Local,
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
                retired: false,
            })
            .collect();
        // First, as people also write what the site shows.
        label_the_unlabelled(&mut entries);
        let by_name = names(&entries);
        Self { entries, by_code, by_name, local: Local::default() }
    }

    pub(super) fn official_len(&self) -> u16 {
        self.entries.len() as u16
    }

    pub(super) fn len(&self) -> u16 {
        self.official_len() + self.local.read(|local| local.len() as u16)
    }

    pub(super) fn entry(&'static self, at: u16) -> &'static Entry {
        match self.entries.get(usize::from(at)) {
            Some(entry) => entry,
            None => self.local.read(|local| local[usize::from(at - self.official_len())]),
        }
    }

    /// The places of what can be chosen, in the order of the codes, additions behind the entry above them.
    pub(super) fn places(&self) -> Vec<u16> {
        self.local.read(|local| {
            let mut below: HashMap<u16, Vec<u16>> = HashMap::new();
            for (at, entry) in (self.official_len()..).zip(local).filter(|(_, entry)| !entry.retired) {
                if let Some(parent) = entry.parent {
                    below.entry(parent).or_default().push(at);
                }
            }
            let own = |at| below.get(&at).into_iter().flatten().copied();
            (0..self.official_len()).flat_map(|at| std::iter::once(at).chain(own(at))).collect()
        })
    }

    /// Makes these additions known.
    pub(super) fn learn<'a>(&self, additions: impl Iterator<Item = &'a Addition>) {
        for addition in additions {
            let Some(parent) = self.by_code.get(&addition.parent).copied() else { continue };
            self.local.put(Entry {
                code: addition.code.clone(),
                level: self.entries[usize::from(parent)].level + 1,
                parent: Some(parent),
                name_zh: addition.zh.to_string(),
                name_en: addition.en.to_string(),
                short_zh: addition.zh.to_string(),
                short_en: addition.en.to_string(),
                retired: addition.retired,
            });
        }
    }

    pub(super) fn by_code(&self, code: &str) -> Result<u16, UnknownCode> {
        let local = || self.local.by_code(code).map(|at| at + self.official_len());
        self.by_code.get(code).copied().or_else(local).ok_or(UnknownCode)
    }

    pub(super) fn by_official_name(&self, name: &str) -> Option<u16> {
        self.by_name.get(&key(name)).copied()
    }

    fn by_name(&'static self, name: &str) -> Result<u16, UnknownCode> {
        let local = || self.local.by_name(&key(name)).map(|at| at + self.official_len());
        let found = self.by_official_name(name).or_else(local);
        found.filter(|at| !self.entry(*at).retired).ok_or(UnknownCode)
    }

    /// By code (with or without the section letter of GB/T 4754), by `code name`, or by name.
    pub(super) fn find(&'static self, text: &str) -> Result<u16, UnknownCode> {
        let text = text.trim();
        let first = text.split_whitespace().next().ok_or(UnknownCode)?;
        let bare = first.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        self.by_code(&text.to_uppercase())
            .or_else(|_| self.by_name(text))
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
pub(super) fn key(name: &str) -> String {
    name.trim().to_lowercase().replace('’', "'")
}

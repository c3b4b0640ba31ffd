//! The list of names.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::symbols::{Symbols, is_acronym};
use crate::domain::{Discipline, Language};
use crate::matching::analysis::{Term, tokens};

/// The embedded list.
pub(super) static LIST: LazyLock<List> = LazyLock::new(|| List::read(include_str!("terms.csv")));

/// The columns that are read.
const ZH: usize = 0;
const EN: usize = 1;
const FIELD: usize = 2;
const ALSO_ZH: usize = 3;
const ALSO_EN: usize = 4;

/// Rows of one thing each, by the names that a text of either language may use.
pub(super) struct List {
    /// The terms of each row's main names, by language.
    names: Vec<[Vec<Term>; 2]>,
    /// The discipline whose texts use each row most.
    fields: Vec<Option<Discipline>>,
    finders: [Finder; 2],
}

impl List {
    /// Reads a list with the columns `zh`, `en`, `field`, `also_zh` and `also_en`, where further names
    /// are set apart by semicolons. A name of several rows finds none of them. The file is part of
    /// the program and tested as such.
    fn read(csv: &str) -> Self {
        let records: Vec<csv::StringRecord> =
            csv::Reader::from_reader(csv.as_bytes()).into_records().filter_map(Result::ok).collect();
        let (mut english, mut chinese) = (Keys::default(), Keys::default());
        for (row, record) in records.iter().enumerate() {
            let [zh, en, also_zh, also_en] = [ZH, EN, ALSO_ZH, ALSO_EN].map(|column| &record[column]);
            // Chinese texts use the acronyms as well.
            let acronyms = also_en.split(';').filter(|name| name.split('-').any(is_acronym));
            also_en.split(';').chain([en]).for_each(|name| english.add(name, row));
            also_zh.split(';').chain(acronyms).chain([zh]).for_each(|name| chinese.add(name, row));
        }
        let names = records.iter().map(|record| [EN, ZH].map(|column| terms(&record[column]))).collect();
        let fields = records.iter().map(|record| Discipline::from_code(&record[FIELD]).ok()).collect();
        Self { names, fields, finders: [english, chinese].map(Finder::of) }
    }

    /// The names in the symbols of a text, leftmost-longest, with their bytes there.
    pub(super) fn find(
        &self,
        language: Language,
        symbols: &str,
    ) -> impl Iterator<Item = (&Name, Range<usize>)> {
        self.finders[language as usize].find(symbols)
    }

    /// The discipline whose texts use a row most.
    pub(super) fn field(&self, row: usize) -> Option<Discipline> {
        self.fields[row]
    }

    /// The terms of a row's main name.
    pub(super) fn name(&self, row: usize, language: Language) -> &[Term] {
        &self.names[row][language as usize]
    }
}

fn terms(name: &str) -> Vec<Term> {
    tokens(name).into_iter().map(|token| token.term).collect()
}

/// A name and what it names.
#[derive(Clone)]
pub(super) struct Name {
    pub(super) row: usize,
    pub(super) written: String,
}

/// Names by their symbols, or `None` where several rows have them.
#[derive(Default)]
struct Keys(BTreeMap<String, Option<Name>>);

impl Keys {
    fn add(&mut self, name: &str, row: usize) {
        let key = Symbols::of(name, &tokens(name)).as_str().to_owned();
        let named = self.0.entry(key).or_insert_with(|| Some(Name { row, written: name.to_owned() }));
        named.take_if(|other| other.row != row);
    }
}

/// Finds the names of one language.
struct Finder {
    automaton: Option<AhoCorasick>,
    /// The name of each pattern.
    names: Vec<Name>,
}

impl Finder {
    fn of(keys: Keys) -> Self {
        let named = keys.0.into_iter().filter_map(|(key, name)| Some((key, name?)));
        let (keys, names): (Vec<String>, Vec<Name>) = named.filter(|(key, _)| !key.is_empty()).unzip();
        // Fails only for lists of gigabytes.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(keys).ok();
        Self { automaton, names }
    }

    fn find(&self, symbols: &str) -> impl Iterator<Item = (&Name, Range<usize>)> {
        let found = self.automaton.iter().flat_map(move |automaton| automaton.find_iter(symbols));
        found.map(|found| (&self.names[found.pattern().as_usize()], found.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found_by_its_names() {
        let lines = include_str!("terms.csv").lines().count() - 1;
        assert_eq!(LIST.names.len(), lines);
        assert!(LIST.names.iter().flatten().all(|terms| !terms.is_empty()));
        let mut found: Vec<usize> =
            LIST.finders.iter().flat_map(|finder| finder.names.iter().map(|name| name.row)).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), lines, "in one of the two languages at least");
    }

    #[test]
    fn a_name_of_two_things_finds_neither() {
        let list = List::read("zh,en,field,also_zh,also_en\n甲乙,alpha beta,1,,AB\n丙丁,gamma,1,,AB;delta\n");
        let rows = |text: &str| list.find(Language::En, text).map(|(name, _)| name.row).collect::<Vec<_>>();
        assert_eq!(rows("<AB>"), Vec::<usize>::new());
        assert_eq!((rows("<alpha><beta>"), rows("<delta>")), (vec![0], vec![1]));
    }
}

//! Test collections: documents, queries and judgments of which document answers which query.
//!
//! A folder with `corpus.jsonl` and `queries.jsonl` (objects with `id`, `title` and `text`; other
//! fields are not read) and `qrels.tsv` (a header, then query, document and grade).

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The longest line that is read, in bytes.
const MAX_LINE: u64 = 16 << 20;

/// A document or a query; either text may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// The identifier, unique within its file.
    pub id: String,
    /// The title.
    #[serde(default)]
    pub title: String,
    /// The text.
    #[serde(default)]
    pub text: String,
}

/// A test collection.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The documents, in the order of the file.
    pub documents: Vec<Entry>,
    /// The queries, in the order of the file.
    pub queries: Vec<Entry>,
    /// The grade of each judged document, by query and document.
    pub judgments: HashMap<String, HashMap<String, f64>>,
}

/// Why a collection can't be read.
#[derive(Debug, thiserror::Error)]
pub enum CollectionError {
    /// The file can't be opened or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A line can't be understood.
    #[error("{}:{line}: {problem}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: LineProblem,
    },
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
pub enum LineProblem {
    /// Not an object with an `id` and texts.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The identifier stands on an earlier line, too.
    #[error("the identifier {0:?} is given twice")]
    Repeated(String),
    /// The identifier is empty or holds blanks, which the files that others read can't.
    #[error("the identifier {0:?} is empty or holds blanks")]
    BadId(String),
    /// Not query, document and grade.
    #[error("not a query, a document and a grade with tabs between")]
    Judgment,
    /// The query or the document of a judgment is in neither file.
    #[error("{0:?} is not in the collection")]
    Unknown(String),
    /// Longer than [`MAX_LINE`], or not UTF-8.
    #[error("not a line of text")]
    Unreadable,
}

impl Collection {
    /// Reads a collection's folder.
    ///
    /// # Errors
    /// [`CollectionError`] with the file and, for a bad line, its number.
    pub fn read(folder: &Path) -> Result<Self, CollectionError> {
        let documents = entries(&folder.join("corpus.jsonl"))?;
        let queries = entries(&folder.join("queries.jsonl"))?;
        let judgments = judgments(&folder.join("qrels.tsv"), &documents, &queries)?;
        Ok(Self { documents, queries, judgments })
    }
}

fn entries(path: &Path) -> Result<Vec<Entry>, CollectionError> {
    let mut seen = std::collections::HashSet::new();
    let mut entries = Vec::new();
    each_line(path, |_, line| {
        let entry: Entry = serde_json::from_str(line)?;
        if entry.id.is_empty() || entry.id.contains(char::is_whitespace) {
            return Err(LineProblem::BadId(entry.id));
        }
        if !seen.insert(entry.id.clone()) {
            return Err(LineProblem::Repeated(entry.id));
        }
        entries.push(entry);
        Ok(())
    })?;
    Ok(entries)
}

fn judgments(
    path: &Path,
    documents: &[Entry],
    queries: &[Entry],
) -> Result<HashMap<String, HashMap<String, f64>>, CollectionError> {
    let ids = |entries: &[Entry]| {
        entries.iter().map(|entry| entry.id.clone()).collect::<std::collections::HashSet<_>>()
    };
    let (documents, queries) = (ids(documents), ids(queries));
    let mut judgments: HashMap<String, HashMap<String, f64>> = HashMap::new();
    each_line(path, |number, line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [query, document, grade] = cells[..] else { return Err(LineProblem::Judgment) };
        if number == 1 && grade.parse::<f64>().is_err() {
            return Ok(());
        }
        let grade: f64 = grade.parse().map_err(|_| LineProblem::Judgment)?;
        if !grade.is_finite() {
            return Err(LineProblem::Judgment);
        }
        for (known, id) in [(&queries, query), (&documents, document)] {
            if !known.contains(id) {
                return Err(LineProblem::Unknown(id.to_owned()));
            }
        }
        judgments.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        Ok(())
    })?;
    Ok(judgments)
}

/// Hands each line that is not blank to `take`, with its number from 1.
fn each_line(
    path: &Path,
    mut take: impl FnMut(usize, &str) -> Result<(), LineProblem>,
) -> Result<(), CollectionError> {
    let io = |source| CollectionError::Io { path: path.to_owned(), source };
    let mut reader = BufReader::new(File::open(path).map_err(io)?);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.by_ref().take(MAX_LINE).read_until(b'\n', &mut line).map_err(io)? == 0 {
            break;
        }
        let bad = |problem| CollectionError::Line { path: path.to_owned(), line: number, problem };
        if line.len() as u64 == MAX_LINE && !line.ends_with(b"\n") {
            return Err(bad(LineProblem::Unreadable));
        }
        let text = std::str::from_utf8(&line).map_err(|_| bad(LineProblem::Unreadable))?;
        let text = text.trim_end_matches(['\r', '\n']).trim_start_matches('\u{feff}');
        if !text.trim().is_empty() {
            take(number, text).map_err(bad)?;
        }
    }
    Ok(())
}

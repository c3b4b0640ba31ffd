//! Matches as rows: what `sunmao match` writes.

use std::io::Write;

use crate::domain::{Dimension, Posting};
use crate::i18n::Messages;
use crate::matching::Explanation;

use super::error::FileError;
use super::output::{TableWriter, Value};

/// One side of a match, with where its file has it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The public identifier or the author's key; empty if the file has none.
    pub id: &'a str,
    /// The line or the row.
    pub line: u64,
    /// The organization as the file names it; empty if it doesn't.
    pub organization: &'a str,
    /// What it says.
    pub posting: &'a Posting,
}

/// A need with its matches, best first.
#[derive(Debug, Clone)]
pub struct Ranking<'a> {
    /// The need.
    pub need: Side<'a>,
    /// Capabilities, and why they fit.
    pub matches: Vec<(Side<'a>, Explanation)>,
}

/// The columns, in order.
pub fn columns() -> Vec<&'static str> {
    let before = ["need_id", "need_line", "need_title", "rank", "capability_id", "capability_line"];
    let middle = ["capability_title", "score", "band"];
    let after = ["concepts", "reasons", "gaps"];
    let dimensions = Dimension::ALL.map(Dimension::code);
    before.into_iter().chain(middle).chain(dimensions).chain(after).collect()
}

impl Ranking<'_> {
    /// Writes a row for each match. Scores and dimensions are 0–100, empty when not stated; `band`
    /// is a code; concepts, reasons and gaps are in words.
    ///
    /// # Errors
    /// [`FileError::Io`] when writing fails.
    pub fn write<W: Write>(&self, table: &mut TableWriter<W>, messages: Messages) -> Result<(), FileError> {
        for (rank, (capability, explanation)) in (1_u32..).zip(&self.matches) {
            let fit = &explanation.fit;
            let sides = [
                self.need.id.into(),
                line(self.need.line),
                self.need.posting.title.as_str().into(),
                Value::Number(rank),
                capability.id.into(),
                line(capability.line),
                capability.posting.title.as_str().into(),
                Value::Number(fit.score().into()),
                fit.band().code().into(),
            ];
            let dimensions = fit
                .profile()
                .iter()
                .map(|(_, value)| Value::number(value.map(|v| (v * 100.0).round() as u8)));
            let concepts = explanation.concepts.iter().map(|concept| messages.concept(concept));
            let gaps = explanation.gaps.iter().map(|gap| messages.gap(gap, self.need.posting));
            let words = [
                Value::Lines(concepts.collect()),
                Value::Lines(messages.reasons(explanation)),
                Value::Lines(gaps.map(|gap| gap.to_string()).collect()),
            ];
            table.row(sides.into_iter().chain(dimensions).chain(words))?;
        }
        Ok(())
    }
}

fn line(line: u64) -> Value {
    Value::number(u32::try_from(line).ok())
}

//! How a capability answers what a need asks line by line: met, partly, not, or not stated, with
//! the words of both.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Field;
use super::analysis::{is_generic, tokens};
use super::explanation::{Pair, fields};
use super::index::{TermId, TextIndex};
use super::quantity::{Answer, Quantity, quantities};
use super::terms;
use crate::domain::{Detail, Kind, Language, Line, Posting};

/// From this share of its weight on a line is answered in part, ...
const PARTLY: f32 = 0.25;
/// ... and from this on in full.
const FULLY: f32 = 0.6;
/// A passage must hold this share of a line's weight for its quantities to answer the line's, ...
const SAME_SUBJECT: f32 = 0.3;
/// ... and this for them to contradict it.
const SURELY_SAME_SUBJECT: f32 = 0.5;
/// The most quoted passages of one answer.
const MAX_QUOTES: usize = 4;

/// How a line is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// The capability says that it isn't so.
    Not,
    /// The capability says nothing about it.
    NotStated,
    /// In part, or nearly.
    Partly,
    /// In full.
    Met,
}

impl Status {
    /// The code used in files and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::NotStated => "not-stated",
            Self::Partly => "partly",
            Self::Met => "met",
        }
    }
}

/// One line of a need, and how the capability answers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The line: [`Field::Line`] for a must-have, [`Field::Extra`] for a nice-to-have.
    pub line: Field,
    /// How it is answered.
    pub status: Status,
    /// The words of the line that are answered: bytes of the line, in order, not overlapping.
    pub asked: Vec<Range<usize>>,
    /// The words of the capability that answer: field and bytes, in the order of the fields.
    pub quotes: Vec<(Field, Range<usize>)>,
}

/// Something that both texts may name: a term, or a row of the list of terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Name {
    Term(TermId),
    Row(usize),
}

/// A name in a text.
struct Named {
    name: Name,
    weight: f32,
    range: Range<usize>,
}

/// A sentence of the capability.
struct Sentence {
    field: Field,
    names: Vec<Named>,
    quantities: Vec<Quantity>,
}

/// Two postings as requirements are looked at: no matter where their texts stand.
pub(super) struct Texts<'a> {
    pub(super) text: &'a TextIndex,
    /// The languages of the two, where they differ.
    pub(super) across: Option<[Language; 2]>,
    pub(super) need: &'a Posting,
    pub(super) capability: &'a Posting,
}

impl<'a> From<&Pair<'a>> for Texts<'a> {
    fn from(pair: &Pair<'a>) -> Self {
        Self {
            text: pair.text,
            across: pair.text.languages(pair.need, pair.capability),
            need: pair.need_posting,
            capability: pair.capability_posting,
        }
    }
}

/// How the capability answers each line of the need: must-haves, then nice-to-haves.
pub(super) fn requirements(pair: &Texts<'_>) -> Vec<Requirement> {
    let Detail::Need { must_haves, nice_to_haves } = &pair.need.detail else { return Vec::new() };
    if must_haves.is_empty() && nice_to_haves.is_empty() {
        return Vec::new();
    }
    let across = pair.across;
    let sentences = sentences(pair, across.map(|[_, theirs]| theirs));
    let answer = |field: Field, line: &Line| answer(pair, field, line.as_str(), across, &sentences);
    let musts = must_haves.iter().enumerate().map(|(at, line)| answer(Field::Line(at), line));
    let nices = nice_to_haves.iter().enumerate().map(|(at, line)| answer(Field::Extra(at), line));
    musts.chain(nices).collect()
}

/// The first must-have that the capability contradicts, if any.
pub(super) fn contradicted(pair: &Texts<'_>) -> Option<usize> {
    requirements(pair).into_iter().find_map(|requirement| match (requirement.line, requirement.status) {
        (Field::Line(at), Status::Not) => Some(at),
        _ => None,
    })
}

/// What a posting states figures of: a need's must-haves, all texts of a capability. One bit each, so
/// that pairs which can't contradict each other are told at once.
pub(super) fn measures(posting: &Posting) -> u32 {
    let texts = fields(posting)
        .into_iter()
        .filter(|(field, _)| posting.kind() == Kind::Capability || matches!(field, Field::Line(_)));
    let bits =
        texts.flat_map(|(_, text)| quantities(text)).map(|quantity| 1_u32 << (quantity.measure as u32 % 32));
    bits.fold(0, |all, bit| all | bit)
}

fn answer(
    pair: &Texts<'_>,
    line: Field,
    text: &str,
    across: Option<[Language; 2]>,
    sentences: &[Sentence],
) -> Requirement {
    let asked_figures = quantities(text);
    let mut asked = names(pair, text, 0, across.map(|[ours, _]| ours));
    // Figures are compared as figures.
    let is_figure = |range: &Range<usize>| {
        asked_figures.iter().any(|figure| range.start < figure.range.end && figure.range.start < range.end)
    };
    asked.retain(|named| !is_figure(&named.range));
    let weights: BTreeMap<Name, f32> = asked.iter().map(|named| (named.name, named.weight)).collect();
    let whole: f32 = weights.values().sum();
    let share = |names: &BTreeSet<Name>| {
        let held: f32 = names.iter().filter_map(|name| weights.get(name)).sum();
        if whole > 0.0 { held / whole } else { 0.0 }
    };
    let held_in = |sentence: &Sentence| -> BTreeSet<Name> {
        sentence.names.iter().map(|named| named.name).filter(|name| weights.contains_key(name)).collect()
    };
    let shares: Vec<f32> = sentences.iter().map(|sentence| share(&held_in(sentence))).collect();
    let all: BTreeSet<Name> = sentences.iter().flat_map(held_in).collect();
    let figures = figures(&asked_figures, sentences, &shares);
    let status = status(share(&all), &figures, across.is_none());
    let mut best: Vec<usize> = (0..sentences.len()).filter(|at| shares[*at] >= PARTLY).collect();
    best.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]).then(a.cmp(b)));
    best.truncate(MAX_QUOTES / 2);
    let mut quotes: Vec<(Field, Range<usize>)> = Vec::new();
    for sentence in best.iter().map(|at| &sentences[*at]) {
        let words = sentence.names.iter().filter(|named| weights.contains_key(&named.name));
        let merged = merged(words.map(|named| named.range.clone()).collect());
        quotes.extend(merged.into_iter().map(|range| (sentence.field, range)));
    }
    quotes.truncate(MAX_QUOTES);
    quotes.extend(figures.iter().filter_map(|figure| figure.quote.clone()));
    quotes.sort_by_key(|(field, range)| (*field, range.start));
    quotes.dedup_by(|next, last| next.0 == last.0 && next.1.start < last.1.end);
    let answered = asked.iter().filter(|named| all.contains(&named.name)).map(|named| named.range.clone());
    let asked = merged(answered.chain(figures.into_iter().filter_map(|figure| figure.asked)).collect());
    let quotes = if status == Status::NotStated { Vec::new() } else { quotes };
    Requirement { line, status, asked, quotes }
}

/// How one figure of a line is answered; neither where nothing of the kind is said of the subject.
struct Figure {
    answer: Option<Answer>,
    asked: Option<Range<usize>>,
    quote: Option<(Field, Range<usize>)>,
}

fn figures(asked: &[Quantity], sentences: &[Sentence], shares: &[f32]) -> Vec<Figure> {
    let of = |asked: &Quantity| {
        let near = sentences.iter().zip(shares).filter(|(_, share)| **share >= SAME_SUBJECT);
        let answers = near.flat_map(|(sentence, share)| {
            sentence.quantities.iter().filter_map(move |offered| {
                let answer = asked.answered_by(offered)?;
                let sure = answer != Answer::Contradicted || *share >= SURELY_SAME_SUBJECT;
                sure.then(|| (answer, (sentence.field, offered.range.clone())))
            })
        });
        let best = answers.max_by_key(|(answer, _)| *answer);
        match best {
            Some((answer, quote)) => {
                Figure { answer: Some(answer), asked: Some(asked.range.clone()), quote: Some(quote) }
            }
            None => Figure { answer: None, asked: None, quote: None },
        }
    };
    asked.iter().map(of).collect()
}

fn status(share: f32, figures: &[Figure], one_language: bool) -> Status {
    if figures.iter().any(|figure| figure.answer == Some(Answer::Contradicted)) {
        return Status::Not;
    }
    // The list of terms knows a part of the words only: across languages a part stands for more.
    let fully = if one_language { FULLY } else { PARTLY };
    let figures_met = figures.iter().all(|figure| figure.answer == Some(Answer::Met));
    if share >= fully && figures_met {
        Status::Met
    } else if share >= PARTLY {
        Status::Partly
    } else {
        Status::NotStated
    }
}

/// The names in a text that name a subject, with their bytes counted from `offset`.
fn names(pair: &Texts<'_>, text: &str, offset: usize, listed: Option<Language>) -> Vec<Named> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    if let Some(language) = listed {
        for passage in terms::passages(text, &tokens, language) {
            let terms = terms::name(passage.row, language);
            let weight =
                terms.iter().filter_map(|term| pair.text.id(term)).map(|id| pair.text.weight(id)).sum();
            let range = passage.range.start + offset..passage.range.end + offset;
            found.push(Named { name: Name::Row(passage.row), weight, range });
        }
    }
    for token in tokens {
        if token.term.is_word() && is_generic(&token.term) {
            continue;
        }
        let Some(id) = pair.text.id(&token.term) else { continue };
        let range = token.range.start + offset..token.range.end + offset;
        found.push(Named { name: Name::Term(id), weight: pair.text.weight(id), range });
    }
    found
}

fn sentences(pair: &Texts<'_>, listed: Option<Language>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (field, text) in fields(pair.capability) {
        for range in cut(text) {
            let part = &text[range.clone()];
            let mut quantities = quantities(part);
            for quantity in &mut quantities {
                quantity.range = quantity.range.start + range.start..quantity.range.end + range.start;
            }
            found.push(Sentence { field, names: names(pair, part, range.start, listed), quantities });
        }
    }
    found
}

/// The sentences of a text.
fn cut(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let ends = match c {
            '。' | '；' | '！' | '？' | '\n' | ';' | '!' | '?' => true,
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends {
            found.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    found.push(start..text.len());
    found.retain(|range| !text[range.clone()].trim().is_empty());
    found
}

/// Ranges in order, those that overlap or have at most a blank between them made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end + 1 => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

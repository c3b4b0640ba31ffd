//! A posting's texts as runs of words that both sides share.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::{Detail, Language, Posting};
use crate::matching::Field;
use crate::matching::analysis::{Term, Token, is_generic, tokens};
use crate::matching::index::{TermId, TextIndex};
use crate::matching::terms::{self, Passage};

/// The most words of one phrase.
const MAX_WORDS: usize = 4;

/// Where a phrase stands, and the terms it is made of.
#[derive(Debug, Clone)]
pub(super) struct Occurrence {
    pub(super) field: Field,
    pub(super) range: Range<usize>,
    /// How many words it has.
    pub(super) words: usize,
    /// The words as they are written.
    pub(super) surface: String,
    pub(super) terms: BTreeSet<TermId>,
}

/// Phrases by their folded words, each with where it stands, in the order of the fields.
pub(super) type Phrases = BTreeMap<String, Vec<Occurrence>>;

/// The texts of a posting by field, in the order in which a reader meets them.
pub(in crate::matching) fn fields(posting: &Posting) -> Vec<(Field, &str)> {
    let mut fields = vec![(Field::Title, posting.title.as_str())];
    fields.extend(posting.summary.iter().map(|text| (Field::Summary, text.as_str())));
    fields.extend(posting.description.iter().map(|text| (Field::Description, text.as_str())));
    let (lines, extras) = match &posting.detail {
        Detail::Need { must_haves, nice_to_haves } => (&must_haves[..], &nice_to_haves[..]),
        Detail::Capability { evidence } => (&evidence[..], &[][..]),
    };
    fields.extend(lines.iter().enumerate().map(|(at, line)| (Field::Line(at), line.as_str())));
    fields.extend(extras.iter().enumerate().map(|(at, line)| (Field::Extra(at), line.as_str())));
    let keywords = posting.keywords.iter().enumerate();
    fields.extend(keywords.map(|(at, keyword)| (Field::Keyword(at), keyword.as_str())));
    fields
}

/// The text of one field of a posting, if it has it.
pub fn text_of(posting: &Posting, field: Field) -> Option<&str> {
    fields(posting).into_iter().find_map(|(other, text)| (other == field).then_some(text))
}

/// All phrases of up to [`MAX_WORDS`] words of which `is_shared` holds for every term, beginning
/// and ending with a word that names a subject; a single one that not every tenth text has.
pub(super) fn phrases(posting: &Posting, index: &TextIndex, is_shared: impl Fn(TermId) -> bool) -> Phrases {
    let mut phrases = Phrases::new();
    for (field, text) in fields(posting) {
        let words = words(text, index, &is_shared);
        for from in 0..words.len() {
            for to in from..words.len().min(from + MAX_WORDS) {
                let phrase = &words[from..=to];
                if phrase.iter().any(|word| !word.shared)
                    || phrase.windows(2).any(|pair| !adjoin(text, &pair[0].range, &pair[1].range))
                {
                    break;
                }
                let alone = to == from && phrase[0].common;
                if !alone && !phrase[0].generic && !phrase[to - from].generic {
                    let range = phrase[0].range.start..phrase[to - from].range.end;
                    phrases.entry(key(phrase)).or_default().push(Occurrence {
                        field,
                        words: phrase.len(),
                        surface: text[range.clone()].to_owned(),
                        range,
                        terms: phrase.iter().flat_map(|word| word.terms.iter().copied()).collect(),
                    });
                }
            }
        }
    }
    phrases
}

/// The names of the list of terms that a posting in `language` uses. Those of one row have one key in
/// both languages, and the terms of both.
pub(super) fn names(posting: &Posting, index: &TextIndex, language: Language) -> Phrases {
    let mut names = Phrases::new();
    for (field, text) in fields(posting) {
        for Passage { row, range } in terms::passages(text, &tokens(text), language) {
            let both = Language::ALL.into_iter().flat_map(|language| terms::name(row, language));
            names.entry(format!("#{row}")).or_default().push(Occurrence {
                field,
                words: terms::name(row, Language::En).len(),
                surface: text[range.clone()].to_owned(),
                range,
                terms: both.filter_map(|term| index.id(term)).collect(),
            });
        }
    }
    names
}

/// A word in its text.
struct Word {
    term: Term,
    range: Range<usize>,
    /// The word and, for Chinese, the pairs of characters that begin in it.
    terms: Vec<TermId>,
    shared: bool,
    /// Names no subject anywhere ([`is_generic`]).
    generic: bool,
    /// Names no subject here unless other words stand with it.
    common: bool,
}

fn words(text: &str, index: &TextIndex, is_shared: &impl Fn(TermId) -> bool) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for Token { term, range } in tokens(text) {
        let id = index.id(&term);
        match (&term, words.last_mut()) {
            (Term::HanPair(_), Some(word)) if range.start < word.range.end => {
                word.terms.extend(id);
                if range.end <= word.range.end {
                    word.shared &= id.is_some_and(is_shared);
                }
            }
            (Term::HanPair(_), _) => {}
            _ => words.push(Word {
                generic: is_generic(&term),
                common: id.is_some_and(|id| index.is_common(id)),
                // Two texts may be cut differently: a Chinese word is shared when its pairs are.
                shared: matches!(term, Term::HanWord(_)) || id.is_some_and(is_shared),
                terms: id.into_iter().collect(),
                term,
                range,
            }),
        }
    }
    words
}

/// Whether two words stand next to each other: nothing between them but blanks or a hyphen.
fn adjoin(text: &str, a: &Range<usize>, b: &Range<usize>) -> bool {
    text.get(a.end..b.start).is_some_and(|between| {
        between.len() <= 4 && between.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '-' || c == '‑')
    })
}

/// The folded words; Chinese without blanks, so that how they were cut makes no difference.
fn key(phrase: &[Word]) -> String {
    let mut key = String::new();
    for word in phrase {
        match &word.term {
            Term::Word(word) => {
                key.push(' ');
                key.push_str(word);
                key.push(' ');
            }
            Term::HanWord(word) => key.push_str(word),
            Term::HanPair(_) => {}
        }
    }
    key
}

//! How much a posting says, and what more would help: the quality meter that authors and moderators see.
//!
//! Rules over the fields and the text, nothing learned: the same posting has the same score always. Each
//! [`Hint`] says what it would bring, and score and open hints add up to 100. To state what wasn't stated
//! never costs points.

mod claim;
mod figure;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use claim::Subject;

use crate::domain::{Description, Detail, Kind, Language, Posting};
use crate::matching::Field;
use crate::matching::analysis::{Term, is_generic, tokens};

/// What a posting is worth to its readers and to the matching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// From 0 to 100: what the open hints leave.
    pub score: u8,
    /// What would help, that which brings most first.
    pub hints: Vec<Hint>,
}

/// One thing that would make a posting better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What to do.
    pub kind: HintKind,
    /// How many points it brings.
    pub points: u8,
}

/// What would make a posting better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HintKind {
    /// The title is too short to tell this posting from others.
    TitleShort {
        /// The characters that it has.
        length: usize,
        /// The characters that it should have.
        wanted: usize,
    },
    /// The title has only words that fit every posting: "Technical cooperation".
    TitleGeneric,
    /// There is no summary.
    Summary,
    /// The summary repeats the title.
    SummaryRepeatsTitle,
    /// There is no description.
    Description {
        /// The characters that it should have.
        wanted: usize,
    },
    /// The description is too short to be judged.
    DescriptionShort {
        /// The characters that it has.
        length: usize,
        /// The characters that it should have.
        wanted: usize,
    },
    /// The description can be judged, but leaves much open.
    DescriptionThin {
        /// The characters that it has.
        length: usize,
        /// The characters that it should have.
        wanted: usize,
    },
    /// Neither description nor must-haves (evidence) state a figure with a unit.
    Figure,
    /// The text speaks of something that is measured, and doesn't say how much: "high temperature".
    FigureFor(Claim),
    /// No readiness level is asked or offered.
    Trl,
    /// No form of cooperation is chosen.
    Forms,
    /// No industry is chosen.
    Industry,
    /// A capability names no discipline.
    Discipline,
    /// There are no keywords.
    Keywords,
    /// There are fewer than [`ENOUGH_KEYWORDS`].
    KeywordsFew {
        /// How many there are.
        count: usize,
    },
    /// A need has no must-haves.
    MustHaves,
    /// A capability has no evidence.
    Evidence,
    /// No line of the evidence states what was measured.
    EvidenceFigure,
    /// No line of the evidence says in which year.
    EvidenceYear,
    /// A need has no budget, a capability no price band.
    Budget,
    /// It isn't said within which time.
    Period,
    /// It isn't said who is to own the results.
    Ip,
    /// A need has no deadline.
    Deadline,
    /// Neither is a region chosen nor said whether remote work is fine.
    Place,
}

/// A word that asks for a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is to be said in figures.
    pub subject: Subject,
    /// The field: the description or a must-have.
    pub field: Field,
    /// The word, as the text has it.
    pub word: String,
    /// Bytes of the field's text, on character boundaries.
    pub range: Range<usize>,
}

/// So many keywords are enough.
pub const ENOUGH_KEYWORDS: usize = 3;

/// So many claims without figures are told of at once; the next waits until one of them is answered.
const MOST_CLAIMS: usize = 3;

/// What each thing is worth, for a need and for a capability; each column adds up to 100.
mod worth {
    use crate::domain::Kind;

    /// Points of a need and of a capability.
    pub(super) struct Worth(u8, u8);

    impl Worth {
        pub(super) const fn of(&self, kind: Kind) -> u8 {
            match kind {
                Kind::Need => self.0,
                Kind::Capability => self.1,
            }
        }
    }

    // Decides whether anybody opens it; the lists show nothing else.
    pub(super) const TITLE: Worth = Worth(6, 6);
    // What lists, letters and teasers show.
    pub(super) const SUMMARY: Worth = Worth(6, 6);
    // Topic is the heaviest dimension of the score and lives on the text.
    pub(super) const DESCRIPTION: Worth = Worth(20, 16);
    // Of it, what a short text leaves open, and what a thin one does.
    pub(super) const DESCRIPTION_SHORT: Worth = Worth(14, 10);
    pub(super) const DESCRIPTION_THIN: Worth = Worth(6, 4);
    // Without one nobody can tell success from failure.
    pub(super) const FIGURE: Worth = Worth(10, 8);
    // Each of up to three: experts ask "how much?" first. No text may lose more by them than it gains.
    pub(super) const CLAIM: Worth = Worth(2, 2);
    // A dimension of its own, and the most frequent reason why a case fails.
    pub(super) const TRL: Worth = Worth(10, 10);
    // A dimension of its own.
    pub(super) const FORMS: Worth = Worth(8, 8);
    // The chain dimension, the observatory, and the lists by industry.
    pub(super) const INDUSTRY: Worth = Worth(6, 6);
    // Where a university's reader looks first. A need's author can't know it.
    pub(super) const DISCIPLINE: Worth = Worth(0, 6);
    // Names of the thing that the text may lack; the last of them bring less.
    pub(super) const KEYWORDS: Worth = Worth(6, 6);
    pub(super) const KEYWORDS_FEW: Worth = Worth(2, 2);
    // What the engine answers line by line.
    pub(super) const MUST_HAVES: Worth = Worth(8, 0);
    // What makes an offer believed: that there is some, with figures, with a year.
    pub(super) const EVIDENCE: Worth = Worth(0, 12);
    pub(super) const EVIDENCE_FIGURE: Worth = Worth(0, 5);
    pub(super) const EVIDENCE_YEAR: Worth = Worth(0, 2);
    // The terms: each can exclude a pair, and each is asked for in the first talk.
    pub(super) const BUDGET: Worth = Worth(4, 3);
    pub(super) const PERIOD: Worth = Worth(3, 2);
    pub(super) const IP: Worth = Worth(2, 2);
    pub(super) const DEADLINE: Worth = Worth(2, 0);
    // A dimension of its own; distance decides less than the rest.
    pub(super) const PLACE: Worth = Worth(3, 3);
}

use worth::Worth;

/// How many characters a text should have. Chinese says the same in half of them.
struct Wanted {
    title: usize,
    judged: usize,
    full: usize,
}

impl Wanted {
    const fn of(language: Language) -> Self {
        match language {
            Language::Zh => Self { title: 6, judged: 60, full: 200 },
            Language::En => Self { title: 10, judged: 120, full: 400 },
        }
    }
}

/// What a posting says and what more would help.
pub fn assess(posting: &Posting) -> Quality {
    let mut open = Open { kind: posting.kind(), hints: Vec::new() };
    texts(posting, &mut open);
    figures(posting, &mut open);
    codes(posting, &mut open);
    detail(&posting.detail, &mut open);
    terms(posting, &mut open);

    let mut hints = open.hints;
    // Stable: equal ones stay in the order of the form.
    hints.sort_by_key(|hint| std::cmp::Reverse(hint.points));
    let missing = hints.iter().map(|hint| hint.points).fold(0, u8::saturating_add);
    Quality { score: 100_u8.saturating_sub(missing), hints }
}

/// The hints found so far.
struct Open {
    kind: Kind,
    hints: Vec<Hint>,
}

impl Open {
    fn add(&mut self, kind: HintKind, worth: &Worth) {
        let points = worth.of(self.kind);
        if points > 0 {
            self.hints.push(Hint { kind, points });
        }
    }

    fn unless(&mut self, is_stated: bool, kind: HintKind, worth: &Worth) {
        if !is_stated {
            self.add(kind, worth);
        }
    }
}

fn texts(posting: &Posting, open: &mut Open) {
    let wanted = Wanted::of(posting.language);
    let title = posting.title.as_str();
    let length = title.chars().count();
    if length < wanted.title {
        open.add(HintKind::TitleShort { length, wanted: wanted.title }, &worth::TITLE);
    } else if names_nothing(title) {
        open.add(HintKind::TitleGeneric, &worth::TITLE);
    }
    match &posting.summary {
        None => open.add(HintKind::Summary, &worth::SUMMARY),
        Some(summary) if repeats(summary.as_str(), title) => {
            open.add(HintKind::SummaryRepeatsTitle, &worth::SUMMARY);
        }
        Some(_) => {}
    }
    let length = posting.description.as_ref().map(Description::as_str).map_or(0, |text| text.chars().count());
    if posting.description.is_none() {
        open.add(HintKind::Description { wanted: wanted.judged }, &worth::DESCRIPTION);
    } else if length < wanted.judged {
        let wanted = wanted.judged;
        open.add(HintKind::DescriptionShort { length, wanted }, &worth::DESCRIPTION_SHORT);
    } else if length < wanted.full {
        open.add(HintKind::DescriptionThin { length, wanted: wanted.full }, &worth::DESCRIPTION_THIN);
    }
}

fn figures(posting: &Posting, open: &mut Open) {
    open.unless(figure::has_any(posting), HintKind::Figure, &worth::FIGURE);
    for claim in claim::unanswered(posting).into_iter().take(MOST_CLAIMS) {
        open.add(HintKind::FigureFor(claim), &worth::CLAIM);
    }
}

fn codes(posting: &Posting, open: &mut Open) {
    open.unless(posting.trl.is_some(), HintKind::Trl, &worth::TRL);
    open.unless(!posting.forms.is_empty(), HintKind::Forms, &worth::FORMS);
    open.unless(!posting.industries.is_empty(), HintKind::Industry, &worth::INDUSTRY);
    open.unless(!posting.disciplines.is_empty(), HintKind::Discipline, &worth::DISCIPLINE);
    match posting.keywords.len() {
        0 => open.add(HintKind::Keywords, &worth::KEYWORDS),
        count @ 1..ENOUGH_KEYWORDS => open.add(HintKind::KeywordsFew { count }, &worth::KEYWORDS_FEW),
        _ => {}
    }
}

fn detail(detail: &Detail, open: &mut Open) {
    match detail {
        Detail::Need { must_haves, .. } => {
            open.unless(!must_haves.is_empty(), HintKind::MustHaves, &worth::MUST_HAVES);
        }
        Detail::Capability { evidence } if evidence.is_empty() => {
            open.add(HintKind::Evidence, &worth::EVIDENCE);
        }
        Detail::Capability { evidence } => {
            let any = |holds: fn(&str) -> bool| evidence.iter().any(|line| holds(line.as_str()));
            open.unless(any(figure::is_in), HintKind::EvidenceFigure, &worth::EVIDENCE_FIGURE);
            open.unless(any(figure::names_year), HintKind::EvidenceYear, &worth::EVIDENCE_YEAR);
        }
    }
}

fn terms(posting: &Posting, open: &mut Open) {
    open.unless(posting.budget.is_some(), HintKind::Budget, &worth::BUDGET);
    open.unless(posting.period.is_some(), HintKind::Period, &worth::PERIOD);
    open.unless(posting.ip.is_some(), HintKind::Ip, &worth::IP);
    open.unless(posting.deadline.is_some(), HintKind::Deadline, &worth::DEADLINE);
    open.unless(posting.region.is_some() || posting.remote.is_some(), HintKind::Place, &worth::PLACE);
}

/// Words of every title, beside those of every research text; English ones as stems.
const TITLE_WORDS: &[&str] = &[
    "寻求",
    "征集",
    "招募",
    "急需",
    "求购",
    "对接",
    "产学研",
    "校企",
    "诚征",
    "诚邀",
    "转让",
    "转化",
    "难题",
    "攻关",
    "研发",
    "开展",
    "推广",
    "委托",
    "咨询",
    "技术服务",
    "技术开发",
    "技术合作",
    "科技",
    "创新",
    "cooper",
    "collabor",
    "partnership",
    "innov",
    "sought",
    "want",
    "wanted",
    "look",
    "transfer",
    "scienc",
    "scientif",
    "r",
    "d",
    "licens",
    "commiss",
    "consult",
    "challeng",
];

/// Whether no word of a title tells what it is about.
fn names_nothing(title: &str) -> bool {
    tokens(title).iter().filter(|token| token.term.is_word()).all(|token| is_plain(&token.term))
}

/// Whether a word fits every title. Of compounds (合作项目) every part must.
fn is_plain(term: &Term) -> bool {
    let (Term::Word(word) | Term::HanWord(word)) = term else { return true };
    if is_generic(term) || TITLE_WORDS.contains(&word.as_str()) {
        return true;
    }
    let characters: Vec<char> = word.chars().collect();
    matches!(term, Term::HanWord(_))
        && characters.len() > 2
        && characters.len().is_multiple_of(2)
        && characters.chunks(2).all(|part| is_plain(&Term::HanWord(part.iter().collect())))
}

/// Whether one text says the other again; case, blanks and marks make no difference.
fn repeats(text: &str, other: &str) -> bool {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    bare(text) == bare(other)
}

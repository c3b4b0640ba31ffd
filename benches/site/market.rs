//! A market of many postings, put together of texts and codes that exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::organization::Names;
use sunmao::domain::{
    Description, Detail, Disclosure, Keyword, Kind, Language, Line, OrganizationKind, Posting, State,
    Summary, Title,
};
use sunmao::exchange::collection::{Collection, Entry};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::demo::bring_in;
use sunmao::flows::export::{Export, export};
use sunmao::flows::import::{Imported, Outcome, import};
use sunmao::store::Store;

use super::dice::Dice;
use super::{Failure, say};

/// Postings of one transaction.
const CHUNK: usize = 5_000;

/// Texts between which sentences are exchanged stand at most so far apart.
const NEAR: usize = 20;

/// Publication is spread over so many minutes, six weeks.
const HISTORY_MINUTES: usize = 6 * 7 * 24 * 60;

/// The most characters of a summary or of a line.
const SENTENCE: usize = 300;

impl Dice {
    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// A text whose sentences go into postings.
struct Source {
    sentences: Vec<String>,
    keywords: Vec<Keyword>,
}

/// What postings are made of.
struct Material {
    /// English and Chinese texts.
    texts: [Vec<Source>; 2],
    /// The sample's needs and capabilities, for their codes and terms.
    patterns: [Vec<Posting>; 2],
    /// The sample's organizations, for their names and codes: enterprises and others.
    organizations: [Vec<OrganizationRecord>; 2],
}

impl Material {
    /// The demo's sample, and the texts of the test collections sbir and csl where they are present (in
    /// `SUNMAO_SETS`, or in `../shared/sets`), else the sample's own.
    fn gather() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(None, folder.path())?;
        bring_in(&store, Utc::now())?;
        let Export { organizations, postings } = export(&store)?;
        let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sets");
        let sets = std::env::var_os("SUNMAO_SETS").map_or(beside, PathBuf::from);
        let postings: Vec<Posting> = postings.into_iter().map(|record| record.posting).collect();
        let texts = [("sbir", Language::En), ("csl", Language::Zh)].map(|(set, language)| {
            Collection::read(&sets.join(set)).map(|set| of_collection(&set)).unwrap_or_else(|error| {
                say(format_args!("the sample's texts instead of {set}: {error}"));
                of_sample(&postings, language)
            })
        });
        let patterns =
            Kind::ALL.map(|kind| postings.iter().filter(|one| one.kind() == kind).cloned().collect());
        let (enterprises, others) = organizations
            .into_iter()
            .map(|one| OrganizationRecord {
                region: one.region,
                industries: one.industries,
                disciplines: one.disciplines,
                website: one.website,
                description_en: one.description_en,
                description_zh: one.description_zh,
                verified: Some(one.verified),
                ..OrganizationRecord::bare(one.kind, None, one.names)
            })
            .partition(|one| one.kind == OrganizationKind::Enterprise);
        Ok(Self { texts, patterns, organizations: [enterprises, others] })
    }

    /// Organization number `at`: enterprises and others in turn.
    fn organization(&self, at: usize) -> Result<OrganizationRecord, Failure> {
        let sample = &self.organizations[at % 2];
        let one = sample.get(at / 2 % sample.len().max(1)).ok_or("the sample has no organization")?.clone();
        let numbered = |language| {
            one.names.exactly(language).map(|name| Title::parse(&format!("{name} {at}"))).transpose()
        };
        let names = Names::new(numbered(Language::En)?, numbered(Language::Zh)?).ok_or("no name")?;
        Ok(OrganizationRecord { reference: Some(reference(at)), names, ..one })
    }

    /// Posting number `at`: needs of enterprises and capabilities of others in turn.
    fn posting(
        &self,
        at: usize,
        organizations: usize,
        now: DateTime<Utc>,
        dice: &mut Dice,
    ) -> Result<PostingRecord, Failure> {
        let kind = Kind::ALL[at % 2];
        let language = Language::ALL[dice.below(2)];
        let text = recombined(&self.texts[usize::from(language == Language::Zh)], dice);
        let patterns = &self.patterns[kind as usize];
        let pattern = dice.pick(patterns).ok_or("the sample has no posting")?.clone();
        let other = dice.pick(patterns).ok_or("the sample has no posting")?;
        let joined = text.sentences.join(if language == Language::Zh { "" } else { " " });
        let lines =
            text.sentences.iter().rev().take(2).map(|line| requirement(line)).collect::<Result<_, _>>()?;
        let posting = Posting {
            title: Title::from_beginning_of(text.sentences.first().ok_or("no sentence")?)?,
            summary: text.sentences.get(1).map(|line| Summary::parse(&beginning(line))).transpose()?,
            description: Some(Description::parse(&joined)?),
            language,
            keywords: text.keywords,
            detail: match kind {
                Kind::Need => Detail::Need { must_haves: lines, nice_to_haves: Vec::new() },
                Kind::Capability => Detail::Capability { evidence: lines },
            },
            trl: other.trl,
            region: other.region,
            disclosure: Disclosure::Public,
            ..pattern
        };
        let owner = at / 2 % (organizations / 2).max(1) * 2 + at % 2;
        let age = TimeDelta::minutes(1 + (at * 37 % HISTORY_MINUTES) as i64);
        Ok(PostingRecord {
            id: None,
            reference: Some(format!("p{at}")),
            organization: Some(reference(owner)),
            state: Some(State::Published),
            published_at: Some(now - age),
            updated_at: None,
            posting,
            states_disclosure: true,
        })
    }
}

/// What postings call organization number `at`.
fn reference(at: usize) -> String {
    format!("o{at}")
}

/// Fills an empty store.
pub(crate) fn fill(store: &Store, postings: usize, organizations: usize) -> Result<(), Failure> {
    let (now, material) = (Utc::now(), Material::gather()?);
    let all = (0..organizations).map(|at| material.organization(at)).collect::<Result<_, _>>()?;
    all_added(&import(store, all, Vec::new(), now)?)?;
    let mut dice = Dice(1);
    for begin in (0..postings).step_by(CHUNK) {
        let chunk = (begin..postings.min(begin + CHUNK))
            .map(|at| material.posting(at, organizations, now, &mut dice))
            .collect::<Result<_, _>>()?;
        all_added(&import(store, Vec::new(), chunk, now)?)?;
        say(format_args!("{} postings", postings.min(begin + CHUNK)));
    }
    Ok(())
}

/// Postings of a market that has `from` of them, as they are when they are published next.
#[allow(dead_code, reason = "the load of pages publishes nothing")]
pub(crate) fn next(from: usize, count: usize, organizations: usize) -> Result<Vec<PostingRecord>, Failure> {
    let material = Material::gather()?;
    let mut dice = Dice(from as u64 + 2);
    (from..from + count)
        .map(|at| {
            let posting = material.posting(at, organizations, Utc::now(), &mut dice)?;
            Ok(PostingRecord { published_at: None, ..posting })
        })
        .collect()
}

fn all_added(imported: &Imported) -> Result<(), Failure> {
    let mut outcomes = imported.organizations.iter().chain(&imported.postings);
    match outcomes.find(|outcome| **outcome != Outcome::Added) {
        Some(other) => Err(format!("an entry was not added: {other:?}").into()),
        None => Ok(()),
    }
}

/// Sentences of two or three neighbouring texts, as many as the first has: lengths, vocabulary and the
/// frequencies of words stay like the originals'.
fn recombined(sources: &[Source], dice: &mut Dice) -> Source {
    let at = dice.below(sources.len());
    let Some(first) = sources.get(at) else {
        return Source { sentences: Vec::new(), keywords: Vec::new() };
    };
    let mut pool: Vec<&String> = first.sentences.iter().collect();
    for _ in 0..=dice.below(2) {
        let near = &sources[(at + 1 + dice.below(NEAR)) % sources.len()];
        pool.extend(&near.sentences);
    }
    let taken = (0..first.sentences.len()).map(|_| pool.swap_remove(dice.below(pool.len())).clone());
    Source { sentences: taken.collect(), keywords: first.keywords.clone() }
}

/// Documents with their queries, which csl has as keywords in the order of the documents; where queries
/// are texts of their own, the longest words stand for keywords.
fn of_collection(set: &Collection) -> Vec<Source> {
    let paired = set.queries.len() == set.documents.len();
    let source = |(at, document): (usize, &Entry)| {
        let keywords = match set.queries.get(at).filter(|_| paired) {
            Some(query) => keywords(query.title.split_whitespace()),
            None => keywords(document.text.split_whitespace().filter(|word| is_long(word))),
        };
        Source { sentences: sentences(&document.text), keywords }
    };
    set.documents.iter().enumerate().map(source).filter(|source| source.sentences.len() > 1).collect()
}

fn of_sample(postings: &[Posting], language: Language) -> Vec<Source> {
    let of_language = postings.iter().filter(|posting| posting.language == language);
    of_language
        .map(|posting| Source {
            sentences: sentences(posting.description.as_ref().map_or("", |text| text.as_str())),
            keywords: posting.keywords.clone(),
        })
        .filter(|source| source.sentences.len() > 1)
        .collect()
}

fn is_long(word: &str) -> bool {
    word.len() > 9 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The first few, each once.
fn keywords<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Keyword> {
    let first: BTreeSet<&str> = words.take(4).collect();
    first.into_iter().filter_map(|word| Keyword::parse(word).ok()).collect()
}

/// The sentences of a text in either language. A dot inside of a figure or a name ends none.
fn sentences(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(last) = found.last_mut() {
            last.push(letter);
        }
        let inside = letters.peek().is_some_and(char::is_ascii_alphanumeric);
        if ".;。；\n".contains(letter) && !inside {
            found.push(String::new());
        }
    }
    let trimmed = found.iter().map(|sentence| sentence.trim());
    trimmed.filter(|sentence| sentence.chars().count() > 5).map(str::to_owned).collect()
}

fn beginning(sentence: &str) -> String {
    sentence.chars().take(SENTENCE).collect()
}

fn requirement(sentence: &str) -> Result<Line, Failure> {
    Ok(Line::parse(&beginning(sentence))?)
}

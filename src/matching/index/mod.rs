//! A field-weighted index: BM25F over the terms of texts, computed term at a time.
//!
//! Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*, 2009,
//! section 3.6. Written out in `docs/MATCHING.md`.

mod bag;
mod collection;
mod document;
mod rarity;
mod vocabulary;

use rayon::prelude::*;

use bag::Bag;
use collection::Collection;
use rarity::Rarity;
pub(super) use vocabulary::{TermId, Vocabulary};

use super::analysis::Term;
use super::{Hit, Progress};
use crate::domain::Language;
pub use document::{Document, TextField};

/// How many documents are analysed between two reports of progress.
const CHUNK: usize = 1_024;

/// Only a query's strongest terms are looked up. In a page of text the rest is chance agreement:
/// leaving it out is quicker and ranks better (`docs/MATCHING.md` has the figures).
const STRONGEST: usize = 80;

/// Terms with their weights, in the order of their numbers.
pub(super) type Terms = Vec<(TermId, f32)>;

/// A text's collection, and its place there.
pub(super) type Place = (usize, usize);

/// Collections of texts over one vocabulary, whose document frequencies are counted together.
#[derive(Debug)]
pub struct TextIndex {
    vocabulary: Vocabulary,
    rarity: Rarity,
    collections: Vec<Collection>,
    languages: Languages,
}

/// The language of each text, by collection; `None` for one without letters.
type Languages = Vec<Vec<Option<Language>>>;

/// A text prepared for [`TextIndex::rank`].
#[derive(Debug, Clone)]
pub struct Query {
    terms: Terms,
}

impl TextIndex {
    /// Analyses and indexes collections of texts, on all cores. Where they hold texts of both
    /// languages, a text is found by the other language's names for what it names, too.
    pub fn build(collections: &[Vec<Document<'_>>], progress: &dyn Progress) -> Self {
        let mut vocabulary = Vocabulary::default();
        let languages = languages(collections);
        let bags = read(collections, &languages, &mut vocabulary, progress);
        let rarity = Rarity::of(&bags, &vocabulary);
        let collections = bags.into_iter().map(|bags| Collection::build(bags, &rarity, STRONGEST)).collect();
        Self { vocabulary, rarity, collections, languages }
    }

    /// Prepares a text for ranking: its strongest terms, weighted.
    pub fn query(&self, text: &Document<'_>) -> Query {
        self.query_of(text, STRONGEST)
    }

    /// As [`TextIndex::query`], with all terms.
    pub fn whole_query(&self, text: &Document<'_>) -> Query {
        self.query_of(text, usize::MAX)
    }

    fn query_of(&self, text: &Document<'_>, most: usize) -> Query {
        let bag = Bag::of(text, None).look_up(&self.vocabulary);
        Query { terms: collection::strongest(&bag, &self.rarity, most) }
    }

    /// The best `top` texts of a collection for a query, best first, ties by place. Texts without
    /// any of its terms are no answer.
    pub fn rank(&self, collection: usize, query: &Query, top: usize) -> Vec<Hit> {
        self.collections[collection].rank(&query.terms, top)
    }

    /// As [`TextIndex::rank`], for a text of another collection.
    pub(super) fn rank_for(&self, collection: usize, text: Place, top: usize) -> Vec<Hit> {
        let terms: Terms = self.collections[text.0].query(text.1).collect();
        self.collections[collection].rank(&terms, top)
    }

    /// How much of the one text's weight the other holds, both ways: 0 (nothing) to about 1 (itself).
    /// Each is the BM25F score divided by the score that the text itself would reach.
    pub(super) fn coverage(&self, a: Place, b: Place) -> [f32; 2] {
        [self.covers(a, b), self.covers(b, a)]
    }

    fn covers(&self, a: Place, b: Place) -> f32 {
        let (query, text) = (&self.collections[a.0], &self.collections[b.0]);
        let own = query.own_score(a.1);
        if own <= 0.0 { 0.0 } else { text.score(query.query(a.1), b.1) / own }
    }

    /// The parts of [`TextIndex::coverage`] that each shared term brings, in the order of their numbers.
    pub(super) fn shares(&self, a: Place, b: Place) -> [Terms; 2] {
        [(a, b), (b, a)].map(|(from, to)| {
            let query = &self.collections[from.0];
            let own = query.own_score(from.1).max(f32::MIN_POSITIVE);
            let parts = self.collections[to.0].parts(query.query(from.1), to.1);
            parts.map(|(term, part)| (term, part / own)).collect()
        })
    }

    /// The languages of two texts that are written in different ones.
    pub(super) fn languages(&self, a: Place, b: Place) -> Option<[Language; 2]> {
        let (a, b) = (self.languages[a.0][a.1]?, self.languages[b.0][b.1]?);
        (a != b).then_some([a, b])
    }

    /// Whether a text has any term at all.
    pub(super) fn is_empty(&self, text: Place) -> bool {
        self.collections[text.0].own_score(text.1) <= 0.0
    }

    /// Whether a text of a collection has a term.
    pub(super) fn has(&self, text: Place, term: TermId) -> bool {
        self.collections[text.0].has(text.1, term)
    }

    /// The number of a term.
    pub(super) fn id(&self, term: &Term) -> Option<TermId> {
        self.vocabulary.id(term)
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: TermId) -> f32 {
        self.rarity.weight(term)
    }

    /// Whether a term stands in so many texts that by itself it names no subject here.
    pub(super) fn is_common(&self, term: TermId) -> bool {
        self.rarity.is_common(&self.vocabulary, term)
    }
}

fn languages(collections: &[Vec<Document<'_>>]) -> Languages {
    collections.iter().map(|documents| documents.par_iter().map(Document::language).collect()).collect()
}

/// Reads all texts on all cores; numbers are given in the order of the texts, whatever the cores do.
fn read(
    collections: &[Vec<Document<'_>>],
    languages: &Languages,
    vocabulary: &mut Vocabulary,
    progress: &dyn Progress,
) -> Vec<Vec<Bag<TermId>>> {
    let total = collections.iter().map(Vec::len).sum();
    let mut done = 0;
    let has = |language| languages.iter().flatten().any(|one| *one == Some(language));
    let bilingual = Language::ALL.into_iter().all(has);
    let mut read = Vec::with_capacity(collections.len());
    for (documents, languages) in collections.iter().zip(languages) {
        let mut bags = Vec::with_capacity(documents.len());
        for (chunk, languages) in documents.chunks(CHUNK).zip(languages.chunks(CHUNK)) {
            let analysed: Vec<Bag<Term>> = chunk
                .par_iter()
                .zip(languages)
                .map(|(document, language)| Bag::of(document, language.filter(|_| bilingual)))
                .collect();
            bags.extend(analysed.into_iter().map(|bag| bag.intern(vocabulary)));
            done += chunk.len();
            progress.report("phase-indexing", done, total);
        }
        read.push(bags);
    }
    read
}

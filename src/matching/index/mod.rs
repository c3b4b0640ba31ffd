//! The index: what stands in which text, how much two texts have in common, and the order of answers.
//!
//! A text is kept as the sequence of its terms ([`sequence`]), from which everything is counted, and
//! in lists by term ([`segment`]). A query's strongest terms are looked up in the lists ([`gather`]);
//! the best candidates are read in full ([`probe`]) and put in order by several views ([`rank`]).
//! Weights are BM25F: Robertson and Zaragoza, *The Probabilistic Relevance Framework: BM25 and
//! Beyond*, 2009, section 3.6. Written out in `docs/MATCHING.md`.
//!
//! What weights depend on (frequencies of terms, mean lengths, the learned view) is counted when an
//! index is built. Texts that are added later are weighed by the same figures.

mod document;
mod gather;
mod hub;
mod latent;
mod probe;
mod rank;
mod read;
mod segment;
mod sequence;
mod side;
mod statistics;
mod vocabulary;
mod weighing;

use std::cell::RefCell;
use std::io::{Read, Write};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use gather::{Candidate, Scaled, Sums};
use latent::Model;
use probe::Desk;
pub(super) use probe::{Evidence, Probe};
use side::Side;
use statistics::Statistics;
use vocabulary::TermKind;
pub(super) use vocabulary::{TermId, Vocabulary};
pub(super) use weighing::Terms;
use weighing::Weighing;

use super::analysis::Term;
use super::parameters::Parameters;
use super::snapshot::{SnapshotError, SnapshotReader, SnapshotWriter};
use super::{Hit, Progress};
use crate::domain::Language;
pub use document::{Document, TextField};

/// A text's side, and its place there.
pub(super) type Place = (usize, usize);

thread_local! {
    static SUMS: RefCell<Sums> = RefCell::default();
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Sides of texts over one vocabulary, whose document frequencies are counted together.
///
/// ```
/// use sunmao::matching::{Document, Silent, TextField, TextIndex};
///
/// let text = |text| Document::default().with(TextField::Description, text);
/// let papers = vec![text("Medieval poetry"), text("Coating of turbine blades"), text("风力发电机组")];
/// let mut index = TextIndex::build(&[papers], &Silent);
/// let query = index.query(&text("a coated blade"));
/// assert_eq!(index.rank(0, &query, 10)[0].item, 1);
///
/// let newcomer = index.add(0, &text("Blades, coated twice"));
/// index.remove(0, 1);
/// assert_eq!(index.rank(0, &query, 10)[0].item, newcomer);
/// ```
#[derive(Debug)]
pub struct TextIndex {
    parameters: Parameters,
    vocabulary: Vocabulary,
    statistics: Statistics,
    model: Model,
    sides: Vec<Side>,
    /// Whether it was built over texts of both languages.
    bilingual: bool,
}

/// A text prepared for [`TextIndex::rank`].
#[derive(Debug, Clone)]
pub struct Query {
    probe: Probe,
}

/// A text that isn't in the index, and looks for others as if it were.
#[derive(Debug, Clone)]
pub(super) struct Guest {
    pub(super) probe: Probe,
    /// The language of most of it, if it has any letters.
    pub(super) language: Option<Language>,
    /// Whether it has no term at all.
    pub(super) is_empty: bool,
}

impl TextIndex {
    /// Analyses and indexes sides of texts with the published parameters: [`TextIndex::build_with`].
    pub fn build(sides: &[Vec<Document<'_>>], progress: &dyn Progress) -> Self {
        Self::build_with(sides, &Parameters::default(), progress)
    }

    /// Analyses and indexes sides of texts, on all cores. Where they hold texts of both languages, a
    /// text is found by the other language's names for what it names, too. The same texts give the
    /// same index on any number of threads.
    pub fn build_with(sides: &[Vec<Document<'_>>], parameters: &Parameters, progress: &dyn Progress) -> Self {
        let mut vocabulary = Vocabulary::default();
        let bilingual = is_bilingual(sides);
        let read = read::read(sides, bilingual, &mut vocabulary, progress);
        let statistics = read::count(&read, &vocabulary);
        let mut index = Self {
            parameters: *parameters,
            vocabulary,
            statistics,
            model: Model::default(),
            sides: Vec::new(),
            bilingual,
        };
        index.sides = read.into_iter().map(|texts| Side::build(texts, &index.weighing())).collect();
        index.learn();
        hub::measure(&mut index);
        index
    }

    fn weighing(&self) -> Weighing<'_> {
        self.weighing_with(&[])
    }

    fn weighing_with<'a>(&'a self, guests: &'a [TermKind]) -> Weighing<'a> {
        let Self { parameters, vocabulary, statistics, .. } = self;
        Weighing { parameters, vocabulary, statistics, guests }
    }

    /// Learns the second view from all sides, and places their texts in it.
    fn learn(&mut self) {
        let weighing = self.weighing();
        let places: Vec<Place> = (0..self.sides.len())
            .flat_map(|side| (0..self.sides[side].texts.len()).map(move |text| (side, text)))
            .collect();
        let row = |at: usize| side::row(self.text(places[at]), &weighing);
        // A few keywords say little of what occurs together.
        let bytes = |at: usize| self.text(places[at]).sequence.bytes().len();
        let mean = (0..places.len()).map(bytes).sum::<usize>() / places.len().max(1);
        let long: Vec<usize> = (0..places.len()).filter(|at| bytes(*at) * 2 >= mean).collect();
        let dimensions = self.parameters.dimensions as usize;
        let model = Model::learn(long.len(), &|at| row(long[at]), self.vocabulary.len(), dimensions);
        let directions: Vec<_> =
            (0..places.len()).into_par_iter().map(|at| model.direction(&row(at))).collect();
        for ((side, text), direction) in places.into_iter().zip(directions) {
            self.sides[side].texts[text].direction = direction;
        }
        self.model = model;
    }

    fn text(&self, (side, text): Place) -> &side::Text {
        &self.sides[side].texts[text]
    }

    /// Adds a text to a side, and returns its place there. It is weighed by the figures that the
    /// index was built with. Takes time in proportion to the text.
    pub fn add(&mut self, side: usize, text: &Document<'_>) -> usize {
        let read = read::read_one(text, self.bilingual, &mut self.vocabulary);
        let Self { parameters, vocabulary, statistics, model, sides, .. } = self;
        sides[side].push(read, &Weighing { parameters, vocabulary, statistics, guests: &[] }, model)
    }

    /// Withdraws a text; its place isn't given again.
    pub fn remove(&mut self, side: usize, text: usize) {
        self.sides[side].withdraw(text);
    }

    /// Whether a text wasn't withdrawn.
    pub(super) fn is_there(&self, side: usize, text: usize) -> bool {
        self.sides[side].is_there(text as u32)
    }

    /// Prepares a text for ranking.
    pub fn query(&self, text: &Document<'_>) -> Query {
        let weighing = self.weighing();
        let read = read::read_query(text, &self.vocabulary);
        let mut text = side::weigh_alone(read, &weighing);
        text.direction = self.model.direction(&side::row(&text, &weighing));
        Query { probe: Probe::new(&text, &weighing) }
    }

    /// The best `top` texts of a side for a query, best first, ties by place. Texts without any of
    /// its strongest terms are no answer. Scores are comparable within one answer only.
    pub fn rank(&self, side: usize, query: &Query, top: usize) -> Vec<Hit> {
        self.rank_probe(side, &query.probe, top)
    }

    /// The best `top` texts of a side with one of a query's strongest terms: first the best, in the
    /// order of [`TextIndex::rank`], then the rest by the lookup alone, best first, ties by place.
    /// Scores fall.
    pub fn search(&self, side: usize, query: &Query, top: usize) -> Vec<Hit> {
        let most = self.parameters.candidates as usize;
        let gathered = self.gathered(side, query.probe.asked(), most.max(top));
        let (best, rest) = gathered.split_at(gathered.len().min(most));
        let mut found: Vec<Hit> =
            self.ordered(side, &query.probe, best).into_iter().map(|(hit, _)| hit).collect();
        let least = found.last().map_or(1.0, |hit| hit.score);
        let highest = best.first().map_or(1.0, |best| f32::from(best.sum));
        // Below those of the others, by the share of the lookup's best.
        found.extend(
            rest.iter().map(|one| Hit {
                item: one.text as usize,
                score: least - 1.0 + f32::from(one.sum) / highest,
            }),
        );
        found.truncate(top);
        found
    }

    /// As [`TextIndex::rank`], for a text of another side.
    pub fn rank_for(&self, side: usize, text: (usize, usize), top: usize) -> Vec<Hit> {
        self.rank_probe(side, &self.probe(text), top)
    }

    fn rank_probe(&self, side: usize, probe: &Probe, top: usize) -> Vec<Hit> {
        self.answers(side, probe, top).into_iter().map(|(hit, _)| hit).collect()
    }

    /// The best `top` texts of a side for a probe, in the order of [`TextIndex::rank`], each with what
    /// the two have in common.
    pub(super) fn answers(&self, side: usize, probe: &Probe, top: usize) -> Vec<(Hit, Evidence)> {
        let most = (self.parameters.candidates as usize).max(top.min(self.sides[side].texts.len()));
        let mut found = self.ordered(side, probe, &self.gathered(side, probe.asked(), most));
        found.truncate(top);
        found
    }

    /// Candidates of a side, read in full and put in order, best first, ties by place.
    fn ordered(&self, side: usize, probe: &Probe, candidates: &[Candidate]) -> Vec<(Hit, Evidence)> {
        let side = &self.sides[side];
        let mut places: Vec<u32> = candidates.iter().map(|candidate| candidate.text).collect();
        places.sort_unstable();
        let readings = self.readings(side, probe, &places);
        let scores = rank::scores(probe, side, &places, &readings, &self.parameters);
        let found = places.iter().zip(scores).map(|(place, score)| Hit { item: *place as usize, score });
        let mut found: Vec<_> = found.zip(readings.iter().map(|reading| reading.evidence)).collect();
        found.sort_unstable_by(|(a, _), (b, _)| b.score.total_cmp(&a.score).then(a.item.cmp(&b.item)));
        found
    }

    /// The lookup's best texts of a side for these terms, best first, ties by place.
    fn gathered(&self, side: usize, asked: &Terms, most: usize) -> Vec<Candidate> {
        let scaled = Scaled::of(asked);
        SUMS.with_borrow_mut(|sums| self.sides[side].gather(&scaled, most, sums))
    }

    /// The best `top` texts of a side by the lookup alone: quicker than [`TextIndex::rank`], and not as
    /// good. Scores are comparable within one answer only.
    pub fn look_up(&self, side: usize, query: &Query, top: usize) -> Vec<Hit> {
        self.look_up_terms(side, query.probe.asked(), top)
    }

    /// As [`TextIndex::look_up`], for a text of another side.
    pub fn look_up_for(&self, side: usize, text: (usize, usize), top: usize) -> Vec<Hit> {
        self.look_up_terms(side, &self.asked(text), top)
    }

    fn look_up_terms(&self, side: usize, asked: &Terms, top: usize) -> Vec<Hit> {
        let found = self.gathered(side, asked, top);
        found.into_iter().map(|one| Hit { item: one.text as usize, score: f32::from(one.sum) }).collect()
    }

    /// The strongest terms of a text with their weights.
    fn asked(&self, text: Place) -> Terms {
        let weighing = self.weighing();
        let frequencies = weighing.frequencies(&self.text(text).sequence);
        weighing.strongest(&weighing::own_terms(&frequencies, &weighing))
    }

    /// How many entries of a side's lists the lookup for a text of another side reads.
    pub fn postings_touched(&self, side: usize, text: (usize, usize)) -> usize {
        self.sides[side].postings(&self.asked(text))
    }

    fn readings(&self, side: &Side, probe: &Probe, places: &[u32]) -> Vec<probe::Reading> {
        let texts = places.iter().map(|place| &side.texts[*place as usize]);
        DESK.with_borrow_mut(|desk| probe.read(texts, &self.weighing(), desk))
    }

    /// A text of the index as one that looks for others.
    pub(super) fn probe(&self, text: Place) -> Probe {
        Probe::new(self.text(text), &self.weighing())
    }

    /// A text that isn't in the index, weighed as if it had just been added to a side.
    pub(super) fn guest(&self, side: usize, text: &Document<'_>) -> Guest {
        let (read, kinds) = read::read_guest(text, self.bilingual, &self.vocabulary);
        let weighing = self.weighing_with(&kinds);
        let text = self.sides[side].weighed(read, &weighing, &self.model);
        let probe = Probe::new(&text, &weighing);
        Guest { probe, language: text.language, is_empty: text.own <= 0.0 }
    }

    /// What a probe has in common with texts of a side.
    pub(super) fn compare(&self, side: usize, probe: &Probe, texts: &[usize]) -> Vec<Evidence> {
        let places: Vec<u32> = texts.iter().map(|text| *text as u32).collect();
        let readings = self.readings(&self.sides[side], probe, &places);
        readings.into_iter().map(|reading| reading.evidence).collect()
    }

    /// The places of all texts of a side that have one of a query's strongest terms, ascending.
    pub fn having(&self, side: usize, query: &Query) -> Vec<usize> {
        self.sides[side].having(query.probe.asked()).into_iter().map(|text| text as usize).collect()
    }

    /// The parts of [`Evidence::forward`] and [`Evidence::backward`] that each shared term brings, in
    /// the order of their numbers.
    pub(super) fn shares(&self, a: Place, b: Place) -> [Terms; 2] {
        let weighing = self.weighing();
        [(a, b), (b, a)].map(|(from, to)| {
            let (from, to) = (self.text(from), self.text(to));
            let held = weighing.frequencies(&to.sequence);
            let asked = weighing.frequencies(&from.sequence);
            asked
                .iter()
                .filter_map(|frequency| {
                    let weight = weighing.weight(frequency.term) * frequency.own;
                    let at = held.binary_search_by_key(&frequency.term, |held| held.term).ok()?;
                    let part = weight * weighing.saturated(held[at].all, to.norm);
                    (frequency.own > 0.0 && weight >= from.cutoff)
                        .then_some((frequency.term, part / from.own.max(f32::MIN_POSITIVE)))
                })
                .collect()
        })
    }

    /// The languages of two texts that are written in different ones.
    pub(super) fn languages(&self, a: Place, b: Place) -> Option<[Language; 2]> {
        let (a, b) = (self.text(a).language?, self.text(b).language?);
        (a != b).then_some([a, b])
    }

    /// The language of most of a text, if it has any letters.
    pub(super) fn language(&self, text: Place) -> Option<Language> {
        self.text(text).language
    }

    /// Whether a text has any term at all.
    pub(super) fn is_empty(&self, text: Place) -> bool {
        self.text(text).own <= 0.0
    }

    /// A text's terms, translated ones as well, ascending, each once.
    pub(super) fn terms(&self, text: Place) -> Vec<TermId> {
        let frequencies = self.weighing().frequencies(&self.text(text).sequence);
        frequencies.into_iter().map(|frequency| frequency.term).collect()
    }

    /// All words, Chinese ones as well, with their texts: the stems, and whether they are Chinese.
    pub(super) fn words(&self) -> impl ParallelIterator<Item = (TermId, &str, bool)> {
        let ids = (0..self.vocabulary.len() as TermId).into_par_iter();
        ids.filter_map(|id| match self.vocabulary.kind(id) {
            TermKind::Word => Some((id, self.vocabulary.text(id), false)),
            TermKind::HanWord => Some((id, self.vocabulary.text(id), true)),
            TermKind::HanPair => None,
        })
    }

    /// How many texts had a term when the index was built.
    pub(super) fn texts(&self, term: TermId) -> usize {
        self.statistics.having(term) as usize
    }

    /// A text that has a term.
    pub(super) fn first_with(&self, term: TermId) -> Option<Place> {
        let found = self.sides.iter().enumerate();
        found.filter_map(|(side, texts)| Some((side, texts.first_with(term)? as usize))).next()
    }

    /// The number of a term.
    pub(super) fn id(&self, term: &Term) -> Option<TermId> {
        self.vocabulary.id(term)
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: TermId) -> f32 {
        self.weighing().weight(term)
    }

    /// Whether a term stands in so many texts that by itself it names no subject here.
    pub(super) fn is_common(&self, term: TermId) -> bool {
        self.statistics.is_common(&self.vocabulary, term)
    }

    /// A hash of the figures that scores depend on besides the two texts: the weights of terms and the
    /// mean lengths.
    pub(super) fn identity(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for term in 0..self.vocabulary.len() as TermId {
            hash.update(self.vocabulary.text(term));
            hash.update(self.weight(term).to_le_bytes());
        }
        for side in &self.sides {
            hash.update(side.mean_length().to_le_bytes());
        }
        hash.update(format!("{:?}{}", self.parameters, self.bilingual));
        hash.finalize().into()
    }

    /// Writes the index down.
    ///
    /// # Errors
    /// [`SnapshotError::Io`].
    pub fn save<W: Write>(&self, to: &mut SnapshotWriter<W>) -> Result<(), SnapshotError> {
        let parameters: Vec<Option<f32>> =
            Parameters::NAMES.iter().map(|name| self.parameters.get(name)).collect();
        to.put(&(parameters, self.bilingual, self.sides.len() as u64))?;
        to.put(&self.statistics)?;
        to.put(&self.model)?;
        to.put(&self.vocabulary.parts())?;
        self.sides.iter().try_for_each(|side| side.save(to))
    }

    /// Reads what [`TextIndex::save`] wrote with the same parameters.
    ///
    /// # Errors
    /// [`SnapshotError`], also where it was written with other parameters.
    pub fn load<R: Read>(
        from: &mut SnapshotReader<R>,
        parameters: &Parameters,
    ) -> Result<Self, SnapshotError> {
        let (values, bilingual, sides): (Vec<Option<f32>>, bool, u64) = from.take()?;
        if !Parameters::NAMES.iter().map(|name| parameters.get(name)).eq(values) {
            return Err(SnapshotError::Other);
        }
        let (statistics, model) = (from.take()?, from.take()?);
        let (texts, ends, kinds) = from.take()?;
        let vocabulary = Vocabulary::of_parts(texts, ends, kinds);
        let vocabulary = vocabulary.ok_or(SnapshotError::Damaged("the vocabulary"))?;
        let sides = (0..sides).map(|_| Side::load(from)).collect::<Result<_, _>>()?;
        Ok(Self { parameters: *parameters, vocabulary, statistics, model, sides, bilingual })
    }

    /// The bytes that the index takes beside the texts themselves.
    pub fn size(&self) -> usize {
        self.sides.iter().map(Side::size).sum::<usize>() + self.model.size() + self.vocabulary.size()
    }
}

/// Whether each language has a part of the texts that isn't chance: one in a hundred.
fn is_bilingual(sides: &[Vec<Document<'_>>]) -> bool {
    let languages: Vec<Language> = sides
        .iter()
        .flat_map(|side| side.par_iter().filter_map(Document::language).collect::<Vec<_>>())
        .collect();
    let count = |language| languages.iter().filter(|one| **one == language).count();
    Language::ALL.into_iter().all(|language| count(language) * 100 > languages.len())
}

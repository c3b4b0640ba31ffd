//! The market: needs and capabilities, indexed against each other.

mod sketch;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::codes::CodeIndex;
use super::condition::{Circumstances, Condition};
use super::dimension::{self, Assessment};
use super::fingerprint::{self, Digest};
use super::index::{Document, Evidence, Probe, TextField, TextIndex};
use super::inference::{Party, Traits};
use super::lift::{self, Lift};
use super::parameters::Parameters;
use super::snapshot::{SnapshotError, SnapshotReader, SnapshotWriter};
use super::{Explanation, Finding, Hit, Progress, explanation, requirement, suggestion};
use crate::domain::{Fit, Kind, OrganizationId, Points, Posting, PostingId, Region, Weights};

/// How many counterparts are compared in full because their texts answer, and as many again
/// because their codes do. A market with fewer counterparts than this is compared whole.
const CANDIDATES: usize = 300;

/// One posting in the market.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Its public identifier, where it has one.
    pub id: Option<PostingId>,
    /// Whose it is, where known: an organization isn't matched with itself.
    pub organization: Option<OrganizationId>,
    /// Where that organization is, for a posting that names no place.
    pub place: Option<Region>,
    /// What it says.
    pub posting: Arc<Posting>,
}

/// A scored pair. `need` and `capability` are places in the lists that the market was built from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The place of the need.
    pub need: usize,
    /// The place of the capability.
    pub capability: usize,
    /// How well the two fit.
    pub fit: Fit,
}

impl Match {
    /// The place of the pair's posting of `kind`.
    pub fn place(&self, kind: Kind) -> usize {
        match kind {
            Kind::Need => self.need,
            Kind::Capability => self.capability,
        }
    }
}

/// Needs and capabilities, indexed against each other.
#[derive(Debug)]
pub struct Market {
    items: [Vec<Item>; 2],
    weights: Weights,
    circumstances: Circumstances,
    text: TextIndex,
    codes: [CodeIndex; 2],
    traits: [Vec<Traits>; 2],
    /// What each posting states figures of ([`requirement::measures`]).
    measures: [Vec<u32>; 2],
    /// Of each posting as it is compared, and of what all pairs depend on.
    digests: [Vec<Digest>; 2],
    base: Digest,
}

impl Market {
    /// Analyses and indexes both lists, on all cores.
    pub fn build(
        needs: Vec<Item>,
        capabilities: Vec<Item>,
        weights: Weights,
        circumstances: Circumstances,
        progress: &dyn Progress,
    ) -> Self {
        let items = [needs, capabilities];
        let documents = items.each_ref().map(|items| -> Vec<Document<'_>> {
            items.iter().map(|item| Document::from(&*item.posting)).collect()
        });
        let text = TextIndex::build(&documents, progress);
        let codes = items.each_ref().map(|items| CodeIndex::build(items.iter().map(|item| &*item.posting)));
        let traits = items
            .each_ref()
            .map(|items| items.par_iter().map(|item| Traits::of(&item.posting, item.place)).collect());
        let measures = items
            .each_ref()
            .map(|items| items.par_iter().map(|item| requirement::measures(&item.posting)).collect());
        let digests = items.each_ref().map(|items| {
            items.par_iter().map(|item| fingerprint::posting(&item.posting, item.place)).collect()
        });
        let base = fingerprint::base(&weights, text.identity());
        Self { items, weights, circumstances, text, codes, traits, measures, digests, base }
    }

    /// Writes the market down; not the weights and the circumstances, which may be others next time.
    ///
    /// # Errors
    /// [`SnapshotError::Io`].
    pub fn save<W: Write>(&self, to: &mut SnapshotWriter<W>) -> Result<(), SnapshotError> {
        self.text.save(to)?;
        for kind in Kind::ALL.map(|kind| kind as usize) {
            to.put_all(&self.items[kind])?;
            to.put_all(&self.traits[kind])?;
            to.put_all(&self.measures[kind])?;
            to.put_all(&self.digests[kind])?;
        }
        Ok(())
    }

    /// Reads what [`Market::save`] wrote.
    ///
    /// # Errors
    /// [`SnapshotError`].
    pub fn load<R: Read>(
        from: &mut SnapshotReader<R>,
        weights: Weights,
        circumstances: Circumstances,
    ) -> Result<Self, SnapshotError> {
        let text = TextIndex::load(from, &Parameters::default())?;
        let [a, b] = [LoadedSide::load(from)?, LoadedSide::load(from)?];
        let base = fingerprint::base(&weights, text.identity());
        let codes = [&a.items, &b.items];
        let codes = codes.map(|items| CodeIndex::build(items.iter().map(|item| &*item.posting)));
        Ok(Self {
            items: [a.items, b.items],
            traits: [a.traits, b.traits],
            measures: [a.measures, b.measures],
            digests: [a.digests, b.digests],
            weights,
            circumstances,
            text,
            codes,
            base,
        })
    }

    /// Adds a posting, and returns its place among those of its kind. Nothing else changes: it is weighed
    /// by the figures that the market was built with.
    pub fn add(&mut self, item: Item) -> usize {
        let kind = item.posting.kind();
        let side = kind as usize;
        let place = self.text.add(side, &Document::from(&*item.posting));
        self.codes[side].push(&item.posting);
        self.traits[side].push(Traits::of(&item.posting, item.place));
        self.measures[side].push(requirement::measures(&item.posting));
        self.digests[side].push(fingerprint::posting(&item.posting, item.place));
        self.items[side].push(item);
        place
    }

    /// Withdraws a posting: it is in no list any more. Its place isn't given again.
    pub fn remove(&mut self, kind: Kind, item: usize) {
        self.text.remove(kind as usize, item);
    }

    /// Whether there is a posting at a place, and it wasn't withdrawn.
    pub fn is_there(&self, kind: Kind, item: usize) -> bool {
        self.text.is_there(kind as usize, item)
    }

    /// The postings of one kind, in the order given, withdrawn ones as well.
    pub fn items(&self, kind: Kind) -> &[Item] {
        &self.items[kind as usize]
    }

    /// How much each dimension counts.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Lets each dimension count as much as from now on `weights` say.
    pub fn reweigh(&mut self, weights: Weights) {
        self.base = fingerprint::base(&weights, self.text.identity());
        self.weights = weights;
    }

    /// The best `top` counterparts of one posting, best first; ties by place.
    ///
    /// Counterparts with nothing in common (a total of 0) are none, nor are those that a
    /// [`Condition`] excludes.
    pub fn best(&self, kind: Kind, item: usize, top: usize) -> Vec<Match> {
        self.best_by(&self.weights, kind, item, top)
    }

    /// What [`Market::best`] would be if `weights` were the market's.
    pub fn best_by(&self, weights: &Weights, kind: Kind, item: usize, top: usize) -> Vec<Match> {
        let ranked = self.ranked(weights, kind, item);
        let allowed =
            ranked.into_iter().filter(|found| self.conditions(found.need, found.capability).is_empty());
        let mut best: Vec<Match> = allowed.take(top).collect();
        // Collected in the place of all that were compared, which are many more.
        best.shrink_to_fit();
        best
    }

    /// All counterparts that are compared, best first; ties by place. Whatever excludes them.
    fn ranked(&self, weights: &Weights, kind: Kind, item: usize) -> Vec<Match> {
        let mut matches: Vec<Match> = self
            .candidates(kind, item)
            .into_iter()
            .map(|(other, evidence)| {
                let (need, capability) = in_order(kind, item, other);
                let directions = match kind {
                    Kind::Need => [evidence.forward, evidence.backward],
                    Kind::Capability => [evidence.backward, evidence.forward],
                };
                let assessed = self.assess(need, capability, directions);
                Match { need, capability, fit: dimension::fit(&assessed, weights) }
            })
            .filter(|found| found.fit.total() > Points::default())
            .collect();
        let others = kind.counterpart();
        matches.sort_unstable_by_key(|found| (Reverse(found.fit.total()), found.place(others)));
        matches
    }

    /// What keeps a pair from being matched, whatever its score; empty if nothing does.
    pub fn conditions(&self, need: usize, capability: usize) -> Vec<Condition> {
        let (a, b) = (&self.items[0][need], &self.items[1][capability]);
        let own = a.organization.is_some() && a.organization == b.organization;
        let deadline = a.posting.deadline.into_iter().chain(b.posting.deadline).min();
        let expired =
            deadline.filter(|deadline| self.circumstances.today.is_some_and(|today| *deadline < today));
        let refused = a.id.zip(b.id).is_some_and(|pair| self.circumstances.refused.contains(&pair));
        let may_contradict = self.measures[0][need] & self.measures[1][capability] != 0;
        let contradicted = may_contradict
            .then(|| requirement::contradicted(&(&self.pair(need, capability)).into()))
            .flatten();
        [
            own.then_some(Condition::OwnOrganization),
            expired.map(|deadline| Condition::Expired { deadline }),
            refused.then_some(Condition::Refused),
            contradicted.map(|line| Condition::Contradicted { line }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The nearest `top` counterparts of a posting, excluded ones as well, each with what excludes it.
    pub fn nearest(&self, kind: Kind, item: usize, top: usize) -> Vec<(Match, Vec<Condition>)> {
        let ranked = self.ranked(&self.weights, kind, item).into_iter().take(top);
        ranked.map(|found| (found, self.conditions(found.need, found.capability))).collect()
    }

    /// The best `top` counterparts of every posting of `kind`, on all cores.
    pub fn best_of_all(&self, kind: Kind, top: usize, progress: &dyn Progress) -> Vec<Vec<Match>> {
        let total = self.items(kind).len();
        let done = AtomicUsize::new(0);
        (0..total)
            .into_par_iter()
            .map(|item| {
                let best = self.best(kind, item, top);
                progress.report("phase-matching", done.fetch_add(1, Ordering::Relaxed) + 1, total);
                best
            })
            .collect()
    }

    /// Why two postings fit and what is missing; agrees with [`Market::best`] to the last digit.
    pub fn explain(&self, need: usize, capability: usize) -> Explanation {
        let coverages = self.coverages(need, capability);
        let assessed = self.assess(need, capability, coverages);
        let fit = dimension::fit(&assessed, &self.weights);
        let findings = assessed.map(|assessment| assessment.map_or(Finding::NotStated, |one| one.finding));
        let lift = self.lift((need, capability), coverages, &fit, &findings);
        Explanation { lift, ..explanation::explain(&self.pair(need, capability), fit, findings) }
    }

    /// How well two postings fit, without the reasons; agrees with [`Market::explain`].
    pub fn fit_of(&self, need: usize, capability: usize) -> Fit {
        dimension::fit(&self.assess(need, capability, self.coverages(need, capability)), &self.weights)
    }

    fn lift(
        &self,
        (need, capability): (usize, usize),
        coverages: [f32; 2],
        fit: &Fit,
        findings: &[Finding; 6],
    ) -> Option<Lift> {
        let (a, b) = (self.party(Kind::Need, need), self.party(Kind::Capability, capability));
        let fit_of = |need_posting: &Posting, capability_posting: &Posting| {
            let parties = (
                Party { posting: need_posting, traits: a.traits },
                Party { posting: capability_posting, traits: b.traits },
            );
            let topic = self.topic(need, capability, coverages);
            dimension::fit(&assess(topic, parties.0, parties.1), &self.weights)
        };
        lift::lift(fit, findings, a.posting, b.posting, fit_of)
    }

    /// What the score of a pair was made from, as a hash in hexadecimal digits: the engine's version, the
    /// weights, the figures of the index and both postings. Where it is equal, the score is.
    pub fn fingerprint(&self, need: usize, capability: usize) -> String {
        fingerprint::pair(&self.base, &self.digests[0][need], &self.digests[1][capability])
    }

    fn pair(&self, need: usize, capability: usize) -> explanation::Pair<'_> {
        explanation::Pair {
            text: &self.text,
            need: (Kind::Need as usize, need),
            capability: (Kind::Capability as usize, capability),
            need_posting: &self.items[0][need].posting,
            capability_posting: &self.items[1][capability].posting,
        }
    }

    /// How much of the need's weight the capability holds, and the other way round.
    fn coverages(&self, need: usize, capability: usize) -> [f32; 2] {
        let probe = self.text.probe((Kind::Need as usize, need));
        let evidence = self.text.compare(Kind::Capability as usize, &probe, &[capability]);
        evidence.first().map_or([0.0; 2], |evidence| [evidence.forward, evidence.backward])
    }

    /// The best `top` postings of `kind` that speak of `text`, best first.
    pub fn search(&self, kind: Kind, text: &str, top: usize) -> Vec<Hit> {
        let query = self.text.query(&Document::default().with(TextField::Description, text));
        self.text.search(kind as usize, &query, top)
    }

    /// A search of words that postings have, where some of `text` are in none: misspelt, or the pinyin
    /// of a Chinese word.
    pub fn suggest(&self, text: &str) -> Option<String> {
        suggestion::suggest(&self.text, &self.items, text)
    }

    /// The six dimensions, in the order of [`Dimension::ALL`].
    fn assess(&self, need: usize, capability: usize, coverages: [f32; 2]) -> [Assessment; 6] {
        let (a, b) = (self.party(Kind::Need, need), self.party(Kind::Capability, capability));
        assess(self.topic(need, capability, coverages), a, b)
    }

    fn party(&self, kind: Kind, item: usize) -> Party<'_> {
        Party { posting: &self.items(kind)[item].posting, traits: &self.traits[kind as usize][item] }
    }

    fn topic(&self, need: usize, capability: usize, [for_need, for_capability]: [f32; 2]) -> Assessment {
        let (a, b) = ((Kind::Need as usize, need), (Kind::Capability as usize, capability));
        if self.text.is_empty(a) || self.text.is_empty(b) {
            return None;
        }
        Some(dimension::topic::assess(for_need, for_capability, self.text.languages(a, b).is_none()))
    }

    /// The counterparts worth comparing in full, each once, with what the texts have in common.
    fn candidates(&self, kind: Kind, item: usize) -> Vec<(usize, Evidence)> {
        let others = kind.counterpart();
        if !self.is_there(kind, item) {
            return Vec::new();
        }
        let probe = self.text.probe((kind as usize, item));
        self.candidates_of(others, &probe, &self.items(kind)[item].posting)
    }

    /// The counterparts of a text that are worth comparing in full.
    fn candidates_of(&self, others: Kind, probe: &Probe, posting: &Posting) -> Vec<(usize, Evidence)> {
        let is_there = |other: &usize| self.is_there(others, *other);
        let count = self.items(others).len();
        if count <= CANDIDATES {
            let all = (0..count).filter(is_there);
            return self.compared(others, probe, all.collect());
        }
        let by_text = self.text.answers(others as usize, probe, CANDIDATES);
        let mut found: Vec<(usize, Evidence)> =
            by_text.into_iter().map(|(hit, evidence)| (hit.item, evidence)).collect();
        let known: HashSet<usize> = found.iter().map(|(other, _)| *other).collect();
        let mut by_codes = self.codes[others as usize].sharing(posting, CANDIDATES);
        by_codes.retain(|other| !known.contains(other) && is_there(other));
        found.extend(self.compared(others, probe, by_codes));
        found
    }

    fn compared(&self, others: Kind, probe: &Probe, texts: Vec<usize>) -> Vec<(usize, Evidence)> {
        let evidence = self.text.compare(others as usize, probe, &texts);
        texts.into_iter().zip(evidence).collect()
    }
}

/// What a snapshot holds of the postings of one kind.
struct LoadedSide {
    items: Vec<Item>,
    traits: Vec<Traits>,
    measures: Vec<u32>,
    digests: Vec<Digest>,
}

impl LoadedSide {
    fn load<R: Read>(from: &mut SnapshotReader<R>) -> Result<Self, SnapshotError> {
        let side = Self {
            items: from.take_all()?,
            traits: from.take_all()?,
            measures: from.take_all()?,
            digests: from.take_all()?,
        };
        let lengths = [side.traits.len(), side.measures.len(), side.digests.len()];
        if lengths.iter().all(|length| *length == side.items.len()) {
            Ok(side)
        } else {
            Err(SnapshotError::Damaged("lists of different lengths"))
        }
    }
}

/// The topic and the other dimensions, in the order of [`Dimension::ALL`].
fn assess(topic: Assessment, a: Party<'_>, b: Party<'_>) -> [Assessment; 6] {
    [
        topic,
        dimension::chain::assess(a, b),
        dimension::stage::assess(a, b),
        dimension::form::assess(a, b),
        dimension::region::assess(a, b),
        dimension::terms::assess(a, b),
    ]
}

/// A posting and its counterpart as need and capability.
fn in_order(kind: Kind, item: usize, other: usize) -> (usize, usize) {
    match kind {
        Kind::Need => (item, other),
        Kind::Capability => (other, item),
    }
}

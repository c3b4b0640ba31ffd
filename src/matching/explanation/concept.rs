//! What both texts speak of.

use std::collections::{BTreeMap, BTreeSet};

use super::Pair;
use super::passage::{Occurrence, Phrases, names, phrases};
use crate::domain::Language;
use crate::matching::index::TermId;
use crate::matching::{Concept, Explanation};

/// A phrase must bring this share of the topic score to be named, ...
const LEAST_SHARE: f32 = 0.01;
/// ... a single word this.
const LEAST_SHARE_OF_WORD: f32 = 0.03;
/// At least this part of a phrase's weight must not have been named by stronger ones.
const LEAST_NEW: f32 = 0.6;

/// A concept and where each side speaks of it.
pub(super) struct Shared {
    pub(super) concept: Concept,
    pub(super) need: Vec<Occurrence>,
    pub(super) capability: Vec<Occurrence>,
}

/// The shared phrases that bring most to the topic score, the strongest first.
///
/// Greedy: each step takes the phrase that brings most by terms not named yet, which prefers
/// "thermal barrier coating" to each of its words.
pub(super) fn shared(pair: &Pair<'_>) -> Vec<Shared> {
    let shares = shares(pair);
    let held = [pair.need, pair.capability].map(|text| pair.text.terms(text));
    let both = |term| held.iter().all(|terms| terms.binary_search(&term).is_ok());
    let mut need = phrases(pair.need_posting, pair.text, both);
    let mut capability = phrases(pair.capability_posting, pair.text, both);
    if let Some(languages) = pair.text.languages(pair.need, pair.capability) {
        let [ours, theirs] = translated(pair, languages);
        need.extend(ours);
        capability.extend(theirs);
    }
    let mut candidates = candidates(need, &mut capability, &shares);
    let mut named = BTreeSet::new();
    let mut found = Vec::new();
    while found.len() < Explanation::MAX_CONCEPTS {
        let Some((at, share)) = strongest(&candidates, &shares, &named) else { break };
        let candidate = candidates.swap_remove(at);
        named.extend(&candidate.terms);
        found.push(Shared {
            concept: Concept {
                number: found.len() + 1,
                need: surface(&candidate.need),
                capability: surface(&candidate.capability),
                share,
            },
            need: candidate.need,
            capability: candidate.capability,
        });
    }
    found
}

/// The names of the list of terms that both sides use. What they call alike, such as an acronym, is
/// left out: it is among the phrases.
fn translated(pair: &Pair<'_>, [ours, theirs]: [Language; 2]) -> [Phrases; 2] {
    let mut ours = names(pair.need_posting, pair.text, ours);
    let theirs = names(pair.capability_posting, pair.text, theirs);
    let alike = |ours: &[Occurrence], theirs: &[Occurrence]| {
        ours.iter().any(|one| theirs.iter().any(|other| one.surface == other.surface))
    };
    ours.retain(|row, ours| theirs.get(row).is_some_and(|theirs| !alike(ours, theirs)));
    [ours, theirs]
}

/// The share of each term in the topic score: the mean of its shares in the two coverages.
fn shares(pair: &Pair<'_>) -> BTreeMap<TermId, f32> {
    let mut shares = BTreeMap::new();
    for parts in pair.text.shares(pair.need, pair.capability) {
        let whole: f32 = parts.iter().map(|(_, part)| part).sum();
        for (term, part) in parts {
            *shares.entry(term).or_insert(0.0) += part / whole / 2.0;
        }
    }
    shares
}

/// The words as they stand inside a sentence, if they ever do: there they have no capital of a beginning.
fn surface(occurrences: &[Occurrence]) -> String {
    let inside = occurrences.iter().find(|occurrence| !occurrence.surface.starts_with(char::is_uppercase));
    inside.unwrap_or(&occurrences[0]).surface.clone()
}

/// A phrase of both sides.
struct Candidate {
    key: String,
    terms: BTreeSet<TermId>,
    share: f32,
    need: Vec<Occurrence>,
    capability: Vec<Occurrence>,
}

impl Candidate {
    /// The share that it must bring to be named.
    fn least(&self) -> f32 {
        if self.need[0].words == 1 { LEAST_SHARE_OF_WORD } else { LEAST_SHARE }
    }
}

fn candidates(need: Phrases, capability: &mut Phrases, shares: &BTreeMap<TermId, f32>) -> Vec<Candidate> {
    need.into_iter()
        .filter_map(|(key, need)| {
            let capability = capability.remove(&key)?;
            let terms = need[0].terms.intersection(&capability[0].terms).copied().collect();
            let share = sum(&terms, shares, &BTreeSet::new());
            Some(Candidate { key, terms, share, need, capability })
        })
        .collect()
}

/// The candidate that brings most beyond what is named, and how much; ties by the key.
fn strongest(
    candidates: &[Candidate],
    shares: &BTreeMap<TermId, f32>,
    named: &BTreeSet<TermId>,
) -> Option<(usize, f32)> {
    candidates
        .iter()
        .enumerate()
        .map(|(at, candidate)| (at, candidate, sum(&candidate.terms, shares, named)))
        .filter(|(_, candidate, new)| *new >= candidate.least() && *new >= LEAST_NEW * candidate.share)
        .max_by(|(_, a, x), (_, b, y)| x.total_cmp(y).then_with(|| b.key.cmp(&a.key)))
        .map(|(at, _, new)| (at, new))
}

fn sum(terms: &BTreeSet<TermId>, shares: &BTreeMap<TermId, f32>, without: &BTreeSet<TermId>) -> f32 {
    terms.difference(without).filter_map(|term| shares.get(term)).sum()
}

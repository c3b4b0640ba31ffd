//! The market: needs and capabilities, indexed against each other.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::codes::CodeIndex;
use super::dimension::{self, Assessment};
use super::index::{Document, TextField, TextIndex};
use super::{Explanation, Finding, Hit, Progress, explanation};
use crate::domain::{Dimension, Fit, Kind, OrganizationId, Posting, Profile, Weights};

/// How many counterparts are compared in full because their texts answer, and as many again
/// because their codes do. A market with fewer counterparts than this is compared whole.
const CANDIDATES: usize = 300;

/// One posting in the market.
#[derive(Debug, Clone)]
pub struct Item {
    /// Whose it is, where known: an organization isn't matched with itself.
    pub organization: Option<OrganizationId>,
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

/// Needs and capabilities, indexed against each other.
#[derive(Debug)]
pub struct Market {
    items: [Vec<Item>; 2],
    weights: Weights,
    text: TextIndex,
    codes: [CodeIndex; 2],
}

impl Market {
    /// Analyses and indexes both lists, on all cores.
    pub fn build(
        needs: Vec<Item>,
        capabilities: Vec<Item>,
        weights: Weights,
        progress: &dyn Progress,
    ) -> Self {
        let items = [needs, capabilities];
        let documents = items.each_ref().map(|items| -> Vec<Document<'_>> {
            items.iter().map(|item| Document::from(&*item.posting)).collect()
        });
        let text = TextIndex::build(&documents, progress);
        let codes = items.each_ref().map(|items| CodeIndex::build(items.iter().map(|item| &*item.posting)));
        Self { items, weights, text, codes }
    }

    /// The postings of one kind, in the order given.
    pub fn items(&self, kind: Kind) -> &[Item] {
        &self.items[kind as usize]
    }

    /// How much each dimension counts.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The best `top` counterparts of one posting, best first; ties by place.
    ///
    /// Counterparts with nothing in common (a total of 0) are none.
    pub fn best(&self, kind: Kind, item: usize, top: usize) -> Vec<Match> {
        let mut matches: Vec<Match> = self
            .candidates(kind, item)
            .into_iter()
            .filter(|other| !self.same_organization(kind, item, *other))
            .map(|other| {
                let (need, capability) = in_order(kind, item, other);
                Match { need, capability, fit: self.fit(need, capability) }
            })
            .filter(|found| found.fit.total > 0.0)
            .collect();
        let place = |found: &Match| match kind {
            Kind::Need => found.capability,
            Kind::Capability => found.need,
        };
        matches.sort_unstable_by(|a, b| {
            b.fit.total.total_cmp(&a.fit.total).then_with(|| place(a).cmp(&place(b)))
        });
        matches.truncate(top);
        matches
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

    /// Why two postings fit and what is missing; agrees with [`Market::best`] to the last bit.
    pub fn explain(&self, need: usize, capability: usize) -> Explanation {
        let assessed = self.assess(need, capability);
        let fit = dimension::fit(profile(&assessed), &self.weights);
        explanation::explain(
            &explanation::Pair {
                text: &self.text,
                need: (Kind::Need as usize, need),
                capability: (Kind::Capability as usize, capability),
                need_posting: &self.items[0][need].posting,
                capability_posting: &self.items[1][capability].posting,
            },
            fit,
            assessed.map(|assessment| assessment.map_or(Finding::NotStated, |(_, finding)| finding)),
        )
    }

    /// Postings of `kind` that speak of `text`, best first.
    pub fn search(&self, kind: Kind, text: &str) -> Vec<Hit> {
        let query = self.text.query(&Document::default().with(TextField::Description, text));
        self.text.rank(kind as usize, &query, usize::MAX)
    }

    /// How well two postings fit.
    fn fit(&self, need: usize, capability: usize) -> Fit {
        dimension::fit(profile(&self.assess(need, capability)), &self.weights)
    }

    /// The six dimensions, in the order of [`Dimension::ALL`].
    fn assess(&self, need: usize, capability: usize) -> [Assessment; 6] {
        let (a, b) = (&*self.items[0][need].posting, &*self.items[1][capability].posting);
        Dimension::ALL.map(|dimension| match dimension {
            Dimension::Topic => self.topic(need, capability),
            Dimension::Chain => dimension::chain::assess(a, b),
            Dimension::Stage => dimension::stage::assess(a, b),
            Dimension::Form => dimension::form::assess(a, b),
            Dimension::Region => dimension::region::assess(a, b),
            Dimension::Terms => dimension::terms::assess(a, b),
        })
    }

    fn topic(&self, need: usize, capability: usize) -> Assessment {
        let (a, b) = ((Kind::Need as usize, need), (Kind::Capability as usize, capability));
        if self.text.is_empty(a) || self.text.is_empty(b) {
            return None;
        }
        let same_language = self.text.languages(a, b).is_none();
        let value = dimension::topic::value(self.text.coverage(a, b), same_language);
        // How many concepts are shared is counted when somebody asks why.
        Some((value, Finding::Topic { shared: 0 }))
    }

    /// The counterparts worth comparing in full, in the order of their places.
    fn candidates(&self, kind: Kind, item: usize) -> Vec<usize> {
        let others = kind.counterpart();
        let count = self.items(others).len();
        if count <= CANDIDATES {
            return (0..count).collect();
        }
        let by_text = self.text.rank_for(others as usize, (kind as usize, item), CANDIDATES);
        let by_codes = self.codes[others as usize].sharing(&self.items(kind)[item].posting, CANDIDATES);
        let mut found: Vec<usize> = by_text.into_iter().map(|hit| hit.item).chain(by_codes).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn same_organization(&self, kind: Kind, item: usize, other: usize) -> bool {
        let own = self.items(kind)[item].organization;
        own.is_some() && own == self.items(kind.counterpart())[other].organization
    }
}

fn profile(assessed: &[Assessment; 6]) -> Profile {
    Profile::new(assessed.each_ref().map(|assessment| assessment.as_ref().map(|(value, _)| *value)))
}

/// A posting and its counterpart as need and capability.
fn in_order(kind: Kind, item: usize, other: usize) -> (usize, usize) {
    match kind {
        Kind::Need => (item, other),
        Kind::Capability => (other, item),
    }
}

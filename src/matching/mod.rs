//! The engine: scores pairs of needs and capabilities, and says why they fit and what is missing.
//!
//! Depends on [`crate::domain`] alone and does no I/O, so that it can be used as a library.

mod finding;

use std::sync::Arc;

use crate::domain::{Fit, Kind, OrganizationId, Posting, Weights};

pub use finding::{Concept, Explanation, Field, Finding, Gap, Mark, MoneyFinding, Nearness};

/// The version of the scores; rises whenever the same input would score otherwise.
pub const ENGINE_VERSION: &str = "1";

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

/// A hit of a text search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The place in the list of that kind.
    pub item: usize,
    /// The text score; comparable within one answer only.
    pub score: f32,
}

/// Is told how far long work has come.
pub trait Progress: Sync {
    /// `done` of `total` steps of the named phase (a message key) are done.
    fn report(&self, phase: &'static str, done: usize, total: usize);
}

/// Progress that nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn report(&self, _: &'static str, _: usize, _: usize) {}
}

/// Needs and capabilities, indexed against each other.
#[derive(Debug)]
pub struct Market {
    items: [Vec<Item>; 2],
    weights: Weights,
}

impl Market {
    /// Analyses and indexes both lists, on all cores.
    pub fn build(
        needs: Vec<Item>,
        capabilities: Vec<Item>,
        weights: Weights,
        progress: &dyn Progress,
    ) -> Self {
        let _ = progress;
        Self { items: [needs, capabilities], weights }
    }

    /// The postings of one kind, in the order given.
    pub fn items(&self, kind: Kind) -> &[Item] {
        &self.items[kind as usize]
    }

    /// The best `top` counterparts of one posting, best first; ties by place.
    pub fn best(&self, kind: Kind, item: usize, top: usize) -> Vec<Match> {
        let _ = (kind, item, top, &self.weights);
        Vec::new()
    }

    /// The best `top` counterparts of every posting of `kind`, on all cores.
    pub fn best_of_all(&self, kind: Kind, top: usize, progress: &dyn Progress) -> Vec<Vec<Match>> {
        let _ = progress;
        (0..self.items(kind).len()).map(|item| self.best(kind, item, top)).collect()
    }

    /// Why two postings fit and what is missing; agrees with [`Market::best`] to the last bit.
    pub fn explain(&self, need: usize, capability: usize) -> Explanation {
        let _ = (need, capability);
        Explanation {
            fit: Fit { profile: crate::domain::Profile::default(), total: 0.0 },
            findings: std::array::from_fn(|_| Finding::NotStated),
            concepts: Vec::new(),
            need_marks: Vec::new(),
            capability_marks: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Postings of `kind` that speak of `text`, best first.
    pub fn search(&self, kind: Kind, text: &str) -> Vec<Hit> {
        let _ = (kind, text);
        Vec::new()
    }
}

//! The engine: scores pairs of needs and capabilities, and says why they fit and what is missing.
//!
//! Depends on [`crate::domain`] alone and does no I/O, so that it can be used as a library:
//!
//! ```
//! use std::sync::Arc;
//!
//! use sunmao::domain::{Kind, Language, Posting, Title, Weights};
//! use sunmao::matching::{Circumstances, Item, Market, Silent};
//!
//! let item = |kind, language, title: &str| -> Result<Item, Box<dyn std::error::Error>> {
//!     let posting = Arc::new(Posting::bare(kind, Title::parse(title)?, language));
//!     Ok(Item { id: None, organization: None, place: None, posting })
//! };
//! let needs = vec![item(Kind::Need, Language::Zh, "燃气轮机叶片的热障涂层")?];
//! let capabilities = vec![
//!     item(Kind::Capability, Language::En, "Medieval poetry")?,
//!     item(Kind::Capability, Language::En, "Thermal barrier coating of gas turbine blades")?,
//! ];
//! let market =
//!     Market::build(needs, capabilities, Weights::default(), Circumstances::default(), &Silent);
//!
//! let best = market.best(Kind::Need, 0, 20);
//! assert_eq!(best[0].capability, 1);
//! let explanation = market.explain(0, 1);
//! assert_eq!(explanation.fit, best[0].fit);
//! assert!(explanation.concepts.iter().any(|concept| concept.need == "热障涂层"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod codes;
mod condition;
mod dimension;
pub mod duplicates;
pub mod evaluation;
mod explanation;
mod finding;
mod fingerprint;
mod highlight;
mod index;
mod inference;
mod lift;
mod market;
mod parameters;
pub mod quality;
pub mod quantity;
mod requirement;
mod snapshot;
mod suggestion;
mod terms;
#[cfg(test)]
mod tests;

pub use condition::{Circumstances, Condition};
pub use explanation::text_of;
pub use finding::{Concept, Explanation, Field, Finding, Gap, Mark, MoneyFinding, Nearness};
pub use highlight::highlight;
pub use index::{Document, Query, TextField, TextIndex};
pub use lift::{Change, Lift};
pub use market::{Item, Market, Match};
pub use parameters::{ParameterError, Parameters};
pub use requirement::{Requirement, Status};
pub use snapshot::{SnapshotError, SnapshotReader, SnapshotWriter};

/// The version of the scores; rises whenever the same input would score otherwise.
pub const ENGINE_VERSION: &str = "4";

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

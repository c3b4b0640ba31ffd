//! The six dimensions: each a value from 0 to 1 and what was found, or nothing where the two
//! sides don't both state or tell enough. The total is made of them by [`Weights::contributions`].

pub(super) mod chain;
pub(super) mod form;
pub(super) mod region;
pub(super) mod stage;
pub(super) mod terms;
pub(super) mod topic;

use super::Finding;
use crate::domain::{Basis, Fit, Profile, Rating, Weights};

/// What one dimension's comparison gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Assessed {
    /// How well the two fit, 0–1.
    pub(super) value: f32,
    /// The same as the need sees it: how far it gets what it asks.
    pub(super) for_need: f32,
    /// The same as the capability sees it: how far what it offers is used.
    pub(super) for_capability: f32,
    /// Where the values come from.
    pub(super) basis: Basis,
    /// What was found.
    pub(super) finding: Finding,
}

/// A dimension's values and finding.
pub(super) type Assessment = Option<Assessed>;

impl Assessed {
    /// A comparison that both sides see alike.
    pub(super) fn even(value: f32, basis: Basis, finding: Finding) -> Self {
        Self { value, for_need: value, for_capability: value, basis, finding }
    }
}

/// The fit of six assessments.
pub(super) fn fit(assessed: &[Assessment; 6], weights: &Weights) -> Fit {
    let profile = |of: fn(&Assessed) -> f32| {
        Profile::rated(assessed.each_ref().map(|one| {
            let one = one.as_ref()?;
            Rating::new(of(one), one.basis)
        }))
    };
    Fit::new(
        profile(|one| one.value),
        &profile(|one| one.for_need),
        &profile(|one| one.for_capability),
        weights,
    )
}

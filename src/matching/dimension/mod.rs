//! The six dimensions: each a value from 0 to 1 and what was found, or nothing where the two
//! sides don't both state enough. The total is made of them here.

pub(super) mod chain;
pub(super) mod form;
pub(super) mod region;
pub(super) mod stage;
pub(super) mod terms;
pub(super) mod topic;

use super::Finding;
use crate::domain::{Dimension, Fit, Profile, Weights};

/// A dimension's value and finding.
pub(super) type Assessment = Option<(f32, Finding)>;

/// The total of a profile, 0–100.
///
/// The weighted mean of the stated dimensions, where all but the topic count only as far as there
/// is a subject at all: a place, a price and a free term fit any two postings, so that by
/// themselves they say nothing. `docs/MATCHING.md` gives the formula and the reasons.
/// Rises with each value, and without a topic or a common chain it is 0.
pub(super) fn total(profile: &Profile, weights: &Weights) -> f32 {
    let subject = subject(profile);
    let (mut sum, mut whole) = (0.0, 0.0);
    for (dimension, value) in profile.iter() {
        let Some(value) = value else { continue };
        let weight = weights.get(dimension);
        let counted = if dimension == Dimension::Topic { value } else { value * subject };
        sum += weight * counted;
        whole += weight;
    }
    if whole > 0.0 { (100.0 * sum / whole).clamp(0.0, 100.0) } else { 0.0 }
}

/// How far the two sides share a subject, 0–1: in full from half a topic on; a common chain alone
/// gives a part.
fn subject(profile: &Profile) -> f32 {
    /// From this topic on the two sides speak of the same.
    const ENOUGH: f32 = 0.5;
    /// What the same place in the industries and disciplines gives alone.
    const CHAIN_ALONE: f32 = 0.4;
    let of = |dimension| profile.get(dimension).unwrap_or(0.0);
    (of(Dimension::Topic) / ENOUGH + CHAIN_ALONE * of(Dimension::Chain)).min(1.0)
}

/// A profile with its total.
pub(super) fn fit(profile: Profile, weights: &Weights) -> Fit {
    Fit { profile, total: total(&profile, weights) }
}

//! The fit profile as pages and reports draw it.

use super::{Messages, REASON_FROM};
use crate::domain::{Basis, Dimension, Profile};

/// One row of the fit profile: see `templates/components/joint.html`.
#[derive(Debug, Clone)]
pub struct JointRow {
    /// The dimension.
    pub dimension: Dimension,
    /// The dimension's name.
    pub label: String,
    /// 0–100, or `None` when not stated.
    pub percent: Option<u8>,
    /// Whether the dimension is a weak one.
    pub weak: bool,
    /// Whether the value was read from texts or organizations rather than stated.
    pub inferred: bool,
}

impl JointRow {
    /// The six rows of a profile.
    pub fn all(m: Messages, profile: &Profile) -> Vec<Self> {
        let row = |(dimension, value): (Dimension, Option<f32>)| Self {
            dimension,
            label: m.t(&format!("dimension-{}", dimension.code())),
            percent: value.map(|value| (value * 100.0).round() as u8),
            weak: value.is_some_and(|value| value < REASON_FROM),
            inferred: profile.rating(dimension).is_some_and(|rating| rating.basis() == Basis::Inferred),
        };
        profile.iter().map(row).collect()
    }

    /// How long the tenon is, in the drawing's units of which the whole is 100.
    pub fn tenon(&self) -> f32 {
        f32::from(self.percent.unwrap_or(0)) * 0.92
    }
}

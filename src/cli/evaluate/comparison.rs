//! One configuration against another, query by query.

use serde::Serialize;

use super::measure::QueryFigures;
use crate::matching::evaluation::{interval, randomization};

/// Another configuration than the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Other {
    /// With these parameters changed.
    Changed(String),
    /// Without a part of the ranking.
    Without(&'static str),
}

/// How another configuration does beside the first one, by nDCG@10.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Comparison {
    /// The other configuration.
    pub(super) configuration: Other,
    /// The mean of the other configuration.
    pub(super) ndcg_at_10: f64,
    /// The other's mean less the first one's.
    pub(super) difference: f64,
    /// Between these the difference lies in 95 of 100 samples of queries.
    pub(super) interval: (f64, f64),
    /// How probable so large a difference would be if the two were alike.
    pub(super) p: f64,
}

impl Comparison {
    pub(super) fn new(configuration: Other, first: &[QueryFigures], other: &[QueryFigures]) -> Self {
        let differences: Vec<f64> =
            first.iter().zip(other).map(|(first, other)| other.ndcg_at_10 - first.ndcg_at_10).collect();
        let count = differences.len().max(1) as f64;
        Self {
            configuration,
            ndcg_at_10: other.iter().map(|figures| figures.ndcg_at_10).sum::<f64>() / count,
            difference: differences.iter().sum::<f64>() / count,
            interval: interval(&differences),
            p: randomization(&differences),
        }
    }
}

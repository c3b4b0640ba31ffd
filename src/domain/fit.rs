//! What a match is said with: six dimensions, a total, a band.

use serde::{Deserialize, Serialize};

/// One side of the fit between a need and a capability. Shown in this order everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// What the two texts are about.
    Topic,
    /// How near their industries and disciplines lie.
    Chain,
    /// Readiness asked against readiness offered.
    Stage,
    /// Forms of cooperation, talent included.
    Form,
    /// How near the two places are.
    Region,
    /// Money, time and intellectual property.
    Terms,
}

impl Dimension {
    /// The six, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Topic, Self::Chain, Self::Stage, Self::Form, Self::Region, Self::Terms];

    /// The code used in files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Chain => "chain",
            Self::Stage => "stage",
            Self::Form => "form",
            Self::Region => "region",
            Self::Terms => "terms",
        }
    }
}

/// A value from 0 to 1 for each dimension, or `None` where neither text states enough.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile([Option<f32>; 6]);

impl Profile {
    /// A profile from six values in the order of [`Dimension::ALL`]; each is clamped to 0–1,
    /// and what is not a number counts as not stated.
    pub fn new(values: [Option<f32>; 6]) -> Self {
        Self(values.map(|value| value.filter(|v| !v.is_nan()).map(|v| v.clamp(0.0, 1.0))))
    }

    /// The value of one dimension, 0–1, or `None` when not stated.
    pub fn get(&self, dimension: Dimension) -> Option<f32> {
        self.0[dimension as usize]
    }

    /// The six dimensions with their values.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, Option<f32>)> {
        Dimension::ALL.into_iter().zip(self.0)
    }
}

/// How much each dimension counts, as non-negative shares; only their proportions matter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights([f32; 6]);

impl Default for Weights {
    /// Topic 35, industrial chain 15, stage 15, talent and form 10, region 10, terms 15.
    fn default() -> Self {
        Self([35.0, 15.0, 15.0, 10.0, 10.0, 15.0])
    }
}

impl Weights {
    /// Weights in the order of [`Dimension::ALL`]; `None` if one is negative or not finite, or
    /// the topic's is zero (a fit without a topic is none).
    pub fn new(weights: [f32; 6]) -> Option<Self> {
        (weights.iter().all(|w| w.is_finite() && *w >= 0.0) && weights[0] > 0.0).then_some(Self(weights))
    }

    /// The weight of one dimension.
    pub fn get(&self, dimension: Dimension) -> f32 {
        self.0[dimension as usize]
    }
}

/// How well a need and a capability fit: the profile, and the total from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// The six dimensions.
    pub profile: Profile,
    /// The total, 0 to 100.
    pub total: f32,
}

impl Fit {
    /// The total as people see it: a whole number from 0 to 100.
    pub fn score(&self) -> u8 {
        self.total.clamp(0.0, 100.0).round() as u8
    }

    /// The band of the shown score.
    pub fn band(&self) -> Band {
        Band::of(self.score())
    }
}

/// A word for a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Below 65: 尚需打磨.
    Loose,
    /// 65 to 79: 基本契合.
    Close,
    /// 80 and more: 严丝合缝.
    Snug,
}

impl Band {
    /// The three bands, the lowest first.
    pub const ALL: [Self; 3] = [Self::Loose, Self::Close, Self::Snug];

    /// The band of a score from 0 to 100.
    pub fn of(score: u8) -> Self {
        match score {
            80.. => Self::Snug,
            65.. => Self::Close,
            _ => Self::Loose,
        }
    }

    /// The lowest score of the band.
    pub fn from(self) -> u8 {
        match self {
            Self::Loose => 0,
            Self::Close => 65,
            Self::Snug => 80,
        }
    }

    /// The code used in files and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Loose => "loose",
            Self::Close => "close",
            Self::Snug => "snug",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_holds_only_shares() {
        let profile = Profile::new([Some(1.5), Some(-1.0), Some(f32::NAN), None, Some(0.5), None]);
        assert_eq!(
            profile.iter().map(|(_, v)| v).collect::<Vec<_>>(),
            [Some(1.0), Some(0.0), None, None, Some(0.5), None]
        );
    }

    #[test]
    fn the_band_is_that_of_the_number_shown() {
        let fit = |total| Fit { profile: Profile::default(), total }.band();
        assert_eq!((fit(79.5), fit(79.4), fit(64.4)), (Band::Snug, Band::Close, Band::Loose));
        for band in Band::ALL {
            assert_eq!(Band::of(band.from()), band);
        }
    }
}

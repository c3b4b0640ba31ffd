//! What a match is said with: six dimensions, a total, a band.

use std::fmt;
use std::str::FromStr;

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

/// Where a dimension's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// Both sides state what is compared.
    Stated,
    /// At least one side doesn't state it; it was read from its text or its organization.
    Inferred,
}

impl Basis {
    /// What part of a dimension's weight a value of this basis has: what is inferred may be wrong.
    pub fn confidence(self) -> f32 {
        match self {
            Self::Stated => 1.0,
            Self::Inferred => 0.5,
        }
    }

    /// Of two values that are compared: inferred if either is.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == Self::Stated { other } else { self }
    }
}

/// How well two postings fit in one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    value: f32,
    basis: Basis,
}

impl Rating {
    /// A rating; the value is clamped to 0–1. `None` for what is not a number.
    pub fn new(value: f32, basis: Basis) -> Option<Self> {
        (!value.is_nan()).then_some(Self { value: value.clamp(0.0, 1.0), basis })
    }

    /// How well, 0–1.
    pub fn value(self) -> f32 {
        self.value
    }

    /// Where the value comes from.
    pub fn basis(self) -> Basis {
        self.basis
    }
}

/// A rating for each dimension, or `None` where neither text states enough.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile([Option<Rating>; 6]);

impl Profile {
    /// A profile from ratings in the order of [`Dimension::ALL`].
    pub fn rated(ratings: [Option<Rating>; 6]) -> Self {
        Self(ratings)
    }

    /// A profile of stated values in the order of [`Dimension::ALL`]; each is clamped to 0–1,
    /// and what is not a number counts as not stated.
    pub fn new(values: [Option<f32>; 6]) -> Self {
        Self(values.map(|value| Rating::new(value?, Basis::Stated)))
    }

    /// The value of one dimension, 0–1, or `None` when not stated.
    pub fn get(&self, dimension: Dimension) -> Option<f32> {
        self.rating(dimension).map(Rating::value)
    }

    /// The rating of one dimension, or `None` when not stated.
    pub fn rating(&self, dimension: Dimension) -> Option<Rating> {
        self.0[dimension as usize]
    }

    /// The six dimensions with their values.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, Option<f32>)> {
        Dimension::ALL.into_iter().map(|dimension| (dimension, self.get(dimension)))
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

    /// What each dimension of a profile contributes to its total.
    ///
    /// With `W` the sum of the weights `wᵢ · cᵢ` of the dimensions that are stated, where `cᵢ` is the
    /// [confidence](Basis::confidence) of a value `vᵢ`, the topic contributes `100 · w · c · v / W` and
    /// each other dimension that times the [`subject`]: a place, a price and a free term fit any two
    /// postings, so that by themselves they say nothing. Each contribution is rounded down to a
    /// thousandth, so that the parts never add up to more than 100; `docs/MATCHING.md` gives the
    /// reasons. Rises with each value; without a topic or a common chain all are 0.
    pub fn contributions(&self, profile: &Profile) -> [Points; 6] {
        let subject = subject(profile);
        let weight = |dimension: Dimension, rating: Rating| {
            f64::from(self.get(dimension)) * f64::from(rating.basis.confidence())
        };
        let stated = |dimension| profile.rating(dimension).map(|rating| weight(dimension, rating));
        let whole: f64 = Dimension::ALL.into_iter().filter_map(stated).sum();
        Dimension::ALL.map(|dimension| {
            let Some(rating) = profile.rating(dimension).filter(|_| whole > 0.0) else { return Points(0) };
            let counted = if dimension == Dimension::Topic { 1.0 } else { subject };
            let points = 100_000.0 * weight(dimension, rating) / whole * f64::from(rating.value) * counted;
            // What rounding adds on the way must not cost a thousandth.
            Points((points + 1e-6).floor().clamp(0.0, 100_000.0) as u32)
        })
    }

    /// What a profile comes to: the sum of its [contributions](Self::contributions).
    pub fn total(&self, profile: &Profile) -> Points {
        Points(self.contributions(profile).iter().map(|points| points.0).sum())
    }

    /// The six weights, set apart by commas, as [`str::parse`] reads them.
    pub fn written(&self) -> String {
        self.0.map(|weight| weight.to_string()).join(",")
    }
}

/// The text holds no six weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not six weights")]
pub struct BadWeights;

impl FromStr for Weights {
    type Err = BadWeights;

    /// Reads what [`Weights::written`] wrote.
    fn from_str(s: &str) -> Result<Self, BadWeights> {
        let weights: Result<Vec<f32>, _> = s.split(',').map(|weight| weight.trim().parse()).collect();
        let weights = <[f32; 6]>::try_from(weights.map_err(|_| BadWeights)?).map_err(|_| BadWeights)?;
        Self::new(weights).ok_or(BadWeights)
    }
}

/// Points of a total, in thousandths: whole numbers, so that parts add up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(u32);

impl Points {
    /// The highest total, 100 points.
    pub const FULL: Self = Self(100_000);

    /// From thousandths of a point, as [`Points::thousandths`] gave them; `None` beyond 100 points.
    pub fn from_thousandths(thousandths: u32) -> Option<Self> {
        (thousandths <= Self::FULL.0).then_some(Self(thousandths))
    }

    /// The thousandths of a point, 0 to 100,000.
    pub fn thousandths(self) -> u32 {
        self.0
    }

    /// As people see it: a whole number from 0 to 100.
    pub fn score(self) -> u8 {
        ((self.0 + 500) / 1000) as u8
    }

    /// The points as a number, 0–100.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

impl fmt::Display for Points {
    /// With its three decimals: `78.312`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// How well a need and a capability fit: the profile, what each dimension contributes, and how well
/// each serves the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    profile: Profile,
    contributions: [Points; 6],
    for_need: Points,
    for_capability: Points,
}

impl Fit {
    /// The fit of a profile. `for_need` and `for_capability` are profiles as each side sees them:
    /// what it gets of what it asks or offers.
    pub fn new(profile: Profile, for_need: &Profile, for_capability: &Profile, weights: &Weights) -> Self {
        Self {
            contributions: weights.contributions(&profile),
            for_need: weights.total(for_need),
            for_capability: weights.total(for_capability),
            profile,
        }
    }

    /// A fit as it was kept: the contributions follow from the profile and the weights.
    pub fn kept(profile: Profile, for_need: Points, for_capability: Points, weights: &Weights) -> Self {
        Self { contributions: weights.contributions(&profile), profile, for_need, for_capability }
    }

    /// A fit that both sides see alike.
    pub fn even(profile: Profile, weights: &Weights) -> Self {
        Self::new(profile, &profile, &profile, weights)
    }

    /// A fit with any total, as tests of what is shown need.
    #[cfg(test)]
    pub fn of_total(profile: Profile, score: u32) -> Self {
        let mut contributions = [Points(0); 6];
        contributions[0] = Points(score * 1000);
        Self { profile, contributions, for_need: contributions[0], for_capability: contributions[0] }
    }

    /// The six dimensions.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What a dimension contributes to the total: 0 when it isn't stated.
    pub fn contribution(&self, dimension: Dimension) -> Points {
        self.contributions[dimension as usize]
    }

    /// The total: the sum of the contributions.
    pub fn total(&self) -> Points {
        Points(self.contributions.iter().map(|points| points.0).sum())
    }

    /// How well the capability serves the need.
    pub fn for_need(&self) -> Points {
        self.for_need
    }

    /// How well the need serves the capability.
    pub fn for_capability(&self) -> Points {
        self.for_capability
    }

    /// The total as people see it: a whole number from 0 to 100.
    pub fn score(&self) -> u8 {
        self.total().score()
    }

    /// The band of the shown score.
    pub fn band(&self) -> Band {
        Band::of(self.score())
    }
}

/// How far the two sides share a subject, 0–1: in full from half a topic on; a common chain alone
/// gives a part.
fn subject(profile: &Profile) -> f64 {
    /// From this topic on the two sides speak of the same.
    const ENOUGH: f64 = 0.5;
    /// What the same place in the industries and disciplines gives alone.
    const CHAIN_ALONE: f64 = 0.4;
    let of = |dimension| f64::from(profile.get(dimension).unwrap_or(0.0));
    let chain = profile.rating(Dimension::Chain).map_or(0.0, |rating| f64::from(rating.basis.confidence()));
    (of(Dimension::Topic) / ENOUGH + CHAIN_ALONE * chain * of(Dimension::Chain)).min(1.0)
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
        let band = |thousandths| Band::of(Points(thousandths).score());
        assert_eq!((band(79_500), band(79_499), band(64_499)), (Band::Snug, Band::Close, Band::Loose));
        for band in Band::ALL {
            assert_eq!(Band::of(band.from()), band);
        }
    }

    #[test]
    fn weights_read_back() {
        let weights = Weights::new([1.5, 0.1, 0.0, 3.0, 1e-3, 20.0]).unwrap();
        assert_eq!(weights.written().parse(), Ok(weights));
        for bad in ["", "1,2,3", "1,2,3,4,5,x", "0,1,1,1,1,1", "1,1,1,1,1,1,1", "NaN,1,1,1,1,1"] {
            assert_eq!(bad.parse::<Weights>(), Err(BadWeights), "{bad}");
        }
    }

    #[test]
    fn what_is_inferred_counts_half() {
        let with = |basis| {
            let rating = |value| Rating::new(value, basis);
            let profile =
                Profile::rated([Rating::new(1.0, Basis::Stated), None, rating(0.0), None, None, None]);
            Fit::even(profile, &Weights::default()).total()
        };
        // Weights 35 for the topic and 15, or 7.5, for the stage, which fits not at all.
        assert_eq!(with(Basis::Stated), Points(70_000));
        assert_eq!(with(Basis::Inferred), Points(82_352));
    }

    #[test]
    fn a_perfect_fit_has_all_points() {
        let fit = Fit::even(Profile::new([Some(1.0); 6]), &Weights::default());
        assert_eq!((fit.total(), fit.score()), (Points::FULL, 100));
        assert_eq!(fit.total().to_string(), "100.000");
    }
}

//! The columns of a match that say how well the pair fits.

use diesel::prelude::*;

use crate::domain::{Basis, Dimension, Fit, Points, Profile, Rating, Weights};
use crate::store::schema::matches;

/// What a fit is read back from.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = matches)]
pub(super) struct FitColumns {
    #[diesel(embed)]
    profile: ProfileColumns,
    inferred: String,
    for_need: i32,
    for_capability: i32,
    weights: String,
}

impl FitColumns {
    /// The fit and the weights it was made with; weights that can't be read are the published ones.
    pub(super) fn read(self) -> (Fit, Weights) {
        let weights: Weights = self.weights.parse().unwrap_or_default();
        let values = self.profile.values();
        let profile = Profile::rated(Dimension::ALL.map(|dimension| {
            let inferred = self.inferred.split(',').any(|name| name == dimension.code());
            Rating::new(
                values[dimension as usize]? as f32,
                if inferred { Basis::Inferred } else { Basis::Stated },
            )
        }));
        let points = |thousandths: i32| {
            u32::try_from(thousandths).ok().and_then(Points::from_thousandths).unwrap_or_default()
        };
        (Fit::kept(profile, points(self.for_need), points(self.for_capability), &weights), weights)
    }
}

/// The names of the dimensions that are inferred.
pub(super) fn inferred(profile: &Profile) -> String {
    let is_inferred = |dimension: &Dimension| {
        profile.rating(*dimension).is_some_and(|rating| rating.basis() == Basis::Inferred)
    };
    Dimension::ALL.into_iter().filter(is_inferred).map(Dimension::code).collect::<Vec<_>>().join(",")
}

#[derive(Debug, Clone, Copy, Queryable, Selectable, Insertable)]
#[diesel(table_name = matches, treat_none_as_default_value = false)]
pub(super) struct ProfileColumns {
    topic: Option<f64>,
    chain: Option<f64>,
    stage: Option<f64>,
    form: Option<f64>,
    region: Option<f64>,
    terms: Option<f64>,
}

impl From<&Profile> for ProfileColumns {
    fn from(profile: &Profile) -> Self {
        let value = |dimension| profile.get(dimension).map(f64::from);
        Self {
            topic: value(Dimension::Topic),
            chain: value(Dimension::Chain),
            stage: value(Dimension::Stage),
            form: value(Dimension::Form),
            region: value(Dimension::Region),
            terms: value(Dimension::Terms),
        }
    }
}

impl ProfileColumns {
    /// The values in the order of [`Dimension::ALL`].
    fn values(self) -> [Option<f64>; 6] {
        let Self { topic, chain, stage, form, region, terms } = self;
        [topic, chain, stage, form, region, terms]
    }
}

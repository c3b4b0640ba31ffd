//! The order of answers: the views of a text put together.
//!
//! The lookup's best candidates are read in full, and each view's figure is scaled so that they can
//! be added up: a score by the best score among the candidates; cosines as they are. What a view
//! counts depends on the length of the asking text: a short one says little of itself, so that what
//! its best answers say (Rocchio, *Relevance feedback in information retrieval*, 1971) and what
//! neighbouring candidates score (Diaz, *Regularizing query-based retrieval scores*, Information
//! Retrieval 10(6), 2007) counts more; a long one has phrases and a vocabulary of its own.

use multiversion::multiversion;

use super::latent::{Direction, Wide};
use super::probe::{Probe, Reading};
use super::side::Side;
use crate::matching::parameters::Parameters;

/// How many of the best answers are asked what the question means.
const BEST_ANSWERS: usize = 5;
/// How many candidates, the best first, pass on what they score to their neighbours.
const SOURCES: usize = 100;
/// How many neighbours a candidate listens to.
const NEIGHBOURS: usize = 5;
/// Below this weight a view is not worth its time.
const NEGLIGIBLE: f32 = 0.05;

/// What each view counts for a text of one length.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Weights {
    pairs: f32,
    cosine: f32,
    held: f32,
    latent: f32,
    feedback: f32,
    neighbours: f32,
}

impl Weights {
    /// `length` counts distinct words.
    fn of(length: f32, parameters: &Parameters) -> Self {
        let short = parameters.short / (parameters.short + length).max(f32::MIN_POSITIVE);
        let between = |at_short: f32, at_long: f32| short * at_short + (1.0 - short) * at_long;
        Self {
            pairs: between(parameters.pairs_short, parameters.pairs_long),
            cosine: between(parameters.cosine_short, parameters.cosine_long),
            held: between(parameters.held_short, 0.0),
            latent: between(parameters.latent_short, parameters.latent_long),
            feedback: between(parameters.feedback_short, 0.0),
            neighbours: between(parameters.neighbours_short, parameters.neighbours_long),
        }
    }
}

/// The scores of candidates, read by the probe, in their order.
pub(super) fn scores(
    probe: &Probe,
    side: &Side,
    places: &[u32],
    readings: &[Reading],
    parameters: &Parameters,
) -> Vec<f32> {
    let weights = Weights::of(probe.length, parameters);
    let best =
        |of: fn(&Reading) -> f32| readings.iter().map(of).fold(0.0_f32, f32::max).max(f32::MIN_POSITIVE);
    let (best_score, best_pairs) = (best(|reading| reading.score), best(|reading| reading.pairs));
    let scores: Vec<f32> = readings.iter().map(|reading| reading.score / best_score).collect();
    let directions: Vec<&Direction> =
        places.iter().map(|place| &side.texts[*place as usize].direction).collect();
    let leading = leading(&scores, places);
    // Where an answer holds every word of the question, nobody has to speak for it.
    let held = readings.iter().map(|reading| reading.held).fold(0.0_f32, f32::max);
    let calm = 1.0 - held.min(1.0).powf(parameters.whole);
    let mut totals: Vec<f32> = readings
        .iter()
        .zip(&scores)
        .zip(places)
        .map(|((reading, score), place)| {
            score
                + weights.pairs * reading.pairs / best_pairs
                + weights.cosine * reading.evidence.cosine
                + weights.held * reading.held
                + weights.latent * calm * reading.evidence.latent
                - parameters.hub * side.texts[*place as usize].hub
        })
        .collect();
    if weights.feedback * calm > NEGLIGIBLE {
        let answers = leading.iter().take(BEST_ANSWERS).map(|at| (directions[*at], scores[*at]));
        let meant = Direction::mean(answers);
        for (total, direction) in totals.iter_mut().zip(&directions) {
            *total += weights.feedback * calm * meant.cosine(direction);
        }
    }
    if weights.neighbours * calm > NEGLIGIBLE {
        let wide: Vec<Wide> = directions.iter().map(|direction| direction.widened()).collect();
        let sources: Vec<(usize, &Wide, f32)> =
            leading.iter().take(SOURCES).map(|at| (*at, &wide[*at], scores[*at])).collect();
        for (at, total) in totals.iter_mut().enumerate() {
            *total += weights.neighbours * calm * heard(at, &wide[at], &sources);
        }
    }
    totals
}

/// The candidates in the order of their scores, ties by place.
fn leading(scores: &[f32], places: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_unstable_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(places[*a].cmp(&places[*b])));
    order
}

/// The mean score of a candidate's nearest neighbours among the sources (which candidate, where it
/// lies, what it scores), by the squares of their cosines; 0 without any.
#[multiversion(targets("x86_64+avx2+bmi1+bmi2"))]
fn heard(at: usize, direction: &Wide, sources: &[(usize, &Wide, f32)]) -> f32 {
    let mut nearest = [(0.0_f32, 0.0_f32); NEIGHBOURS];
    for (_, source, score) in sources.iter().filter(|(source, ..)| *source != at) {
        let cosine = direction.cosine(source);
        if cosine > nearest[NEIGHBOURS - 1].0 {
            let after = nearest.partition_point(|kept| kept.0 >= cosine);
            nearest[after..].rotate_right(1);
            nearest[after] = (cosine, *score);
        }
    }
    let (sum, whole) = nearest.iter().fold((0.0, 0.0), |(sum, whole), (cosine, score)| {
        (sum + cosine * cosine * score, whole + cosine * cosine)
    });
    if whole > 0.0 { sum / whole } else { 0.0 }
}

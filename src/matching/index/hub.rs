//! How near a text is to everything: one that answers every question a little answers none.
//!
//! The correction is that of nearest-neighbour retrieval in spaces of many dimensions: Radovanović,
//! Nanopoulos and Ivanović, *Hubs in space*, JMLR 11, 2010; Conneau et al., *Word translation without
//! parallel data*, ICLR 2018 (CSLS), which takes off the mean likeness to the nearest neighbours.

use rayon::prelude::*;

use super::TextIndex;

/// Of how many askers the mean is taken.
const NEAREST: usize = 20;
/// How many answers of each asker are counted.
const ANSWERS: usize = 100;
/// At most so many texts of a side are asked, evenly spread: more would not change who answers all.
const ASKERS: usize = 10_000;
/// How many askers look at a time.
const CHUNK: usize = 2_048;

/// Sets every text's nearness: the mean, over the [`NEAREST`] texts of the other sides that it
/// answers best, of its score as a share of the best score that text finds. 0–1.
pub(super) fn measure(index: &mut TextIndex) {
    if index.parameters.hub <= 0.0 {
        return;
    }
    let mut nearest: Vec<Vec<Vec<f32>>> =
        index.sides.iter().map(|side| vec![Vec::new(); side.texts.len()]).collect();
    for asking in 0..index.sides.len() {
        for answering in (0..index.sides.len()).filter(|side| *side != asking) {
            let texts = index.sides[asking].texts.len();
            let askers: Vec<usize> = (0..texts).step_by(texts.div_ceil(ASKERS).max(1)).collect();
            for chunk in askers.chunks(CHUNK) {
                let answers: Vec<Vec<(u32, f32)>> =
                    chunk.par_iter().map(|text| answers(index, (asking, *text), answering)).collect();
                for (text, share) in answers.into_iter().flatten() {
                    keep(&mut nearest[answering][text as usize], share);
                }
            }
        }
    }
    for (side, nearest) in index.sides.iter_mut().zip(nearest) {
        for (text, nearest) in side.texts.iter_mut().zip(nearest) {
            text.hub = nearest.iter().sum::<f32>() / NEAREST as f32;
        }
    }
}

/// The best answers to a text, each with its share of the best one's score.
fn answers(index: &TextIndex, text: super::Place, side: usize) -> Vec<(u32, f32)> {
    let found = index.gathered(side, &index.asked(text), ANSWERS);
    let best = found.first().map_or(1.0, |best| f32::from(best.sum).max(1.0));
    found.into_iter().map(|candidate| (candidate.text, f32::from(candidate.sum) / best)).collect()
}

/// Keeps the highest shares.
fn keep(nearest: &mut Vec<f32>, share: f32) {
    if nearest.len() < NEAREST {
        nearest.push(share);
    } else if let Some(least) = nearest.iter_mut().min_by(|a, b| a.total_cmp(b))
        && *least < share
    {
        *least = share;
    }
}

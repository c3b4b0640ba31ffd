//! Leaving one set out: what the others would have chosen for it.

use serde::Serialize;

use super::Measured;
use super::comparison::Other;

/// What the other sets choose for one.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Chosen {
    /// The set that is left out.
    pub(super) set: String,
    /// The configuration with the highest mean over the other sets; `None` for the first.
    pub(super) configuration: Option<Other>,
    /// Its nDCG@10 on the set that is left out.
    pub(super) ndcg_at_10: f64,
    /// That of the first configuration there.
    pub(super) first: f64,
    /// The highest that any of the configurations reaches there.
    pub(super) best: f64,
}

/// For each set what the others choose; nothing of a single one. Ties go to the first.
pub(super) fn validate(measured: &[Measured]) -> Vec<Chosen> {
    if measured.len() < 2 {
        return Vec::new();
    }
    let figures: Vec<Vec<f64>> = measured
        .iter()
        .map(|one| {
            let others = one.comparisons.iter().map(|comparison| comparison.ndcg_at_10);
            std::iter::once(one.figures.ndcg_at_10).chain(others).collect()
        })
        .collect();
    let chosen = measured.iter().enumerate().map(|(left_out, one)| {
        let at = chosen(&figures, left_out);
        Chosen {
            set: one.name.clone(),
            configuration: at.checked_sub(1).map(|other| one.comparisons[other].configuration.clone()),
            ndcg_at_10: figures[left_out][at],
            first: one.figures.ndcg_at_10,
            best: figures[left_out].iter().copied().fold(0.0, f64::max),
        }
    });
    chosen.collect()
}

/// Which configuration has the highest mean without the set at `left_out`. Rows are sets, columns
/// configurations.
fn chosen(figures: &[Vec<f64>], left_out: usize) -> usize {
    let sum = |configuration: usize| -> f64 {
        let sets = figures.iter().enumerate().filter(|(set, _)| *set != left_out);
        sets.map(|(_, figures)| figures[configuration]).sum()
    };
    (0..figures[left_out].len()).rev().max_by(|a, b| sum(*a).total_cmp(&sum(*b))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_itself_has_no_say() {
        // The second configuration is best for the first set alone.
        let figures = [vec![0.5, 0.9, 0.6], vec![0.5, 0.4, 0.6], vec![0.7, 0.6, 0.7]];
        assert_eq!(chosen(&figures, 0), 2);
        assert_eq!(chosen(&figures, 1), 1, "0.9 + 0.6 against 0.6 + 0.7");
        assert_eq!(chosen(&[vec![0.5, 0.5], vec![0.5, 0.5]], 0), 0, "ties go to the first");
    }
}

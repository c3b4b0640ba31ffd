//! How good a ranking is, by judgments of what is relevant.
//!
//! All functions take the gains of the ranked documents, best rank first: 0 where a document is
//! not relevant or not judged, otherwise its grade.
//!
//! ```
//! use sunmao::matching::evaluation::{ndcg, recall, reciprocal_rank};
//!
//! // Two documents are relevant; one of them was found, in the second place.
//! let (gains, judged) = ([0.0, 1.0, 0.0], [1.0, 1.0]);
//! assert_eq!(recall(&gains, &judged, 10), 0.5);
//! assert_eq!(reciprocal_rank(&gains, 10), 0.5);
//! assert!((ndcg(&gains, &judged, 10) - 0.387).abs() < 1e-3);
//! ```

/// Normalized discounted cumulative gain of the first `k`, 0–1.
///
/// `Σ gᵢ / log₂(i + 1)` over the ranks `i` from 1, divided by the same sum over the best possible
/// order. Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS
/// 20(4), 2002, with the linear gain and the discount that trec_eval uses.
/// `judged` holds the grades of all documents judged for the query; 0 if none is relevant.
pub fn ndcg(gains: &[f64], judged: &[f64], k: usize) -> f64 {
    let mut ideal = judged.to_vec();
    ideal.sort_unstable_by(|a, b| b.total_cmp(a));
    let best = dcg(&ideal, k);
    if best > 0.0 { dcg(gains, k) / best } else { 0.0 }
}

fn dcg(gains: &[f64], k: usize) -> f64 {
    gains.iter().take(k).enumerate().map(|(at, gain)| gain.max(0.0) / (at as f64 + 2.0).log2()).sum()
}

/// The share of the relevant documents that stand among the first `k`, 0–1.
pub fn recall(gains: &[f64], judged: &[f64], k: usize) -> f64 {
    let relevant = judged.iter().filter(|grade| **grade > 0.0).count();
    let found = gains.iter().take(k).filter(|gain| **gain > 0.0).count();
    if relevant > 0 { found as f64 / relevant as f64 } else { 0.0 }
}

/// One divided by the rank of the first relevant document among the first `k`, or 0.
///
/// Its mean over queries is the mean reciprocal rank: Voorhees, "The TREC-8 question answering
/// track report", 1999.
pub fn reciprocal_rank(gains: &[f64], k: usize) -> f64 {
    gains.iter().take(k).position(|gain| *gain > 0.0).map_or(0.0, |at| 1.0 / (at as f64 + 1.0))
}

/// How often signs are drawn, or queries.
const DRAWS: u64 = 10_000;

/// The probability of a mean difference as far from 0 as this one if the two rankings were alike,
/// 0–1: the share of 10,000 random exchanges of the two rankings, query by query, that give one.
///
/// The paired randomization test, two-sided: Smucker, Allan and Carterette, "A comparison of
/// statistical significance tests for information retrieval evaluation", CIKM 2007. The draws are
/// the same at each call. `differences` holds one difference for each query; 1 for none.
pub fn randomization(differences: &[f64]) -> f64 {
    let observed = differences.iter().sum::<f64>().abs();
    let mut random = Random(1);
    let as_far = (0..DRAWS)
        .filter(|_| {
            let sum: f64 = differences.iter().map(|d| if random.next() & 1 == 0 { *d } else { -*d }).sum();
            sum.abs() >= observed - 1e-12
        })
        .count();
    (as_far as f64 + 1.0) / (DRAWS as f64 + 1.0)
}

/// The 95 % interval of the mean difference: Efron's bootstrap by percentiles over 10,000 samples of
/// queries, the same at each call. Zeros for no queries.
pub fn interval(differences: &[f64]) -> (f64, f64) {
    let count = differences.len();
    if count == 0 {
        return (0.0, 0.0);
    }
    let mut random = Random(2);
    let mut means: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let draw = |_| differences[(random.next() % count as u64) as usize];
            (0..count).map(draw).sum::<f64>() / count as f64
        })
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    (means[(DRAWS / 40) as usize], means[(DRAWS - DRAWS / 40 - 1) as usize])
}

/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn ndcg_by_hand() {
        // Grades 3, 2, 0, 1 as ranked; DCG = 3 + 2/1.58496 + 0 + 1/2.32193 = 4.69253.
        // Ideal 3, 2, 1: 3 + 1.26186 + 0.5 = 4.76186.
        close(ndcg(&[3.0, 2.0, 0.0, 1.0], &[3.0, 2.0, 1.0], 10), 4.692_536_07 / 4.761_859_51);
        close(ndcg(&[0.0, 1.0], &[1.0], 10), 1.0 / 3.0_f64.log2());
        close(ndcg(&[0.0, 1.0], &[1.0], 1), 0.0);
        close(ndcg(&[1.0], &[1.0, 1.0], 1), 1.0);
        close(ndcg(&[], &[], 10), 0.0);
    }

    #[test]
    fn recall_by_hand() {
        close(recall(&[1.0, 0.0, 2.0], &[1.0, 2.0, 1.0, 0.0], 100), 2.0 / 3.0);
        close(recall(&[1.0, 0.0, 2.0], &[1.0, 2.0, 1.0, 0.0], 2), 1.0 / 3.0);
        close(recall(&[], &[], 100), 0.0);
    }

    #[test]
    fn reciprocal_rank_by_hand() {
        close(reciprocal_rank(&[0.0, 0.0, 1.0], 10), 1.0 / 3.0);
        close(reciprocal_rank(&[0.0, 0.0, 1.0], 2), 0.0);
    }

    #[test]
    fn rankings_that_are_alike_differ_by_chance() {
        assert_eq!(randomization(&[0.0; 20]), 1.0);
        assert!(randomization(&[0.1, -0.1, 0.2, -0.2]) > 0.5);
        assert_eq!(randomization(&[]), 1.0);
    }

    #[test]
    fn the_test_counts_exchanges() {
        // Of the 2³ ways to choose signs, two reach the sum of three equal differences: p = 1/4.
        let p = randomization(&[0.5; 3]);
        assert!((p - 0.25).abs() < 0.02, "{p}");
        assert!(randomization(&[0.1; 30]) < 0.001);
    }

    #[test]
    fn the_interval_holds_the_mean() {
        let differences: Vec<f64> = (0..100).map(|at| f64::from(at % 10) / 10.0).collect();
        let (low, high) = interval(&differences);
        // The standard error is 0.0287; 1.96 of it lie on either side of 0.45.
        assert!((low - 0.394).abs() < 0.01 && (high - 0.506).abs() < 0.01, "{low} {high}");
        assert_eq!(interval(&[]), (0.0, 0.0));
    }
}

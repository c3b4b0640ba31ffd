//! How good a ranking is, by judgments of what is relevant.
//!
//! All functions take the gains of the ranked documents, best rank first: 0 where a document is
//! not relevant or not judged, otherwise its grade.

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
}

//! Ranking a test collection, and the figures of a ranking.

use rayon::prelude::*;
use serde::Serialize;

use crate::cli::progress::Bar;
use crate::exchange::collection::{Collection, Entry};
use crate::matching::evaluation::{ndcg, recall, reciprocal_rank};
use crate::matching::{Document, Hit, Parameters, TextField, TextIndex};

/// How many documents of each ranking are measured and written.
const DEPTH: usize = 100;

/// The best documents for every query, which stand on the other side of the index.
pub(super) fn rank(collection: &Collection, parameters: &Parameters, bar: &Bar) -> Vec<Vec<Hit>> {
    let [documents, queries] = [&collection.documents, &collection.queries]
        .map(|entries| entries.iter().map(document).collect::<Vec<_>>());
    let index = TextIndex::build_with(&[documents, queries], parameters, bar);
    (0..collection.queries.len()).into_par_iter().map(|query| index.rank_for(0, (1, query), DEPTH)).collect()
}

fn document(entry: &Entry) -> Document<'_> {
    Document::default().with(TextField::Title, &entry.title).with(TextField::Description, &entry.text)
}

/// The figures of one query that has a relevant document.
#[derive(Debug, Clone)]
pub(super) struct QueryFigures {
    /// Its identifier.
    pub(super) query: String,
    pub(super) ndcg_at_10: f64,
    pub(super) recall_at_10: f64,
    pub(super) recall_at_100: f64,
    pub(super) mrr_at_10: f64,
}

/// The figures of each query with a relevant document, in the order of the queries.
pub(super) fn measure(collection: &Collection, rankings: &[Vec<Hit>]) -> Vec<QueryFigures> {
    let judged = collection.queries.iter().zip(rankings).filter_map(|(query, hits)| {
        let judged = collection.judgments.get(&query.id)?;
        let grades: Vec<f64> = judged.values().copied().collect();
        let grade = |hit: &Hit| judged.get(&collection.documents[hit.item].id).copied().unwrap_or(0.0);
        let gains: Vec<f64> = hits.iter().map(grade).collect();
        grades.iter().any(|grade| *grade > 0.0).then(|| QueryFigures {
            query: query.id.clone(),
            ndcg_at_10: ndcg(&gains, &grades, 10),
            recall_at_10: recall(&gains, &grades, 10),
            recall_at_100: recall(&gains, &grades, 100),
            mrr_at_10: reciprocal_rank(&gains, 10),
        })
    });
    judged.collect()
}

/// What was measured; means over the queries with a relevant document.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figures {
    pub(super) ndcg_at_10: f64,
    pub(super) recall_at_10: f64,
    pub(super) recall_at_100: f64,
    pub(super) mrr_at_10: f64,
    pub(super) queries: usize,
    pub(super) documents: usize,
    pub(super) seconds: f64,
}

impl Figures {
    pub(super) fn of(measured: &[QueryFigures], documents: usize, seconds: f64) -> Self {
        let mean = |of: fn(&QueryFigures) -> f64| {
            measured.iter().map(of).sum::<f64>() / measured.len().max(1) as f64
        };
        Self {
            ndcg_at_10: mean(|figures| figures.ndcg_at_10),
            recall_at_10: mean(|figures| figures.recall_at_10),
            recall_at_100: mean(|figures| figures.recall_at_100),
            mrr_at_10: mean(|figures| figures.mrr_at_10),
            queries: measured.len(),
            documents,
            seconds,
        }
    }
}

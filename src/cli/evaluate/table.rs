//! What was measured, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use super::Measured;
use super::calibration::Bin;
use super::comparison::{Comparison, Other};
use super::measure::Figures;
use super::validation::Chosen;
use crate::i18n::Messages;

/// One set's figures as JSON; of several sets all of them, by set.
pub(super) fn json(measured: &[Measured], validation: &[Chosen]) -> anyhow::Result<String> {
    #[derive(Serialize)]
    struct Set<'a> {
        set: &'a str,
        #[serde(flatten)]
        figures: &'a Figures,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        comparisons: &'a [Comparison],
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        calibration: &'a [Bin],
    }
    #[derive(Serialize)]
    struct All<'a> {
        mean_ndcg_at_10: f64,
        sets: Vec<Set<'a>>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        validation: &'a [Chosen],
    }
    let sets: Vec<Set<'_>> = measured
        .iter()
        .map(|one| Set {
            set: &one.name,
            figures: &one.figures,
            comparisons: &one.comparisons,
            calibration: &one.calibration,
        })
        .collect();
    let text = match &sets[..] {
        [one] => serde_json::to_string_pretty(one)?,
        _ => serde_json::to_string_pretty(&All { mean_ndcg_at_10: mean(measured), sets, validation })?,
    };
    Ok(text + "\n")
}

fn mean(measured: &[Measured]) -> f64 {
    measured.iter().map(|one| one.figures.ndcg_at_10).sum::<f64>() / measured.len().max(1) as f64
}

/// A figure on each line for one set, a set on each line for several; comparisons below.
pub(super) fn text(measured: &[Measured], validation: &[Chosen], messages: Messages) -> String {
    let mut text = match measured {
        [one] => single(&one.figures, messages),
        _ => several(measured, messages),
    };
    if measured.iter().any(|one| !one.comparisons.is_empty()) {
        text.push('\n');
        text.push_str(&comparisons(measured, messages));
    }
    if !validation.is_empty() {
        let _ = write!(text, "\n{}\n", messages.t("evaluate-validation"));
        for one in validation {
            let name = one
                .configuration
                .as_ref()
                .map_or_else(|| messages.t("evaluate-first"), |other| configuration(other, messages));
            let Chosen { ndcg_at_10, first, best, set, .. } = one;
            let _ = writeln!(text, "{ndcg_at_10:>10.4}{first:>10.4}{best:>10.4}  {set}  {name}");
        }
    }
    for one in measured.iter().filter(|one| !one.calibration.is_empty()) {
        text.push('\n');
        text.push_str(&calibration(one, messages));
    }
    text
}

fn calibration(one: &Measured, messages: Messages) -> String {
    let mut table = format!("{}\n", messages.v("evaluate-calibration", &one.name));
    for bin in &one.calibration {
        let share = bin.right as f64 / bin.pairs as f64;
        let (from, to) = (bin.from, (bin.from + 9).min(100));
        let _ = writeln!(table, "{from:>6}–{to:<3}{:>9}{:>9}{share:>8.3}", bin.pairs, bin.right);
    }
    table
}

fn single(figures: &Figures, messages: Messages) -> String {
    [
        ("evaluate-ndcg", format!("{:.4}", figures.ndcg_at_10)),
        ("evaluate-recall-10", format!("{:.4}", figures.recall_at_10)),
        ("evaluate-recall", format!("{:.4}", figures.recall_at_100)),
        ("evaluate-mrr", format!("{:.4}", figures.mrr_at_10)),
        ("evaluate-queries", figures.queries.to_string()),
        ("evaluate-documents", figures.documents.to_string()),
        ("evaluate-seconds", format!("{:.2}", figures.seconds)),
    ]
    .iter()
    .fold(String::new(), |mut table, (key, value)| {
        let _ = writeln!(table, "{value:>10}  {}", messages.t(key));
        table
    })
}

/// Names come last on each line: how wide they are on a terminal doesn't matter there.
fn several(measured: &[Measured], messages: Messages) -> String {
    let mut table = format!("{:>10}{:>10}{:>11}{:>10}  \n", "nDCG@10", "R@10", "R@100", "MRR@10");
    for one in measured {
        let Figures { ndcg_at_10, recall_at_10, recall_at_100, mrr_at_10, .. } = one.figures;
        let _ = writeln!(
            table,
            "{ndcg_at_10:>10.4}{recall_at_10:>10.4}{recall_at_100:>11.4}{mrr_at_10:>10.4}  {}",
            one.name
        );
    }
    let _ = writeln!(table, "{:>10.4}{:>33}{}", mean(measured), "", messages.t("evaluate-mean"));
    table
}

fn configuration(other: &Other, messages: Messages) -> String {
    match other {
        Other::Changed(changes) => messages.v("evaluate-compared", changes),
        Other::Without(part) => messages.v("evaluate-without", part),
    }
}

fn comparisons(measured: &[Measured], messages: Messages) -> String {
    let mut table = String::new();
    for one in measured {
        for comparison in &one.comparisons {
            let name = configuration(&comparison.configuration, messages);
            let _ = writeln!(
                table,
                "{:>10.4}{:>+10.4}  [{:+.4}, {:+.4}]  p = {:.4}  {}  {name}",
                comparison.ndcg_at_10,
                comparison.difference,
                comparison.interval.0,
                comparison.interval.1,
                comparison.p,
                one.name,
            );
        }
    }
    let _ = write!(table, "\n{}\n", messages.t("evaluate-legend"));
    table
}

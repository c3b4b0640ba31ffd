//! `sunmao explain`: one pair scored anew, why, and whether the kept match agrees.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::database::{self, DatabaseArgs};
use super::output;
use super::progress::Bar;
use crate::domain::{Basis, Dimension, PostingId};
use crate::flows::FlowError;
use crate::flows::dock::Setting;
use crate::flows::explain::{Agreement, Recomputed, explain};
use crate::i18n::{JointRow, Messages, required};

/// Score a pair anew.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The need.
    #[arg(value_name = "NEED")]
    need: PostingId,
    /// The capability.
    #[arg(value_name = "CAPABILITY")]
    capability: PostingId,
    /// Print a JSON object instead of text.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let store = args.database.open(messages)?;
    let bar = Bar::new(messages);
    let snapshot = args.database.snapshot();
    let found = explain(&store, Setting::usual(), Some(&snapshot), args.need, args.capability, &bar);
    bar.clear();
    let found = found.map_err(|error| match error {
        FlowError::Store(error) => database::failure(&error, messages),
        FlowError::NotFound => {
            let ids =
                [("need", args.need.to_string().into()), ("capability", args.capability.to_string().into())];
            anyhow::anyhow!(messages.with("explain-unknown", &ids))
        }
        error => error.into(),
    })?;
    let text = if args.json { format!("{:#}\n", value(&found)) } else { text(&found, messages) };
    output::print(text)?;
    Ok(match found.agreement() {
        Agreement::Differs => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

fn text(found: &Recomputed, m: Messages) -> String {
    let explanation = &found.pair.explanation;
    let (need, fit) = (&found.pair.need.record.posting, &explanation.fit);
    let mut text = format!(
        "{}\n  {}\n  {}\n\n{}\n",
        m.v("explain-total", fit.total()),
        m.v("explain-for-need", fit.for_need()),
        m.v("explain-for-capability", fit.for_capability()),
        m.t("explain-contributions"),
    );
    for row in JointRow::all(m, fit.profile()) {
        let value = row.percent.map_or_else(|| "–".to_owned(), |percent| percent.to_string());
        let inferred = if row.inferred { format!(", {}", m.t("inferred")) } else { String::new() };
        let finding = m.finding(explanation.finding(row.dimension));
        let points = fit.contribution(row.dimension).to_string();
        let _ = writeln!(text, "{points:>8}  {} ({value}{inferred}): {finding}", row.label);
    }
    let concepts: Vec<String> = explanation
        .concepts
        .iter()
        .map(|concept| format!("{} = {} ({:.0} %)", concept.need, concept.capability, concept.share * 100.0))
        .collect();
    let requirements: Vec<String> = explanation
        .requirements
        .iter()
        .map(|one| format!("{}: {}", required(need, one), m.requirement_status(one.status)))
        .collect();
    let gaps: Vec<String> = explanation.gaps.iter().map(|gap| m.gap(gap, need).to_string()).collect();
    let conditions: Vec<String> =
        found.conditions.iter().map(|condition| m.condition(*condition, need)).collect();
    section(&mut text, &m.t("explain-concepts"), &concepts);
    section(&mut text, &m.t("explain-requirements"), &requirements);
    section(&mut text, &m.t("explain-gaps"), &gaps);
    section(&mut text, &m.t("explain-conditions"), &conditions);
    if let Some(lift) = &explanation.lift {
        let _ = write!(text, "\n{}\n", m.lift(lift));
    }
    let _ = write!(text, "\n{}\n", agreement(found, m));
    text
}

fn section(text: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(text, "\n{heading}\n");
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
}

fn agreement(found: &Recomputed, m: Messages) -> String {
    let key = match found.agreement() {
        Agreement::Agrees => return m.t("explain-agrees"),
        Agreement::NotKept => return m.t("explain-not-kept"),
        Agreement::OtherInputs => "explain-other-inputs",
        Agreement::OtherVersion => "explain-other-version",
        Agreement::Differs => "explain-differs",
    };
    m.v(key, found.kept.as_ref().map(|kept| kept.fit.total().to_string()).unwrap_or_default())
}

fn value(found: &Recomputed) -> Value {
    let explanation = &found.pair.explanation;
    let (need, fit) = (&found.pair.need.record.posting, &explanation.fit);
    let dimensions: serde_json::Map<String, Value> = Dimension::ALL
        .into_iter()
        .map(|dimension| {
            let rating = fit.profile().rating(dimension);
            let value = json!({
                "value": rating.map(|rating| rating.value()),
                "inferred": rating.is_some_and(|rating| rating.basis() == Basis::Inferred),
                "thousandths": fit.contribution(dimension).thousandths(),
            });
            (dimension.code().to_owned(), value)
        })
        .collect();
    let requirements: Vec<Value> = explanation
        .requirements
        .iter()
        .map(|one| json!({ "line": required(need, one), "status": one.status.code() }))
        .collect();
    json!({
        "total_thousandths": fit.total().thousandths(),
        "for_need_thousandths": fit.for_need().thousandths(),
        "for_capability_thousandths": fit.for_capability().thousandths(),
        "dimensions": dimensions,
        "requirements": requirements,
        "inputs": found.inputs,
        "kept_thousandths": found.kept.as_ref().map(|kept| kept.fit.total().thousandths()),
        "agrees": match found.agreement() {
            Agreement::Agrees => Value::Bool(true),
            Agreement::Differs => Value::Bool(false),
            _ => Value::Null,
        },
    })
}

//! How scores are made, for people who have to rely on them.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Band, Dimension, Form, Trl, Weights};
use crate::i18n::Messages;
use crate::matching::ENGINE_VERSION;

use super::error::WebError;
use super::page::{Page, html};
use super::state::State;

/// How much one dimension counts.
#[derive(Debug, Clone)]
pub(super) struct WeightLine {
    /// The dimension's name.
    pub(super) label: String,
    /// Its share of all weights, in percent.
    pub(super) share: String,
    /// What is compared.
    pub(super) compared: String,
}

/// The six weights as shares of their sum.
pub(super) fn weight_lines(m: Messages, weights: &Weights) -> Vec<WeightLine> {
    let sum: f32 = Dimension::ALL.into_iter().map(|dimension| weights.get(dimension)).sum();
    let line = |dimension: Dimension| WeightLine {
        label: m.t(&format!("dimension-{}", dimension.code())),
        share: m.percent(weights.get(dimension) / sum),
        compared: m.t(&format!("scores-{}", dimension.code())),
    };
    Dimension::ALL.into_iter().map(line).collect()
}

#[derive(Template)]
#[template(path = "scores/scores.html")]
struct ScoresPage {
    m: Messages,
    page: Page,
    weights: Vec<WeightLine>,
    bands: Vec<BandLine>,
    levels: Vec<LevelLine>,
    forms: Vec<FormLine>,
    version: &'static str,
}

/// A band with the scores that it spans.
struct BandLine {
    label: String,
    span: String,
    meaning: String,
}

/// The bands, the highest first.
fn band_lines(m: Messages) -> Vec<BandLine> {
    let mut top = 100;
    let mut lines = Vec::with_capacity(Band::ALL.len());
    for band in Band::ALL.into_iter().rev() {
        let span = format!("{}–{top}", band.from());
        top = band.from().saturating_sub(1);
        let key = band.code();
        lines.push(BandLine {
            label: m.t(&format!("band-{key}")),
            span,
            meaning: m.t(&format!("scores-band-{key}")),
        });
    }
    lines
}

/// A readiness level and where on the innovation chain it lies.
struct LevelLine {
    level: String,
    chain: String,
    name: String,
    meaning: String,
}

/// The nine levels, the lowest first.
fn level_lines(m: Messages) -> Vec<LevelLine> {
    let line = |trl: Trl| LevelLine {
        level: m.trl(trl),
        chain: m.t(&format!("chain-{}", trl.chain().code())),
        name: m.t(&format!("trl-{trl}")),
        meaning: m.t(&format!("trl-{trl}.hint")),
    };
    Trl::all().map(line).collect()
}

/// A form of cooperation.
struct FormLine {
    label: String,
    meaning: String,
}

/// All forms, in their order.
fn form_lines(m: Messages) -> Vec<FormLine> {
    let line = |form: Form| FormLine {
        label: m.t(&format!("form-{}", form.code())),
        meaning: m.t(&format!("form-{}.hint", form.code())),
    };
    Form::ALL.into_iter().map(line).collect()
}

impl ScoresPage {
    fn new(page: Page, weights: &Weights) -> Self {
        let m = page.m;
        Self {
            weights: weight_lines(m, weights),
            bands: band_lines(m),
            levels: level_lines(m),
            forms: form_lines(m),
            version: ENGINE_VERSION,
            m,
            page,
        }
    }
}

/// `/scores`.
pub(super) async fn show(page: Page, state: web::Data<State>) -> Result<HttpResponse, WebError> {
    let weights = state.ask(|site| Ok(*site.engine().weights())).await?;
    html(&ScoresPage::new(page, &weights))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn weights_are_shown_as_shares_of_their_sum() {
        let weights = Weights::new([2.0, 1.0, 1.0, 0.0, 0.0, 0.0]).unwrap();
        let shares: Vec<String> =
            weight_lines(Messages::new(Language::En), &weights).into_iter().map(|line| line.share).collect();
        assert_eq!(shares, ["50%", "25%", "25%", "0%", "0%", "0%"]);
    }

    #[test]
    fn bands_cover_all_scores_without_overlap() {
        let spans: Vec<String> =
            band_lines(Messages::new(Language::En)).into_iter().map(|band| band.span).collect();
        assert_eq!(spans, ["80–100", "65–79", "0–64"]);
    }
}

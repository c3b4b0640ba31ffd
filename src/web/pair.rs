//! One need and one capability, compared in full, at an address to be passed on.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Fit, Kind, PostingId, Reader};
use crate::flows::dock::{self, Pair};
use crate::i18n::{Messages, Statement};

use super::error::WebError;
use super::matches::Comparison;
use super::page::{Page, html};
use super::state::State;
use super::view::{JointRow, PostingLine};

#[derive(Template)]
#[template(path = "matches/pair.html")]
struct PairPage {
    m: Messages,
    page: Page,
    need: PostingLine,
    capability: PostingLine,
    fit: Fit,
    joint: Vec<JointRow>,
    reasons: Vec<String>,
    gaps: Vec<Statement>,
    comparison: Comparison,
}

impl PairPage {
    fn new(page: Page, pair: &Pair) -> Self {
        let m = page.m;
        let Pair { need, capability, explanation } = pair;
        Self {
            need: PostingLine::new(m, need),
            capability: PostingLine::new(m, capability),
            fit: explanation.fit,
            joint: JointRow::all(m, &explanation.fit.profile),
            reasons: m.reasons(explanation),
            gaps: explanation.gaps.iter().map(|gap| m.gap(gap, &need.record.posting)).collect(),
            comparison: Comparison::new(m, need, capability, explanation),
            m,
            page,
        }
    }

    fn title(&self) -> String {
        let (need, capability) = (self.need.title.clone(), self.capability.title.clone());
        self.m.with("pair-title", &[("need", need.into()), ("capability", capability.into())])
    }
}

/// `/pairs/{need}/{capability}`.
pub(super) async fn show(
    page: Page,
    state: web::Data<State>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, WebError> {
    let (_, need, capability) = path.into_inner();
    let id = |text: String, kind: Kind| {
        text.parse().ok().filter(|id: &PostingId| id.kind() == kind).ok_or(WebError::NotFound)
    };
    let (need, capability) = (id(need, Kind::Need)?, id(capability, Kind::Capability)?);
    let pair = state
        .ask(move |site| dock::pair(&site.store, &site.engine, Reader::Stranger, need, capability))
        .await?;
    html(&PairPage::new(page.at(format!("/pairs/{need}/{capability}")), &pair))
}

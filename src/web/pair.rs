//! One need and one capability, compared in full, at an address to be passed on.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Fit, Kind, PostingId};
use crate::flows::dock::{self, Pair};
use crate::i18n::{JointRow, Messages, Statement};

use super::error::WebError;
use super::matches::Comparison;
use super::page::{Page, html};
use super::state::State;
use super::view::PostingLine;

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
            joint: JointRow::all(m, explanation.fit.profile()),
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
    let reader = page.visitor();
    let pair =
        state.ask(move |site| dock::pair(site.store(), &site.engine(), &reader, need, capability)).await?;
    html(&PairPage::new(page.at(format!("/pairs/{need}/{capability}")), &pair))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use scraper::{Html, Selector};

    use super::*;
    use crate::web::matches::sample;

    fn page(address: &str) -> Html {
        let request = TestRequest::with_uri(address).to_http_request();
        let pair = Pair {
            need: sample::need(),
            capability: sample::capability(),
            explanation: sample::why(0.96, 85),
        };
        Html::parse_document(&PairPage::new(Page::of(&request), &pair).render().unwrap())
    }

    #[test]
    fn says_everything_about_the_pair() {
        let html = page("/en/pairs/N-7F3K9Q/C-2B4D6F");
        let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(count(".gaps li:not(.fits)"), 4);
        assert_eq!(count(".gaps li.fits"), 3);
        assert_eq!((count(".joint tbody tr"), count(".match-more .reasons li")), (6, 6));
        assert_eq!((count(".need-side mark"), count(".cap-side mark"), count("main script")), (3, 3, 0));
    }

    #[test]
    fn links_to_what_else_fits_either_side() {
        let html = page("/zh/pairs/N-7F3K9Q/C-2B4D6F");
        for link in ["/zh/postings/N-7F3K9Q/matches", "/zh/postings/C-2B4D6F/matches"] {
            let selector = Selector::parse(&format!(".parties a[href='{link}']")).unwrap();
            assert_eq!(html.select(&selector).count(), 1, "{link}");
        }
    }
}

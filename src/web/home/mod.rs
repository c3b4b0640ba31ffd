//! The front page.

mod figure;

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::settings::SiteText;
use crate::domain::{Kind, Visitor};
use crate::flows::read::Overview;
use crate::flows::staff::settings::text;
use crate::flows::{FlowError, dock, read};
use crate::i18n::{JointRow, Messages};

use super::error::WebError;
use super::markdown;
use super::page::{Page, html};
use super::state::State;
use super::view::PostingLine;
use figure::FigureRow;

/// How many of the newest postings are looked through for the two lists.
const NEWEST: usize = 60;

/// Postings in each of the two lists.
const LISTED: usize = 4;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    m: Messages,
    page: Page,
    overview: Arc<Overview>,
    needs: Vec<PostingLine>,
    capabilities: Vec<PostingLine>,
    best: Option<Best>,
    /// The site's own words as HTML that is safe, with the tag of their language.
    welcome: Option<(String, &'static str)>,
}

/// The pair that fits best, for the figure.
struct Best {
    need: PostingLine,
    capability: PostingLine,
    score: u8,
    figure: Vec<FigureRow>,
    joint: Vec<JointRow>,
}

/// `/en/`.
pub(super) async fn show(page: Page, state: web::Data<State>) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let (overview, pair, welcome) = state
        .ask(|site| {
            let overview = read::front(site, NEWEST)?;
            let welcome = text(site.store(), SiteText::Welcome)?;
            let pair = overview.best_pair.map(|(need, capability)| {
                dock::pair(site.store(), &site.engine(), &Visitor::Stranger, need, capability)
            });
            match pair.transpose() {
                // The pair may have been withdrawn meanwhile: the page does without a figure.
                Err(FlowError::NotFound) => Ok((overview, None, welcome)),
                pair => Ok((overview, pair?, welcome)),
            }
        })
        .await?;
    let newest = |kind: Kind| {
        let of_kind = overview.newest.iter().filter(|view| view.record.posting.kind() == kind);
        of_kind.take(LISTED).map(|view| PostingLine::new(m, view)).collect()
    };
    let best = pair.map(|pair| Best {
        need: PostingLine::new(m, &pair.need),
        capability: PostingLine::new(m, &pair.capability),
        score: pair.explanation.fit.score(),
        figure: FigureRow::all(m, &pair.explanation),
        joint: JointRow::all(m, pair.explanation.fit.profile()),
    });
    let welcome = welcome.best(m.language());
    html(&Home {
        m,
        page,
        needs: newest(Kind::Need),
        capabilities: newest(Kind::Capability),
        overview,
        best,
        welcome: welcome.map(|(text, language)| (markdown::render(text.as_str()), language.tag())),
    })
}

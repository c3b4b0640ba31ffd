//! The site's own texts: the terms of use, and what happens to personal data.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::settings::SiteText;
use crate::flows::staff::settings::text;
use crate::i18n::Messages;

use super::error::WebError;
use super::markdown;
use super::page::{Page, html};
use super::state::State;

#[derive(Template)]
#[template(path = "about/legal.html")]
struct LegalPage {
    m: Messages,
    page: Page,
    heading: String,
    /// The text as HTML that is safe, with the tag of its language; none as long as nobody wrote it.
    text: Option<(String, &'static str)>,
    changed: Option<String>,
}

async fn shown(page: Page, name: SiteText, state: &State) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let written = state.ask(move |site| text(site.store(), name)).await?;
    let best = written.best(m.language());
    html(&LegalPage {
        m,
        heading: m.t(&format!("site-text-{}", name.code())),
        text: best.map(|(text, language)| (markdown::render(text.as_str()), language.tag())),
        changed: written.changed_at.map(|at| m.v("site-text-changed", m.day(at))),
        page,
    })
}

/// `/en/terms`.
pub(super) async fn terms(page: Page, state: web::Data<State>) -> Result<HttpResponse, WebError> {
    shown(page, SiteText::Terms, &state).await
}

/// `/en/privacy`.
pub(super) async fn privacy(page: Page, state: web::Data<State>) -> Result<HttpResponse, WebError> {
    shown(page, SiteText::Privacy, &state).await
}

//! Reporting a posting or an organization to the moderators.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::report::Ground;
use crate::domain::verification::Reason;
use crate::domain::{Kind, PostingId, TextError};
use crate::flows::Caller;
use crate::flows::review::{MOST_REPORTS, Object, Reportable, Reported, report, reportable};
use crate::i18n::Messages;

use super::account::words;
use super::error::WebError;
use super::forms::{Form, Input};
use super::page::{Page, html_as};
use super::state::State;

#[derive(Template)]
#[template(path = "report_form/report.html")]
struct ReportPage {
    m: Messages,
    page: Page,
    heading: String,
    title: String,
    /// The page of what is reported.
    back: String,
    grounds: Vec<(&'static str, String)>,
    /// What came of it, or why it can't be reported; instead of the form.
    told: Option<String>,
    form: Form,
}

impl ReportPage {
    fn answer(
        page: Page,
        object: Object,
        found: &Reportable,
        form: Form,
        told: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let (heading, back) = match object {
            Object::Posting(id) => (m.t("report-posting"), page.posting(&id)),
            Object::Organization(id) => (m.t("report-organization"), page.organization(&id)),
        };
        let grounds =
            Ground::ALL.iter().map(|one| (one.code(), m.t(&format!("report-ground-{}", one.code()))));
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let view = Self {
            m,
            heading,
            title: found.title.clone(),
            back,
            grounds: grounds.collect(),
            told: told.or_else(|| found.own.then(|| m.t("report-own"))),
            form,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

fn posting(text: &str) -> Result<Object, WebError> {
    let id: PostingId = text.parse().map_err(|_| WebError::NotFound)?;
    debug_assert!(Kind::ALL.contains(&id.kind()));
    Ok(Object::Posting(id))
}

fn organization(text: &str) -> Result<Object, WebError> {
    text.parse().map(Object::Organization).map_err(|_| WebError::NotFound)
}

async fn shown(page: Page, object: Object, caller: Caller, state: &State) -> Result<HttpResponse, WebError> {
    let found = state.ask(move |site| reportable(site.store(), &caller, object)).await?;
    let form = Form::empty(page.m);
    ReportPage::answer(page, object, &found, form, None)
}

async fn sent(
    page: Page,
    object: Object,
    input: Input,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let asked = caller.clone();
    let found = state.ask(move |site| reportable(site.store(), &asked, object)).await?;
    let mut form = input.form(m, &["ground", "words"], &[])?;
    let ground =
        form.read("ground", |code| Ground::from_code(code).ok_or(()), |()| m.t("report-ground-missing"));
    let say = |error: TextError| words::text(m, m.t("report-words"), &error);
    let own = form.read_optional("words", Reason::parse, say);
    if ground == Some(Ground::Other) && own.is_none() {
        form.complain("words", m.t("report-words-missing"));
    }
    let Some(ground) = ground.filter(|_| !form.failed()) else {
        return ReportPage::answer(page, object, &found, form, None);
    };
    let done = state.ask(move |site| report(site.store(), &caller, object, ground, own.as_ref())).await?;
    let told = match done {
        Reported::Done(_) => m.t("report-done"),
        Reported::Already => m.t("report-already"),
        Reported::TooMany => m.n("report-too-many", MOST_REPORTS),
        Reported::Own => m.t("report-own"),
    };
    ReportPage::answer(page, object, &found, Form::empty(m), Some(told))
}

/// `/en/postings/N-7F3K9Q/report`.
pub(super) async fn show_posting(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    shown(page, posting(&path.1)?, caller, &state).await
}

/// The form.
pub(super) async fn submit_posting(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    sent(page, posting(&path.1)?, input, caller, &state).await
}

/// `/en/organizations/O-7F3K9Q/report`.
pub(super) async fn show_organization(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    shown(page, organization(&path.1)?, caller, &state).await
}

/// The form.
pub(super) async fn submit_organization(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    sent(page, organization(&path.1)?, input, caller, &state).await
}

//! The list of reasons that moderators choose from.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::access::Action;
use crate::domain::{Line, TextError};
use crate::flows::Caller;
use crate::flows::review::{
    AddedReason, ListedReason, MOST_REASONS, add_reason, listed_reasons, retire_reason,
};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

use super::{require, retired};

#[derive(Template)]
#[template(path = "staff/reasons.html")]
struct ReasonsPage {
    m: Messages,
    page: Page,
    form: Form,
    reasons: Vec<ReasonView>,
}

struct ReasonView {
    code: String,
    en: String,
    zh: String,
    retired: bool,
    own: bool,
}

impl ReasonsPage {
    fn answer(page: Page, all: Vec<ListedReason>, form: Form) -> Result<HttpResponse, WebError> {
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let view = |one: ListedReason| ReasonView {
            en: one.text(crate::domain::Language::En).to_owned(),
            zh: one.text(crate::domain::Language::Zh).to_owned(),
            retired: one.retired,
            own: one.own,
            code: one.code,
        };
        let reasons = all.into_iter().map(view).collect();
        html_as(status, &Self { m: page.m, form, reasons, page: page.not_indexed() })
    }
}

/// `/en/staff/site/reasons`.
pub(in crate::web) async fn show(
    page: Page,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let all = state.ask(move |site| listed_reasons(site.store(), &caller)).await?;
    let form = Form::empty(page.m);
    ReasonsPage::answer(page, all, form)
}

/// A reason more.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    require(&page, Action::ManageSite)?;
    let mut form = input.form(m, &["zh", "en"], &[])?;
    let mut read = |field: &'static str| {
        let label = m.t(&format!("site-text-in-{field}"));
        form.read(field, Line::parse, |error| match error {
            TextError::Empty => m.t("reasons-missing"),
            TextError::TooLong { .. } => words::text(m, label, &error),
        })
    };
    if let (Some(zh), Some(en)) = (read("zh"), read("en")) {
        let by = caller.clone();
        match state.ask(move |site| add_reason(site.store(), &by, &en, &zh)).await? {
            AddedReason::Done => return Ok(see_other(&page.link("/staff/site/reasons"))),
            AddedReason::TooMany => form.complain("zh", m.n("reasons-many", MOST_REASONS)),
        }
    }
    let all = state.ask(move |site| listed_reasons(site.store(), &caller)).await?;
    ReasonsPage::answer(page, all, form)
}

/// Takes a reason out of the list, or puts it back.
pub(in crate::web) async fn retire(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let form = input.form(page.m, &["retired"], &[])?;
    let retired = retired(&form)?;
    let code = path.1.clone();
    state.ask(move |site| retire_reason(site.store(), &caller, &code, retired)).await?;
    Ok(see_other(&page.link("/staff/site/reasons")))
}

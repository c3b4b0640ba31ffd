//! Asking for a second look at what a moderator refused.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::verification::Reason;
use crate::domain::{PostingId, TextError};
use crate::flows::Caller;
use crate::flows::review::{Appealed, Refusal, appeal, refused};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::posting::paragraphs;
use crate::web::state::State;

use super::posting_id;

#[derive(Template)]
#[template(path = "writing/appeal.html")]
struct AppealPage {
    m: Messages,
    page: Page,
    form: Form,
    title: String,
    tag: &'static str,
    history: String,
    reason: Vec<String>,
    /// Why there can be no appeal, if so.
    closed: Option<String>,
}

impl AppealPage {
    fn answer(page: Page, id: PostingId, refusal: Refusal, form: Form) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let Refusal { version, closed } = refusal;
        let view = Self {
            m,
            title: version.content.title.to_string(),
            tag: version.content.language.tag(),
            history: page.link(format_args!("/posts/{id}/history")),
            reason: version.reason.map(|reason| paragraphs(reason.as_str())).unwrap_or_default(),
            closed: closed.map(|closed| match closed {
                Appealed::Again => m.t("appeal-again"),
                Appealed::Done | Appealed::NotRefused => m.t("appeal-not-refused"),
            }),
            form,
            page: page.not_indexed(),
        };
        let status = if view.form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        html_as(status, &view)
    }
}

/// `/en/posts/N-7F3K9Q/appeal`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id = posting_id(&path.1)?;
    let refusal = state.ask(move |site| refused(site.store(), &caller, id)).await?;
    let form = Form::empty(page.m);
    AppealPage::answer(page, id, refusal, form)
}

/// The appeal.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = posting_id(&path.1)?;
    let asked = caller.clone();
    let refusal = state.ask(move |site| refused(site.store(), &asked, id)).await?;
    let mut form = input.form(m, &["message"], &[])?;
    let message = form.read("message", Reason::parse, |error| match &error {
        TextError::Empty => m.t("appeal-message-missing"),
        TextError::TooLong { .. } => words::text(m, m.t("appeal-message"), &error),
    });
    let Some(message) = message else { return AppealPage::answer(page, id, refusal, form) };
    let to = match state.ask(move |site| appeal(site.store(), &caller, id, &message)).await? {
        Appealed::Done => page.link(format_args!("/posts/{id}/history")),
        // The page says why not.
        Appealed::NotRefused | Appealed::Again => page.link(format_args!("/posts/{id}/appeal")),
    };
    Ok(see_other(&to))
}

//! Resetting a forgotten password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Utc;

use crate::flows::Caller;
use crate::flows::account::{Reset, is_reset_link, request_reset, reset};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::page::{Page, html, html_as};
use crate::web::state::State;

use super::confirm::BadLink;
use super::sign_in::signed_out;
use super::sign_up::LetterSent;
use super::words;

#[derive(Template)]
#[template(path = "account/reset.html")]
struct ResetPage {
    m: Messages,
    page: Page,
    form: Form,
}

#[derive(Template)]
#[template(path = "account/reset_choose.html")]
struct ChoosePage {
    m: Messages,
    page: Page,
    form: Form,
    email: String,
}

/// `/en/reset`.
pub(in crate::web) async fn show(page: Page) -> Result<HttpResponse, WebError> {
    let form = Form::empty(page.m);
    html(&ResetPage { m: page.m, form, page: page.not_indexed() })
}

/// The form with the address.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let page = page.not_indexed();
    let mut form = input.form(m, &["email"], &[])?;
    let Some(email) = words::email(m, &mut form, "email") else {
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &ResetPage { m, form, page });
    };
    state.attempts().count(Attempt::Reset, caller.address, email.as_str())?;
    let (shown, language) = (email.to_string(), page.language());
    state.ask(move |site| request_reset(site, &email, language, Utc::now())).await?;
    html(&LetterSent {
        m,
        page,
        title: m.t("reset-sent"),
        email: shown,
        paragraphs: vec![m.t("reset-sent.text"), m.t("reset-sent.none")],
    })
}

fn bad_link(page: Page) -> Result<HttpResponse, WebError> {
    let again = (page.m.t("reset-again"), page.link("/reset"));
    BadLink::answer(page.clone(), page.m.t("reset-bad-link"), Some(again))
}

/// `/en/reset/TOKEN`.
pub(in crate::web) async fn choose(
    page: Page,
    path: web::Path<(String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let link = path.into_inner().1;
    let found = state.ask(move |site| is_reset_link(site.store(), &link, Utc::now())).await?;
    let Some((account, _)) = found else { return bad_link(page) };
    let (m, form, email) = (page.m, Form::empty(page.m), account.email.to_string());
    html(&ChoosePage { m, form, email, page: page.not_indexed() })
}

/// The form with the new password.
pub(in crate::web) async fn set(
    page: Page,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let link = path.into_inner().1;
    let mut form = input.form(m, &["password"], &[])?;
    let asked = link.clone();
    let found = state.ask(move |site| is_reset_link(site.store(), &asked, Utc::now())).await?;
    let Some((account, organizations)) = found else { return bad_link(page) };
    let names: Vec<&str> = organizations.iter().map(String::as_str).chain([account.name.as_str()]).collect();
    let Some(password) = words::new_password(m, &mut form, "password", Some(&account.email), &names) else {
        form.forget("password");
        let view = ChoosePage { m, form, email: account.email.to_string(), page: page.not_indexed() };
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let done = state.ask_hashing(move |site| reset(site, &link, &password, &caller)).await?;
    match done {
        Reset::Done => Ok(signed_out(&page, &request, "reset")),
        Reset::BadLink => bad_link(page),
    }
}

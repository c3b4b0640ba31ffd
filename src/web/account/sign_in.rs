//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::HeaderName;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::account::{SignIn, sign_in as sign_in_flow, sign_out as sign_out_flow};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::cookies::Jar;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::preferences;
use crate::web::session::{with_session, without_session};
use crate::web::state::State;

use super::words;

#[derive(Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    m: Messages,
    page: Page,
    form: Form,
    notice: Option<String>,
}

/// Where to go afterwards, and what happened before.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    next: Option<String>,
    done: Option<String>,
}

/// A page of this site to go on to, or else the own account.
pub(super) fn onward(page: &Page, next: &str) -> String {
    if preferences::is_page(next) { next.to_owned() } else { page.link("/account") }
}

/// `/en/sign-in`.
pub(in crate::web) async fn show(page: Page, query: web::Query<Query>) -> Result<HttpResponse, WebError> {
    let next = query.next.as_deref().unwrap_or_default();
    if page.signed().is_some() {
        return Ok(see_other(&onward(&page, next)));
    }
    let m = page.m;
    let notice = match query.done.as_deref() {
        Some("reset") => Some(m.t("sign-in-after-reset")),
        Some("signed-out") => Some(m.t("sign-in-after-sign-out")),
        Some("everywhere") => Some(m.t("sign-in-after-everywhere")),
        Some("deleted") => Some(m.t("sign-in-after-deletion")),
        _ if !next.is_empty() => Some(m.t("sign-in-first")),
        _ => None,
    };
    let form = Form::empty(m).holding("next", next);
    html_as(StatusCode::OK, &SignInPage { m, form, notice, page: page.not_indexed() })
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    request: HttpRequest,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["email", "password", "next"], &[])?;
    let email = words::email(m, &mut form, "email");
    let password = words::secret(m, &mut form, "password");
    if let (Some(email), Some(password)) = (email, password) {
        state.attempts().count(Attempt::SignIn, caller.address, email.as_str())?;
        let done = state.ask_hashing(move |site| sign_in_flow(site, &email, &password, &caller)).await?;
        let next = form.value("next").to_owned();
        match done {
            SignIn::Done(token) => {
                return Ok(with_session(see_other(&onward(&page, &next)), &request, &token));
            }
            SignIn::SecondFactor(token) => {
                let to = super::second_step::address(&page, &next);
                return Ok(with_session(see_other(&to), &request, &token));
            }
            SignIn::Refused => form.complain("email", m.t("sign-in-refused")),
            SignIn::Suspended => form.complain("email", m.t("sign-in-suspended")),
        }
    }
    form.forget("password");
    let view = SignInPage { m, form, notice: None, page: page.not_indexed() };
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// `/en/sign-out`: ends this session, and has the browser forget what it keeps of the site.
pub(in crate::web) async fn sign_out(
    page: Page,
    request: HttpRequest,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    if let Some(token) = Jar::Session.read(&request) {
        state.ask(move |site| sign_out_flow(site.store(), &token, caller.at)).await?;
    }
    Ok(signed_out(&page, &request, "signed-out"))
}

/// The answer after all that was private is over.
pub(super) fn signed_out(page: &Page, request: &HttpRequest, done: &str) -> HttpResponse {
    let mut answer = see_other(&page.link(format_args!("/sign-in?done={done}")));
    let header = HeaderName::from_static("clear-site-data");
    // Pages that were private must not come back with the browser's back button.
    answer.headers_mut().insert(header, actix_web::http::header::HeaderValue::from_static("\"cache\""));
    without_session(answer, request)
}

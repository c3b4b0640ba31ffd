//! The second step of signing in: a code.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use form_urlencoded::Serializer;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::account::{SecondStep, second_step};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::cookies::Jar;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::{signed, with_session};
use crate::web::state::State;

use super::sign_in::onward;
use super::words;

#[derive(Template)]
#[template(path = "account/second_step.html")]
struct SecondStepPage {
    m: Messages,
    page: Page,
    form: Form,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    next: Option<String>,
}

/// The address of the step, on the way to `next`.
pub(super) fn address(page: &Page, next: &str) -> String {
    let query = Serializer::new(String::new()).append_pair("next", next).finish();
    page.link(format_args!("/sign-in/second-factor?{query}"))
}

/// `/en/sign-in/second-factor`.
pub(in crate::web) async fn show(
    page: Page,
    request: HttpRequest,
    query: web::Query<Query>,
) -> Result<HttpResponse, WebError> {
    if !signed(&request).is_some_and(|signed| signed.is_half()) {
        return Ok(see_other(&page.link("/sign-in")));
    }
    let form = Form::empty(page.m).holding("next", query.next.as_deref().unwrap_or_default());
    html_as(StatusCode::OK, &SecondStepPage { m: page.m, form, page: page.not_indexed() })
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
    let mut form = input.form(m, &["code", "next"], &[])?;
    let half = signed(&request).filter(|signed| signed.is_half());
    let (Some(half), Some(token)) = (half, Jar::Session.read(&request)) else {
        return Ok(see_other(&page.link("/sign-in")));
    };
    if let Some(code) = words::secret(m, &mut form, "code") {
        // By the account, so that nobody tries all codes from many addresses.
        state.attempts().count(Attempt::SignIn, caller.address, &format!("code of {}", half.id))?;
        let done = state.ask(move |site| second_step(site.store(), &token, &code, &caller)).await?;
        match done {
            SecondStep::Done(token, left) => {
                let to = match left {
                    Some(_) => page.link("/account/second-factor?recovered=1"),
                    None => onward(&page, form.value("next")),
                };
                return Ok(with_session(see_other(&to), &request, &token));
            }
            SecondStep::Expired => return Ok(see_other(&page.link("/sign-in"))),
            SecondStep::Refused => form.complain("code", m.t("second-step-refused")),
        }
    }
    form.forget("code");
    let view = SecondStepPage { m, form, page: page.not_indexed() };
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

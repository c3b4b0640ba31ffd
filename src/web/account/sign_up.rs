//! Signing up: name, address and password; a letter confirms the address.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Utc;

use crate::domain::account::Account;
use crate::flows::Caller;
use crate::flows::account::{SignUp, sign_up};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::state::State;

use super::words;

#[derive(Template)]
#[template(path = "account/sign_up.html")]
struct SignUpPage {
    m: Messages,
    page: Page,
    form: Form,
}

/// What is said after a form that is answered by a letter, whether or not there is an account.
#[derive(Template)]
#[template(path = "account/letter_sent.html")]
pub(super) struct LetterSent {
    pub(super) m: Messages,
    pub(super) page: Page,
    pub(super) title: String,
    pub(super) email: String,
    pub(super) paragraphs: Vec<String>,
}

/// `/en/sign-up`.
pub(in crate::web) async fn show(page: Page) -> Result<HttpResponse, WebError> {
    if page.signed().is_some() {
        return Ok(see_other(&page.link("/account")));
    }
    let form = Form::empty(page.m);
    html(&SignUpPage { m: page.m, form, page })
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["name", "email", "password"], &[])?;
    let name = words::name(m, &mut form, "name");
    let email = words::email(m, &mut form, "email");
    let names: Vec<&str> = name.iter().map(|name| name.as_str()).collect();
    let password = words::new_password(m, &mut form, "password", email.as_ref(), &names);
    let (Some(name), Some(email), Some(password)) = (name, email, password) else {
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &SignUpPage { m, form, page });
    };
    state.attempts().count(Attempt::SignUp, caller.address, email.as_str())?;
    let shown = email.to_string();
    let account = Account { email, name: name.into(), language: page.language() };
    let new = SignUp { account, password };
    state.ask_hashing(move |site| sign_up(site, &new, Utc::now())).await?;
    html(&LetterSent {
        m,
        page,
        title: m.t("sign-up-sent"),
        email: shown,
        paragraphs: vec![m.t("sign-up-sent.text"), m.t("sign-up-sent.spam")],
    })
}

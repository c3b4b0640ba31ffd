//! Following the link that confirms an address.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Utc;

use crate::flows::Caller;
use crate::flows::account::{Confirmation, confirm, is_sign_up_link};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::with_session;
use crate::web::state::State;

use super::words;

#[derive(Template)]
#[template(path = "account/confirm.html")]
struct ConfirmPage {
    m: Messages,
    page: Page,
    form: Form,
    email: String,
}

/// A link that opens nothing any more, and what to do instead.
#[derive(Template)]
#[template(path = "account/bad_link.html")]
pub(in crate::web) struct BadLink {
    m: Messages,
    page: Page,
    /// What to do, and the link to it.
    advice: String,
    again: Option<(String, String)>,
}

impl BadLink {
    /// The page, with status 410.
    pub(in crate::web) fn answer(
        page: Page,
        advice: String,
        again: Option<(String, String)>,
    ) -> Result<HttpResponse, WebError> {
        html_as(StatusCode::GONE, &Self { m: page.m, page: page.not_indexed(), advice, again })
    }
}

fn bad_link(page: Page) -> Result<HttpResponse, WebError> {
    let again = (page.m.t("layout-sign-up"), page.link("/sign-up"));
    BadLink::answer(page.clone(), page.m.t("confirm-bad-link"), Some(again))
}

/// `/en/sign-up/TOKEN`. Looking at it changes nothing, as scanners of mail follow links too.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let link = path.into_inner().1;
    let found = state.ask(move |site| is_sign_up_link(site.store(), &link, Utc::now())).await?;
    let Some(account) = found else { return bad_link(page) };
    let (m, form, email) = (page.m, Form::empty(page.m), account.email.to_string());
    html_as(StatusCode::OK, &ConfirmPage { m, form, email, page: page.not_indexed() })
}

/// The form with the password.
pub(in crate::web) async fn submit(
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
    let found = state.ask(move |site| is_sign_up_link(site.store(), &asked, Utc::now())).await?;
    let Some(account) = found else { return bad_link(page) };
    let email = account.email.to_string();
    if let Some(password) = words::secret(m, &mut form, "password") {
        state.attempts().count(Attempt::SignIn, caller.address, &email)?;
        let done = state.ask_hashing(move |site| confirm(site.store(), &link, &password, &caller)).await?;
        match done {
            Confirmation::Done(token) => {
                return Ok(with_session(see_other(&page.link("/account?welcome=1")), &request, &token));
            }
            Confirmation::BadLink => return bad_link(page),
            Confirmation::WrongPassword => form.complain("password", m.t("confirm-wrong-password")),
        }
    }
    form.forget("password");
    let view = ConfirmPage { m, form, email, page: page.not_indexed() };
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

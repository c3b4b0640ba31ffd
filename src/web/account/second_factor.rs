//! Setting up and removing one's second factor.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::account::{
    Confirmed, NewFactor, Signed, begin_second_factor, confirm_second_factor, new_recovery_codes,
    recovery_codes_left, remove_second_factor,
};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::session::{SignedIn, with_session};
use crate::web::state::State;

use super::words;

/// Setting it up.
#[derive(Template)]
#[template(path = "account/second_factor_new.html")]
struct NewPage {
    m: Messages,
    page: Page,
    form: Form,
    factor: NewFactor,
    required: bool,
}

/// It is set up.
#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct SetPage {
    m: Messages,
    page: Page,
    form: Form,
    left: usize,
    required: bool,
    recovered: bool,
}

/// The recovery codes, once.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    m: Messages,
    page: Page,
    codes: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    recovered: Option<String>,
}

fn is_set(signed: &Signed) -> bool {
    signed.visitor.person().is_some_and(|person| person.second_factor)
}

fn is_staff(signed: &Signed) -> bool {
    signed.visitor.person().is_some_and(|person| person.staff.is_some())
}

/// `/en/account/second-factor`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(signed): SignedIn,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let form = Form::empty(page.m);
    if is_set(&signed) {
        let recovered = query.recovered.is_some();
        return set_page(page, &signed, form, recovered, StatusCode::OK, caller, &state).await;
    }
    new_page(page, &signed, form, StatusCode::OK, caller, &state).await
}

async fn set_page(
    page: Page,
    signed: &Signed,
    form: Form,
    recovered: bool,
    status: StatusCode,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let left = state.ask(move |site| recovery_codes_left(site.store(), &caller)).await?;
    let required = is_staff(signed);
    html_as(status, &SetPage { m: page.m, form, left, required, recovered, page: page.not_indexed() })
}

async fn new_page(
    page: Page,
    signed: &Signed,
    mut form: Form,
    status: StatusCode,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let shown = form.value("secret").to_owned();
    let again = move || (!shown.is_empty()).then_some(shown);
    let factor =
        state.ask(move |site| begin_second_factor(site.store(), &caller, again().as_deref())).await?;
    form.forget("secret");
    let required = is_staff(signed);
    html_as(status, &NewPage { m: page.m, form, factor, required, page: page.not_indexed() })
}

/// The form that confirms it with a code.
pub(in crate::web) async fn submit(
    page: Page,
    request: HttpRequest,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["secret", "code", "present"], &[])?;
    let code = words::secret(m, &mut form, "code");
    let present = words::secret(m, &mut form, "present");
    if let (Some(code), Some(present)) = (code, present) {
        state.attempts().count(Attempt::SignIn, caller.address, signed.account.email.as_str())?;
        let (session, secret, asked) = (signed.session.row, form.value("secret").to_owned(), caller.clone());
        let done = state
            .ask_hashing(move |site| confirm_second_factor(site, &asked, session, &secret, &code, &present))
            .await?;
        match done {
            Confirmed::Done(token, codes) => {
                let page = page.not_indexed().renewed(&token);
                let shown = html(&CodesPage { m, codes, page })?;
                return Ok(with_session(shown, &request, &token));
            }
            Confirmed::WrongCode => form.complain("code", m.t("second-factor-wrong-code")),
            Confirmed::WrongPassword => form.complain("present", m.t("account-wrong-password")),
        }
    }
    form.forget("code");
    new_page(page, &signed, form, StatusCode::UNPROCESSABLE_ENTITY, caller, &state).await
}

/// `/en/account/second-factor/removal`.
pub(in crate::web) async fn remove(
    page: Page,
    request: HttpRequest,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["present"], &[])?;
    if let Some(present) = words::secret(m, &mut form, "present") {
        state.attempts().count(Attempt::SignIn, caller.address, signed.account.email.as_str())?;
        let (session, asked) = (signed.session.row, caller.clone());
        let done =
            state.ask_hashing(move |site| remove_second_factor(site, &asked, session, &present)).await?;
        match done {
            Some(token) => {
                return Ok(with_session(see_other(&page.link("/account?done=saved")), &request, &token));
            }
            None => form.complain("present", m.t("account-wrong-password")),
        }
    }
    set_page(page, &signed, form, false, StatusCode::UNPROCESSABLE_ENTITY, caller, &state).await
}

/// `/en/account/recovery-codes`: makes new ones.
pub(in crate::web) async fn renew_codes(
    page: Page,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["codes-present"], &[])?;
    if let Some(present) = words::secret(m, &mut form, "codes-present") {
        state.attempts().count(Attempt::SignIn, caller.address, signed.account.email.as_str())?;
        let asked = caller.clone();
        let codes = state.ask_hashing(move |site| new_recovery_codes(site.store(), &asked, &present)).await?;
        match codes {
            Some(codes) => return html(&CodesPage { m, codes, page: page.not_indexed() }),
            None => form.complain("codes-present", m.t("account-wrong-password")),
        }
    }
    set_page(page, &signed, form, false, StatusCode::UNPROCESSABLE_ENTITY, caller, &state).await
}

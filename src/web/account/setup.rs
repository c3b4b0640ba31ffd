//! Making the site's first administrator, by the link that the program prints at its first start.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::account::Account;
use crate::flows::Caller;
use crate::flows::account::{AccountError, setup};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::session::with_session;
use crate::web::state::State;

use super::confirm::BadLink;
use super::words;

#[derive(Template)]
#[template(path = "account/setup.html")]
struct SetupPage {
    m: Messages,
    page: Page,
    form: Form,
}

fn bad_link(page: Page) -> Result<HttpResponse, WebError> {
    let advice = page.m.t("setup-bad-link");
    BadLink::answer(page, advice, None)
}

/// `/en/setup/TOKEN`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let link = path.into_inner().1;
    match state.ask(move |site| answered(setup(site.store(), &link, None, &caller))).await? {
        Err(AccountError::Link) => bad_link(page),
        _ => {
            let form = Form::empty(page.m);
            html(&SetupPage { m: page.m, form, page: page.not_indexed() })
        }
    }
}

/// The form.
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
    let mut form = input.form(m, &["name", "email", "password"], &[])?;
    let name = words::name(m, &mut form, "name");
    let email = words::email(m, &mut form, "email");
    let names: Vec<&str> = name.iter().map(|name| name.as_str()).collect();
    let password = words::new_password(m, &mut form, "password", email.as_ref(), &names);
    if let (Some(name), Some(email), Some(password)) = (name, email, password) {
        let account = Account { email, name: name.into(), language: page.language() };
        let made = state
            .ask_hashing(move |site| {
                answered(setup(site.store(), &link, Some((&account, &password)), &caller))
            })
            .await?;
        match made {
            Ok(Some(token)) => {
                let to = page.link("/account/second-factor");
                return Ok(with_session(see_other(&to), &request, &token));
            }
            Err(AccountError::EmailTaken) => form.complain("email", m.t("setup-email-taken")),
            _ => return bad_link(page),
        }
    }
    form.forget("password");
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &SetupPage { m, form, page: page.not_indexed() })
}

/// What went wrong for the program, apart from what went wrong for the person.
fn answered<T>(result: Result<T, AccountError>) -> Result<Result<T, AccountError>, crate::flows::FlowError> {
    match result {
        Err(AccountError::Flow(error)) => Err(error),
        other => Ok(other),
    }
}

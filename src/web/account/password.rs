//! Changing one's password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flows::Caller;
use crate::flows::account::{ChangedPassword, change_password};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::session::{SignedIn, with_session};
use crate::web::state::State;

use super::words;

#[derive(Template)]
#[template(path = "account/password.html")]
struct PasswordPage {
    m: Messages,
    page: Page,
    form: Form,
}

/// `/en/account/password`.
pub(in crate::web) async fn show(page: Page, _: SignedIn) -> Result<HttpResponse, WebError> {
    let form = Form::empty(page.m);
    html(&PasswordPage { m: page.m, form, page: page.not_indexed() })
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    request: HttpRequest,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["present", "password"], &[])?;
    let present = words::secret(m, &mut form, "present");
    let mut names = vec![signed.account.name.to_string()];
    for own in &signed.memberships {
        names.extend(own.organization.names.all().map(ToString::to_string));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let email = &signed.account.email;
    let new = words::new_password(m, &mut form, "password", Some(email), &names);
    if let (Some(present), Some(new)) = (present, new) {
        state.attempts().count(Attempt::SignIn, caller.address, email.as_str())?;
        let session = signed.session.row;
        let done =
            state.ask_hashing(move |site| change_password(site, &caller, session, &present, &new)).await?;
        match done {
            ChangedPassword::Done(token) => {
                let to = page.link("/account?done=password");
                return Ok(with_session(see_other(&to), &request, &token));
            }
            ChangedPassword::WrongPassword => form.complain("present", m.t("account-wrong-password")),
        }
    }
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &PasswordPage { m, form, page: page.not_indexed() })
}

//! Writing to those who run the site.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::verification::Reason;
use crate::flows::Caller;
use crate::flows::contact::contact;
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::page::{Page, html, html_as};
use crate::web::state::State;

use super::words;

#[derive(Template)]
#[template(path = "account/contact.html")]
struct ContactPage {
    m: Messages,
    page: Page,
    form: Form,
    sent: bool,
}

/// `/en/contact`.
pub(in crate::web) async fn show(page: Page) -> Result<HttpResponse, WebError> {
    let own = page.signed().map(|signed| signed.account.email.to_string()).unwrap_or_default();
    let form = Form::empty(page.m).holding("email", own);
    html(&ContactPage { m: page.m, page, form, sent: false })
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["email", "message"], &[])?;
    let email = words::email(m, &mut form, "email");
    let message = form.read("message", Reason::parse, |error| words::text(m, m.t("contact-message"), &error));
    let (Some(email), Some(message)) = (email, message) else {
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &ContactPage { m, page, form, sent: false });
    };
    state.attempts().count(Attempt::Contact, caller.address, email.as_str())?;
    state.ask(move |site| contact(site, &email, message.as_str(), caller.at)).await?;
    html(&ContactPage { m, page, form: Form::empty(m), sent: true })
}

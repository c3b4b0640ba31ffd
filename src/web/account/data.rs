//! Taking along what the site holds on oneself, and deleting it.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flows::Caller;
use crate::flows::account::{Deleted, delete as delete_flow, export as export_flow};
use crate::i18n::Messages;
use crate::web::attempts::Attempt;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::page::{Page, html, html_as};
use crate::web::session::SignedIn;
use crate::web::state::State;

use super::sign_in::signed_out;
use super::words;

#[derive(Template)]
#[template(path = "account/deletion.html")]
struct DeletionPage {
    m: Messages,
    page: Page,
    form: Form,
}

/// `/en/account/data`: all of it, as a file.
pub(in crate::web) async fn export(
    page: Page,
    _: SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let json = state.ask(move |site| export_flow(site.store(), &caller)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"sunmao-account.json\""))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(json))
}

/// `/en/account/deletion`.
pub(in crate::web) async fn ask(page: Page, _: SignedIn) -> Result<HttpResponse, WebError> {
    let form = Form::empty(page.m);
    html(&DeletionPage { m: page.m, form, page: page.not_indexed() })
}

/// The form with the password.
pub(in crate::web) async fn delete(
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
        match state.ask_hashing(move |site| delete_flow(site, &caller, &present)).await? {
            Deleted::Done => return Ok(signed_out(&page, &request, "deleted")),
            Deleted::WrongPassword => form.complain("present", m.t("account-wrong-password")),
            Deleted::LastOfSite => form.complain("present", m.t("deletion-last-of-site")),
            Deleted::LastAdministratorOf(names) => {
                let names = names.join(&m.t("format-list-comma"));
                form.complain("present", m.v("deletion-last-administrator", names));
            }
        }
    }
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &DeletionPage { m, form, page: page.not_indexed() })
}

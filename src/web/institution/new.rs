//! Bringing an organization onto the site.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::flows::Caller;
use crate::flows::account::act_for;
use crate::flows::institution::{Founded, found};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::{SignedIn, with_session};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::fields::{self, Options};

#[derive(Template)]
#[template(path = "institution/new.html")]
struct NewPage {
    m: Messages,
    page: Page,
    form: Form,
    options: Options,
    /// The organization that is here already.
    exists: Option<OrganizationLine>,
}

impl NewPage {
    fn answer(page: Page, form: Form, exists: Option<OrganizationLine>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let fine = !form.failed() && exists.is_none();
        let status = if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let options = Options::new(m, &form);
        html_as(status, &Self { m, page: page.not_indexed(), form, options, exists })
    }
}

/// `/en/organizations/new`.
pub(in crate::web) async fn show(page: Page, _: SignedIn) -> Result<HttpResponse, WebError> {
    let form = Form::empty(page.m);
    NewPage::answer(page, form, None)
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
    let mut form = input.form(m, fields::ONCE, fields::MANY)?;
    let Some(about) = fields::read(m, &mut form) else { return NewPage::answer(page, form, None) };
    let asked = caller.clone();
    match state.ask(move |site| found(site.store(), &asked, &about)).await? {
        Founded::Exists(known) => {
            let line = OrganizationLine::new(m, &known);
            NewPage::answer(page, form, Some(line))
        }
        Founded::TooMany => {
            form.complain("name-zh", m.t("institution-too-many"));
            NewPage::answer(page, form, None)
        }
        Founded::Done(id) => {
            let session = signed.session.row;
            let token = state.ask(move |site| act_for(site.store(), &caller, session, id)).await?;
            let next = page.link(format_args!("/organizations/{id}/verification?done=founded"));
            Ok(with_session(see_other(&next), &request, &token))
        }
    }
}

//! Changing what an organization says of itself.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::OrganizationId;
use crate::domain::credit_code::CreditCode;
use crate::flows::Caller;
use crate::flows::institution::About;
use crate::flows::institution::profile::{Changed, Editable, change, read};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

use super::fields::{self, Options};
use super::{Area, id};

#[derive(Template)]
#[template(path = "institution/profile.html")]
struct ProfilePage {
    m: Messages,
    page: Page,
    area: Area,
    form: Form,
    options: Options,
    /// The form that takes a logo.
    logo_form: Form,
    /// The address of the present logo.
    logo: Option<String>,
    under_review: bool,
    odd_code: bool,
    notice: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl ProfilePage {
    fn answer(
        page: Page,
        known: &Editable,
        form: Form,
        logo_form: Form,
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let fine = !form.failed() && !logo_form.failed();
        let status = if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let organization = &known.organization;
        let code = CreditCode::parse(form.value("credit-code"));
        let view = Self {
            m,
            area: Area::new(&page, organization, "profile"),
            options: Options::new(m, &form),
            form,
            logo_form,
            logo: known.logo.as_ref().map(|hash| super::logo::address(&page, organization.id, hash)),
            under_review: known.under_review,
            odd_code: code.is_ok_and(|code| !code.is_check_ok()),
            page: page.not_indexed(),
            notice,
        };
        html_as(status, &view)
    }
}

/// The page with the organization as it is, and with a logo that was refused.
pub(super) async fn with_logo(
    page: Page,
    id: OrganizationId,
    logo_form: Form,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let known = state.ask(move |site| read(site.store(), &caller, id)).await?;
    let form = fields::filled(page.m, &About::of(&known.organization, &known.domains));
    ProfilePage::answer(page, &known, form, logo_form, None)
}

/// `/en/organizations/O-7F3K9Q/profile`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = id(&path.1)?;
    let known = state.ask(move |site| read(site.store(), &caller, id)).await?;
    let notice = match query.done.as_deref() {
        Some("saved") => Some(m.t("institution-saved")),
        Some("lapsed") => Some(m.t("institution-lapsed")),
        _ => None,
    };
    let form = fields::filled(m, &About::of(&known.organization, &known.domains));
    ProfilePage::answer(page, &known, form, Form::empty(m), notice)
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = id(&path.1)?;
    let asked = caller.clone();
    // First of all, so that who may not change it isn't told what is wrong with their form.
    let known = state.ask(move |site| read(site.store(), &asked, id)).await?;
    let mut form = input.form(m, fields::ONCE, fields::MANY)?;
    if let Some(about) = fields::read(m, &mut form) {
        match state.ask(move |site| change(site.store(), &caller, id, &about)).await? {
            Changed::Done { lapsed } => {
                let done = if lapsed { "lapsed" } else { "saved" };
                let next = page.link(format_args!("/organizations/{id}/profile?done={done}"));
                return Ok(see_other(&next));
            }
            Changed::UnderReview => form.complain("name-zh", m.t("institution-under-review")),
        }
    }
    ProfilePage::answer(page, &known, form, Form::empty(m), None)
}

//! One's own account.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::account::Role;
use crate::domain::{Language, OrganizationId};
use crate::flows::Caller;
use crate::flows::account::{Signed, act_for as act_for_flow, change_profile};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::{SignedIn, with_session};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::words;

#[derive(Template)]
#[template(path = "account/overview.html")]
struct AccountPage {
    m: Messages,
    page: Page,
    form: Form,
    email: String,
    second_factor: bool,
    needs_second_factor: bool,
    organizations: Vec<Own>,
    languages: Vec<(&'static str, String)>,
    notice: Option<String>,
}

/// An organization that the person acts for.
struct Own {
    line: OrganizationLine,
    role: String,
    manages: bool,
    present: bool,
    suspended: bool,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    welcome: Option<String>,
    done: Option<String>,
}

impl AccountPage {
    fn new(page: Page, signed: &Signed, form: Form, notice: Option<String>) -> Self {
        let m = page.m;
        let present = signed.acting_for().map(|own| own.organization.id);
        let person = signed.visitor.person();
        let second_factor = person.is_some_and(|person| person.second_factor);
        let own = |own: &crate::flows::account::Membership| Own {
            line: OrganizationLine::new(m, &own.organization),
            role: m.t(&format!("role-{}", own.role.code())),
            manages: own.role == Role::Administrator,
            present: Some(own.organization.id) == present,
            suspended: own.organization.suspended,
        };
        Self {
            m,
            email: signed.account.email.to_string(),
            second_factor,
            needs_second_factor: !second_factor && person.is_some_and(|person| person.staff.is_some()),
            organizations: signed.memberships.iter().map(own).collect(),
            languages: Language::ALL
                .map(|language| (language.code(), m.t(&format!("language-{}", language.code()))))
                .to_vec(),
            page: page.not_indexed(),
            form,
            notice,
        }
    }
}

/// `/en/account`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(signed): SignedIn,
    query: web::Query<Query>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let notice = match (query.welcome.is_some(), query.done.as_deref()) {
        (true, _) => Some(m.t("account-welcome")),
        (_, Some("saved")) => Some(m.t("account-saved")),
        (_, Some("password")) => Some(m.t("account-password-saved")),
        (_, Some("left")) => Some(m.t("account-left")),
        _ => None,
    };
    let form = Form::empty(m)
        .holding("name", signed.account.name.as_str())
        .holding("language", signed.account.language.code());
    html_as(StatusCode::OK, &AccountPage::new(page, &signed, form, notice))
}

/// The form with name and language.
pub(in crate::web) async fn submit(
    page: Page,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["name", "language"], &[])?;
    let name = words::name(m, &mut form, "name");
    let language = words::language(m, &mut form, "language");
    let (Some(name), Some(language)) = (name, language) else {
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &AccountPage::new(page, &signed, form, None));
    };
    state.ask(move |site| change_profile(site.store(), &caller, &name, language)).await?;
    Ok(see_other(&page.link("/account?done=saved")))
}

/// `/en/account/organization`: chooses whom the person acts for.
pub(in crate::web) async fn act_for(
    page: Page,
    request: HttpRequest,
    SignedIn(signed): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let form = input.form(page.m, &["organization"], &[])?;
    let id: OrganizationId = form.value("organization").parse().map_err(|_| WebError::BadForm)?;
    let session = signed.session.row;
    let token = state.ask(move |site| act_for_flow(site.store(), &caller, session, id)).await?;
    Ok(with_session(see_other(&page.link("/account?done=saved")), &request, &token))
}

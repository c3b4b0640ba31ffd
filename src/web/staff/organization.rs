//! One organization as the staff see it, and its suspension.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::OrganizationId;
use crate::domain::access::{Action, Subject};
use crate::flows::Caller;
use crate::flows::staff::organizations::{Member, OrganizationFile, read, restore, suspend};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::case::DecisionView;
use super::entries::EntryView;
use super::facts::Facts;
use super::{named, reason, require};

#[derive(Template)]
#[template(path = "staff/organization.html")]
struct OrganizationPage {
    m: Messages,
    page: Page,
    id: OrganizationId,
    line: OrganizationLine,
    suspended: bool,
    facts: Facts,
    members: Vec<MemberView>,
    history: Vec<DecisionView>,
    recent: Option<Vec<EntryView>>,
    suspends: bool,
    /// Where the forms go, up to what they do.
    base: String,
    form: Form,
    notice: Option<String>,
}

/// Somebody who acts for it.
struct MemberView {
    name: String,
    email: String,
    link: String,
    role: String,
    suspended: bool,
}

impl MemberView {
    fn new(page: &Page, member: &Member) -> Self {
        Self {
            name: member.account.name.to_string(),
            email: member.account.email.to_string(),
            link: page.link(format_args!("/staff/people/{}", member.id)),
            role: page.m.t(&format!("role-{}", member.role.code())),
            suspended: member.suspended,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl OrganizationPage {
    fn answer(
        page: Page,
        file: &OrganizationFile,
        form: Form,
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let organization = &file.organization;
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let view = Self {
            m,
            id: organization.id,
            line: OrganizationLine::new(m, organization),
            suspended: organization.suspended,
            facts: Facts::new(&page, organization, &file.domains),
            members: file.members.iter().map(|member| MemberView::new(&page, member)).collect(),
            history: file.history.iter().map(|one| DecisionView::new(&page, one)).collect(),
            recent: EntryView::recent(&page, file.recent.as_ref()),
            suspends: page.may(Action::SuspendOrganization(Subject::from(organization))),
            base: page.link(format_args!("/staff/organizations/{}", organization.id)),
            form,
            notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// `/en/staff/organizations/O-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: OrganizationId = named(&page, &path.1, Action::ReadRegister)?;
    let file = state.ask(move |site| read(site.store(), &caller, id)).await?;
    let notice = match query.done.as_deref() {
        Some("suspended") => Some(m.t("staff-done-suspended")),
        Some("restored") => Some(m.t("staff-done-restored")),
        _ => None,
    };
    OrganizationPage::answer(page, &file, Form::empty(m), notice)
}

/// `…/suspension`.
pub(in crate::web) async fn submit_suspension(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    set(page, &path.1, input, caller, &state, true).await
}

/// `…/restoration`.
pub(in crate::web) async fn submit_restoration(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    set(page, &path.1, input, caller, &state, false).await
}

async fn set(
    page: Page,
    text: &str,
    input: Input,
    caller: Caller,
    state: &State,
    suspended: bool,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: OrganizationId = named(&page, text, Action::ReadRegister)?;
    let asked = caller.clone();
    let file = state.ask(move |site| read(site.store(), &asked, id)).await?;
    require(&page, Action::SuspendOrganization(Subject::from(&file.organization)))?;
    let mut form = input.form(m, &["reason"], &[])?;
    let Some(reason) = reason(m, &mut form, "reason") else {
        return OrganizationPage::answer(page, &file, form, None);
    };
    // What was so before is what was wanted.
    let flow = if suspended { suspend } else { restore };
    state.ask(move |site| flow(site, &caller, id, &reason)).await?;
    let done = if suspended { "suspended" } else { "restored" };
    Ok(see_other(&page.link(format_args!("/staff/organizations/{id}?done={done}"))))
}

//! One person, and what the staff decide on them.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::AccountId;
use crate::domain::access::Action;
use crate::domain::account::Staff;
use crate::domain::verification::Reason;
use crate::flows::account::Membership;
use crate::flows::staff::people::{Outcome, PersonFile, read, restore, set_staff, suspend};
use crate::flows::{Caller, FlowError, Site};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::entries::EntryView;
use super::{named, reason};

/// The role that stands for none in the form.
const NO_STAFF: &str = "none";

#[derive(Template)]
#[template(path = "staff/person.html")]
struct PersonPage {
    m: Messages,
    page: Page,
    id: AccountId,
    name: String,
    email: String,
    staff: Option<String>,
    suspended: Option<String>,
    second_factor: bool,
    since: String,
    sessions: usize,
    organizations: Vec<Own>,
    recent: Option<Vec<EntryView>>,
    own: bool,
    suspends: bool,
    appoints: bool,
    /// Where the forms go, up to what they do.
    base: String,
    form: Form,
    roles: Vec<(&'static str, String)>,
    notice: Option<String>,
}

/// An organization that the person acts for.
struct Own {
    line: OrganizationLine,
    link: String,
    role: String,
    suspended: bool,
}

impl Own {
    fn new(page: &Page, own: &Membership) -> Self {
        Self {
            line: OrganizationLine::new(page.m, &own.organization),
            link: page.link(format_args!("/staff/organizations/{}", own.organization.id)),
            role: page.m.t(&format!("role-{}", own.role.code())),
            suspended: own.organization.suspended,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl PersonPage {
    fn answer(
        page: Page,
        file: &PersonFile,
        form: Form,
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let person = &file.person;
        let role = |staff: Staff| (staff.code(), m.t(&format!("staff-role-{}", staff.code())));
        let mut roles = vec![(NO_STAFF, m.t("staff-appoint-none"))];
        roles.extend(Staff::ALL.map(role));
        let form = if form.value("role").is_empty() {
            form.holding("role", person.staff.map_or(NO_STAFF, Staff::code))
        } else {
            form
        };
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let view = Self {
            m,
            id: person.id,
            name: person.account.name.to_string(),
            email: person.account.email.to_string(),
            staff: person.staff.map(|staff| role(staff).1),
            suspended: person.suspended_at.map(|at| m.moment(at)),
            second_factor: person.second_factor,
            since: m.day(person.created_at),
            sessions: file.sessions,
            organizations: file.memberships.iter().map(|own| Own::new(&page, own)).collect(),
            recent: EntryView::recent(&page, file.recent.as_ref()),
            own: file.own,
            suspends: page.may(Action::SuspendPerson),
            appoints: page.may(Action::AppointStaff),
            base: page.link(format_args!("/staff/people/{}", person.id)),
            form,
            roles,
            notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// `/en/staff/people/U-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: AccountId = named(&page, &path.1, Action::ReadRegister)?;
    let file = state.ask(move |site| read(site.store(), &caller, id)).await?;
    let notice = match query.done.as_deref() {
        Some("suspended") => Some(m.t("staff-done-suspended")),
        Some("restored") => Some(m.t("staff-done-restored")),
        Some("role") => Some(m.t("staff-done-role")),
        _ => None,
    };
    PersonPage::answer(page, &file, Form::empty(m), notice)
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

/// Suspends somebody, or restores them.
type Decide = fn(&Site, &Caller, AccountId, &Reason) -> Result<Outcome, FlowError>;

async fn set(
    page: Page,
    text: &str,
    input: Input,
    caller: Caller,
    state: &State,
    suspended: bool,
) -> Result<HttpResponse, WebError> {
    let id: AccountId = named(&page, text, Action::SuspendPerson)?;
    let mut form = input.form(page.m, &["reason"], &[])?;
    if let Some(reason) = reason(page.m, &mut form, "reason") {
        let (flow, done) =
            if suspended { (suspend as Decide, "suspended") } else { (restore as Decide, "restored") };
        let asked = caller.clone();
        let outcome = state.ask(move |site| flow(site, &asked, id, &reason)).await?;
        if let Some(done) = decided(&page, &mut form, "reason", outcome, done, id) {
            return Ok(done);
        }
    }
    again(page, id, form, caller, state).await
}

/// `…/role`.
pub(in crate::web) async fn submit_role(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: AccountId = named(&page, &path.1, Action::AppointStaff)?;
    let mut form = input.form(m, &["role", "role-reason"], &[])?;
    let role = form.read("role", role, |()| m.t("staff-appoint-bad"));
    let reason: Option<Reason> = reason(m, &mut form, "role-reason");
    if let (Some(role), Some(reason)) = (role, reason) {
        let asked = caller.clone();
        let outcome = state.ask(move |site| set_staff(site, &asked, id, role, &reason)).await?;
        if let Some(done) = decided(&page, &mut form, "role", outcome, "role", id) {
            return Ok(done);
        }
    }
    again(page, id, form, caller, &state).await
}

/// A role on the staff, or none.
fn role(code: &str) -> Result<Option<Staff>, ()> {
    if code == NO_STAFF { Ok(None) } else { Staff::from_code(code).map(Some).ok_or(()) }
}

/// The way on after a decision that holds; otherwise the form says why it doesn't.
fn decided(
    page: &Page,
    form: &mut Form,
    field: &'static str,
    outcome: Outcome,
    done: &str,
    id: AccountId,
) -> Option<HttpResponse> {
    match outcome {
        Outcome::Done | Outcome::Unchanged => {
            Some(see_other(&page.link(format_args!("/staff/people/{id}?done={done}"))))
        }
        Outcome::Own => {
            form.complain(field, page.m.t("staff-own"));
            None
        }
        Outcome::LastAdministrator => {
            form.complain(field, page.m.t("staff-last-administrator"));
            None
        }
    }
}

/// The page once more, with what is wrong with its form.
async fn again(
    page: Page,
    id: AccountId,
    form: Form,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let file = state.ask(move |site| read(site.store(), &caller, id)).await?;
    PersonPage::answer(page, &file, form, None)
}

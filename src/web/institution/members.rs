//! Who belongs to an organization, who is invited, and who asks to join.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::{Action, Subject, may};
use crate::domain::account::Role;
use crate::domain::{AccountId, InvitationId, OrganizationId};
use crate::flows::Caller;
use crate::flows::institution::invitation::{self, Invited, Open};
use crate::flows::institution::joining::{self, Applicant};
use crate::flows::institution::members::{Member, Outcome, list, remove, set_role};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

use super::{Area, id};

#[derive(Template)]
#[template(path = "institution/members.html")]
struct MembersPage {
    m: Messages,
    page: Page,
    area: Area,
    manages: bool,
    members: Vec<Line>,
    applicants: Vec<Line>,
    invitations: Vec<InvitationLine>,
    roles: Vec<Choice>,
    /// The form that invites.
    form: Form,
    notice: Option<String>,
    /// What could not be done, and what to do about it.
    problem: Option<String>,
}

/// A member, or somebody who asks to be one.
struct Line {
    id: String,
    name: String,
    email: String,
    /// The code of their role, and what it is called.
    role: (&'static str, String),
    in_domain: bool,
    own: bool,
    /// Since when they ask.
    asked: String,
}

/// An open invitation.
struct InvitationLine {
    id: String,
    email: String,
    role: String,
    until: String,
}

/// A role that can be chosen, with what it means.
struct Choice {
    code: &'static str,
    label: String,
    text: String,
}

impl Line {
    fn member(m: Messages, member: Member) -> Self {
        Self {
            id: member.id.to_string(),
            name: member.account.name.to_string(),
            email: member.account.email.to_string(),
            role: named(m, member.role),
            in_domain: member.in_domain,
            own: member.own,
            asked: String::new(),
        }
    }

    fn applicant(m: Messages, applicant: Applicant) -> Self {
        Self {
            id: applicant.id.to_string(),
            name: applicant.account.name.to_string(),
            email: applicant.account.email.to_string(),
            role: named(m, Role::Reader),
            in_domain: applicant.in_domain,
            own: false,
            asked: m.day(applicant.asked_at),
        }
    }
}

impl InvitationLine {
    fn new(m: Messages, open: Open) -> Self {
        Self {
            id: open.id.to_string(),
            email: open.email.to_string(),
            role: named(m, open.role).1,
            until: m.day(open.expires_at),
        }
    }
}

fn named(m: Messages, role: Role) -> (&'static str, String) {
    (role.code(), m.t(&format!("role-{}", role.code())))
}

fn choices(m: Messages) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        code: role.code(),
        label: named(m, role).1,
        text: m.t(&format!("institution-role-{}", role.code())),
    };
    Role::ALL.map(choice).into()
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

/// What the page says besides the lists.
pub(super) struct Said {
    form: Form,
    notice: Option<String>,
    problem: Option<String>,
}

impl Said {
    fn nothing(m: Messages) -> Self {
        Self { form: Form::empty(m).holding("role", Role::Editor.code()), notice: None, problem: None }
    }

    /// That somebody is the last administrator.
    pub(super) fn last_administrator(m: Messages) -> Self {
        Self { problem: Some(m.t("institution-last-administrator")), ..Self::nothing(m) }
    }
}

/// The page as it is for the caller.
pub(super) async fn answer(
    page: Page,
    organization: OrganizationId,
    caller: Caller,
    state: &State,
    said: Said,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let (all, invitations, applicants) = state
        .ask(move |site| {
            let store = site.store();
            let all = list(store, &caller, organization)?;
            if !may(&caller.visitor, Action::ManageMembers(Subject::from(&all.organization))) {
                return Ok((all, Vec::new(), Vec::new()));
            }
            let invitations = invitation::list(store, &caller, organization)?;
            Ok((all, invitations, joining::list(store, &caller, organization)?))
        })
        .await?;
    let fine = !said.form.failed() && said.problem.is_none();
    let status = if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = MembersPage {
        m,
        area: Area::new(&page, &all.organization, "members"),
        manages: page.may(Action::ManageMembers(Subject::from(&all.organization))),
        page: page.not_indexed(),
        members: all.members.into_iter().map(|one| Line::member(m, one)).collect(),
        applicants: applicants.into_iter().map(|one| Line::applicant(m, one)).collect(),
        invitations: invitations.into_iter().map(|one| InvitationLine::new(m, one)).collect(),
        roles: choices(m),
        form: said.form,
        notice: said.notice,
        problem: said.problem,
    };
    html_as(status, &view)
}

/// `/en/organizations/O-7F3K9Q/members`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let notice = match query.done.as_deref() {
        Some("invited") => Some(m.t("institution-invited")),
        Some("withdrawn") => Some(m.t("institution-withdrawn")),
        Some("role") => Some(m.t("institution-role-changed")),
        Some("removed") => Some(m.t("institution-removed")),
        Some("accepted") => Some(m.t("institution-accepted")),
        Some("refused") => Some(m.t("institution-refused")),
        Some("joined") => Some(m.t("institution-joined")),
        _ => None,
    };
    let id = id(&path.1)?;
    answer(page, id, caller, &state, Said { notice, ..Said::nothing(m) }).await
}

fn done(page: &Page, id: OrganizationId, what: &str) -> HttpResponse {
    see_other(&page.link(format_args!("/organizations/{id}/members?done={what}")))
}

fn role(m: Messages, form: &mut Form) -> Option<Role> {
    form.read("role", |code| Role::from_code(code).ok_or(()), |()| m.t("institution-role-bad"))
}

/// `/en/organizations/O-7F3K9Q/invitations`.
pub(in crate::web) async fn invite(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = id(&path.1)?;
    let mut form = input.form(m, &["email", "role"], &[])?;
    let email = words::email(m, &mut form, "email");
    let role = role(m, &mut form);
    if let (Some(email), Some(role)) = (email, role) {
        let asked = caller.clone();
        match state.ask(move |site| invitation::invite(site, &asked, id, &email, role)).await? {
            Invited::Done => return Ok(done(&page, id, "invited")),
            Invited::AlreadyMember => form.complain("email", m.t("institution-already-member")),
            Invited::TooMany => form.complain("email", m.t("institution-too-many-invitations")),
        }
    }
    answer(page, id, caller, &state, Said { form, ..Said::nothing(m) }).await
}

/// `/en/organizations/O-7F3K9Q/invitations/I-7F3K9Q/withdrawal`.
pub(in crate::web) async fn withdraw(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = id(&path.1)?;
    let invitation: InvitationId = path.2.parse().map_err(|_| WebError::NotFound)?;
    state.ask(move |site| invitation::withdraw(site.store(), &caller, id, invitation)).await?;
    Ok(done(&page, id, "withdrawn"))
}

/// The organization and the person that an address names.
fn both(path: &(String, String, String)) -> Result<(OrganizationId, AccountId), WebError> {
    Ok((id(&path.1)?, path.2.parse().map_err(|_| WebError::NotFound)?))
}

/// `/en/organizations/O-7F3K9Q/members/U-7F3K9Q/role`.
pub(in crate::web) async fn change_role(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let (id, member) = both(&path)?;
    let mut form = input.form(m, &["role"], &[])?;
    // A list of which a browser sends nothing else.
    let role = role(m, &mut form).ok_or(WebError::BadForm)?;
    let asked = caller.clone();
    match state.ask(move |site| set_role(site, &asked, id, member, role)).await? {
        Outcome::Done => Ok(done(&page, id, "role")),
        Outcome::LastAdministrator => answer(page, id, caller, &state, Said::last_administrator(m)).await,
    }
}

/// `/en/organizations/O-7F3K9Q/members/U-7F3K9Q/removal`.
pub(in crate::web) async fn submit_removal(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    input.nothing(m)?;
    let (id, member) = both(&path)?;
    let own = caller.visitor.person().is_some_and(|person| person.id == member);
    let asked = caller.clone();
    match state.ask(move |site| remove(site, &asked, id, member)).await? {
        Outcome::Done if own => Ok(see_other(&page.link("/account?done=left"))),
        Outcome::Done => Ok(done(&page, id, "removed")),
        Outcome::LastAdministrator => answer(page, id, caller, &state, Said::last_administrator(m)).await,
    }
}

/// `/en/organizations/O-7F3K9Q/joins/U-7F3K9Q/acceptance`.
pub(in crate::web) async fn accept(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let (id, who) = both(&path)?;
    let mut form = input.form(page.m, &["role"], &[])?;
    let role = role(page.m, &mut form).ok_or(WebError::BadForm)?;
    state.ask(move |site| joining::accept(site, &caller, id, who, role)).await?;
    Ok(done(&page, id, "accepted"))
}

/// `/en/organizations/O-7F3K9Q/joins/U-7F3K9Q/refusal`.
pub(in crate::web) async fn refuse(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let (id, who) = both(&path)?;
    state.ask(move |site| joining::refuse(site, &caller, id, who)).await?;
    Ok(done(&page, id, "refused"))
}

//! One organization that asks to be verified: all that there is to decide by, and the decision.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::{Action, Subject};
use crate::domain::verification::{Decision, Reason, VerificationState};
use crate::domain::{TextError, VerificationId};
use crate::flows::Caller;
use crate::flows::institution::verification::{Asker, Case, Decided, Verification, case, decide};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::posting::paragraphs;
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::facts::Facts;
use super::review::{claimed, notice};
use super::{age, named, queue, require};

#[derive(Template)]
#[template(path = "staff/case.html")]
struct CasePage {
    m: Messages,
    page: Page,
    line: OrganizationLine,
    register: String,
    suspended: bool,
    facts: Facts,
    form: Form,
    asked: String,
    age: String,
    asker: Option<AskerView>,
    statement: Vec<String>,
    files: Vec<FileView>,
    /// Whether the check character of the credit code is right, if there is a code.
    code_ok: Option<bool>,
    duplicates: Vec<(OrganizationLine, String)>,
    earlier: Vec<DecisionView>,
    /// What was decided, if anything was.
    decided: Option<DecisionView>,
    decides: bool,
    /// Who looks at it and until when, and whether it is the reader.
    claim: Option<(String, bool)>,
    notice: Option<String>,
    base: String,
    decisions: Vec<(&'static str, String, String)>,
}

/// Who asked.
struct AskerView {
    name: String,
    email: String,
    in_domain: bool,
    in_named_domain: bool,
}

/// A file that was shown.
struct FileView {
    link: String,
    name: String,
    size: String,
}

/// What was decided on a wish.
pub(super) struct DecisionView {
    /// The wish's own page.
    pub(super) link: String,
    /// The class of the state's tag.
    pub(super) class: &'static str,
    pub(super) state: String,
    pub(super) asked: String,
    pub(super) decided: Option<String>,
    pub(super) reason: Vec<String>,
}

impl DecisionView {
    pub(super) fn new(page: &Page, one: &Verification) -> Self {
        let m = page.m;
        Self {
            link: page.link(format_args!("/staff/verifications/{}", one.id)),
            class: match one.state {
                VerificationState::Waiting => "tag",
                VerificationState::SentBack => "tag tag-warn",
                VerificationState::Verified => "tag tag-ok",
                VerificationState::Refused => "tag tag-bad",
            },
            state: m.t(&format!("institution-verification-state-{}", one.state.code())),
            asked: m.moment(one.asked_at),
            decided: one.decided_at.map(|at| m.moment(at)),
            reason: one.reason.as_ref().map(|reason| paragraphs(reason.as_str())).unwrap_or_default(),
        }
    }
}

/// The decisions, as the form names them.
const DECISIONS: [&str; 3] = ["verify", "send-back", "refuse"];

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    told: Option<String>,
}

impl CasePage {
    fn answer(page: Page, case: Case, form: Form, told: Option<&str>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let Case { verification, organization, domains, asked_by, code_ok, duplicates, earlier, claim } =
            case;
        let waits = verification.state == VerificationState::Waiting;
        let may = page.may(Action::DecideVerification(Subject::from(&organization)));
        let register = |id| page.link(format_args!("/staff/organizations/{id}"));
        let file = |file: &crate::flows::institution::verification::FileLine| FileView {
            link: page.link(format_args!("/evidence/{}", file.id)),
            name: file.name.to_string(),
            size: m.n("institution-file-size", file.size.div_ceil(1024)),
        };
        let choice = |code: &'static str| {
            (code, m.t(&format!("staff-decision-{code}")), m.t(&format!("staff-decision-{code}.hint")))
        };
        let view = Self {
            m,
            line: OrganizationLine::new(m, &organization),
            register: register(organization.id),
            suspended: organization.suspended,
            facts: Facts::new(&page, &organization, &domains),
            asked: m.moment(verification.asked_at),
            age: age(m, verification.asked_at),
            asker: asked_by.map(AskerView::from),
            statement: paragraphs(verification.statement.as_str()),
            files: verification.files.iter().map(file).collect(),
            code_ok,
            duplicates: duplicates
                .iter()
                .map(|other| (OrganizationLine::new(m, other), register(other.id)))
                .collect(),
            earlier: earlier.iter().map(|one| DecisionView::new(&page, one)).collect(),
            decided: (!waits).then(|| DecisionView::new(&page, &verification)),
            decides: may && waits,
            claim: claim.map(|claim| (claimed(m, &claim), claim.own)),
            notice: match told {
                Some("late") => Some(m.t("staff-case-late")),
                told => told.and_then(|told| notice(m, told)),
            },
            base: page.link(format_args!("/staff/verifications/{}", verification.id)),
            decisions: DECISIONS.map(choice).to_vec(),
            form,
            page: page.not_indexed(),
        };
        let status = if view.form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        html_as(status, &view)
    }
}

impl From<Asker> for AskerView {
    fn from(asker: Asker) -> Self {
        Self {
            name: asker.account.name.to_string(),
            email: asker.account.email.to_string(),
            in_domain: asker.in_domain,
            in_named_domain: asker.in_named_domain,
        }
    }
}

/// `/en/staff/verifications/V-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: VerificationId = named(&page, &path.1, Action::ReadQueue)?;
    let case = state.ask(move |site| case(site.store(), &caller, id)).await?;
    let form = Form::empty(page.m);
    CasePage::answer(page, case, form, query.told.as_deref())
}

/// The decision.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: VerificationId = named(&page, &path.1, Action::ReadQueue)?;
    let asked = caller.clone();
    let case = state.ask(move |site| case(site.store(), &asked, id)).await?;
    require(&page, Action::DecideVerification(Subject::from(&case.organization)))?;
    let mut form = input.form(m, &["decision", "reason", "next"], &[])?;
    let Some(decision) = decision(m, &mut form) else {
        return CasePage::answer(page, case, form, None);
    };
    let by = caller.clone();
    let to = match state.ask(move |site| decide(site, &by, id, &decision)).await? {
        Decided::Done => queue::after(&page, form.value("next") == "1", caller, &state).await?,
        Decided::NotWaiting => page.link(format_args!("/staff/verifications/{id}?told=late")),
        Decided::Taken(_) => page.link(format_args!("/staff/verifications/{id}?told=taken")),
    };
    Ok(see_other(&to))
}

/// What was decided, if the form says so.
fn decision(m: Messages, form: &mut Form) -> Option<Decision> {
    let chosen = form.read(
        "decision",
        |code| DECISIONS.into_iter().find(|known| *known == code).ok_or(()),
        |()| m.t("staff-decision-missing"),
    );
    if chosen == Some("verify") {
        let unread = !form.value("reason").trim().is_empty();
        if unread {
            form.complain("reason", m.t("staff-decision-reason-unread"));
        }
        return (!unread).then_some(Decision::Verify);
    }
    let reason = form.read("reason", Reason::parse, |error| match &error {
        TextError::Empty => m.t("staff-decision-reason-missing"),
        TextError::TooLong { .. } => words::text(m, m.t("staff-decision-reason"), &error),
    });
    match chosen? {
        "send-back" => reason.map(Decision::SendBack),
        _ => reason.map(Decision::Refuse),
    }
}

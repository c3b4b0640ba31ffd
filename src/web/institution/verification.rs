//! Asking for an organization to be verified, and what was shown for it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::EvidenceId;
use crate::domain::access::{Action, Subject};
use crate::domain::credit_code::CreditCode;
use crate::domain::verification::{BadEvidence, EvidenceFile, Statement, VerificationState};
use crate::flows::Caller;
use crate::flows::institution::verification::{Asked, Standing, ask, evidence, standing};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::download;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input, Upload};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::posting::paragraphs;
use crate::web::state::State;

use super::{Area, id};

#[derive(Template)]
#[template(path = "institution/verification.html")]
struct VerificationPage {
    m: Messages,
    page: Page,
    area: Area,
    form: Form,
    notice: Option<String>,
    verified: bool,
    waiting: bool,
    /// Whether the reader may ask now.
    /// Whether it is verified, but has mail domains that came later.
    new_domains: bool,
    asks: bool,
    names: Vec<(String, &'static str)>,
    credit_code: Option<String>,
    odd_code: bool,
    domains: Vec<(String, bool)>,
    history: Vec<Shown>,
}

/// What was asked, and what came of it.
struct Shown {
    /// The class of the state's tag, and the state.
    state: (&'static str, String),
    asked: String,
    decided: Option<String>,
    reason: Vec<String>,
    statement: Vec<String>,
    files: Vec<ShownFile>,
}

/// A file that was shown.
struct ShownFile {
    link: String,
    name: String,
    size: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl VerificationPage {
    fn answer(
        page: Page,
        standing: Standing,
        form: Form,
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let Standing { organization, domains, history } = standing;
        let waiting = history.first().is_some_and(|newest| newest.state == VerificationState::Waiting);
        let may_ask = page.may(Action::AskVerification(Subject::from(&organization)));
        let unconfirmed = domains.iter().any(|(_, confirmed)| !confirmed);
        let code = organization.credit_code.as_ref();
        let named = |language: crate::domain::Language| {
            organization.names.exactly(language).map(|name| (name.to_string(), language.tag()))
        };
        let view = Self {
            m,
            area: Area::new(&page, &organization, "verification"),
            form,
            notice,
            verified: organization.verified,
            waiting,
            new_domains: organization.verified && unconfirmed,
            asks: may_ask && !waiting && (!organization.verified || unconfirmed),
            names: crate::domain::Language::ALL.into_iter().filter_map(named).collect(),
            credit_code: code.map(CreditCode::to_string),
            odd_code: code.is_some_and(|code| !code.is_check_ok()),
            domains: domains.iter().map(|(domain, confirmed)| (domain.to_string(), *confirmed)).collect(),
            history: history.into_iter().map(|one| Shown::new(&page, one)).collect(),
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

impl Shown {
    fn new(page: &Page, one: crate::flows::institution::verification::Verification) -> Self {
        let m = page.m;
        let file = |file: crate::flows::institution::verification::FileLine| ShownFile {
            link: page.link(format_args!("/evidence/{}", file.id)),
            name: file.name.to_string(),
            size: m.n("institution-file-size", file.size.div_ceil(1024)),
        };
        Self {
            state: (tag(one.state), m.t(&format!("institution-verification-state-{}", one.state.code()))),
            asked: m.moment(one.asked_at),
            decided: one.decided_at.map(|at| m.moment(at)),
            reason: one.reason.map(|reason| paragraphs(reason.as_str())).unwrap_or_default(),
            statement: paragraphs(one.statement.as_str()),
            files: one.files.into_iter().map(file).collect(),
        }
    }
}

fn tag(state: VerificationState) -> &'static str {
    match state {
        VerificationState::Waiting => "tag",
        VerificationState::SentBack => "tag tag-warn",
        VerificationState::Verified => "tag tag-ok",
        VerificationState::Refused => "tag tag-bad",
    }
}

/// `/en/organizations/O-7F3K9Q/verification`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = id(&path.1)?;
    let standing = state.ask(move |site| standing(site.store(), &caller, id)).await?;
    let notice = match query.done.as_deref() {
        Some("founded") => Some(m.t("institution-founded")),
        Some("asked") => Some(m.t("institution-verification-asked")),
        _ => None,
    };
    VerificationPage::answer(page, standing, Form::empty(m), notice)
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
    let mut form = input.form(m, &["statement"], &["files"])?;
    let statement = form
        .read("statement", Statement::parse, |error| words::text(m, m.t("institution-statement"), &error));
    let uploads = form.take_files("files");
    let files = files(m, &mut form, uploads);
    if let Some(statement) = statement
        && !form.failed()
    {
        let asked = caller.clone();
        match state.ask(move |site| ask(site.store(), &asked, id, &statement, &files)).await? {
            // What waits or is decided already is what the page shows.
            Asked::Done(_) | Asked::Waiting | Asked::Verified => {
                let next = page.link(format_args!("/organizations/{id}/verification?done=asked"));
                return Ok(see_other(&next));
            }
            Asked::TooManyFiles => form.complain("files", m.n("institution-files-many", EvidenceFile::MOST)),
        }
    }
    let standing = state.ask(move |site| standing(site.store(), &caller, id)).await?;
    VerificationPage::answer(page, standing, form, None)
}

fn files(m: Messages, form: &mut Form, uploads: Vec<Upload>) -> Vec<EvidenceFile> {
    let mut files = Vec::new();
    for Upload { name, content, .. } in uploads {
        let shown: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
        match EvidenceFile::parse(&name, content) {
            Ok(file) => files.push(file),
            Err(BadEvidence::TooLarge) => form.complain("files", m.v("institution-file-large", shown)),
            Err(BadEvidence::Kind) => form.complain("files", m.v("institution-file-kind", shown)),
        }
    }
    files
}

/// `/en/evidence/E-7F3K9Q`: a file to be saved, never shown by the site itself.
pub(in crate::web) async fn file(
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: EvidenceId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let file = state.ask(move |site| evidence(site.store(), &caller, id)).await?;
    Ok(download::file(file.name.as_str(), file.kind.media_type(), file.content))
}

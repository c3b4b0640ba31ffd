//! One report: what is reported, why, and the verdict.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::{Action, Subject};
use crate::domain::report::{ReportState, Verdict};
use crate::domain::verification::Reason;
use crate::domain::{ReportId, TextError};
use crate::flows::Caller;
use crate::flows::review::{Judged, ReportCase, judge, report_case};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::markdown;
use crate::web::page::{Page, html_as};
use crate::web::posting::{Fact, paragraphs};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::differences::stated;
use super::review::{claimed, notice};
use super::{age, named, queue, require};

/// The verdicts, as the form names them.
const VERDICTS: [&str; 2] = ["uphold", "dismiss"];

#[derive(Template)]
#[template(path = "staff/report.html")]
struct ReportPage {
    m: Messages,
    page: Page,
    base: String,
    title: String,
    tag: &'static str,
    ground: String,
    words: Vec<String>,
    reporter: Option<(String, String)>,
    reported: String,
    age: String,
    organization: OrganizationLine,
    register: String,
    posting: Option<PostingView>,
    others: Vec<OtherView>,
    decided: Option<String>,
    reason: Vec<String>,
    claim: Option<(String, bool)>,
    decides: bool,
    notice: Option<String>,
    verdicts: Vec<(&'static str, String, String)>,
    form: Form,
}

/// The posting that is reported.
struct PostingView {
    link: String,
    state: String,
    summary: Option<String>,
    text: String,
    facts: Vec<Fact>,
}

/// Another report of the same.
struct OtherView {
    ground: String,
    state: String,
    reported: String,
    words: Vec<String>,
}

fn said(reason: Option<&Reason>) -> Vec<String> {
    reason.map(|reason| paragraphs(reason.as_str())).unwrap_or_default()
}

impl ReportPage {
    fn answer(
        page: Page,
        case: ReportCase,
        form: Form,
        told: Option<&str>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let ReportCase { report, organization, posting, reporter, others, claim } = case;
        let line = OrganizationLine::new(m, &organization);
        let waits = report.state == ReportState::Waiting;
        let sort = if posting.is_some() { "posting" } else { "organization" };
        let choice = |code: &'static str| {
            let hint = if code == "uphold" {
                format!("report-uphold-{sort}")
            } else {
                "report-dismiss-hint".to_owned()
            };
            (code, m.t(&format!("report-verdict-{code}")), m.t(&hint))
        };
        let (title, tag) = match &posting {
            Some(record) => (record.posting.title.to_string(), record.posting.language.tag()),
            None => (line.name.clone(), line.language.tag()),
        };
        let view = Self {
            m,
            base: page.link(format_args!("/staff/reports/{}", report.id)),
            title,
            tag,
            ground: m.t(&format!("report-ground-{}", report.ground.code())),
            words: said(report.words.as_ref()),
            reporter: reporter.map(|one| (one.name.to_string(), one.email.to_string())),
            reported: m.moment(report.reported_at),
            age: age(m, report.reported_at),
            register: page.link(format_args!("/staff/organizations/{}", organization.id)),
            posting: posting.as_ref().map(|record| PostingView {
                link: page.posting(&record.id),
                state: m.t(&format!("state-{}", record.state.code())),
                summary: record.posting.summary.as_ref().map(ToString::to_string),
                text: record
                    .posting
                    .description
                    .as_ref()
                    .map(|text| markdown::render(text.as_str()))
                    .unwrap_or_default(),
                facts: stated(m, record, &record.posting, &organization),
            }),
            others: others
                .iter()
                .map(|one| OtherView {
                    ground: m.t(&format!("report-ground-{}", one.ground.code())),
                    state: m.t(&format!("report-state-{}", one.state.code())),
                    reported: m.moment(one.reported_at),
                    words: said(one.words.as_ref()),
                })
                .collect(),
            decided: (!waits).then(|| m.t(&format!("report-state-{}", report.state.code()))),
            reason: said(report.reason.as_ref()),
            claim: claim.map(|claim| (claimed(m, &claim), claim.own)),
            decides: page.may(Action::ReviewReport(Subject::from(&organization))),
            notice: told.and_then(|told| notice(m, told)),
            verdicts: VERDICTS.map(choice).to_vec(),
            organization: line,
            form,
            page: page.not_indexed(),
        };
        let status = if view.form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        html_as(status, &view)
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    told: Option<String>,
}

/// `/en/staff/reports/R-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: ReportId = named(&page, &path.1, Action::ReadQueue)?;
    let case = state.ask(move |site| report_case(site.store(), &caller, id)).await?;
    let form = Form::empty(page.m);
    ReportPage::answer(page, case, form, query.told.as_deref())
}

/// The verdict.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id: ReportId = named(&page, &path.1, Action::ReadQueue)?;
    let asked = caller.clone();
    let case = state.ask(move |site| report_case(site.store(), &asked, id)).await?;
    require(&page, Action::ReviewReport(Subject::from(&case.organization)))?;
    let mut form = input.form(m, &["decision", "reason", "next"], &[])?;
    let Some(verdict) = verdict(m, &mut form) else {
        return ReportPage::answer(page, case, form, None);
    };
    let by = caller.clone();
    let to = match state.ask(move |site| judge(site, &by, id, &verdict)).await? {
        Judged::Done => queue::after(&page, form.value("next") == "1", caller, &state).await?,
        Judged::NotWaiting => page.link(format_args!("/staff/reports/{id}?told=late")),
        Judged::Taken(_) => page.link(format_args!("/staff/reports/{id}?told=taken")),
    };
    Ok(see_other(&to))
}

/// What was decided, if the form says so.
fn verdict(m: Messages, form: &mut Form) -> Option<Verdict> {
    let chosen = form.read(
        "decision",
        |code| VERDICTS.into_iter().find(|known| *known == code).ok_or(()),
        |()| m.t("review-decision-missing"),
    );
    let long = |error: TextError| match &error {
        TextError::Empty => m.t("review-reason-missing"),
        TextError::TooLong { .. } => words::text(m, m.t("review-own-words"), &error),
    };
    if chosen == Some("uphold") {
        return form.read("reason", Reason::parse, long).map(Verdict::Uphold);
    }
    let reason = form.read_optional("reason", Reason::parse, long);
    (chosen.is_some() && !form.failed()).then_some(Verdict::Dismiss(reason))
}

//! One posting that waits: all that there is to decide by, the claim, and the decision.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::{Action, Subject};
use crate::domain::verification::Reason;
use crate::domain::version::{Review, VersionState};
use crate::domain::{Kind, Language, Posting, PostingId, TextError};
use crate::flows::Caller;
use crate::flows::review::{Case, Claim, Decided, History, ListedReason, Version, basis, case, decide};
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
use crate::web::writing::attachments::FileView;

use super::differences::{Differences, stated};
use super::findings::Findings;
use super::{age, named, queue, require};

#[derive(Template)]
#[template(path = "staff/post.html")]
struct ReviewPage {
    m: Messages,
    page: Page,
    /// Where the decision goes.
    base: String,
    kind: Kind,
    posting: Posting,
    tag: &'static str,
    /// The description, as its readers will see it.
    text: String,
    facts: Vec<Fact>,
    files: Vec<FileView>,
    number: i64,
    /// Whether the public reads it already.
    correction: bool,
    change: bool,
    appeal: bool,
    submitted: String,
    age: String,
    author: Option<(String, String)>,
    message: Vec<String>,
    organization: OrganizationLine,
    register: String,
    suspended: bool,
    history: History,
    differences: Option<Differences>,
    findings: Findings,
    earlier: Vec<DecisionView>,
    /// What was decided, if anything was.
    decided: Option<DecisionView>,
    /// Who looks at it and until when, and whether it is the reader.
    claim: Option<(String, bool)>,
    standing: Standing,
    notice: Option<String>,
    form: Form,
    decisions: Vec<(&'static str, String, String)>,
    reasons: Vec<(String, String)>,
}

/// Whether the reader decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The reader decides.
    Decides,
    /// The reader belongs to the organization.
    Own,
    /// The reader refused what the appeal is about.
    OwnRefusal,
}

/// What was decided on a version.
struct DecisionView {
    /// The class of the state's tag.
    class: &'static str,
    state: String,
    number: i64,
    appeal: bool,
    submitted: String,
    decided: Option<String>,
    by: Option<String>,
    reason: Vec<String>,
}

impl DecisionView {
    fn new(m: Messages, one: &Version, by: Option<String>) -> Self {
        Self {
            class: match one.state {
                VersionState::Waiting | VersionState::Withdrawn => "tag",
                VersionState::ChangesAsked => "tag tag-warn",
                VersionState::Published => "tag tag-ok",
                VersionState::Refused => "tag tag-bad",
            },
            state: m.t(&format!("review-state-{}", one.state.code())),
            number: one.number,
            appeal: one.appeal,
            submitted: m.moment(one.submitted_at),
            decided: one.decided_at.map(|at| m.moment(at)),
            by,
            reason: said(one.reason.as_ref()),
        }
    }
}

fn said(reason: Option<&Reason>) -> Vec<String> {
    reason.map(|reason| paragraphs(reason.as_str())).unwrap_or_default()
}

/// The decisions, as the form names them.
const DECISIONS: [&str; 3] = ["publish", "ask-changes", "refuse"];

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    told: Option<String>,
}

impl ReviewPage {
    fn answer(page: Page, case: Case, form: Form, told: Option<&str>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let waits = case.version.state == VersionState::Waiting;
        let may = page.may(Action::ReviewPosting(Subject::from(&case.organization)));
        let differences = Differences::of(m, &case);
        let Case {
            record,
            organization,
            version,
            author,
            history,
            earlier,
            checks,
            claim,
            files,
            reasons,
            ..
        } = case;
        let below = format!("/staff/posts/{}", record.id);
        let correction = waits && version.replaced.is_some();
        let words = |code: &str| match correction {
            true => [format!("review-correction-{code}"), format!("review-correction-{code}.hint")],
            false => [format!("review-decision-{code}"), format!("review-decision-{code}.hint")],
        };
        let choice = |code: &'static str| {
            let [label, hint] = words(code).map(|key| m.t(&key));
            (code, label, hint)
        };
        let none = (String::new(), m.t("review-reason-none"));
        let listed = reasons.into_iter().map(|one| (one.code.clone(), one.text(m.language()).to_owned()));
        let text = version.content.description.as_ref().map(|text| markdown::render(text.as_str()));
        let base = page.link(format_args!("/staff/posts/{}", record.id));
        let view = Self {
            m,
            base,
            kind: version.content.kind(),
            tag: version.content.language.tag(),
            text: text.unwrap_or_default(),
            facts: stated(m, &record, &version.content, &organization),
            files: files.iter().map(|line| FileView::new(&page, &below, line)).collect(),
            number: version.number,
            correction,
            change: !correction && differences.as_ref().is_some_and(|differences| differences.public),
            appeal: version.appeal,
            submitted: m.moment(version.submitted_at),
            age: age(m, version.submitted_at),
            author: author.map(|author| (author.name.to_string(), author.email.to_string())),
            message: said(version.message.as_ref()),
            organization: OrganizationLine::new(m, &organization),
            register: page.link(format_args!("/staff/organizations/{}", organization.id)),
            suspended: organization.suspended,
            history,
            differences,
            findings: Findings::new(&page, checks),
            earlier: earlier
                .iter()
                .map(|(one, by)| DecisionView::new(m, one, by.as_ref().map(ToString::to_string)))
                .collect(),
            decided: (!waits).then(|| DecisionView::new(m, &version, None)),
            claim: claim.map(|claim| (claimed(m, &claim), claim.own)),
            standing: match (may, case.own_refusal) {
                (false, _) => Standing::Own,
                (true, true) => Standing::OwnRefusal,
                (true, false) => Standing::Decides,
            },
            notice: told.and_then(|told| notice(m, told)),
            decisions: DECISIONS.map(choice).to_vec(),
            reasons: [none].into_iter().chain(listed).collect(),
            posting: version.content,
            form,
            page: page.not_indexed(),
        };
        let status = if view.form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        html_as(status, &view)
    }
}

pub(super) fn claimed(m: Messages, claim: &Claim) -> String {
    let until = m.moment(claim.until);
    if claim.own {
        return m.v("review-claim-own", until);
    }
    m.with("review-claim-other", &[("name", claim.by.to_string().into()), ("until", until.into())])
}

/// What is told at the top, by the word in the address.
pub(super) fn notice(m: Messages, told: &str) -> Option<String> {
    match told {
        "late" => Some(m.t("review-late")),
        "taken" => Some(m.t("review-taken")),
        "claimed" => Some(m.t("review-claimed")),
        "released" => Some(m.t("review-released")),
        _ => None,
    }
}

/// `/en/staff/posts/N-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: PostingId = named(&page, &path.1, Action::ReadQueue)?;
    let case = state.ask(move |site| case(site, &caller, id)).await?;
    let form = Form::empty(page.m).holding("version", case.version.number);
    ReviewPage::answer(page, case, form, query.told.as_deref())
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
    let id: PostingId = named(&page, &path.1, Action::ReadQueue)?;
    let asked = caller.clone();
    let basis = state.ask(move |site| basis(site.store(), &asked, id)).await?;
    require(&page, Action::ReviewPosting(Subject::from(&basis.organization)))?;
    let mut form = input.form(m, &["version", "decision", "listed", "reason", "next"], &[])?;
    // The reason is in the words of who reads it.
    let Some(review) = decision(m, basis.language, &basis.reasons, &mut form) else {
        let case = state.ask(move |site| case(site, &caller, id)).await?;
        return ReviewPage::answer(page, case, form, None);
    };
    // What is no number is the number of no version.
    let number = form.value("version").parse().unwrap_or_default();
    let by = caller.clone();
    let to = match state.ask(move |site| decide(site, &by, id, number, &review)).await? {
        Decided::Done => queue::after(&page, form.value("next") == "1", caller, &state).await?,
        Decided::NotWaiting => page.link(format_args!("/staff/posts/{id}?told=late")),
        Decided::Taken(_) => page.link(format_args!("/staff/posts/{id}?told=taken")),
        Decided::OwnRefusal => page.link(format_args!("/staff/posts/{id}")),
    };
    Ok(see_other(&to))
}

/// What was decided, if the form says so.
fn decision(m: Messages, theirs: Language, reasons: &[ListedReason], form: &mut Form) -> Option<Review> {
    let chosen = form.read(
        "decision",
        |code| DECISIONS.into_iter().find(|known| *known == code).ok_or(()),
        |()| m.t("review-decision-missing"),
    );
    let listed = form.read_optional(
        "listed",
        |code| reasons.iter().find(|known| known.code == code).ok_or(()),
        |()| m.t("review-reason-bad"),
    );
    if chosen == Some("publish") {
        if listed.is_some() || !form.value("reason").trim().is_empty() {
            form.complain("reason", m.t("review-reason-unread"));
        }
        return (!form.failed()).then_some(Review::Publish);
    }
    let first = listed.map(|listed| listed.text(theirs));
    let reason = form.read(
        "reason",
        |own| match &first {
            Some(first) => Reason::parse(format!("{first}\n{own}").trim()),
            None => Reason::parse(own),
        },
        |error| match &error {
            TextError::Empty => m.t("review-reason-missing"),
            TextError::TooLong { .. } => words::text(m, m.t("review-own-words"), &error),
        },
    );
    match chosen.filter(|_| !form.failed())? {
        "ask-changes" => reason.map(Review::AskChanges),
        _ => reason.map(Review::Refuse),
    }
}

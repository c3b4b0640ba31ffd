//! What a table would do, and did.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::{Kind, PostingId};
use crate::flows::Caller;
use crate::flows::writing::bulk::{
    self, Fate, LONGEST_TITLE, Plan, PlannedRow, Refusal, RowProblem, TakenOver, plan, take_over,
};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::{list, upload_id};

/// How many rows a page shows.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "writing/plan.html")]
struct PlanPage {
    m: Messages,
    page: Page,
    base: String,
    /// The key of what it is called.
    heading: &'static str,
    organization: OrganizationLine,
    name: String,
    /// How many rows do what, in words.
    counts: Vec<String>,
    /// How many would become or change a posting; none once it was taken over.
    done: usize,
    /// How many are to be corrected.
    wrong: usize,
    ignored: Option<String>,
    rows: Vec<RowView>,
    pager: Option<Pager>,
    /// None of a table that was taken over.
    digest: Option<String>,
    notice: Option<String>,
}

/// A row with what it would do.
struct RowView {
    line: u64,
    kind: Option<Kind>,
    title: String,
    tag: &'static str,
    class: &'static str,
    fate: String,
    /// The posting that it is about.
    link: Option<(String, String)>,
    like: Option<(String, String)>,
}

fn class(fate: Fate) -> &'static str {
    match fate {
        Fate::New | Fate::Change(_) => "tag tag-ok",
        Fate::Unchanged(_) => "tag",
        Fate::Waits(_) | Fate::Repeats(_) | Fate::SameReference(_) | Fate::Copy(_) => "tag tag-warn",
        Fate::Refused(_) => "tag tag-bad",
    }
}

/// What a row would do, in words.
fn words(m: Messages, fate: Fate) -> String {
    match fate {
        Fate::New => m.t("upload-new"),
        Fate::Change(id) => m.v("upload-change", id),
        Fate::Unchanged(id) => m.v("upload-unchanged", id),
        Fate::Waits(id) => m.v("upload-waits", id),
        Fate::Repeats(line) => m.v("upload-repeats", line),
        Fate::SameReference(line) => m.v("upload-same-reference", line),
        Fate::Copy(id) => m.v("upload-copy", id),
        Fate::Refused(Refusal::OtherOrganization) => m.t("upload-other-organization"),
        Fate::Refused(Refusal::UnknownId) => m.t("upload-unknown-id"),
        Fate::Refused(Refusal::TwoPostings) => m.t("upload-two-postings"),
        Fate::Refused(Refusal::OtherKind) => m.t("upload-other-kind"),
        Fate::Refused(Refusal::LongTitle) => m.n("upload-long-title", LONGEST_TITLE),
        Fate::Refused(Refusal::PastDeadline) => m.t("writing-date-past"),
    }
}

impl RowView {
    fn new(page: &Page, row: &PlannedRow) -> Self {
        let link = |id: PostingId| (page.link(format_args!("/posts/{id}/history")), id.to_string());
        Self {
            line: row.line,
            kind: Some(row.kind),
            title: row.title.to_string(),
            tag: row.language.tag(),
            class: class(row.fate),
            fate: words(page.m, row.fate),
            link: row.posting.map(link),
            like: row.like.map(link),
        }
    }

    fn broken(page: &Page, problem: &RowProblem) -> Self {
        Self {
            line: problem.line,
            kind: None,
            title: String::new(),
            tag: page.m.language().tag(),
            class: "tag tag-bad",
            fate: problem.describe(page.m),
            link: None,
            like: None,
        }
    }
}

/// What is wrong with the rows that do nothing because of it, by their lines.
pub(super) fn complaints(m: Messages, plan: &Plan) -> BTreeMap<u64, String> {
    let planned = plan.rows.iter().filter(|row| row.fate.is_wrong());
    let planned = planned.map(|row| (row.line, words(m, row.fate)));
    planned.chain(plan.problems.iter().map(|one| (one.line, one.describe(m)))).collect()
}

/// How many rows do what, of which `wrong` are to be corrected.
fn counts(m: Messages, plan: &Plan, wrong: usize) -> Vec<String> {
    let count = |wanted: fn(Fate) -> bool| plan.rows.iter().filter(|row| wanted(row.fate)).count();
    let all = [
        ("upload-count-new", count(|fate| fate == Fate::New)),
        ("upload-count-change", count(|fate| matches!(fate, Fate::Change(_)))),
        ("upload-count-unchanged", count(|fate| matches!(fate, Fate::Unchanged(_)))),
        ("upload-count-wrong", wrong),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| m.n(key, count)).collect()
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
    done: Option<String>,
}

/// `/en/posts/uploads/B-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = upload_id(&path.1)?;
    let plan = state.ask(move |site| plan(site, &caller, id)).await?;
    let mut rows: Vec<RowView> = plan.rows.iter().map(|row| RowView::new(&page, row)).collect();
    rows.extend(plan.problems.iter().map(|problem| RowView::broken(&page, problem)));
    rows.sort_by_key(|row| row.line);
    let pages = rows.len().div_ceil(PAGE).max(1);
    let number = number_of(query.page.as_deref()).clamp(1, pages);
    let base = page.link(format_args!("/posts/uploads/{id}"));
    let wrong = complaints(m, &plan).len();
    let view = PlanPage {
        m,
        heading: if plan.digest.is_some() { "upload-plan" } else { "upload-result" },
        organization: OrganizationLine::new(m, &plan.organization),
        counts: counts(m, &plan, wrong),
        done: plan.rows.iter().filter(|row| row.fate.is_done()).count(),
        wrong,
        ignored: (!plan.ignored.is_empty()).then(|| list(m, &plan.ignored)),
        rows: rows.into_iter().skip((number - 1) * PAGE).take(PAGE).collect(),
        pager: Pager::new(number, pages, |number| format!("/posts/uploads/{id}?page={number}")),
        digest: plan.digest,
        name: plan.name,
        notice: match query.done.as_deref() {
            Some("changed") => Some(m.t("upload-changed")),
            Some("nothing") => Some(m.t("upload-nothing")),
            _ => None,
        },
        base,
        page: page.not_indexed(),
    };
    html_as(StatusCode::OK, &view)
}

/// Takes the table over, if it would still do what was shown.
pub(in crate::web) async fn accept(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id = upload_id(&path.1)?;
    let shown = input.form(page.m, &["digest"], &[])?.value("digest").to_owned();
    let taken = state.ask(move |site| take_over(site.store(), &caller, id, &shown)).await?;
    Ok(see_other(&match taken {
        TakenOver::Done(_) | TakenOver::Already => page.link(format_args!("/posts/uploads/{id}")),
        TakenOver::Changed => page.link(format_args!("/posts/uploads/{id}?done=changed")),
        TakenOver::Nothing => page.link(format_args!("/posts/uploads/{id}?done=nothing")),
    }))
}

/// Throws the table away; what one did that was taken over is shown instead.
pub(in crate::web) async fn discard(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = upload_id(&path.1)?;
    let discarded = state.ask(move |site| bulk::discard(site.store(), &caller, id)).await?;
    Ok(see_other(&match discarded {
        true => page.link("/posts?done=upload-discarded"),
        false => page.link(format_args!("/posts/uploads/{id}")),
    }))
}

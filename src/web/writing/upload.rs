//! Posting many at once: a table uploaded, looked through, and taken over.

use std::collections::BTreeMap;
use std::path::Path;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::{Kind, OrganizationId, UploadId};
use crate::flows::writing::bulk::{
    self, Fate, Format, LONGEST_TITLE, Limits, Plan, PlannedRow, PostingField, Refusal, RowProblem,
    TakenOver, UploadError, plan, take_over, template, template_fields, wrong,
};
use crate::flows::{Caller, FlowError};
use crate::i18n::Messages;
use crate::web::download;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::pager::Pager;
use crate::web::state::State;
use crate::web::view::OrganizationLine;

/// How many rows a page shows.
const PAGE: usize = 100;

#[derive(Template)]
#[template(path = "writing/upload.html")]
struct UploadPage {
    m: Messages,
    page: Page,
    organization: OrganizationId,
    kinds: Vec<(&'static str, String)>,
    /// What a file may hold: megabytes and rows.
    megabytes: u64,
    rows: usize,
    form: Form,
}

fn answer(page: Page, organization: OrganizationId, form: Form) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = UploadPage {
        m,
        organization,
        kinds: Kind::ALL.map(|kind| (kind.code(), m.t(&format!("upload-kind-{}", kind.code())))).to_vec(),
        megabytes: Limits::UPLOADS.bytes >> 20,
        rows: Limits::UPLOADS.rows,
        form,
        page: page.not_indexed(),
    };
    html_as(status, &view)
}

/// `/en/organizations/O-7F3K9Q/uploads`.
pub(in crate::web) async fn new(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id = organization_id(&path.1)?;
    state.ask(move |site| bulk::begin(site.store(), &caller, id)).await?;
    let form = Form::empty(page.m).holding("kind", Kind::Need.code());
    answer(page, id, form)
}

fn organization_id(text: &str) -> Result<OrganizationId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// The file.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = organization_id(&path.1)?;
    let asked = caller.clone();
    state.ask(move |site| bulk::begin(site.store(), &asked, id)).await?;
    let mut form = input.form(m, &["kind", "file"], &[])?;
    let kind =
        Kind::ALL.into_iter().find(|kind| kind.code() == form.value("kind")).ok_or(WebError::BadForm)?;
    let Some(file) = form.take_files("file").into_iter().next() else {
        form.complain("file", m.t("upload-missing"));
        return answer(page, id, form);
    };
    let name: String = file.name.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(100).collect();
    let shown = name.clone();
    let content = file.content;
    let kept = state
        .ask(move |site| match bulk::upload(site.store(), &caller, id, kind, &name, content) {
            Ok(id) => Ok(Ok(id)),
            Err(UploadError::File(error)) => Ok(Err(error)),
            Err(UploadError::Flow(error)) => Err(error),
        })
        .await?;
    match kept {
        Ok(id) => Ok(see_other(&page.link(format_args!("/posts/uploads/{id}")))),
        Err(error) => {
            form.complain("file", error.describe(Path::new(&shown), m));
            answer(page, id, form)
        }
    }
}

#[derive(Template)]
#[template(path = "writing/plan.html")]
struct PlanPage {
    m: Messages,
    page: Page,
    base: String,
    organization: OrganizationLine,
    name: String,
    /// How many rows do what, in words.
    counts: Vec<String>,
    /// How many become or change a posting.
    done: usize,
    /// How many are to be corrected.
    wrong: usize,
    ignored: Option<String>,
    rows: Vec<RowView>,
    pager: Option<Pager>,
    digest: String,
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
        Fate::Waits(_) | Fate::Repeats(_) | Fate::Copy(_) => "tag tag-warn",
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
        let link =
            |id: crate::domain::PostingId| (page.link(format_args!("/posts/{id}/history")), id.to_string());
        Self {
            line: row.line,
            kind: Some(row.kind),
            title: row.title.to_string(),
            tag: row.language.tag(),
            class: class(row.fate),
            fate: words(page.m, row.fate),
            link: row.fate.posting().map(link),
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
fn complaints(m: Messages, plan: &Plan) -> BTreeMap<u64, String> {
    let is_wrong = |fate: Fate| !matches!(fate, Fate::New | Fate::Change(_) | Fate::Unchanged(_));
    let planned = plan.rows.iter().filter(|row| is_wrong(row.fate));
    let planned = planned.map(|row| (row.line, words(m, row.fate)));
    planned.chain(plan.problems.iter().map(|one| (one.line, one.describe(m)))).collect()
}

/// How many rows do what.
fn counts(m: Messages, plan: &Plan) -> Vec<String> {
    let count = |wanted: fn(Fate) -> bool| plan.rows.iter().filter(|row| wanted(row.fate)).count();
    let all = [
        ("upload-count-new", count(|fate| fate == Fate::New)),
        ("upload-count-change", count(|fate| matches!(fate, Fate::Change(_)))),
        ("upload-count-unchanged", count(|fate| matches!(fate, Fate::Unchanged(_)))),
        ("upload-count-wrong", complaints(m, plan).len()),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| m.n(key, count)).collect()
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
    done: Option<String>,
}

fn upload_id(text: &str) -> Result<UploadId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
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
    let number = query.page.as_deref().and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, pages);
    let base = page.link(format_args!("/posts/uploads/{id}"));
    let view = PlanPage {
        m,
        organization: OrganizationLine::new(m, &plan.organization),
        counts: counts(m, &plan),
        done: plan.rows.iter().filter(|row| matches!(row.fate, Fate::New | Fate::Change(_))).count(),
        wrong: complaints(m, &plan).len(),
        ignored: (!plan.ignored.is_empty()).then(|| m.list(plan.ignored.iter().cloned())),
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
        TakenOver::Done(_) => page.link("/posts?done=taken-over"),
        TakenOver::Changed => page.link(format_args!("/posts/uploads/{id}?done=changed")),
        TakenOver::Nothing => page.link(format_args!("/posts/uploads/{id}?done=nothing")),
    }))
}

/// Throws the table away.
pub(in crate::web) async fn discard(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = upload_id(&path.1)?;
    state.ask(move |site| bulk::discard(site.store(), &caller, id)).await?;
    Ok(see_other(&page.link("/posts?done=upload-discarded")))
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct FileQuery {
    format: Option<String>,
    kind: Option<String>,
}

fn format(query: &FileQuery) -> (Format, &'static str, &'static str) {
    match query.format.as_deref() {
        Some("csv") => (Format::Csv, "csv", "text/csv; charset=utf-8"),
        _ => {
            let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            (Format::Xlsx, "xlsx", media_type)
        }
    }
}

/// The rows to be corrected, with what is wrong with each.
pub(in crate::web) async fn errors(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<FileQuery>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = upload_id(&path.1)?;
    let (format, ending, media_type) = format(&query);
    let heading = m.t("upload-wrong-column");
    let file =
        state.ask(move |site| wrong(site, &caller, id, format, &heading, |plan| complaints(m, plan))).await?;
    Ok(download::file(&format!("{id}-errors.{ending}"), media_type, file))
}

/// A table to fill in.
pub(in crate::web) async fn blank(
    page: Page,
    query: web::Query<FileQuery>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let kind = query.kind.as_deref().and_then(|code| code.parse().ok()).unwrap_or(Kind::Need);
    let (format, ending, media_type) = format(&query);
    let row: Vec<String> = template_fields(kind).map(|field| example(m, kind, field)).collect();
    let file = template(kind, m.language(), format, &[row]).map_err(FlowError::from)?;
    Ok(download::file(&format!("sunmao-{}.{ending}", kind.code()), media_type, file))
}

/// What the row of the template says, to be overwritten.
fn example(m: Messages, kind: Kind, field: PostingField) -> String {
    match field {
        PostingField::Title => m.t(&format!("upload-example-title-{}", kind.code())),
        PostingField::Description => m.t(&format!("upload-example-description-{}", kind.code())),
        PostingField::MustHaves => m.t("upload-example-must-haves"),
        PostingField::Evidence => m.t("upload-example-evidence"),
        PostingField::Keywords => m.t("upload-example-keywords"),
        PostingField::Ref => "2026-001".to_owned(),
        PostingField::Trl => "7".to_owned(),
        PostingField::Forms => m.t("form-joint-research"),
        PostingField::Industries => "3741".to_owned(),
        PostingField::Disciplines => "430".to_owned(),
        PostingField::PeriodMonths => "18".to_owned(),
        PostingField::Deadline => "2099-12-31".to_owned(),
        PostingField::Disclosure => m.t("disclosure-public"),
        _ => String::new(),
    }
}

//! Posting many at once: a table uploaded, looked through, and taken over.

mod files;
mod plan;

pub(in crate::web) use files::{blank, errors, values};
pub(in crate::web) use plan::{accept, discard, show};

use std::path::Path;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::text::clean;
use crate::domain::{Kind, OrganizationId, UploadId};
use crate::flows::Caller;
use crate::flows::writing::bulk::{self, BadTable, FileError, Limits, UploadError};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

/// The most characters of a file's name that are kept: the last ones.
const LONGEST_NAME: usize = 100;

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
    let name = file_name(&file.name);
    let shown = name.clone();
    let content = file.content;
    let kept = state
        .ask(move |site| match bulk::upload(site.store(), &caller, id, kind, &name, content) {
            Ok(id) => Ok(Ok(id)),
            Err(UploadError::Table(problem)) => Ok(Err(problem)),
            Err(UploadError::Flow(error)) => Err(error),
        })
        .await?;
    match kept {
        Ok(id) => Ok(see_other(&page.link(format_args!("/posts/uploads/{id}")))),
        Err(problem) => {
            form.complain("file", complaint(m, &shown, &problem));
            answer(page, id, form)
        }
    }
}

/// What a file is called, without folders and with its ending, and nothing in it that plays tricks.
fn file_name(given: &str) -> String {
    let name = clean(given.rsplit(['/', '\\']).next().unwrap_or_default(), false);
    let skipped = name.chars().count().saturating_sub(LONGEST_NAME);
    name.chars().skip(skipped).collect()
}

/// What is wrong with a file that isn't taken.
fn complaint(m: Messages, name: &str, problem: &BadTable) -> String {
    match problem {
        BadTable::NoRows => m.v("upload-no-rows", name),
        BadTable::File(FileError::NoKnownColumn { found }) if !found.is_empty() => {
            let found = list(m, found);
            m.with("upload-no-known-column", &[("file", name.to_owned().into()), ("found", found.into())])
        }
        BadTable::File(error) => error.describe(Path::new(name), m),
    }
}

/// The first few names of columns.
fn list(m: Messages, names: &[String]) -> String {
    const SHOWN: usize = 12;
    let more = (names.len() > SHOWN).then(|| "…".to_owned());
    m.list(names.iter().take(SHOWN).cloned().chain(more))
}

fn upload_id(text: &str) -> Result<UploadId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

//! What is downloaded around a table: one to fill in, what may stand in it, and what is wrong with it.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::domain::Kind;
use crate::flows::writing::bulk::{
    Format, PostingField, Wording, permitted_values, template, template_fields, wrong,
};
use crate::flows::{Caller, FlowError};
use crate::i18n::Messages;
use crate::web::download;
use crate::web::error::WebError;
use crate::web::page::Page;
use crate::web::state::State;

use super::plan::complaints;
use super::upload_id;

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
    let wording = Wording { heading: m.t("upload-wrong-column"), cut: m.t("upload-cut") };
    let file =
        state.ask(move |site| wrong(site, &caller, id, format, &wording, |plan| complaints(m, plan))).await?;
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

/// What may stand in the columns that take codes.
pub(in crate::web) async fn values(
    page: Page,
    query: web::Query<FileQuery>,
) -> Result<HttpResponse, WebError> {
    let (format, ending, media_type) = format(&query);
    let file = permitted_values(page.m.language(), format).map_err(FlowError::from)?;
    Ok(download::file(&format!("sunmao-values.{ending}"), media_type, file))
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

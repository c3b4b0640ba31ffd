//! What changed from one version of a posting to another.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::PostingId;
use crate::flows::Caller;
use crate::flows::writing::compare;
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::staff::Differences;
use crate::web::state::State;

use super::posting_id;

#[derive(Template)]
#[template(path = "writing/compare.html")]
struct ComparePage {
    m: Messages,
    page: Page,
    id: PostingId,
    title: String,
    tag: &'static str,
    differences: Differences,
    from: i64,
    to: i64,
    /// All versions, by number and in words.
    versions: Vec<(i64, String)>,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    from: Option<String>,
    to: Option<String>,
}

/// `/en/posts/N-7F3K9Q/comparison?from=1&to=2`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = posting_id(&path.1)?;
    let number = |typed: Option<&str>| typed.unwrap_or("1").parse::<i64>().unwrap_or_default();
    let (from, to) = (number(query.from.as_deref()), number(query.to.as_deref()));
    let found = state.ask(move |site| compare(site.store(), &caller, id, from, to)).await?;
    html(&ComparePage {
        m,
        id,
        title: found.record.posting.title.to_string(),
        tag: found.record.posting.language.tag(),
        versions: found.numbers.iter().map(|number| (*number, m.n("writing-version", *number))).collect(),
        differences: Differences::between(m, &found),
        from,
        to,
        page: page.not_indexed(),
    })
}

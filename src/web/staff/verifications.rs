//! The organizations that wait to be verified.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::staff;
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;

use super::Waiting;

#[derive(Template)]
#[template(path = "staff/verifications.html")]
struct QueuePage {
    m: Messages,
    page: Page,
    total: usize,
    lines: Vec<Waiting>,
    pager: Option<Pager>,
    decided: bool,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
    done: Option<String>,
}

/// `/en/staff/verifications`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let number = number_of(query.page.as_deref());
    let queue = state.ask(move |site| staff::queue(site.store(), &caller, number)).await?;
    html(&QueuePage {
        m: page.m,
        total: queue.total,
        lines: queue.items.iter().map(|line| Waiting::new(&page, line)).collect(),
        pager: Pager::new(queue.page, queue.pages, |number| format!("/staff/verifications?page={number}")),
        decided: query.done.is_some(),
        page: page.not_indexed(),
    })
}

//! The front page of the staff: what waits, and the way to everything else.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::access::Action;
use crate::flows::Caller;
use crate::flows::staff;
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::state::State;

use super::Waiting;

#[derive(Template)]
#[template(path = "staff/overview.html")]
struct OverviewPage {
    m: Messages,
    page: Page,
    waiting: usize,
    longest: Vec<Waiting>,
    posts: usize,
    reads_audit: bool,
}

/// `/en/staff`.
pub(in crate::web) async fn show(
    page: Page,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let overview = state.ask(move |site| staff::overview(site.store(), &caller)).await?;
    html(&OverviewPage {
        m: page.m,
        waiting: overview.waiting,
        longest: overview.longest.iter().map(|line| Waiting::new(&page, line)).collect(),
        posts: overview.posts,
        reads_audit: page.may(Action::ReadAudit),
        page: page.not_indexed(),
    })
}

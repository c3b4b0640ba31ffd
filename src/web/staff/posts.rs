//! The postings that wait for a moderator.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::Kind;
use crate::flows::Caller;
use crate::flows::review::{self, QueueLine};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::age;

#[derive(Template)]
#[template(path = "staff/posts.html")]
struct QueuePage {
    m: Messages,
    page: Page,
    total: usize,
    lines: Vec<Line>,
    pager: Option<Pager>,
    decided: bool,
}

/// A line of the queue.
struct Line {
    link: String,
    kind: Kind,
    title: String,
    tag: &'static str,
    organization: OrganizationLine,
    author: String,
    change: bool,
    appeal: bool,
    /// Who looks at it, and whether it is the reader.
    claim: Option<(String, bool)>,
    submitted: String,
    age: String,
}

impl Line {
    fn new(page: &Page, line: QueueLine) -> Self {
        let m = page.m;
        Self {
            link: page.link(format_args!("/staff/posts/{}", line.id)),
            kind: line.kind,
            title: line.title.to_string(),
            tag: line.language.tag(),
            organization: OrganizationLine::new(m, &line.organization),
            author: line.author.map_or_else(|| m.t("review-author-gone"), |name| name.to_string()),
            change: line.change,
            appeal: line.appeal,
            claim: line.claim.map(|claim| (claim.by.to_string(), claim.own)),
            submitted: m.moment(line.submitted_at),
            age: age(m, line.submitted_at),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
    done: Option<String>,
}

/// `/en/staff/posts`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let number = number_of(query.page.as_deref());
    let queue = state.ask(move |site| review::queue(site.store(), &caller, number)).await?;
    html(&QueuePage {
        m: page.m,
        total: queue.total,
        lines: queue.items.into_iter().map(|line| Line::new(&page, line)).collect(),
        pager: Pager::new(queue.page, queue.pages, |number| format!("/staff/posts?page={number}")),
        decided: query.done.is_some(),
        page: page.not_indexed(),
    })
}

//! The queue over everything that waits for a moderator.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::Kind;
use crate::domain::access::Action;
use crate::flows::Caller;
use crate::flows::review::{self, Choice, Task, Work, WorkSort, take_next};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::{age, require};

/// So many days something may wait before it is marked.
const OVERDUE: i64 = 3;

#[derive(Template)]
#[template(path = "staff/queue.html")]
struct QueuePage {
    m: Messages,
    page: Page,
    total: usize,
    filters: Vec<Filter>,
    free: Filter,
    /// The choice, as the button that takes the next one sends it.
    sort: &'static str,
    lines: Vec<Line>,
    pager: Option<Pager>,
    notice: Option<String>,
    /// The keys that work in the list, and what they do.
    keys: [(&'static str, String); 4],
}

/// A way to see less, or all again.
struct Filter {
    link: String,
    label: String,
    chosen: bool,
}

struct Line {
    link: String,
    sort: String,
    class: &'static str,
    kind: Option<Kind>,
    /// The title with the tag of its language; an organization's name where there is none.
    title: (String, &'static str),
    organization: OrganizationLine,
    /// Who looks at it, and whether it is the reader.
    claim: Option<(String, bool)>,
    own: bool,
    since: String,
    age: String,
    overdue: bool,
}

impl Line {
    fn new(page: &Page, work: Work) -> Self {
        let m = page.m;
        let organization = OrganizationLine::new(m, &work.organization);
        let named = || (organization.name.clone(), organization.language.tag());
        let title = work.title.map_or_else(named, |(title, language)| (title, language.tag()));
        Self {
            link: link(page, work.task),
            sort: m.t(&format!("queue-one-{}", work.sort.code())),
            class: match work.sort {
                WorkSort::Appeal | WorkSort::Report => "tag tag-warn",
                _ => "tag",
            },
            kind: work.kind,
            title,
            organization,
            claim: work.claim.map(|claim| (claim.by.to_string(), claim.own)),
            own: work.own,
            since: m.moment(work.since),
            age: age(m, work.since),
            overdue: (chrono::Utc::now() - work.since).num_days() >= OVERDUE,
        }
    }
}

/// Where something is decided.
pub(super) fn link(page: &Page, task: Task) -> String {
    match task {
        Task::Posting(id) => page.link(format_args!("/staff/posts/{id}")),
        Task::Verification(id) => page.link(format_args!("/staff/verifications/{id}")),
        Task::Report(id) => page.link(format_args!("/staff/reports/{id}")),
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    sort: Option<String>,
    free: Option<String>,
    page: Option<String>,
    done: Option<String>,
}

fn address(sort: Option<WorkSort>, free: bool) -> String {
    let sort = sort.map(|sort| format!("sort={}", sort.code()));
    let free = free.then(|| "free=1".to_owned());
    let parts: Vec<String> = [sort, free].into_iter().flatten().collect();
    if parts.is_empty() { "/staff/queue".to_owned() } else { format!("/staff/queue?{}", parts.join("&")) }
}

fn filters(page: &Page, choice: Choice, counts: &BTreeMap<WorkSort, usize>) -> Vec<Filter> {
    let m = page.m;
    let all = counts.values().sum::<usize>();
    let filter = |sort: Option<WorkSort>, label: String, count: usize| Filter {
        link: page.link(address(sort, choice.free)),
        label: format!("{label} {}", m.number(count)),
        chosen: choice.sort == sort,
    };
    let each = WorkSort::ALL.map(|sort| {
        let count = counts.get(&sort).copied().unwrap_or_default();
        filter(Some(sort), m.t(&format!("queue-sort-{}", sort.code())), count)
    });
    std::iter::once(filter(None, m.t("queue-all"), all)).chain(each).collect()
}

/// `/en/staff/queue`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let sort = query.sort.as_deref().and_then(WorkSort::from_code);
    let choice = Choice { sort, free: query.free.is_some() };
    let number = number_of(query.page.as_deref());
    let queue = state.ask(move |site| review::work(site.store(), &caller, choice, number)).await?;
    let here = address(sort, choice.free);
    let joint = if here.contains('?') { '&' } else { '?' };
    let lines = queue.lines;
    html(&QueuePage {
        m,
        total: queue.counts.values().sum(),
        filters: filters(&page, choice, &queue.counts),
        free: Filter {
            link: page.link(address(sort, !choice.free)),
            label: m.t("queue-free"),
            chosen: choice.free,
        },
        sort: sort.map_or("", WorkSort::code),
        pager: Pager::new(lines.page, lines.pages, |number| format!("{here}{joint}page={number}")),
        lines: lines.items.into_iter().map(|work| Line::new(&page, work)).collect(),
        notice: match query.done.as_deref() {
            Some("1") => Some(m.t("review-done")),
            Some("none") => Some(m.t("queue-none")),
            _ => None,
        },
        keys: [
            ("j", m.t("queue-key-down")),
            ("k", m.t("queue-key-up")),
            ("Enter", m.t("queue-key-open")),
            ("n", m.t("queue-key-next")),
        ],
        page: page.not_indexed(),
    })
}

/// Claims what waits longest, and leads to it.
pub(in crate::web) async fn next(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ReadQueue)?;
    let form = input.form(page.m, &["sort"], &[])?;
    let sort = match form.value("sort") {
        "" => None,
        code => Some(WorkSort::from_code(code).ok_or(WebError::BadForm)?),
    };
    let choice = Choice { sort, free: true };
    let taken = state.ask(move |site| take_next(site.store(), &caller, choice)).await?;
    Ok(see_other(&match taken {
        Some(task) => link(&page, task),
        None => page.link("/staff/queue?done=none"),
    }))
}

/// Where a moderator goes who decided: to the queue, or to what waits next.
pub(super) async fn after(
    page: &Page,
    goes_on: bool,
    caller: Caller,
    state: &State,
) -> Result<String, WebError> {
    if !goes_on {
        return Ok(page.link("/staff/queue?done=1"));
    }
    let taken = state.ask(move |site| take_next(site.store(), &caller, Choice::default())).await?;
    Ok(taken.map_or_else(|| page.link("/staff/queue?done=1"), |task| link(page, task)))
}

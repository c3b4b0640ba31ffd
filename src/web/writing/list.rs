//! What an organization posted and is writing.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::Denial;
use crate::domain::{DraftId, Kind, PostingId, State as Stage};
use crate::flows::Caller;
use crate::flows::writing::{Attention, DraftLine, Line, list};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::session::SignedIn;
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::notice;

#[derive(Template)]
#[template(path = "writing/list.html")]
struct ListPage {
    m: Messages,
    page: Page,
    organization: OrganizationLine,
    writes: bool,
    waiting: usize,
    /// What somebody should look at.
    needed: usize,
    drafts: Vec<DraftRow>,
    /// The postings under their headings; only those that have any.
    groups: Vec<Group>,
    notice: Option<String>,
}

/// Postings under one heading.
struct Group {
    code: &'static str,
    heading: String,
    rows: Vec<PostingRow>,
}

/// A posting of the list.
struct PostingRow {
    id: PostingId,
    kind: Kind,
    language: &'static str,
    title: String,
    state: String,
    /// Whether it takes a reader's attention, and what for.
    attention: Option<String>,
    facts: Vec<String>,
    matches: usize,
    views: u64,
    is_published: bool,
    can_be_renewed: bool,
    can_be_closed: bool,
    waiting: bool,
}

/// A draft of the list.
struct DraftRow {
    id: DraftId,
    kind: Kind,
    title: String,
    changes: bool,
    saved: String,
}

/// What the address says besides.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

/// `/en/posts`: of the organization that the person acts for.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    SignedIn(signed): SignedIn,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let own = signed.acting_for().ok_or(WebError::Denied(Denial::Forbidden))?;
    let id = own.organization.id;
    let listing = state.ask(move |site| list(site.store(), &caller, id)).await?;
    let needed = listing.postings.iter().filter(|line| line.attention.is_some()).count();
    let view = ListPage {
        m,
        page: page.not_indexed(),
        organization: OrganizationLine::new(m, &listing.organization),
        writes: listing.writes,
        waiting: listing.waiting,
        needed,
        drafts: listing.drafts.iter().map(|draft| draft_row(m, draft)).collect(),
        groups: groups(m, &listing.postings),
        notice: notice(m, query.done.as_deref()),
    };
    html(&view)
}

/// What needs somebody, then by state.
fn groups(m: Messages, lines: &[Line]) -> Vec<Group> {
    let group = |code: &'static str, heading: String, holds: &dyn Fn(&Line) -> bool| Group {
        code,
        heading,
        rows: lines.iter().filter(|line| holds(line)).map(|line| row(m, line)).collect(),
    };
    let mut groups = vec![group("needs-you", m.t("writing-needs-you"), &|line| line.attention.is_some())];
    for state in
        [Stage::Published, Stage::InReview, Stage::ChangesAsked, Stage::Refused, Stage::Draft, Stage::Closed]
    {
        let heading = m.t(&format!("state-{}", state.code()));
        groups.push(group(state.code(), heading, &|line| {
            line.attention.is_none() && line.record.state == state
        }));
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

fn row(m: Messages, line: &Line) -> PostingRow {
    let record = &line.record;
    let state = record.state;
    let expires = line.life.as_ref().map(|life| m.day(life.expires_at));
    let closure = line.life.as_ref().and_then(|life| life.closed_as);
    let facts = match (state, expires) {
        (Stage::Published, Some(day)) => vec![m.v("writing-expires", day)],
        (Stage::Closed, _) => {
            let closure = closure.map(|closure| m.t(&format!("writing-closed-{}", closure.code())));
            closure.into_iter().chain([m.v("writing-changed", m.day(record.updated_at))]).collect()
        }
        _ => vec![m.v("writing-changed", m.day(record.updated_at))],
    };
    PostingRow {
        id: record.id,
        kind: record.id.kind(),
        language: record.posting.language.tag(),
        title: record.posting.title.to_string(),
        state: m.t(&format!("state-{}", state.code())),
        attention: line.attention.map(|attention| {
            m.t(match attention {
                Attention::ChangesAsked => "writing-attention-changes",
                Attention::Refused => "writing-attention-refused",
                Attention::Expiring => "writing-attention-expiring",
            })
        }),
        facts,
        matches: line.matches,
        views: line.views,
        is_published: state == Stage::Published,
        can_be_renewed: state == Stage::Published || (state == Stage::Closed && closure.is_some()),
        can_be_closed: state != Stage::Closed,
        waiting: line.waiting,
    }
}

fn draft_row(m: Messages, draft: &DraftLine) -> DraftRow {
    let typed = draft.fields.get("title").and_then(|values| values.first()).map_or("", |title| title.trim());
    let title: String = typed.chars().take(120).collect();
    let when = m.moment(draft.changed_at);
    DraftRow {
        id: draft.id,
        kind: draft.kind,
        title: if title.is_empty() { m.t("writing-untitled") } else { title },
        changes: draft.posting.is_some(),
        saved: match &draft.changed_by {
            Some(name) => {
                m.with("writing-saved-by", &[("when", when.into()), ("name", name.to_string().into())])
            }
            None => m.v("writing-saved-at", when),
        },
    }
}

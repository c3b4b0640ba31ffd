//! All that was submitted of a posting, and what moderators said to it.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::version::VersionState;
use crate::domain::{PostingId, State as Stage};
use crate::flows::Caller;
use crate::flows::writing::{HistoryLine, history};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::posting::paragraphs;
use crate::web::state::State;

use super::attachments::FileView;
use super::{notice, posting_id};

#[derive(Template)]
#[template(path = "writing/history.html")]
struct HistoryPage {
    m: Messages,
    page: Page,
    id: PostingId,
    language: &'static str,
    title: String,
    state: String,
    expires: Option<String>,
    writes: bool,
    waiting: bool,
    /// Whether the public reads already what waits.
    corrected: bool,
    /// Whether the newest version was refused, so that one may appeal.
    refused: bool,
    is_published: bool,
    can_be_renewed: bool,
    can_be_closed: bool,
    versions: Vec<VersionLine>,
    notice: Option<String>,
}

/// One version.
struct VersionLine {
    number: i64,
    /// The class of the tag, and its word.
    state: (&'static str, String),
    title: String,
    facts: Vec<String>,
    files: Vec<FileView>,
    /// The comparison with the version before, if there is one.
    compare: Option<String>,
    message: Vec<String>,
    reason: Vec<String>,
}

/// What the address says besides.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

/// `/en/posts/N-7F3K9Q/history`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = posting_id(&path.1)?;
    let found = state.ask(move |site| history(site.store(), &caller, id)).await?;
    let record = &found.view.record;
    let closure = found.life.as_ref().and_then(|life| life.closed_as);
    let is_published = record.state == Stage::Published;
    let expires = found.life.as_ref().filter(|_| is_published);
    html(&HistoryPage {
        m,
        id,
        language: record.posting.language.tag(),
        title: record.posting.title.to_string(),
        state: m.t(&format!("state-{}", record.state.code())),
        expires: expires.map(|life| m.v("writing-expires", m.day(life.expires_at))),
        writes: found.writes,
        waiting: found.versions.first().is_some_and(|newest| newest.state == VersionState::Waiting),
        corrected: found.versions.first().is_some_and(is_correction),
        refused: found.versions.first().is_some_and(|newest| newest.state == VersionState::Refused),
        is_published,
        can_be_renewed: is_published || (record.state == Stage::Closed && closure.is_some()),
        can_be_closed: record.state != Stage::Closed,
        versions: found.versions.iter().map(|version| line(&page, id, version)).collect(),
        notice: notice(m, query.done.as_deref()),
        page: page.not_indexed(),
    })
}

/// Whether the public reads it and a moderator is still to look at it.
fn is_correction(version: &HistoryLine) -> bool {
    version.at_once && version.state == VersionState::Waiting
}

fn line(page: &Page, id: PostingId, version: &HistoryLine) -> VersionLine {
    let m = page.m;
    let class = match version.state {
        VersionState::Published => "tag tag-ok",
        VersionState::ChangesAsked => "tag tag-warn",
        VersionState::Refused => "tag tag-bad",
        VersionState::Waiting | VersionState::Withdrawn => "tag",
    };
    let state = match is_correction(version) {
        true => m.t("writing-version-at-once"),
        false => m.t(&format!("writing-version-{}", version.state.code())),
    };
    let when = m.moment(version.submitted_at);
    let submitted = match &version.author {
        Some(name) => {
            m.with("writing-submitted-by", &[("when", when.into()), ("name", name.to_string().into())])
        }
        None => m.v("writing-submitted-at", when),
    };
    let decided = version.decided_at.map(|at| match version.state {
        VersionState::Withdrawn => m.v("writing-withdrawn-at", m.moment(at)),
        _ => m.v("writing-decided-at", m.moment(at)),
    });
    let text = |reason: Option<&crate::domain::verification::Reason>| {
        reason.map(|reason| paragraphs(reason.as_str())).unwrap_or_default()
    };
    VersionLine {
        number: version.number,
        state: (class, state),
        title: version.title.to_string(),
        facts: std::iter::once(submitted).chain(decided).collect(),
        compare: (version.number > 1).then(|| {
            let (from, to) = (version.number - 1, version.number);
            page.link(format_args!("/posts/{id}/comparison?from={from}&to={to}"))
        }),
        files: version.files.iter().map(|line| FileView::new(page, "/posts", line)).collect(),
        message: text(version.message.as_ref()),
        reason: text(version.reason.as_ref()),
    }
}

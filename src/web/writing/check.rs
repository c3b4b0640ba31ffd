//! The check before something is submitted of which a part is hidden: what everybody will read, and what in
//! that gives somebody away.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::verification::Reason;
use crate::domain::{Detail, Disclosure, DraftId, Kind, Organization, Posting};
use crate::flows::review::leaks;
use crate::flows::writing::attachment;
use crate::flows::writing::draft::{Opened, open};
use crate::flows::writing::{Submission, Submitted, submit as hand_in};
use crate::flows::{Caller, Site};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html};
use crate::web::posting::{Fact, facts};
use crate::web::staff::part;
use crate::web::state::State;

use super::attachments::named;
use super::draft::Query;
use super::fields::{label, restored};
use super::read::read;
use super::{draft_id, notice};

#[derive(Template)]
#[template(path = "writing/check.html")]
struct CheckPage {
    m: Messages,
    page: Page,
    id: DraftId,
    heading: String,
    /// Who will read the rest, as a sentence and as a heading.
    lead: String,
    rest: String,
    kind: Kind,
    tag: &'static str,
    title: String,
    summary: Option<String>,
    /// Passages that give somebody away: what, where, and the passage.
    leaks: Vec<(String, String, String)>,
    /// What everybody reads in codes.
    open: Vec<Fact>,
    /// What the rest says, by the names of its fields.
    hidden: Vec<String>,
    revision: i64,
    notice: Option<String>,
}

impl CheckPage {
    fn new(page: Page, opened: &Opened, posting: Posting, notice: Option<String>) -> Self {
        let m = page.m;
        let found = leaks(&posting)
            .into_iter()
            .map(|one| (m.t(&format!("review-leak-{}", one.kind.code())), part(m, one.part), one.text));
        let mut hidden = hidden(m, &posting, &opened.organization);
        if opened.draft.fields.contains_key(attachment::FIELD) {
            hidden.push(label(m, opened.draft.kind, attachment::FIELD));
        }
        let leaks = found.collect();
        let open = posting.public_part();
        let level = open.disclosure.code();
        Self {
            m,
            id: opened.draft.id,
            heading: m.t("writing-check"),
            lead: m.t(&format!("writing-check-{level}")),
            rest: m.t(&format!("writing-check-rest-{level}")),
            kind: open.kind(),
            tag: open.language.tag(),
            title: open.title.to_string(),
            summary: open.summary.as_ref().map(ToString::to_string),
            leaks,
            open: facts(m, &open, None, &opened.organization),
            hidden,
            revision: opened.draft.revision,
            notice,
            page: page.not_indexed(),
        }
    }
}

/// The names of the fields that only some will read.
fn hidden(m: Messages, posting: &Posting, organization: &Organization) -> Vec<String> {
    let kind = posting.kind();
    let mut texts = Vec::new();
    let mut say = |said: bool, field: &str| {
        if said {
            texts.push(label(m, kind, field));
        }
    };
    say(posting.description.is_some(), "description");
    match &posting.detail {
        Detail::Need { must_haves, nice_to_haves } => {
            say(!must_haves.is_empty(), "must-haves");
            say(!nice_to_haves.is_empty(), "nice-to-haves");
        }
        Detail::Capability { evidence } => say(!evidence.is_empty(), "evidence"),
    }
    say(!posting.keywords.is_empty(), "keywords");
    let open = facts(m, &posting.clone().public_part(), None, organization);
    let all = facts(m, posting, None, organization).into_iter();
    let rest = all.filter(|fact| !open.iter().any(|other| other.label == fact.label));
    texts.into_iter().chain(rest.map(|fact| fact.label)).collect()
}

/// What a draft says as it is saved, with the note to the moderator, if it is a posting of which a part is
/// hidden.
fn saved(m: Messages, opened: &Opened) -> Option<(Posting, Option<Reason>)> {
    let mut form: Form = restored(m, &opened.draft.fields, opened.draft.revision);
    let read = read(m, opened.draft.kind, &mut form)?;
    (read.0.disclosure != Disclosure::Public).then_some(read)
}

/// `/en/posts/drafts/D-7F3K9Q/check`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = draft_id(&path.1)?;
    let opened = state.ask(move |site| open(site.store(), &caller, id)).await?;
    match saved(m, &opened) {
        Some((posting, _)) => html(&CheckPage::new(page, &opened, posting, notice(m, query.done()))),
        // The form says what is wrong, or submits by itself.
        None => Ok(see_other(&page.link(format_args!("/posts/drafts/{id}")))),
    }
}

/// Submits what was checked.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = draft_id(&path.1)?;
    let form = input.form(m, &["revision"], &[])?;
    let revision: i64 = form.value("revision").parse().map_err(|_| WebError::BadForm)?;
    let asked = caller.clone();
    let opened = state.ask(move |site| open(site.store(), &asked, id)).await?;
    let Some((posting, message)) = saved(m, &opened) else {
        return Ok(see_other(&page.link(format_args!("/posts/drafts/{id}"))));
    };
    let files = named(&restored(m, &opened.draft.fields, revision));
    let sent = move |site: &Site| {
        let (content, attachments, message) = (&posting, &files[..], message.as_ref());
        hand_in(site.store(), &caller, id, revision, Submission { content, attachments, message })
    };
    Ok(see_other(&match state.ask(sent).await? {
        Submitted::Done(_) => page.link("/posts?done=submitted"),
        Submitted::Published(_) => page.link("/posts?done=corrected"),
        // What was checked isn't what is there now.
        Submitted::Conflict(_) => page.link(format_args!("/posts/drafts/{id}/check?done=changed")),
        Submitted::Waiting => page.link(format_args!("/posts/drafts/{id}?done=still-waits")),
    }))
}

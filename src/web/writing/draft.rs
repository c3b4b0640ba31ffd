//! The form: begun, shown, saved, submitted and thrown away.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::{Disclosure, DraftId, Kind, OrganizationId};
use crate::flows::Caller;
use crate::flows::writing::draft::{Opened, Saved, begin, discard as throw_away, open, save};
use crate::flows::writing::{Fields, Submission, Submitted, submit as hand_in};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::attachments::{self, FileView};
use super::conflict;
use super::fields::{MANY, ONCE, kept, restored, with_theirs};
use super::options::{Options, Words};
use super::panel::Panel;
use super::read::{LONGEST_TITLE, read};
use super::{begun, draft_id, notice};

#[derive(Template)]
#[template(path = "writing/draft.html")]
struct DraftPage {
    m: Messages,
    page: Page,
    id: DraftId,
    kind: Kind,
    heading: String,
    /// The posting that it changes.
    changes: Option<String>,
    organization: OrganizationLine,
    saved: String,
    longest_title: usize,
    words: Words,
    options: Options,
    panel: Panel,
    files: Vec<FileView>,
    form: Form,
    notice: Option<String>,
}

impl DraftPage {
    async fn answer(
        page: Page,
        opened: Opened,
        form: Form,
        notice: Option<String>,
        (caller, state): (&Caller, &State),
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let Opened { draft, organization, saved_by } = opened;
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let kind = draft.kind;
        let panel = Panel::new(&page, kind, &organization, &form, caller, state).await?;
        let files = attachments::shown(&page, draft.id, &form, caller, state).await?;
        let heading = match draft.posting {
            None => m.t(&format!("writing-new-{}", kind.code())),
            Some(_) => m.t(&format!("writing-change-{}", kind.code())),
        };
        let when = m.moment(draft.changed_at);
        let saved = match saved_by {
            Some(name) => {
                m.with("writing-saved-by", &[("when", when.into()), ("name", name.to_string().into())])
            }
            None => m.v("writing-saved-at", when),
        };
        let view = Self {
            m,
            id: draft.id,
            kind,
            heading,
            changes: draft.posting.map(|(_, id)| id.to_string()),
            organization: OrganizationLine::new(m, &organization),
            saved,
            longest_title: LONGEST_TITLE,
            words: Words::new(m, kind, &form),
            options: Options::new(m, &form),
            panel,
            files,
            form,
            notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// Begins a draft, and leads to its form.
pub(in crate::web) async fn start(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let form = input.form(m, &["kind", "organization"], &[])?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.code() == form.value("kind"));
    let kind = kind.ok_or(WebError::BadForm)?;
    let organization: OrganizationId = form.value("organization").parse().map_err(|_| WebError::BadForm)?;
    let fields = Fields::from([("language".to_owned(), vec![m.language().code().to_owned()])]);
    let done = state.ask(move |site| begin(site.store(), &caller, organization, kind, &fields)).await?;
    Ok(see_other(&begun(&page, done, "/posts")))
}

/// What the address says besides.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl Query {
    pub(super) fn done(&self) -> Option<&str> {
        self.done.as_deref()
    }
}

/// `/en/posts/drafts/D-7F3K9Q`.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = draft_id(&path.1)?;
    let asked = caller.clone();
    let opened = state.ask(move |site| open(site.store(), &asked, id)).await?;
    let form = restored(m, &opened.draft.fields, opened.draft.revision);
    DraftPage::answer(page, opened, form, notice(m, query.done()), (&caller, &state)).await
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = draft_id(&path.1)?;
    if page.signed().is_none() {
        return conflict::signed_out(page, id, &input.form(m, ONCE, MANY)?);
    }
    let asked = caller.clone();
    // First of all, so that who may not write isn't told what is wrong with their form.
    let opened = state.ask(move |site| open(site.store(), &asked, id)).await?;
    let mut form = with_theirs(input.form(m, ONCE, MANY)?, &opened.draft.fields)?;
    attachments::take(m, id, &mut form, &caller, &state).await?;
    match form.value("do") {
        "save" => keep(page, opened, form, caller, &state, Next::Draft).await,
        "submit" => send(page, opened, form, caller, &state).await,
        _ => Err(WebError::BadForm),
    }
}

/// Where somebody goes who saved a draft.
#[derive(Clone, Copy)]
enum Next {
    Draft,
    Check,
}

/// Which revision the form was made of.
fn revision(form: &Form) -> Result<i64, WebError> {
    form.value("revision").parse().map_err(|_| WebError::BadForm)
}

/// Saves what was typed, right or wrong, and goes on to the draft or to the check of it.
async fn keep(
    page: Page,
    opened: Opened,
    mut form: Form,
    caller: Caller,
    state: &State,
    next: Next,
) -> Result<HttpResponse, WebError> {
    let (m, id, revision) = (page.m, opened.draft.id, revision(&form)?);
    let fields = kept(&form);
    let typed = fields.clone();
    let by = caller.clone();
    match state.ask(move |site| save(site.store(), &by, id, &fields, revision)).await? {
        // What is right is kept; which file isn't has to be said now.
        Saved::Done { revision } if form.failed() => {
            form.put("revision", vec![revision.to_string()]);
            DraftPage::answer(page, opened, form, None, (&caller, state)).await
        }
        Saved::Done { .. } => Ok(see_other(&match next {
            Next::Draft => page.link(format_args!("/posts/drafts/{id}?done=saved")),
            Next::Check => page.link(format_args!("/posts/drafts/{id}/check")),
        })),
        Saved::Conflict(found) => conflict::answer(page, id, opened.draft.kind, &typed, &found),
        Saved::TooLarge => {
            form.complain("description", m.t("writing-too-large"));
            DraftPage::answer(page, opened, form, None, (&caller, state)).await
        }
    }
}

/// Submits what was typed, if it is a posting.
async fn send(
    page: Page,
    opened: Opened,
    mut form: Form,
    caller: Caller,
    state: &State,
) -> Result<HttpResponse, WebError> {
    let (m, id, revision) = (page.m, opened.draft.id, revision(&form)?);
    let Some((posting, message)) = read(m, opened.draft.kind, &mut form) else {
        return DraftPage::answer(page, opened, form, None, (&caller, state)).await;
    };
    if posting.disclosure != Disclosure::Public {
        // Its author looks once more at what everybody will read.
        return keep(page, opened, form, caller, state, Next::Check).await;
    }
    let (by, files) = (caller.clone(), attachments::named(&form));
    let sent = move |site: &crate::flows::Site| {
        let (content, attachments, message) = (&posting, &files[..], message.as_ref());
        hand_in(site.store(), &by, id, revision, Submission { content, attachments, message })
    };
    match state.ask(sent).await? {
        Submitted::Done(_) => Ok(see_other(&page.link("/posts?done=submitted"))),
        Submitted::Published(_) => Ok(see_other(&page.link("/posts?done=corrected"))),
        Submitted::Conflict(found) => conflict::answer(page, id, opened.draft.kind, &kept(&form), &found),
        Submitted::Waiting => {
            form.complain("title", m.t("writing-waiting"));
            DraftPage::answer(page, opened, form, None, (&caller, state)).await
        }
    }
}

/// Throws a draft away.
pub(in crate::web) async fn discard(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id = draft_id(&path.1)?;
    state.ask(move |site| throw_away(site.store(), &caller, id)).await?;
    Ok(see_other(&page.link("/posts?done=discarded")))
}

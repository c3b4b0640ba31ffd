//! What stands beside the form: how good the draft is, and what it would match. Shown with the form, and
//! brought up to date while somebody writes, where scripts run.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Fit, Kind, Organization, Posting};
use crate::flows::writing::draft::{Opened, Saved, open, save};
use crate::flows::writing::sketch;
use crate::flows::{Caller, PostingView};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::page::{Page, html_as};
use crate::web::state::State;
use crate::web::view::PostingLine;

use super::draft_id;
use super::fields::{MANY, ONCE, kept, restored};
use super::quality::Meter;
use super::read::read;

/// The counterparts that are shown.
const BEST: usize = 3;

#[derive(Template)]
#[template(path = "writing/panel.html")]
pub(super) struct Panel {
    m: Messages,
    page: Page,
    /// How much it says; nothing as long as it has no title.
    meter: Option<Meter>,
    best: Vec<(PostingLine, Fit)>,
    /// The revision that is saved, where it was saved just now.
    revision: Option<i64>,
    /// What became of saving, in words.
    saved: Option<String>,
}

impl Panel {
    /// The panel of what a form holds.
    ///
    /// # Errors
    /// [`WebError`].
    pub(super) async fn new(
        page: &Page,
        kind: Kind,
        organization: &Organization,
        form: &Form,
        caller: &Caller,
        state: &State,
    ) -> Result<Self, WebError> {
        let m = page.m;
        let posting = so_far(m, kind, form);
        let meter = posting.as_ref().map(|posting| Meter::new(m, posting));
        let best = match posting {
            Some(posting) => {
                let (caller, organization) = (caller.clone(), organization.clone());
                state.ask(move |site| sketch(site, &caller, &organization, posting, BEST)).await?
            }
            None => Vec::new(),
        };
        let line = |(view, fit): (PostingView, Fit)| (PostingLine::new(m, &view), fit);
        let best = best.into_iter().map(line).collect();
        Ok(Self { m, page: page.clone(), meter, best, revision: None, saved: None })
    }
}

/// What the form says as far as it is right; nothing without a title.
fn so_far(m: Messages, kind: Kind, form: &Form) -> Option<Posting> {
    let mut all = form.clone();
    if let Some((posting, _)) = read(m, kind, &mut all) {
        return Some(posting);
    }
    let mut right = form.clone().unjudged();
    all.problems.iter().for_each(|problem| right.forget(problem.field));
    read(m, kind, &mut right).map(|(posting, _)| posting)
}

/// Saves what was typed so far, and answers the panel alone. What can't be saved stays in the form, whose
/// own button says why.
pub(in crate::web) async fn update(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let id = draft_id(&path.1)?;
    let asked = caller.clone();
    let Opened { draft, organization, .. } = state.ask(move |site| open(site.store(), &asked, id)).await?;
    let form = input.form(m, ONCE, MANY)?;
    let revision: i64 = form.value("revision").parse().map_err(|_| WebError::BadForm)?;
    let fields = kept(&form);
    let by = caller.clone();
    let written = fields.clone();
    let saved = state.ask(move |site| save(site.store(), &by, id, &written, revision)).await?;
    let form = restored(m, &fields, revision);
    let panel = Panel::new(&page, draft.kind, &organization, &form, &caller, &state).await?;
    let (status, revision, saved) = match saved {
        Saved::Done { revision } => {
            (StatusCode::OK, Some(revision), m.v("writing-saved-at", m.moment(caller.at)))
        }
        Saved::Conflict(_) => (StatusCode::CONFLICT, None, m.t("writing-panel-conflict")),
        Saved::TooLarge => (StatusCode::UNPROCESSABLE_ENTITY, None, m.t("writing-too-large")),
    };
    html_as(status, &Panel { revision, saved: Some(saved), ..panel })
}

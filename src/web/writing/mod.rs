//! Writing postings: the list of an organization, the form, and what becomes of what was sent.

pub(super) mod appeal;
pub(super) mod attachments;
mod change;
pub(super) mod check;
pub(super) mod compare;
mod conflict;
pub(super) mod draft;
mod fields;
pub(super) mod history;
pub(super) mod list;
mod options;
pub(super) mod panel;
mod quality;
mod read;
pub(super) mod upload;

pub(super) use change::{close, edit, renew, take_back};

use crate::domain::{DraftId, PostingId};
use crate::flows::writing::draft::Begun;
use crate::i18n::Messages;

use super::error::WebError;
use super::page::Page;

/// The draft that an address names.
fn draft_id(text: &str) -> Result<DraftId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// The posting that an address names.
fn posting_id(text: &str) -> Result<PostingId, WebError> {
    text.parse().map_err(|_| WebError::NotFound)
}

/// What an address tells of what was just done, in words; nothing for any other word.
fn notice(m: Messages, done: Option<&str>) -> Option<String> {
    const KNOWN: &[&str] = &[
        "saved",
        "submitted",
        "corrected",
        "discarded",
        "taken-back",
        "without-draft",
        "not-waiting",
        "waiting",
        "too-many",
        "closed",
        "already",
        "renewed",
        "needs-review",
        "not-open",
        "changed",
        "still-waits",
        "upload-discarded",
    ];
    let done = done.filter(|done| KNOWN.contains(done))?;
    Some(m.t(&format!("writing-done-{done}")))
}

/// Where somebody goes who began a draft.
fn begun(page: &Page, begun: Begun, otherwise: &str) -> String {
    match begun {
        Begun::Done(id) => page.link(format_args!("/posts/drafts/{id}")),
        Begun::TooMany => page.link("/posts?done=too-many"),
        Begun::Waiting => page.link(otherwise),
    }
}

//! The pages of those who look after the site.
//!
//! Every handler asks first whether the visitor may, before it reads a form: who may not learns nothing.

pub(super) mod audit;
pub(super) mod case;
pub(super) mod claims;
pub(super) mod codes;
mod differences;
mod entries;
mod facts;
mod findings;
pub(super) mod folder;
pub(super) mod mail;
pub(super) mod organization;
pub(super) mod organizations;
pub(super) mod overview;
pub(super) mod people;
pub(super) mod person;
pub(super) mod posts;
pub(super) mod queue;
pub(super) mod reasons;
pub(super) mod report;
pub(super) mod review;
pub(super) mod site;
pub(super) mod verifications;
pub(super) mod weights;

pub(super) use differences::{Differences, part};

use std::str::FromStr;

use chrono::{DateTime, Utc};

use crate::domain::TextError;
use crate::domain::access::{self, Action};
use crate::domain::text::clean;
use crate::domain::verification::Reason;
use crate::flows::institution::verification::QueueLine;
use crate::i18n::Messages;

use super::account::words;
use super::error::WebError;
use super::forms::Form;
use super::page::Page;
use super::view::OrganizationLine;

/// The longest text that is searched for, in characters.
const MAX_TEXT: usize = 100;

/// Lets who reads the page do something, or answers why not.
fn require(page: &Page, action: Action) -> Result<(), WebError> {
    access::require(&page.visitor(), action).map_err(WebError::Denied)
}

/// What an address names, for who may do this.
fn named<T: FromStr>(page: &Page, text: &str, action: Action) -> Result<T, WebError> {
    require(page, action)?;
    text.parse().map_err(|_| WebError::NotFound)
}

/// Whether something is to be retired, or to be put back: which button of `parts::retirement` was pressed.
fn retired(form: &Form) -> Result<bool, WebError> {
    match form.value("retired") {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(WebError::BadForm),
    }
}

/// A text to search for.
fn text_of(typed: Option<&str>) -> String {
    clean(typed.unwrap_or_default(), false).chars().take(MAX_TEXT).collect()
}

/// A reason for what is done to somebody.
fn reason(m: Messages, form: &mut Form, field: &'static str) -> Option<Reason> {
    form.read(field, Reason::parse, |error| match &error {
        TextError::Empty => m.t("staff-reason-missing"),
        TextError::TooLong { .. } => words::text(m, m.t("staff-reason"), &error),
    })
}

/// How long something has waited, in its largest unit.
fn age(m: Messages, since: DateTime<Utc>) -> String {
    let waited = Utc::now() - since;
    match (waited.num_days(), waited.num_hours(), waited.num_minutes()) {
        (days @ 1.., ..) => m.n("staff-age-days", days),
        (_, hours @ 1.., _) => m.n("staff-age-hours", hours),
        (.., minutes) => m.n("staff-age-minutes", minutes.max(1)),
    }
}

/// A line of the queue.
struct Waiting {
    link: String,
    organization: OrganizationLine,
    kind: String,
    place: Option<String>,
    files: String,
    asked: String,
    age: String,
}

impl Waiting {
    fn new(page: &Page, line: &QueueLine) -> Self {
        let m = page.m;
        Self {
            link: page.link(format_args!("/staff/verifications/{}", line.id)),
            organization: OrganizationLine::new(m, &line.organization),
            kind: m.t(&format!("organization-{}", line.organization.kind.code())),
            place: line.organization.region.map(|region| m.region(region)),
            files: m.n("staff-files", line.files),
            asked: m.moment(line.asked_at),
            age: age(m, line.asked_at),
        }
    }
}

//! How letters leave: what waits and what was given up, and addresses that were refused.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::account::Email;
use crate::flows::Caller;
use crate::flows::staff::mail::{self, GivenUp, Refused};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;

use super::require;

#[derive(Template)]
#[template(path = "staff/mail.html")]
struct MailPage {
    m: Messages,
    page: Page,
    folder: Option<String>,
    waiting: usize,
    oldest: Option<String>,
    sent: usize,
    refused: usize,
    total: usize,
    letters: Vec<LetterView>,
    pager: Option<Pager>,
    retried: bool,
}

/// A letter that was given up.
struct LetterView {
    key: String,
    topic: String,
    to: String,
    subject: String,
    at: String,
    error: String,
    /// What the button says that tries it again; none where its text is forgotten.
    retry: Option<String>,
    /// What comes with that, where the address is marked as refused.
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "staff/refused.html")]
struct RefusedPage {
    m: Messages,
    page: Page,
    total: usize,
    addresses: Vec<AddressView>,
    pager: Option<Pager>,
}

/// An address that was refused.
struct AddressView {
    email: String,
    at: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
    done: Option<String>,
}

fn letter(m: Messages, one: &GivenUp) -> LetterView {
    LetterView {
        key: one.key.clone(),
        topic: m.t(&format!("mail-topic-{}", one.topic.code())),
        to: one.to.clone(),
        subject: one.subject.clone(),
        at: m.moment(one.failed_at.unwrap_or(one.written_at)),
        error: one.error.clone(),
        retry: one.again.then(|| m.t(if one.refused { "outgoing-retry-refused" } else { "outgoing-retry" })),
        note: (one.again && one.refused).then(|| m.t("outgoing-retry-refused.text")),
    }
}

fn address(m: Messages, one: &Refused) -> AddressView {
    AddressView { email: one.email.to_string(), at: m.moment(one.at), reason: one.reason.clone() }
}

/// `/en/staff/mail`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let (m, number) = (page.m, number_of(query.page.as_deref()));
    let found = state.ask(move |site| mail::outgoing(site, &caller, number)).await?;
    let given_up = &found.given_up;
    html(&MailPage {
        m,
        folder: found.folder,
        waiting: found.standing.waiting,
        oldest: found.standing.oldest.map(|at| m.v("outgoing-oldest", m.moment(at))),
        sent: found.standing.sent,
        refused: found.refused,
        total: given_up.total,
        letters: given_up.items.iter().map(|one| letter(m, one)).collect(),
        pager: Pager::new(given_up.page, given_up.pages, |number| format!("/staff/mail?page={number}")),
        retried: query.done.as_deref() == Some("retried"),
        page: page.not_indexed(),
    })
}

/// `/en/staff/mail/letters/KEY/retry`.
pub(in crate::web) async fn retry(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    input.nothing(page.m)?;
    let key = path.into_inner().1;
    state.ask(move |site| mail::retry(site.store(), &caller, &key)).await?;
    Ok(see_other(&page.link("/staff/mail?done=retried")))
}

/// `/en/staff/mail/refused`.
pub(in crate::web) async fn show_refused(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let (m, number) = (page.m, number_of(query.page.as_deref()));
    let found = state.ask(move |site| mail::refused(site.store(), &caller, number)).await?;
    html(&RefusedPage {
        m,
        total: found.total,
        addresses: found.items.iter().map(|one| address(m, one)).collect(),
        pager: Pager::new(found.page, found.pages, |number| format!("/staff/mail/refused?page={number}")),
        page: page.not_indexed(),
    })
}

/// Takes an address for good again.
pub(in crate::web) async fn clear(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let form = input.form(page.m, &["address"], &[])?;
    let email = Email::parse(form.value("address")).map_err(|_| WebError::BadForm)?;
    state.ask(move |site| mail::clear(site.store(), &caller, &email)).await?;
    Ok(see_other(&page.link("/staff/mail/refused")))
}

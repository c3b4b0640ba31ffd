//! Ending letters without signing in: by the reader, or by their mail program with one click (RFC 8058).

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::Topic;
use crate::flows::Caller;
use crate::flows::account::{is_unsubscribe_link, unsubscribe};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::page::{Page, html};
use crate::web::state::State;

#[derive(Template)]
#[template(path = "account/unsubscribe.html")]
struct UnsubscribePage {
    m: Messages,
    page: Page,
    topic: String,
    /// Where the form goes; none once it is done.
    action: Option<String>,
}

impl UnsubscribePage {
    fn answer(page: Page, topic: Topic, action: Option<String>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let topic = m.t(&format!("mail-topic-{}", topic.code()));
        html(&Self { m, topic, action, page: page.not_indexed() })
    }
}

/// `/en/unsubscribe/TOKEN/matches`. Looking at it changes nothing, as scanners of mail follow links too.
pub(in crate::web) async fn show(
    page: Page,
    path: web::Path<(String, String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let (_, token, topic) = path.into_inner();
    let topic = Topic::from_code(&topic).ok_or(WebError::NotFound)?;
    let action = page.link(format_args!("/unsubscribe/{token}/{}", topic.code()));
    if !state.ask(move |site| is_unsubscribe_link(site.store(), &token, topic)).await? {
        return Err(WebError::NotFound);
    }
    UnsubscribePage::answer(page, topic, Some(action))
}

/// The button, or the mail program.
pub(in crate::web) async fn submit(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let (_, token, topic) = path.into_inner();
    if input.form(page.m, &["List-Unsubscribe"], &[])?.value("List-Unsubscribe") != "One-Click" {
        return Err(WebError::BadForm);
    }
    let topic = Topic::from_code(&topic).ok_or(WebError::NotFound)?;
    if !state.ask(move |site| unsubscribe(site.store(), &caller, &token, topic)).await? {
        return Err(WebError::NotFound);
    }
    UnsubscribePage::answer(page, topic, None)
}

//! The letters in the folder that they go into where no mail server is set, as they would look.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::access::Action;
use crate::flows::Caller;
use crate::flows::staff::mail::{Filed, Opened, filed, open};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::headers;
use crate::web::page::{Page, html, html_with};
use crate::web::state::State;

use super::require;

/// What the HTML of a letter may do, whatever it holds: bring its own styles and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'";

#[derive(Template)]
#[template(path = "staff/folder.html")]
struct FolderPage {
    m: Messages,
    page: Page,
    letters: Vec<FiledView>,
}

/// A letter in the list.
struct FiledView {
    link: String,
    to: String,
    subject: String,
    at: String,
}

#[derive(Template)]
#[template(path = "staff/letter.html")]
struct LetterPage {
    m: Messages,
    page: Page,
    subject: String,
    headers: Vec<(&'static str, String)>,
    text: Option<String>,
    /// Where the HTML is, if there is any.
    frame: Option<String>,
}

/// `/en/staff/mail/folder`.
pub(in crate::web) async fn show(
    page: Page,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let m = page.m;
    let letters = state.ask(move |site| filed(site, &caller)).await?;
    let view = |one: Filed| FiledView {
        link: page.link(format_args!("/staff/mail/folder/{}", one.name)),
        to: one.to,
        subject: one.subject,
        at: m.moment(one.at),
    };
    html(&FolderPage {
        m,
        letters: letters.into_iter().map(view).collect(),
        page: page.clone().not_indexed(),
    })
}

/// `/en/staff/mail/folder/FILE`.
pub(in crate::web) async fn letter(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let name = path.into_inner().1;
    let frame = page.link(format_args!("/staff/mail/folder/{name}/html"));
    let Opened { headers, subject, text, html } = state.ask(move |site| open(site, &caller, &name)).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_SECURITY_POLICY, headers::with_frames()));
    let frame = html.map(|_| frame);
    html_with(answer, &LetterPage { m: page.m, subject, headers, text, frame, page: page.not_indexed() })
}

/// `/en/staff/mail/folder/FILE/html`: the HTML as it is, for the frame.
pub(in crate::web) async fn frame(
    page: Page,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let name = path.into_inner().1;
    let letter = state.ask(move |site| open(site, &caller, &name)).await?;
    let html = letter.html.ok_or(WebError::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html))
}

//! What can go wrong with a request, and the page that says so.

use std::error::Error;
use std::time::Duration;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ALLOW, CACHE_CONTROL, HeaderValue, RETRY_AFTER, SET_COOKIE};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::domain::Denial;
use crate::flows::FlowError;
use crate::i18n::Messages;

use super::language::see_other;
use super::page::{self, Page};
use super::routes;

/// Why a request gets no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// There is no such page, or the reader may not know of it.
    #[error("not found")]
    NotFound,
    /// Somebody else may do it, or the same person once signed in.
    #[error("not allowed")]
    Denied(#[source] Denial),
    /// Another site made the browser send it, or a browser too old to tell.
    #[error("the request may be forged")]
    Forged,
    /// What was sent is no form of this page.
    #[error("the form can't be read")]
    BadForm,
    /// What was sent is too long.
    #[error("too large")]
    TooLarge,
    /// Tried too often; again after this time.
    #[error("too many attempts")]
    TooMany(Duration),
    /// Too many requests are being worked on.
    #[error("too busy")]
    Busy,
    /// Something broke; the cause is for the log only.
    #[error("internal error")]
    Internal(#[source] Box<dyn Error + Send + Sync>),
}

impl WebError {
    /// Something broke.
    pub fn internal(cause: impl Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(cause))
    }
}

impl From<FlowError> for WebError {
    fn from(error: FlowError) -> Self {
        match error {
            FlowError::NotFound => Self::NotFound,
            FlowError::Denied(denial) => Self::Denied(denial),
            error => Self::internal(error),
        }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::Denied(Denial::Hidden) => StatusCode::NOT_FOUND,
            Self::Denied(Denial::SignIn) => StatusCode::UNAUTHORIZED,
            Self::Denied(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::BadForm => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Without a body: [`error_pages`] writes it, in the reader's language.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

#[derive(Template)]
#[template(path = "errors/error.html")]
struct ErrorPage {
    m: Messages,
    page: Page,
    status: u16,
    title: String,
    advice: String,
    id: Option<String>,
}

/// Middleware: gives every failed answer that has no text yet a page in the site's style.
///
/// # Errors
/// None of its own.
pub(super) async fn error_pages<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let response = next.call(request).await?;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let empty = matches!(response.response().body().size(), BodySize::None | BodySize::Sized(0));
    if !failed || !(empty || response.response().error().is_some()) {
        return Ok(response.map_into_boxed_body());
    }
    let error = response.response().error();
    let mut page =
        elsewhere(response.request(), error).unwrap_or_else(|| error_page(response.request(), status, error));
    // A session that has a new token keeps it, whatever was asked for.
    for cookie in response.headers().get_all(SET_COOKIE) {
        page.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    Ok(response.into_response(page))
}

/// Where somebody is sent who only has to do something first: sign in, or set up a second factor. What
/// was sent by a form can't be repeated after that, so that a page says so instead.
fn elsewhere(request: &HttpRequest, error: Option<&actix_web::Error>) -> Option<HttpResponse> {
    let Some(WebError::Denied(denial)) = error.and_then(|error| error.as_error()) else { return None };
    let page = Page::of(request);
    match denial {
        Denial::SignIn if *request.method() == Method::GET => Some(see_other(&page.sign_in())),
        Denial::SecondFactor if *request.method() == Method::GET => {
            Some(see_other(&page.link("/account/second-factor")))
        }
        _ => None,
    }
}

fn error_page(request: &HttpRequest, status: StatusCode, error: Option<&actix_web::Error>) -> HttpResponse {
    let id = status.is_server_error().then(|| report(request, status, error));
    let page = Page::of(request).not_indexed();
    let m = page.m;
    let known = error.and_then(|error| error.as_error::<WebError>());
    let (title, advice) =
        known.and_then(|error| known_wording(m, error)).unwrap_or_else(|| wording(m, status));
    let mut answer = HttpResponse::build(status);
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            answer.insert_header((ALLOW, routes::methods(request.match_pattern())))
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            answer.insert_header((RETRY_AFTER, HeaderValue::from_static("10")))
        }
        StatusCode::TOO_MANY_REQUESTS => answer.insert_header((RETRY_AFTER, wait(known))),
        _ => &mut answer,
    };
    let is_private = page.signed().is_some();
    let view = ErrorPage { m, page, status: status.as_u16(), title, advice, id };
    let mut answer = page::html_with(answer, &view).unwrap_or_else(|_| HttpResponse::new(status));
    if is_private {
        answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}

/// How long to wait, in whole seconds.
fn wait(error: Option<&WebError>) -> u64 {
    match error {
        Some(WebError::TooMany(wait)) => wait.as_secs() + 1,
        _ => 60,
    }
}

/// What is said of errors that a status alone doesn't tell apart.
fn known_wording(m: Messages, error: &WebError) -> Option<(String, String)> {
    Some(match error {
        WebError::Denied(Denial::SignIn) => (m.t("errors-sign-in"), m.t("errors-sign-in.advice")),
        WebError::Denied(Denial::SecondFactor) => {
            (m.t("errors-second-factor"), m.t("errors-second-factor.advice"))
        }
        WebError::Denied(Denial::Suspended) => (m.t("errors-suspended"), m.t("errors-suspended.advice")),
        WebError::Denied(Denial::Unverified) => (m.t("errors-unverified"), m.t("errors-unverified.advice")),
        WebError::Denied(Denial::Forbidden) => (m.t("errors-forbidden"), m.t("errors-forbidden.advice")),
        WebError::Forged => (m.t("errors-forged"), m.t("errors-forged.advice")),
        WebError::BadForm => (m.t("errors-bad-form"), m.t("errors-bad-form.advice")),
        WebError::TooMany(wait) => {
            let minutes = wait.as_secs() / 60 + 1;
            (m.t("errors-too-many"), m.n("errors-too-many.advice", minutes))
        }
        _ => return None,
    })
}

/// Writes the cause to the log, under an id that the reader can quote.
fn report(request: &HttpRequest, status: StatusCode, error: Option<&actix_web::Error>) -> String {
    let id = format!("{:08X}", rand::random::<u32>());
    let cause = error.map(|error| match error.as_error::<WebError>() {
        Some(error) => chain(error),
        None => error.to_string(),
    });
    // Not the secret of a link that somebody was sent.
    let link = request.match_pattern().filter(|pattern| pattern.contains("{token}"));
    let path = link.as_deref().unwrap_or(request.path());
    tracing::error!(id, status = status.as_u16(), method = %request.method(), path, cause, "request failed");
    id
}

/// An error and all its causes, in one line.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn wording(m: Messages, status: StatusCode) -> (String, String) {
    match status {
        StatusCode::NOT_FOUND => (m.t("errors-not-found"), m.t("errors-not-found.advice")),
        StatusCode::METHOD_NOT_ALLOWED => (m.t("errors-method"), m.t("errors-method.advice")),
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::URI_TOO_LONG => {
            (m.t("errors-too-large"), m.t("errors-too-large.advice"))
        }
        StatusCode::SERVICE_UNAVAILABLE => (m.t("errors-busy"), m.t("errors-busy.advice")),
        status if status.is_client_error() => (m.t("errors-bad-request"), m.t("errors-bad-request.advice")),
        _ => (m.t("errors-internal"), m.t("errors-internal.advice")),
    }
}

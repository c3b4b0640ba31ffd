//! What can go wrong with a request, and the page that says so.

use std::error::Error;

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, HeaderValue, RETRY_AFTER};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use askama::Template;

use crate::flows::FlowError;
use crate::i18n::Messages;

use super::page::{self, Page};

/// Why a request gets no page of its own.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// There is no such page, or the reader may not know of it.
    #[error("not found")]
    NotFound,
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
            error => Self::internal(error),
        }
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
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
    let page = error_page(response.request(), status, response.response().error());
    Ok(response.into_response(page))
}

fn error_page(request: &HttpRequest, status: StatusCode, error: Option<&actix_web::Error>) -> HttpResponse {
    let id = status.is_server_error().then(|| report(request, status, error));
    let page = Page::of(request).not_indexed();
    let m = page.m;
    let (title, advice) = wording(m, status);
    let mut answer = HttpResponse::build(status);
    match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            answer.insert_header((ALLOW, HeaderValue::from_static("GET, HEAD")))
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            answer.insert_header((RETRY_AFTER, HeaderValue::from_static("10")))
        }
        _ => &mut answer,
    };
    let view = ErrorPage { m, page, status: status.as_u16(), title, advice, id };
    page::html_with(answer, &view).unwrap_or_else(|_| HttpResponse::new(status))
}

/// Writes the cause to the log, under an id that the reader can quote.
fn report(request: &HttpRequest, status: StatusCode, error: Option<&actix_web::Error>) -> String {
    let id = format!("{:08X}", rand::random::<u32>());
    let cause = error.map(|error| match error.as_error::<WebError>() {
        Some(error) => chain(error),
        None => error.to_string(),
    });
    let path = request.path();
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

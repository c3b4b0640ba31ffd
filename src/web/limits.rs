//! How much one request may bring.

use std::time::Duration;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_LENGTH;
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse};

/// The longest path with query, in bytes: room for 500 Chinese characters, percent-encoded, and all facets.
const MAX_ADDRESS: usize = 8 * 1024;

/// The largest form, in bytes: two descriptions of 20,000 Chinese characters, percent-encoded.
const MAX_FORM: usize = 512 * 1024;

/// The largest forms with files, in bytes, by the ends of their addresses: a logo, three files of evidence, a
/// table, each with what stands around them.
const UPLOADS: [(&str, usize); 3] =
    [("/logo", 16 * 1024 * 1024), ("/verification", 16 * 1024 * 1024), ("/uploads", 6 * 1024 * 1024)];

/// What the address of a draft begins with, below its language.
const DRAFTS: &str = "/posts/drafts/";

/// The largest form of a draft, in bytes: two of the largest files that go with a posting.
const MAX_DRAFT: usize = 24 * 1024 * 1024;

/// A client must have sent the head of its request within this time.
pub(super) const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// An idle connection is kept for this long.
pub(super) const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// Open connections per worker.
pub(super) const MAX_CONNECTIONS: usize = 2_000;

/// Requests under way may finish within this time when the server stops, in seconds.
pub(super) const SHUTDOWN_SECONDS: u64 = 10;

/// The largest body that a request may bring, in bytes.
pub(super) fn body(request: &HttpRequest) -> usize {
    let path = request.path();
    let below = path.get(3..).and_then(|below| below.strip_prefix(DRAFTS));
    if below.is_some_and(|id| !id.contains('/')) {
        return MAX_DRAFT;
    }
    let of_files = UPLOADS.iter().find(|(end, _)| path.ends_with(end)).map(|(_, most)| *most);
    of_files.unwrap_or(MAX_FORM)
}

/// Middleware: refuses what is too long before anything reads it.
///
/// # Errors
/// None of its own.
pub(super) async fn sizes<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    let length =
        request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let refusal = if address > MAX_ADDRESS {
        StatusCode::URI_TOO_LONG
    } else if length.is_some_and(|length| length > body(request.request())) {
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    Ok(request.into_response(HttpResponse::new(refusal)))
}

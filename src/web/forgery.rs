//! Requests that another site makes a browser send (cross-site request forgery, CWE-352).
//!
//! Whatever may change something is checked before anything else looks at it, as the OWASP cheat sheet
//! on the matter says: by `Sec-Fetch-Site`, which browsers set and pages can't; where that is missing (old
//! browsers, and sites without TLS) by `Origin`; and where both are, by a token in the form, which is a
//! hash of a secret in a cookie.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_TYPE, HOST, HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::web::{self, Bytes, BytesMut};
use actix_web::{HttpMessage, HttpRequest};
use futures_core::Stream;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::config::PublicUrl;
use super::cookies;
use super::error::WebError;
use super::language;
use super::limits;
use super::state::State;

/// The name of the form field that holds the token.
pub(super) const FIELD: &str = "token";

/// Middleware: refuses what another site made the browser send, with [`WebError::Forged`].
///
/// # Errors
/// None of its own.
pub(super) async fn check<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE);
    if !reads && !carries_its_own(request.path()) {
        let checked = match by_headers(request.request()) {
            Some(true) => Ok(()),
            Some(false) => Err(WebError::Forged),
            None => by_token(&mut request).await,
        };
        // An answer rather than an error, which would pass by whoever makes a page of it.
        if let Err(error) = checked {
            return Ok(request.error_response(error));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Whether an address holds a secret that no other site knows. Programs ask it that read mail, which send
/// neither headers nor cookies (RFC 8058, section 3.2).
fn carries_its_own(path: &str) -> bool {
    language::split(path).is_some_and(|(_, path)| path.starts_with("/unsubscribe/"))
}

/// What the headers say; `None` when they say nothing.
fn by_headers(request: &HttpRequest) -> Option<bool> {
    let headers = request.headers();
    if let Some(site) = headers.get("sec-fetch-site") {
        // `none`: the person did it, by a bookmark or by reloading.
        return Some(site == "same-origin" || site == "none");
    }
    let origin = headers.get(ORIGIN)?;
    let public = request.app_data::<web::Data<State>>().map(|state| state.public_url().clone());
    Some(origin.to_str().is_ok_and(|origin| {
        public.is_some_and(|public| origin == public.as_str() || is_host(origin, headers, &public))
    }))
}

/// Whether an origin is the host that the browser believes to ask. Another site can't choose that; but where
/// the site is under TLS, its name without TLS may be anybody's on the way.
fn is_host(origin: &str, headers: &HeaderMap, public: &PublicUrl) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let plain = origin.strip_prefix("http://").filter(|_| !public.is_https());
    origin.strip_prefix("https://").or(plain) == Some(host)
}

/// Reads the body for the token in it, and puts it back.
async fn by_token(request: &mut ServiceRequest) -> Result<(), WebError> {
    let most = limits::body(request.request());
    let body = read(request.take_payload(), most).await?;
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let given = if kind.starts_with("multipart/form-data") { in_parts(&body) } else { in_pairs(&body) };
    let given = given.unwrap_or_default();
    let right = cookies::secret(request.request())
        .is_some_and(|secret| bool::from(token(&secret).as_bytes().ct_eq(given.as_bytes())));
    request.set_payload(Payload::from(body));
    if right { Ok(()) } else { Err(WebError::Forged) }
}

async fn read(mut payload: Payload, most: usize) -> Result<Bytes, WebError> {
    let mut body = BytesMut::new();
    while let Some(chunk) =
        std::future::poll_fn(|context| std::pin::Pin::new(&mut payload).poll_next(context)).await
    {
        let chunk = chunk.map_err(|_| WebError::BadForm)?;
        if body.len() + chunk.len() > most {
            return Err(WebError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn in_pairs(body: &[u8]) -> Option<String> {
    form_urlencoded::parse(body).find(|(name, _)| name == FIELD).map(|(_, value)| value.into_owned())
}

/// The token is the first part of our forms. A body that only looks like it holds no secret, so that no
/// full parser is needed.
fn in_parts(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&body[..body.len().min(1_024)]);
    let value = head.split_once(&format!("name=\"{FIELD}\"\r\n\r\n"))?.1;
    Some(value.split_once("\r\n")?.0.to_owned())
}

/// The token that belongs to a secret.
pub(super) fn token(secret: &str) -> String {
    let hash = Sha256::digest(format!("form {secret}").as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

//! Who is signed in: middleware that finds it out, and what handlers take.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::Cookie;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, HeaderValue, SET_COOKIE};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use chrono::Utc;

use crate::domain::access::{Denial, Visitor};
use crate::flows::account::{Signed, renew, resume};
use crate::flows::{Caller, Token};

use super::cookies::Jar;
use super::error::WebError;
use super::state::State;
use super::{client, language, page};

/// Pages with forms for people without a session, which need a secret for their tokens.
const FORMS: [&str; 6] = ["/sign-in", "/sign-up", "/reset", "/setup", "/contact", "/invitations"];

/// The secret of a page's forms, where it isn't that of the cookies which came: the answer brings another.
#[derive(Debug, Clone)]
pub(super) struct FreshSecret(pub(super) String);

/// Middleware: finds out whose session it is, and gives it a new token where it needs one.
///
/// # Errors
/// None of its own.
pub(super) async fn identify<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let mut set = Vec::new();
    if is_page(request.path()) {
        let found = match Jar::Session.read(request.request()) {
            Some(token) => find(&request, token).await,
            None => Ok(secret(&request).into_iter().collect()),
        };
        set = match found {
            Ok(set) => set,
            Err(error) => return Ok(request.error_response(error)),
        };
    }
    let is_private = request.extensions().contains::<Arc<Signed>>() || has_form(request.path());
    let mut response = next.call(request).await?.map_into_boxed_body();
    let usual = response.headers().get(CACHE_CONTROL).is_some_and(|value| value == page::CACHING);
    if is_private && usual {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    for cookie in set {
        // A handler that sets the cookie itself knows better.
        let own = response.response().cookies().any(|other| other.name() == cookie.name());
        if !own && let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(SET_COOKIE, value);
            // What brings a token is for nobody else, such as a logo that others may keep.
            response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        }
    }
    Ok(response)
}

/// Pages only: files are the same for everybody.
fn is_page(path: &str) -> bool {
    language::split(path).is_some()
}

/// Puts who it is into the request; the cookies to set, if the session has a new token or is none.
async fn find(request: &ServiceRequest, token: String) -> Result<Vec<Cookie<'static>>, WebError> {
    let Some(state) = request.app_data::<web::Data<State>>().cloned() else { return Ok(Vec::new()) };
    let caller = anybody(request.request());
    let asked = caller.clone();
    let found = state.ask(move |site| resume(site.store(), &token, &asked)).await?;
    let Some(signed) = found else {
        let emptied = Jar::Session.emptied(request.request());
        return Ok(std::iter::once(emptied).chain(secret(request)).collect());
    };
    let session = signed.session.clone();
    let renews = session.renew && *request.method() == Method::GET;
    request.extensions_mut().insert(Arc::new(signed));
    if !renews {
        return Ok(Vec::new());
    }
    let renewed = state.ask(move |site| renew(site.store(), &session, caller.at)).await?;
    let Some(token) = renewed else { return Ok(Vec::new()) };
    request.extensions_mut().insert(FreshSecret(token.as_str().to_owned()));
    Ok(vec![Jar::Session.filled(request.request(), token.as_str())])
}

/// Whether a page has a form for people without a session.
fn has_form(path: &str) -> bool {
    language::split(path).is_some_and(|(_, path)| FORMS.iter().any(|form| path.starts_with(form)))
}

/// Gives a form for people without a session its secret; the cookie with it, if the browser has none yet.
fn secret(request: &ServiceRequest) -> Option<Cookie<'static>> {
    if !has_form(request.path()) {
        return None;
    }
    let kept = Jar::Form.read(request.request());
    let secret = kept.clone().unwrap_or_else(|| format!("{:032x}", rand::random::<u128>()));
    request.extensions_mut().insert(FreshSecret(secret.clone()));
    kept.is_none().then(|| Jar::Form.filled(request.request(), &secret))
}

/// Whoever it is.
fn anybody(request: &HttpRequest) -> Caller {
    let state = request.app_data::<web::Data<State>>();
    let trusted = state.map(|state| state.trusted_proxies()).unwrap_or_default();
    Caller {
        visitor: Visitor::Stranger,
        address: client::address(request, trusted),
        agent: client::agent(request),
        at: Utc::now(),
    }
}

/// Who is signed in, or half so.
pub(super) fn signed(request: &HttpRequest) -> Option<Arc<Signed>> {
    request.extensions().get::<Arc<Signed>>().cloned()
}

impl FromRequest for Caller {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    /// Who calls, from where and when; handlers hand it to flows.
    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = signed(request).map(|signed| signed.visitor.clone()).unwrap_or_default();
        ready(Ok(Caller { visitor, ..anybody(request) }))
    }
}

/// Somebody who is signed in; handlers that take it are for nobody else.
#[derive(Debug, Clone)]
pub(super) struct SignedIn(pub(super) Arc<Signed>);

impl FromRequest for SignedIn {
    type Error = WebError;
    type Future = Ready<Result<Self, WebError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let whole = signed(request).filter(|signed| !signed.is_half());
        ready(whole.map(SignedIn).ok_or(WebError::Denied(Denial::SignIn)))
    }
}

/// An answer that also brings the session's new token.
pub(super) fn with_session(mut response: HttpResponse, request: &HttpRequest, token: &Token) -> HttpResponse {
    // Fails only for values that are no header text; ours are hexadecimal digits.
    let _ = response.add_cookie(&Jar::Session.filled(request, token.as_str()));
    let _ = response.add_cookie(&Jar::Form.emptied(request));
    response
}

/// An answer that also takes the session away, and with it all that the browser keeps of this site.
pub(super) fn without_session(mut response: HttpResponse, request: &HttpRequest) -> HttpResponse {
    let _ = response.add_cookie(&Jar::Session.emptied(request));
    response
}

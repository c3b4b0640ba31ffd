//! The two cookies of accounts: of a session, and of forms that somebody without one fills in.
//!
//! Both hold random texts only. Under TLS their names begin with `__Host-`, so that no other host can
//! set them.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::web;

use super::state::State;

/// The longest value that is looked at, in bytes.
const LONGEST: usize = 128;

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Jar {
    /// The token of a session.
    Session,
    /// The secret of forms without a session.
    Form,
}

impl Jar {
    fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Form, true) => "__Host-form",
            (Self::Form, false) => "form",
        }
    }

    /// What the request's cookie holds.
    pub(super) fn read(self, request: &HttpRequest) -> Option<String> {
        let cookie = request.cookie(self.name(is_secure(request)))?;
        let value = cookie.value();
        (!value.is_empty() && value.len() <= LONGEST).then(|| value.to_owned())
    }

    /// The cookie with a value: a session's as long as a session may live, a form's until the browser
    /// closes.
    pub(super) fn filled(self, request: &HttpRequest, value: &str) -> Cookie<'static> {
        let secure = is_secure(request);
        let cookie = Cookie::build(self.name(secure), value.to_owned())
            .path("/")
            .http_only(true)
            .secure(secure)
            .same_site(SameSite::Lax);
        match self {
            Self::Session => cookie.max_age(Duration::days(30)).finish(),
            Self::Form => cookie.finish(),
        }
    }

    /// The cookie that takes it away.
    pub(super) fn emptied(self, request: &HttpRequest) -> Cookie<'static> {
        let mut cookie = self.filled(request, "");
        cookie.make_removal();
        cookie
    }
}

/// The secret that form tokens are made of: that of the session, or else that of the form's cookie.
pub(super) fn secret(request: &HttpRequest) -> Option<String> {
    Jar::Session.read(request).or_else(|| Jar::Form.read(request))
}

fn is_secure(request: &HttpRequest) -> bool {
    request.app_data::<web::Data<State>>().is_some_and(|state| state.public_url().is_https())
}

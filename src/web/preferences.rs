//! What a reader sets without an account: language and appearance, each in a cookie.
//!
//! A plain link or form of method GET changes them: no more than how pages look is at stake, and
//! the browser is sent nowhere but back to a page of this site.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use crate::domain::Language;

use super::language;
use super::state::State;

const THEME_COOKIE: &str = "theme";

/// How the page is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system is set.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The code used in the cookie, the form and the style sheet.
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    /// What the request's cookie says.
    pub(super) fn of(request: &HttpRequest) -> Self {
        request.cookie(THEME_COOKIE).and_then(|cookie| Self::from_code(cookie.value())).unwrap_or_default()
    }
}

/// What the reader sets, and where to go afterwards.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    lang: Option<String>,
    theme: Option<String>,
    back: Option<String>,
}

/// `/preferences`: remembers a choice and returns.
pub(super) async fn set(choice: web::Query<Choice>, state: web::Data<State>) -> HttpResponse {
    let back = choice.back.as_deref().filter(|path| is_page(path)).unwrap_or("/");
    let mut response = language::see_other(back);
    let language = choice.lang.as_deref().and_then(|code| code.parse::<Language>().ok());
    let theme = choice.theme.as_deref().and_then(Theme::from_code);
    let values = [(language::COOKIE, language.map(Language::code)), (THEME_COOKIE, theme.map(Theme::code))];
    for (name, value) in values.into_iter().filter_map(|(name, value)| Some((name, value?))) {
        let cookie = Cookie::build(name, value)
            .path("/")
            .max_age(Duration::days(365))
            .same_site(SameSite::Lax)
            .http_only(true)
            .secure(state.public_url().is_https())
            .finish();
        // Fails only for values that are no header text; ours are plain words.
        let _ = response.add_cookie(&cookie);
    }
    response
}

/// Whether `path` is one of our pages, whatever a browser makes of it: it begins with a
/// language, and nothing in it climbs up or reads as another host.
pub(super) fn is_page(path: &str) -> bool {
    language::split(path.split('?').next().unwrap_or_default()).is_some()
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && !path.contains("..")
        && !path.contains("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_site_are_returned_to() {
        for path in ["/en/", "/zh/browse?q=%E6%B6%82&kind=need", "/en"] {
            assert!(is_page(path), "{path}");
        }
        for path in [
            "",
            "/",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/en//evil.example",
            "/en/../x",
            "/en\r\nSet-Cookie: a=b",
            "/english",
            "en/",
            "/en@evil.example",
        ] {
            assert!(!is_page(path), "{path}");
        }
    }
}

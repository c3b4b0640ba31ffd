//! Which language a reader gets: by address, then cookie, then what the browser asks for.

use actix_web::http::header::{ACCEPT_LANGUAGE, CACHE_CONTROL, HeaderValue, LOCATION, VARY};
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::Language;

/// The cookie that remembers a choice.
pub(super) const COOKIE: &str = "lang";

/// Takes a path apart into its language and the rest, which begins with `/` or is empty:
/// `/zh/browse` is Chinese and `/browse`.
pub(super) fn split(path: &str) -> Option<(Language, &str)> {
    Language::ALL.into_iter().find_map(|language| {
        let rest = path.strip_prefix('/')?.strip_prefix(language.code())?;
        (rest.is_empty() || rest.starts_with('/')).then_some((language, rest))
    })
}

/// The language for a request whose address names none.
pub(super) fn negotiate(request: &HttpRequest) -> Language {
    let chosen = request.cookie(COOKIE).and_then(|cookie| cookie.value().parse().ok());
    let asked =
        || request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(preferred);
    chosen.or_else(asked).unwrap_or_default()
}

/// The best of our languages in an `Accept-Language` header (RFC 9110, section 12.5.4).
fn preferred(header: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for range in header.split(',').take(20) {
        let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
        let quality = match parameters.trim().strip_prefix("q=") {
            Some(q) => q.trim().parse().unwrap_or(0.0),
            None => 1.0,
        };
        let Ok(language) = tag.parse::<Language>() else { continue };
        if quality > 0.0 && best.is_none_or(|(top, _)| quality > top) {
            best = Some((quality, language));
        }
    }
    best.map(|(_, language)| language)
}

/// `/`: sends the reader to the front page in the right language.
pub(super) async fn root(request: HttpRequest) -> HttpResponse {
    let mut response = see_other(&format!("/{}/", negotiate(&request)));
    response.headers_mut().insert(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    response
}

/// `/en`: the front page has a final slash.
pub(super) async fn slash(request: HttpRequest) -> HttpResponse {
    see_other(&format!("{}/", request.path()))
}

/// An answer that sends the browser elsewhere on this site, and that nobody keeps.
pub(super) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, path))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_the_language() {
        assert_eq!(split("/zh/browse"), Some((Language::Zh, "/browse")));
        assert_eq!(split("/en"), Some((Language::En, "")));
        for path in ["/", "/browse", "/english", "/zhx/", "en/", ""] {
            assert_eq!(split(path), None, "{path}");
        }
    }

    #[test]
    fn takes_the_best_language_that_we_have() {
        for (header, language) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Language::Zh)),
            ("fr,de;q=0.9,en-GB;q=0.5", Some(Language::En)),
            ("en;q=0.1, zh;q=0.2", Some(Language::Zh)),
            ("zh;q=0, en;q=0.1", Some(Language::En)),
            ("fr", None),
            (";;;q=,,", None),
            ("en;q=NaN", None),
        ] {
            assert_eq!(preferred(header), language, "{header}");
        }
    }
}

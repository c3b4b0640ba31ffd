//! The pages of moderators in every guise.

use serde_json::json;

use super::{LANGUAGES, NARROWEST, SCHEMES, SHOTS, SIZES, SOURCES, audit};
use crate::support::browser::Browser;
use crate::web::moderation::{NEED, case, hotter, moderator, site, submit};

#[test]
fn the_pages_of_moderators_are_sound_in_every_guise() {
    let site = site();
    submit(&site, hotter);
    let mut first = moderator(&site, "liang");
    let refusal = [("version", "1"), ("decision", "refuse"), ("listed", "contact"), ("reason", "")];
    assert_eq!(first.post(&case(), &refusal).status, 303);
    let author = site.session("author@one.example");
    let (origin, mut browser) = (format!("http://{}", site.host()), Browser::start());
    let mut problems: Vec<String> = Vec::new();

    let appeal = format!("/posts/{NEED}/appeal");
    browser.command("Network.setCookie", json!({ "name": "session", "value": author, "url": origin }));
    look(&mut browser, &origin, &[("appeal", appeal.as_str())], &mut problems);

    submit(&site, hotter);
    let second = moderator(&site, "he");
    let session = second.cookie("session").unwrap();
    browser.command("Network.setCookie", json!({ "name": "session", "value": session, "url": origin }));
    let case = format!("/staff/posts/{NEED}");
    let pages = [("staff", "/staff"), ("staff-posts", "/staff/posts"), ("staff-post", case.as_str())];
    look(&mut browser, &origin, &pages, &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Visits pages in every guise, and leaves a picture and the source of each.
fn look(browser: &mut Browser, origin: &str, pages: &[(&str, &str)], problems: &mut Vec<String>) {
    for (language, tag) in LANGUAGES {
        for (name, path) in pages {
            let address = format!("{origin}/{language}{path}");
            for scheme in SCHEMES {
                browser.prefer("prefers-color-scheme", scheme);
                for (width, height) in SIZES {
                    let guise = format!("{language}-{scheme}-{width}");
                    browser.resize(width, height);
                    browser.open(&address);
                    let mut found = audit::visit(&browser.take_events(), origin, &address, 200);
                    found.extend(audit::head(browser, tag));
                    found.extend(audit::width(browser, width));
                    found.extend(audit::access(browser));
                    problems.extend(found.into_iter().map(|what| format!("{path} {guise}: {what}")));
                    browser.picture(&SHOTS.join(format!("{name}-{guise}.png")));
                }
            }
            browser.resize(NARROWEST, 640);
            browser.open(&address);
            let wide = audit::width(browser, NARROWEST);
            problems.extend(wide.into_iter().map(|what| format!("{path} {NARROWEST}: {what}")));
            let source = browser.source();
            std::fs::write(SOURCES.join(format!("{name}-{language}.html")), source).unwrap();
        }
    }
}

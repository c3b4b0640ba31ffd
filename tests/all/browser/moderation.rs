//! The pages of moderators in every guise.

use serde_json::json;

use super::{LANGUAGES, NARROWEST, SCHEMES, SHOTS, SIZES, SOURCES, audit};
use sunmao::domain::account::Staff;

use crate::support::browser::Browser;
use crate::support::served::{Answer, all};
use crate::support::visitor::{Part, Visitor};
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

    let mut writer = Visitor::with_session(&site, &author);
    let place = |answer: &Answer| answer.header("location").trim_start_matches("/en").to_owned();
    let begun = writer.post("/en/posts/drafts", &[("kind", "need"), ("organization", "O-000001")]);
    let draft = place(&begun);
    let hidden = [
        ("title", "Coating for turbine blades"),
        ("summary", "Ask zhang@maker.example for it."),
        ("language", "en"),
        ("description", "Ceramic."),
        ("disclosure", "teaser"),
        ("revision", "1"),
        ("do", "submit"),
    ];
    let check = place(&writer.post(&format!("/en{draft}"), &hidden));
    let uploads = "/organizations/O-000001/uploads";
    let table = b"title,ref,trl\nA pump,p-1,7\nA valve,p-2,99\n";
    let parts = [Part::Field("kind", "need"), Part::File("file", "needs.csv", table)];
    let own = [("Sec-Fetch-Site", "same-origin")];
    let plan = place(&writer.post_parts(&format!("/en{uploads}"), &own, &parts));
    let table = b"title,ref,trl\nA compressor,p-3,7\nA gasket,p-4,soon\n";
    let parts = [Part::Field("kind", "need"), Part::File("file", "more.csv", table)];
    let done = place(&writer.post_parts(&format!("/en{uploads}"), &own, &parts));
    let page = writer.get(&format!("/en{done}")).html();
    let digest = all(&page, "input[name=digest]")[0].attr("value").unwrap();
    assert_eq!(place(&writer.post(&format!("/en{done}"), &[("digest", digest)])), done);
    let appeal = format!("/posts/{NEED}/appeal");
    browser.command("Network.setCookie", json!({ "name": "session", "value": author, "url": origin }));
    look(
        &mut browser,
        &origin,
        &[
            ("appeal", appeal.as_str()),
            ("draft", draft.as_str()),
            ("draft-check", check.as_str()),
            ("upload", uploads),
            ("upload-plan", plan.as_str()),
            ("upload-result", done.as_str()),
            ("posts", "/posts"),
        ],
        &mut problems,
    );

    submit(&site, hotter);
    site.person("reporter@else.example");
    let mut reporter = Visitor::with_session(&site, &site.session("reporter@else.example"));
    let form = format!("/postings/{NEED}/report");
    let said = [("ground", "misleading"), ("words", "The figures are made up.")];
    assert_eq!(reporter.post(&format!("/en{form}"), &said).status, 200);
    let report = site.select("SELECT public_id AS value FROM reports").remove(0);
    let report = format!("/staff/reports/{report}");
    site.staff("head@sunmao.example", Staff::Administrator);
    let second = Visitor::with_session(&site, &site.with_second_factor("head@sunmao.example").0);
    let session = second.cookie("session").unwrap();
    browser.command("Network.setCookie", json!({ "name": "session", "value": session, "url": origin }));
    let case = format!("/staff/posts/{NEED}");
    let pages = [
        ("staff", "/staff"),
        ("staff-posts", "/staff/posts"),
        ("staff-post", case.as_str()),
        ("staff-queue", "/staff/queue"),
        ("staff-report", report.as_str()),
        ("staff-site", "/staff/site"),
        ("staff-site-text", "/staff/site/texts/terms"),
        ("staff-reasons", "/staff/site/reasons"),
        ("report-form", form.as_str()),
        ("terms", "/terms"),
    ];
    look(&mut browser, &origin, &pages, &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Visits pages in every guise, and leaves a picture and the source of each.
fn look(browser: &mut Browser, origin: &str, pages: &[(&str, &str)], problems: &mut Vec<String>) {
    for (language, tag) in LANGUAGES {
        for (name, path) in pages {
            let address = format!("{origin}/{language}{path}");
            // Light on a desk, dark on a phone.
            for (scheme, (width, height)) in SCHEMES.into_iter().zip(SIZES) {
                browser.prefer("prefers-color-scheme", scheme);
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
            browser.resize(NARROWEST, 640);
            browser.open(&address);
            let wide = audit::width(browser, NARROWEST);
            problems.extend(wide.into_iter().map(|what| format!("{path} {NARROWEST}: {what}")));
            let source = browser.source();
            std::fs::write(SOURCES.join(format!("{name}-{language}.html")), source).unwrap();
        }
    }
}

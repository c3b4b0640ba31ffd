//! The pages of moderators in every guise, but those on the way from the queue to a decision.

use serde_json::json;

use super::{LANGUAGES, NARROWEST, SCHEMES, SHOTS, SIZES, SOURCES, audit};
use sunmao::domain::account::Staff;
use sunmao::domain::{Kind, Region};

use crate::support::browser::Browser;
use crate::support::sample;
use crate::support::served::Served;
use crate::support::visitor::Visitor;
use crate::web::moderation::{NEED, case, hotter, moderator, site, submit};

#[test]
fn the_pages_of_moderators_are_sound_in_every_guise() {
    let site = site();
    submit(&site, hotter);
    let mut first = moderator(&site, "liang");
    let refusal = [("version", "1"), ("decision", "refuse"), ("listed", "contact"), ("reason", "")];
    assert_eq!(first.post(&case(), &refusal).status, 303);
    let (origin, mut browser) = (format!("http://{}", site.host()), Browser::start());
    let mut problems: Vec<String> = Vec::new();
    submit(&site, hotter);
    site.person("reporter@else.example");
    let mut reporter = Visitor::with_session(&site, &site.session("reporter@else.example"));
    let form = format!("/postings/{NEED}/report");
    let said = [("ground", "misleading"), ("words", "The figures are made up.")];
    assert_eq!(reporter.post(&format!("/en{form}"), &said).status, 200);
    let report = site.select("SELECT public_id AS value FROM reports").remove(0);
    let report = format!("/staff/reports/{report}");
    site.staff("head@sunmao.example", Staff::Administrator);
    site.execute(
        "INSERT INTO code_additions (list, code, parent, name_en, name_zh, retired, added_at)
         VALUES ('industries', '3311-1', '3311', 'Metal joinery', '金属榫卯', FALSE, '2026-01-01'),
                ('industries', '3311-2', '3311', 'Metal dovetails', '金属燕尾榫', TRUE, '2026-01-01')",
    );
    let second = Visitor::with_session(&site, &site.with_second_factor("head@sunmao.example").0);
    let session = second.cookie("session").unwrap();
    browser.command("Network.setCookie", json!({ "name": "session", "value": session, "url": origin }));
    let case = format!("/staff/posts/{NEED}");
    let pages = [
        ("staff", "/staff"),
        ("staff-posts", "/staff/posts"),
        ("staff-post", case.as_str()),
        ("staff-report", report.as_str()),
        ("staff-site", "/staff/site"),
        ("staff-site-text", "/staff/site/texts/terms"),
        ("staff-reasons", "/staff/site/reasons"),
        ("staff-weights", "/staff/site/weights"),
        ("staff-codes", "/staff/site/codes"),
        ("report-form", form.as_str()),
        ("terms", "/terms"),
    ];
    look(&mut browser, &origin, &pages, &mut problems);
    // The same as a correction that everybody reads already.
    site.execute("UPDATE versions SET replaced = content, state = 'waiting'");
    look(&mut browser, &origin, &[("staff-correction", case.as_str())], &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn what_other_weights_would_move_is_sound_in_every_guise() {
    let titles = ["Ceramic coating for turbine blades", "Coating turbine blades with ceramics"];
    let mut organizations = ["one", "two"].map(sample::organization);
    for (organization, place) in organizations.iter_mut().zip(["320200", "650100"]) {
        organization.region = Region::from_code(place).ok();
    }
    let need = sample::posting(Kind::Need, "n", "one", titles[0]);
    let capability = sample::posting(Kind::Capability, "c", "two", titles[1]);
    let site = Served::with(organizations.to_vec(), vec![need, capability]);
    site.staff("head@sunmao.example", Staff::Administrator);
    let (origin, mut browser) = (format!("http://{}", site.host()), Browser::start());
    let head = Visitor::with_session(&site, &site.with_second_factor("head@sunmao.example").0);
    let session = head.cookie("session").unwrap();
    browser.command("Network.setCookie", json!({ "name": "session", "value": session, "url": origin }));
    let mut problems: Vec<String> = Vec::new();
    for ((language, _), scheme) in LANGUAGES.into_iter().zip(SCHEMES) {
        browser.prefer("prefers-color-scheme", scheme);
        for (width, height) in SIZES {
            browser.resize(width, height);
            browser.open(&format!("{origin}/{language}/staff/site/weights"));
            browser.write("#region", "90");
            browser.follow("the preview", |page| page.click("main .btn-primary"));
            let pair = browser.ask("document.querySelector('main a[href*=\"/pairs/\"]').innerText");
            assert!(titles.iter().all(|title| pair.as_str().unwrap().contains(title)), "{pair}");
            let found = audit::width(&mut browser, width).into_iter().chain(audit::access(&mut browser));
            problems.extend(found.map(|what| format!("{language} {width}: {what}")));
            browser.picture(&SHOTS.join(format!("staff-weights-preview-{language}-{scheme}-{width}.png")));
        }
    }
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

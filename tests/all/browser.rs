//! The real program in headless Chromium: over the demo, and from its first start.
//!
//! Leaves pictures of every page and letter in `artifacts/shots`, and the pages' sources in `artifacts/pages`
//! for the HTML checker that `scripts/test` runs over them.

mod audit;
mod authenticator;
mod institutions;
mod journey;
mod letters;
mod mail;
mod moderation;
mod pages;
mod posting;
mod program;
mod site;
mod writing;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::json;

use crate::support::browser::Browser;
use site::Site;

const LANGUAGES: [(&str, &str); 2] = [("en", "en"), ("zh", "zh-CN")];
const SCHEMES: [&str; 2] = ["light", "dark"];
const SIZES: [(u32, u32); 2] = [(1440, 900), (390, 844)];
/// The narrowest width that pages must fit: WCAG 2.2, success criterion 1.4.10.
const NARROWEST: u32 = 320;

/// Pictures of the pages.
static SHOTS: LazyLock<PathBuf> = LazyLock::new(|| emptied("artifacts/shots"));
/// The pages as the server sends them, for the HTML checker.
static SOURCES: LazyLock<PathBuf> = LazyLock::new(|| emptied("artifacts/pages"));

#[test]
fn every_page_is_sound_in_every_guise() {
    let mut browser = Browser::start();
    let site = Site::start();
    let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (language, tag) in LANGUAGES {
        for page in pages::of(&mut browser, &site, language) {
            let address = site.address(&page.path);
            let mut note = |guise: &str, found: Vec<String>| {
                for what in found {
                    problems.entry(format!("{}: {what}", page.path)).or_default().push(guise.to_owned());
                }
            };
            for scheme in SCHEMES {
                browser.prefer("prefers-color-scheme", scheme);
                for (width, height) in SIZES {
                    let guise = format!("{language}-{scheme}-{width}");
                    browser.resize(width, height);
                    browser.open(&address);
                    note(
                        &guise,
                        audit::visit(&browser.take_events(), &site.address("/"), &address, page.status),
                    );
                    note(&guise, audit::head(&mut browser, tag));
                    note(&guise, audit::width(&mut browser, width));
                    note(&guise, audit::access(&mut browser));
                    browser.picture(&SHOTS.join(format!("{}-{guise}.png", page.name)));
                }
            }
            browser.resize(NARROWEST, 640);
            browser.open(&address);
            note("narrow", audit::width(&mut browser, NARROWEST));
            let source = browser.source();
            std::fs::write(SOURCES.join(format!("{}-{language}.html", page.name)), source).unwrap();
        }
    }
    let problems: Vec<String> =
        problems.into_iter().map(|(what, guises)| format!("{what} ({})", guises.join(", "))).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn leads_from_home_to_an_explained_match_without_scripts() {
    let mut browser = Browser::start();
    let site = Site::start();
    browser.without_scripts();
    browser.open(&site.address("/en/"));

    browser.follow("the search", |page| page.write_and_enter("main input[name=q]", "coating"));
    browser.follow("a posting", |page| page.click("main .postings h3 a"));
    let title = browser.ask("document.querySelector('h1').innerText");
    browser.follow("its matches", |page| page.click("main a[href$='/matches']"));
    let open = browser.ask(
        "(() => {
            const sides = ['.need-side', '.cap-side'].map(side => document.querySelector('.pair ' + side));
            return sides.map(side => side.checkVisibility() && side.querySelector('mark') !== null);
        })()",
    );
    assert_eq!(open, json!([true, true]), "the first match shows both texts with marked passages");
    let text = browser.ask("document.querySelector('main').innerText");
    assert!(text.as_str().unwrap().contains(title.as_str().unwrap()), "the matches name their posting");
}

#[test]
fn remembers_language_and_appearance() {
    let mut browser = Browser::start();
    let site = Site::start();
    browser.open(&site.address("/en/scores"));
    browser.follow("the other language", |page| page.click("header a[hreflang=zh-CN]"));
    assert_eq!(browser.ask("location.pathname"), json!("/zh/scores"));
    browser.ask("document.querySelector('select[name=theme]').value = 'dark'");
    browser.follow("the dark theme", |page| page.click("form[action='/preferences'] button"));
    assert_eq!(browser.ask("location.pathname"), json!("/zh/scores"));

    browser.open(&site.address("/"));
    let kept = browser
        .ask("[document.documentElement.lang, getComputedStyle(document.documentElement).colorScheme]");
    assert_eq!(kept, json!(["zh-CN", "dark"]));
}

#[test]
fn the_audit_finds_what_is_wrong() {
    let page = "data:text/html,<title></title><h1>One</h1><h1>Two</h1>\
        <p style='width:2000px;color:silver'>Far too wide and far too pale</p><img src='http://127.0.0.1:9/x.png'>\
        <script>console.error('oh'); missing()</script>";
    let mut browser = Browser::start();
    browser.resize(390, 844);
    browser.open(page);
    let visit = audit::visit(&browser.take_events(), "http://127.0.0.1:8/", page, 200).join("\n");
    for complaint in ["oh", "missing is not defined", "asks another host", "failed request"] {
        assert!(visit.contains(complaint), "{complaint} isn't in:\n{visit}");
    }
    assert!(!audit::head(&mut browser, "en").is_empty());
    assert!(!audit::width(&mut browser, 390).is_empty());
    let access = audit::access(&mut browser).join("\n");
    for rule in ["color-contrast", "html-has-lang", "image-alt"] {
        assert!(access.contains(rule), "{rule} isn't in:\n{access}");
    }
}

/// A folder of the package, with nothing in it.
fn emptied(folder: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

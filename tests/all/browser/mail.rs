//! Every letter as a mail program shows it: what `flows::letters` has approved, photographed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sunmao::domain::LetterKind;

use super::{LANGUAGES, NARROWEST, SCHEMES, SHOTS, audit, emptied};
use crate::support::browser::Browser;

/// The letters, to be opened in a browser.
static LETTERS: LazyLock<PathBuf> = LazyLock::new(|| emptied("artifacts/letters"));

/// A phone that is as narrow as any, one as most are, and a desktop.
const WIDTHS: [u32; 3] = [NARROWEST, 390, 1440];

/// The end of what a snapshot says of itself, before the HTML.
const HEAD_END: &str = "\n---\n";

#[test]
fn every_letter_can_be_read_in_every_guise() {
    let mut browser = Browser::start();
    let mut problems: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (language, tag) in LANGUAGES {
        let letters = approved(language);
        for kind in LetterKind::ALL {
            let name = format!("{}-{language}", kind.code());
            assert!(letters.iter().any(|(known, _)| *known == name), "{name} has no approved HTML");
        }
        for (name, html) in letters {
            let mut note = |guise: &str, found: Vec<String>| {
                for what in found {
                    problems.entry(format!("{name}: {what}")).or_default().push(guise.to_owned());
                }
            };
            // Some mail programs drop the style element, and with it what the dark is made of.
            let plain = (without_styles(&html), "plain");
            for (html, suffix) in [(html.clone(), "styled"), plain] {
                let file = LETTERS.join(format!("{name}-{suffix}.html"));
                std::fs::write(&file, html).unwrap();
                let address = format!("file://{}", file.display());
                for scheme in SCHEMES {
                    browser.prefer("prefers-color-scheme", scheme);
                    browser.resize(NARROWEST, 640);
                    browser.open(&address);
                    let guise = format!("{scheme}-{suffix}");
                    note(&guise, asked(&mut browser, &address));
                    note(&guise, audit::head(&mut browser, tag));
                    note(&guise, audit::access_as(&mut browser, &audit::WCAG));
                    for width in WIDTHS {
                        browser.resize(width, 640);
                        note(&format!("{guise}-{width}"), audit::width(&mut browser, width));
                        if suffix == "styled" || width == NARROWEST {
                            let shot = format!("letter-{name}-{guise}-{width}.png");
                            browser.picture(&SHOTS.join(shot));
                        }
                    }
                }
            }
        }
    }
    let problems: Vec<String> =
        problems.into_iter().map(|(what, guises)| format!("{what} ({})", guises.join(", "))).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

/// The approved HTML of all letters in a language, by name.
fn approved(language: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/flows/letters/snapshots");
    let ending = format!("-{language}.html.snap");
    let mut letters = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(&ending)) else {
            continue;
        };
        let snapshot = std::fs::read_to_string(&path).unwrap();
        let (_, html) = snapshot.split_once(HEAD_END).expect("the head of a snapshot");
        letters.push((format!("{name}-{language}"), html.to_owned()));
    }
    letters.sort();
    letters
}

fn without_styles(html: &str) -> String {
    let (before, rest) = html.split_once("<style>").expect("a style element");
    let (_, after) = rest.split_once("</style>").expect("the end of the style element");
    format!("{before}{after}")
}

/// What a letter loads beside itself: nothing, as that would tell its sender when it is read.
fn asked(browser: &mut Browser, address: &str) -> Vec<String> {
    let urls = browser.take_events().into_iter().filter_map(|event| {
        let sent = event["method"] == "Network.requestWillBeSent";
        let url = event["params"]["request"]["url"].as_str().filter(|_| sent)?;
        (url != address).then(|| format!("loads {url}"))
    });
    urls.collect()
}

//! What must hold for a page, whichever it is. Each check returns what is wrong, in words.

use serde_json::{Value, json};

use crate::support::browser::Browser;

/// axe-core, which checks pages for barriers.
const AXE: &str = include_str!("../../vendor/axe.min.js");

/// What the browser told on the way to the page: nothing failed, nothing complained, and nothing
/// was asked of another host.
pub(super) fn visit(events: &[Value], origin: &str, address: &str, status: u16) -> Vec<String> {
    events.iter().filter_map(|event| complaint(event, origin, address, status)).collect()
}

fn complaint(event: &Value, origin: &str, address: &str, status: u16) -> Option<String> {
    let of = &event["params"];
    match event["method"].as_str()? {
        "Runtime.exceptionThrown" => Some(format!("exception: {}", of["exceptionDetails"])),
        "Runtime.consoleAPICalled" if of["type"] != "log" => Some(format!("console: {}", of["args"])),
        "Log.entryAdded" => {
            let entry = &of["entry"];
            if entry["level"] == "info" {
                return None;
            }
            // That the page itself isn't there is a message too; here it is meant to be so.
            let meant = status >= 400 && entry["source"] == "network" && entry["url"] == address;
            (!meant).then(|| format!("{}: {} {}", entry["level"], entry["text"], entry["url"]))
        }
        "Network.requestWillBeSent" => {
            let url = of["request"]["url"].as_str()?;
            let own = url.starts_with(origin) || url.starts_with("data:");
            (!own).then(|| format!("asks another host: {url}"))
        }
        "Network.responseReceived" => {
            let expected = if of["type"] == "Document" { status } else { 200 };
            let got = &of["response"]["status"];
            (*got != json!(expected)).then(|| format!("{} answers {got}", of["response"]["url"]))
        }
        "Network.loadingFailed" => Some(format!("failed request: {} {}", of["type"], of["errorText"])),
        _ => None,
    }
}

/// The language, the title and the one main heading.
pub(super) fn head(browser: &mut Browser, tag: &str) -> Vec<String> {
    let got = browser.ask(
        "({ lang: document.documentElement.lang,
            title: document.title.trim() !== '',
            headings: [...document.querySelectorAll('h1')].filter(h => h.innerText.trim() !== '').length })",
    );
    let expected = json!({ "lang": tag, "title": true, "headings": 1 });
    if got == expected { Vec::new() } else { vec![format!("is {got}, not {expected}")] }
}

/// Nothing is wider than the page, but for what scrolls in a box of its own.
pub(super) fn width(browser: &mut Browser, width: u32) -> Vec<String> {
    let got = browser.ask(&format!(
        "(() => {{
            const page = document.documentElement;
            if (innerWidth === {width} && page.scrollWidth <= {width}) return '';
            const wide = [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > {width} + 0.5 && e.closest('.scroll-x, .vh') === null)
                .slice(0, 3).map(e => e.outerHTML.slice(0, 160));
            return `${{page.scrollWidth}} px wide in ${{innerWidth}}: ${{wide.join(' | ')}}`;
        }})()"
    ));
    got.as_str().filter(|text| !text.is_empty()).map(str::to_owned).into_iter().collect()
}

/// WCAG 2.2 A and AA, as axe-core names its rules.
pub(super) const WCAG: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// No barriers that axe-core can find: WCAG, and good practice.
pub(super) fn access(browser: &mut Browser) -> Vec<String> {
    access_as(browser, &[&WCAG[..], &["best-practice"]].concat())
}

/// No barriers that axe-core can find by rules of these groups.
pub(super) fn access_as(browser: &mut Browser, groups: &[&str]) -> Vec<String> {
    browser.ask(&format!("{AXE};0"));
    let violations = browser.ask(&format!(
        "axe.run(document, {{
            runOnly: {},
            rules: {{ 'target-size': {{ enabled: true }} }},
            resultTypes: ['violations'],
         }}).then(({{ violations }}) => violations.flatMap(({{ id, help, nodes }}) => nodes.slice(0, 3).map(
            node => `${{id}} (${{help}}): ${{node.html.slice(0, 200)}} — ${{node.any.concat(node.all, node.none)
                .map(check => check.message).join('; ').slice(0, 300)}}`)))",
        json!(groups)
    ));
    serde_json::from_value(violations).unwrap()
}

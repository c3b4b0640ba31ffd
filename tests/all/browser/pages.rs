//! Every page of the site.

use serde_json::json;

use super::site::Site;
use crate::support::browser::Browser;

/// A page to visit.
pub(super) struct Page {
    /// Its name in files.
    pub(super) name: &'static str,
    /// Where it is.
    pub(super) path: String,
    /// How the server answers.
    pub(super) status: u16,
}

/// One page of every kind in one language, found by the links that a visitor finds.
pub(super) fn of(browser: &mut Browser, site: &Site, language: &str) -> Vec<Page> {
    let at = |path: &str| format!("/{language}{path}");
    let mut link = |from: &str, selector: &str| {
        browser.open(&site.address(from));
        let found =
            browser.ask(&format!("document.querySelector({})?.getAttribute('href')", json!(selector)));
        found.as_str().unwrap_or_else(|| panic!("{from} has no link {selector}")).to_owned()
    };
    let need = link(&at("/browse?kind=need"), "main .postings h3 a");
    let capability = link(&at("/browse?kind=capability"), "main .postings h3 a");
    let organization = link(&need, "main a[href*='/organizations/']");
    let matches = link(&need, "main a[href$='/matches']");
    let counterparts = link(&capability, "main a[href$='/matches']");
    let pair = link(&matches, "main a[href*='/pairs/']");
    let found = |name, path| Page { name, path, status: 200 };
    vec![
        found("home", at("/")),
        found("browse", at("/browse")),
        found("browse-search", at("/browse?q=coating")),
        found("browse-nothing", at("/browse?q=xyzzy")),
        found("browse-suggestion", at("/browse?q=thermal+coatng")),
        found("need", need),
        found("capability", capability),
        found("organization", organization),
        found("matches-of-need", matches),
        found("matches-of-capability", counterparts),
        found("pair", pair),
        found("scores", at("/scores")),
        found("about", at("/about")),
        found("sign-in", at("/sign-in")),
        found("sign-up", at("/sign-up")),
        found("reset", at("/reset")),
        found("contact", at("/contact")),
        Page { name: "link-of-nothing", path: at("/sign-up/0123456789abcdef"), status: 410 },
        Page { name: "not-found", path: at("/no-such-page"), status: 404 },
    ]
}

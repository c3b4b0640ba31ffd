//! What strangers may not see isn't shown, found, listed or told of.

use super::SITE;
use super::market::{CAPABILITY, HIDDEN, NEED, SECRET, SECRETIVE};

#[test]
fn a_hidden_posting_has_no_page() {
    for id in HIDDEN {
        let counterpart =
            if id.starts_with('N') { format!("{id}/{CAPABILITY}") } else { format!("{NEED}/{id}") };
        for path in
            [format!("postings/{id}"), format!("postings/{id}/matches"), format!("pairs/{counterpart}")]
        {
            assert_eq!(SITE.get(&format!("/en/{path}")).status, 404, "{path}");
        }
    }
}

#[test]
fn no_page_tells_of_a_hidden_posting() {
    let pages = [
        "/en/".to_owned(),
        format!("/en/browse?q={SECRET}"),
        "/en/browse?q=coating".to_owned(),
        "/en/browse?kind=need".to_owned(),
        "/en/browse?sort=newest".to_owned(),
        format!("/en/postings/{NEED}"),
        format!("/en/postings/{NEED}/matches"),
        format!("/en/postings/{CAPABILITY}/matches"),
        format!("/en/organizations/{SECRETIVE}"),
        "/en/sitemap.xml".to_owned(),
        "/en/browse.atom".to_owned(),
        "/en/browse.atom?q=coating".to_owned(),
    ];
    for path in pages {
        let body = SITE.get(&path).body;
        for told in HIDDEN.into_iter().chain([&*format!("{SECRET} ")]) {
            assert!(!body.contains(told), "{path}: {told}");
        }
    }
    assert!(!SITE.get("/en/sitemap.xml").body.contains(SECRETIVE));
}

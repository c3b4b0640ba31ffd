//! Static files.

use super::SITE;
use crate::support::served::all;

/// The address of the site's own style sheet, as pages name it.
pub(super) fn style() -> String {
    let page = SITE.page("/en/");
    let links = all(&page, "link[rel=stylesheet]");
    links.iter().filter_map(|link| link.attr("href")).find(|href| href.contains("sunmao")).unwrap().to_owned()
}

#[test]
fn every_file_that_a_page_names_is_there_and_kept_for_ever() {
    let page = SITE.page("/en/browse");
    let named = all(&page, "link[rel=stylesheet], link[rel=icon], script[src], use");
    let named: Vec<_> = named.iter().filter_map(|e| e.attr("href").or(e.attr("src"))).collect();
    assert!(named.len() > 5);
    for address in named {
        let answer = SITE.get(address.split('#').next().unwrap());
        assert_eq!(answer.status, 200, "{address}");
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{address}");
        if let Some((_, symbol)) = address.split_once('#') {
            assert!(answer.body.contains(&format!("id=\"{symbol}\"")), "{address}");
        }
    }
}

#[test]
fn files_have_their_types() {
    assert_eq!(SITE.get(&style()).header("content-type"), "text/css; charset=utf-8");
    assert_eq!(SITE.get("/assets/icons/logo.svg").header("content-type"), "image/svg+xml");
    assert_eq!(SITE.get("/assets/icons/lucide.LICENSE").header("content-type"), "text/plain; charset=utf-8");
}

#[test]
fn a_file_under_its_plain_name_is_checked_again_each_time() {
    let answer = SITE.get("/assets/icons/logo.svg");
    assert_eq!(answer.header("cache-control"), "no-cache");
    let again = SITE.request("GET", "/assets/icons/logo.svg", &[("If-None-Match", answer.header("etag"))]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let other = SITE.request("GET", "/assets/icons/logo.svg", &[("If-None-Match", "\"other\"")]);
    assert_eq!(other.status, 200);
}

#[test]
fn style_sheets_name_only_files_that_are_there() {
    let style = SITE.get(&style()).body;
    for part in style.split("url(").skip(1) {
        let name = part.split(')').next().unwrap().trim_matches(['"', '\'']);
        assert_eq!(SITE.get(&format!("/assets/css/{name}")).status, 200, "{name}");
    }
}

#[test]
fn nothing_outside_the_folder_is_served() {
    for path in [
        "/assets/",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/css",
        "/assets/css/sunmao.00000000.css",
        "/assets//etc/passwd",
    ] {
        assert_eq!(SITE.get(path).status, 404, "{path}");
    }
}

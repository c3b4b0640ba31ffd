//! Headers on every answer, whatever it is.

use super::SITE;
use super::market::NEED;
use crate::support::sample;
use crate::support::served::Served;

#[test]
fn every_answer_carries_the_security_headers() {
    let style = super::assets::style();
    let long = format!("/en/browse?q={}", "x".repeat(9_000));
    let answers = [
        ("GET", "/", 303),
        ("GET", "/en/", 200),
        ("GET", "/zh/about", 200),
        ("GET", &format!("/en/postings/{NEED}"), 200),
        ("GET", "/en/nothing", 404),
        ("GET", "/assets/nothing.css", 404),
        ("POST", "/en/browse", 405),
        ("GET", &long, 414),
        ("GET", &style, 200),
        ("GET", "/preferences?theme=dark", 303),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/robots.txt", 200),
        ("GET", "/sitemap.xml", 200),
        ("GET", "/favicon.ico", 302),
    ];
    for (method, path, status) in answers {
        let answer = SITE.request(method, path, &[("Sec-Fetch-Site", "same-origin")]);
        assert_eq!(answer.status, status, "{path}");
        let policy = answer.header("content-security-policy");
        for rule in [
            "default-src 'none'",
            "script-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(rule), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
    }
}

#[test]
fn behind_tls_browsers_are_told_to_stay_there() {
    let site = Served::under("https://sunmao.example".parse().ok(), vec![sample::organization("o")], vec![]);
    assert!(site.get("/en/").header("strict-transport-security").starts_with("max-age="));
    assert!(site.get("/preferences?theme=dark").header("set-cookie").contains("; Secure"));
    let canonical = "link[rel=canonical][href='https://sunmao.example/en/']";
    assert_eq!(crate::support::served::all(&site.page("/en/"), canonical).len(), 1);
}

#[test]
fn head_answers_as_get_does_without_the_body() {
    for path in ["/en/", "/zh/browse", "/en/nothing", &super::assets::style(), "/healthz", "/sitemap.xml"] {
        let (get, head) = (SITE.get(path), SITE.request("HEAD", path, &[]));
        assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert_eq!(head.header("cache-control"), get.header("cache-control"), "{path}");
    }
}

#[test]
fn pages_are_compressed_and_not_shared() {
    let page = SITE.request("GET", "/en/browse", &[("Accept-Encoding", "identity")]);
    assert_eq!(page.header("cache-control"), "private, no-cache");
    assert!(page.headers.get_all("vary").iter().any(|value| value.to_str().unwrap().contains("Cookie")));
    let answer = SITE
        .exchange("GET /en/browse HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    assert!(answer.to_lowercase().contains("content-encoding: gzip"), "{answer}");
}

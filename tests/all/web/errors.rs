//! Error pages: in the site's style and the reader's language, without a word of what is inside.

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::{SITE, market};
use crate::support::served::{Served, all, texts};

#[test]
fn what_is_not_there_is_said_in_both_languages() {
    let nothing = [
        "nothing",
        "browse/",
        "postings/N-ZZZZZZ",
        "postings/C-ZZZZZZ/matches",
        "postings/none",
        "postings/%FF%00",
        "organizations/O-ZZZZZZ",
        "organizations/N-000001",
        "pairs/N-ZZZZZZ/C-ZZZZZZ",
        "sitemap.xml?page=9",
    ];
    for path in nothing {
        for (language, tag, heading) in
            [("en", "en", "There is nothing at this address"), ("zh", "zh-CN", "这个地址没有内容")]
        {
            let answer = SITE.get(&format!("/{language}/{path}"));
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            let page = answer.html();
            assert_eq!(texts(&page, "h1"), [heading], "{path}");
            assert_eq!(all(&page, &format!("html[lang={tag}]")).len(), 1);
            assert_eq!(all(&page, "meta[name=robots][content=noindex]").len(), 1);
        }
    }
    let page = SITE.request("GET", "/nothing", &[("Accept-Language", "zh")]);
    assert_eq!((page.status, texts(&page.html(), "h1")), (404, vec!["这个地址没有内容".to_owned()]));
}

#[test]
fn pages_are_only_read() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = SITE.request(method, "/zh/browse", &[("Sec-Fetch-Site", "same-origin")]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
        assert_eq!(texts(&answer.html(), "h1"), ["这个页面只能阅读"]);
    }
}

#[test]
fn what_is_too_long_is_refused() {
    assert_eq!(SITE.get(&format!("/en/browse?q={}", "x".repeat(9_000))).status, 414);
    let large =
        "POST /en/browse HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\nConnection: close\r\n\r\n";
    assert!(SITE.exchange(large).starts_with("HTTP/1.1 413 "));
}

#[test]
fn a_broken_page_tells_a_number_and_nothing_else() {
    let site = Served::with(market::organizations(), market::postings());
    let file = site.folder().join("sunmao.db");
    let mut database = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
    database.batch_execute("DROP TABLE matches; DROP TABLE postings; DROP TABLE site_state").unwrap();
    for path in ["/en/", "/zh/", &format!("/en/postings/{}", market::NEED), "/en/browse"] {
        let answer = site.get(path);
        assert_eq!(answer.status, 500, "{path}");
        let text = answer.body.to_lowercase();
        for inside in ["postings:", "no such table", "sql", "diesel", "store", "panicked", ".rs", "database"]
        {
            assert!(!text.contains(inside), "{path}: {inside}");
        }
    }
    let page = site.get("/en/").html();
    assert_eq!(texts(&page, "h1"), ["Something went wrong on our side"]);
    assert!(texts(&page, "main p").iter().any(|text| text.starts_with("Error number ")));
    assert_eq!(site.get("/healthz").status, 200);
    let ready = site.get("/readyz");
    assert_eq!((ready.status, ready.body.as_str()), (503, "not ready\n"));
}

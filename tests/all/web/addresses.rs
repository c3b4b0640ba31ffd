//! Whatever stands in an address, the site answers and nothing of it becomes markup.

use super::SITE;
use super::market::NEED;
use crate::support::served::all;

#[test]
fn hostile_queries_are_answered_and_escaped() {
    let hostile = [
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "q=%00%01%02",
        "q=%FF%FE%C0%80",
        "q=%E6%B6%82%E5%B1",
        "q=%",
        "q=%2",
        "q=coating%20OR%201=1;--",
        "q='%22%60$(x)",
        "page=0&page=-1&page=999999999999999999999",
        "page=18446744073709551615",
        "kind=need&kind=capability&kind[]=x",
        "industry=%00&industry=zzz&province=../../etc/passwd",
        "sort=%3Cscript%3E&remote=2&verified=on",
        "%3Cscript%3E=%3Cscript%3E",
        "&&&&=&=&",
        "a",
        "",
    ];
    for query in hostile {
        for page in [
            "browse".to_owned(),
            "about".to_owned(),
            String::new(),
            format!("postings/{NEED}"),
            format!("postings/{NEED}/matches"),
            "scores".to_owned(),
            "nothing".to_owned(),
        ] {
            let path = format!("/en/{page}?{query}");
            let answer = SITE.get(&path);
            assert!(answer.status < 500, "{path}: {}", answer.status);
            let html = answer.html();
            assert!(all(&html, "script:not([src^='/assets/'])").is_empty(), "{path}");
            assert!(all(&html, "[onerror], [onmouseover], img").is_empty(), "{path}");
        }
    }
}

#[test]
fn many_facets_at_once_are_answered() {
    let query: String = (10..99).map(|code| format!("&industry={code}&province={code}0000")).collect();
    assert_eq!(SITE.get(&format!("/en/browse?{query}")).status, 200);
}

#[test]
fn preferences_take_any_query() {
    for query in ["lang=%FF", "theme=%00&lang=%00&back=%00", "lang=zh&lang=en", "back=%FF", "x"] {
        let status = SITE.get(&format!("/preferences?{query}")).status;
        assert!((300..500).contains(&status), "{query}: {status}");
    }
}

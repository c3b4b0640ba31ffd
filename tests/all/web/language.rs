//! Language and appearance: by address, cookie and header, and how they are changed.

use super::SITE;
use super::market::NEED;
use crate::support::served::all;

#[test]
fn the_front_door_leads_to_the_readers_language() {
    for (headers, target) in [
        (vec![], "/en/"),
        (vec![("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")], "/zh/"),
        (vec![("Accept-Language", "de,en;q=0.5")], "/en/"),
        (vec![("Accept-Language", "zh"), ("Cookie", "lang=en")], "/en/"),
        (vec![("Accept-Language", "en"), ("Cookie", "lang=zh")], "/zh/"),
        (vec![("Accept-Language", ";;q=,\u{1F600}"), ("Cookie", "lang=xx")], "/en/"),
    ] {
        let answer = SITE.request("GET", "/", &headers);
        assert_eq!((answer.status, answer.header("location")), (303, target), "{headers:?}");
        assert!(answer.header("vary").contains("Accept-Language"));
    }
    assert_eq!(SITE.get("/zh").header("location"), "/zh/");
}

#[test]
fn an_address_says_its_language_whatever_the_browser_asks() {
    for (path, tag) in [("/en/", "en"), ("/zh/browse", "zh-CN"), ("/zh/about", "zh-CN")] {
        let page = SITE.request("GET", path, &[("Accept-Language", "fr"), ("Cookie", "lang=en")]).html();
        assert_eq!(all(&page, &format!("html[lang={tag}]")).len(), 1, "{path}");
    }
}

#[test]
fn switching_stays_on_the_page_with_its_query_and_is_remembered() {
    let page = SITE.page("/en/browse?q=coating&kind=need");
    let switch = all(&page, ".tools a[hreflang=zh-CN]")[0].attr("href").unwrap().to_owned();
    let answer = SITE.get(&switch);
    assert_eq!((answer.status, answer.header("location")), (303, "/zh/browse?q=coating&kind=need"));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("lang=zh;") && cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"));
}

#[test]
fn both_languages_of_a_page_name_each_other() {
    let page = SITE.page(&format!("/zh/postings/{}", NEED.to_lowercase()));
    let href = |selector: &str| all(&page, selector)[0].attr("href").unwrap().to_owned();
    assert!(href("link[rel=canonical]").ends_with(&format!("/zh/postings/{NEED}")));
    assert!(href("link[hreflang=en]").ends_with(&format!("/en/postings/{NEED}")));
    assert!(href("link[hreflang=zh-CN]").ends_with(&format!("/zh/postings/{NEED}")));
}

#[test]
fn a_chosen_appearance_is_remembered() {
    let answer = SITE.get("/preferences?theme=dark&back=%2Fzh%2Fabout");
    assert_eq!(answer.header("location"), "/zh/about");
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let dark = SITE.request("GET", "/zh/about", &[("Cookie", &cookie)]).html();
    assert_eq!(all(&dark, "html[data-theme=dark] option[value=dark][selected]").len(), 1);
    let usual = SITE.request("GET", "/zh/about", &[("Cookie", "theme=\"><script>")]).html();
    assert_eq!(all(&usual, "html:not([data-theme]) option[value=system][selected]").len(), 1);
}

#[test]
fn nobody_is_sent_to_another_site() {
    for back in [
        "https://evil.example",
        "//evil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
        "/en//evil.example",
        "/en/..//evil.example",
        "/en/%0d%0aSet-Cookie:%20a=b",
        "/preferences?back=/en/",
        "javascript:alert(1)",
        "/en/%09/evil.example",
        "",
    ] {
        let answer = SITE.get(&format!("/preferences?lang=zh&back={back}"));
        assert_eq!((answer.status, answer.header("location")), (303, "/"), "{back}");
    }
}

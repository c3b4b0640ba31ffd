//! Saving searches, and the list of them.

use sunmao::domain::account::Role;

use super::{ONE, PEOPLE, SITE};
use crate::support::served::{all, texts};
use crate::support::visitor::Visitor;

fn somebody(email: &str) -> Visitor<'static> {
    PEOPLE.member(email, ONE.parse().unwrap(), Role::Reader);
    Visitor::with_session(&PEOPLE, &PEOPLE.session(email))
}

#[test]
fn a_search_is_saved_as_it_is_and_found_again() {
    let mut person = somebody("saver@one.example");
    let query = "q=%E6%B6%82%E5%B1%82&kind=need&kind=need";
    let page = person.get(&format!("/en/browse?{query}")).html();
    let value =
        |name: &str| all(&page, &format!("main input[name={name}]"))[0].attr("value").unwrap().to_owned();
    assert_eq!(value("query"), query);
    let name = all(&page, "form[action='/en/searches'] input[name=name]")[0].attr("value").unwrap();
    assert_eq!(name, "涂层, Need");
    let answer = person.post("/en/searches", &[("name", name), ("query", query), ("pace", "weekly")]);
    assert_eq!(answer.status, 303, "{:?}", texts(&answer.html(), ".error-summary"));
    let back = answer.header("location").to_owned();
    assert_eq!(back, "/en/browse?q=%E6%B6%82%E5%B1%82&kind=need&saved=1");
    let page = person.get(&back).html();
    assert_eq!(texts(&page, "main .notice[role=status]").len(), 1);
    assert!(all(&page, "form[action='/en/searches']").is_empty());

    let page = person.get("/en/account/searches").html();
    assert_eq!(texts(&page, "main li h2"), [name]);
    assert_eq!(all(&page, "main li h2 a")[0].attr("href"), Some(&*format!("/en/browse?{query}")));
    assert_eq!(all(&page, "main option[selected]")[0].attr("value"), Some("weekly"));
    let action =
        |which: &str| all(&page, &format!("form[action$='/{which}']"))[0].attr("action").unwrap().to_owned();
    assert_eq!(person.post(&action("pace"), &[("pace", "never")]).status, 303);
    let again = person.get("/en/account/searches").html();
    assert_eq!(all(&again, "main option[selected]")[0].attr("value"), Some("never"));
    let held = person.post("/en/account/data", &[]).body;
    assert!(held.contains("\"saved_searches\"") && held.contains(query), "{held}");
    assert_eq!(person.post(&action("removal"), &[]).status, 303);
    assert_eq!(
        texts(&person.get("/zh/account/searches").html(), "main .notice b"),
        ["您还没有保存任何搜索。"]
    );
}

#[test]
fn a_search_that_cannot_be_saved_says_why() {
    let mut person = somebody("long@one.example");
    let save = |person: &mut Visitor<'_>, name: &str, query: &str| {
        person.post("/en/searches", &[("name", name), ("query", query), ("pace", "daily")])
    };
    let long = save(&mut person, "Mine", &format!("q={}", "x".repeat(1_999)));
    assert_eq!(long.status, 422);
    assert!(texts(&long.html(), ".error-summary li")[0].contains("too long"), "{}", long.body);
    assert_eq!(save(&mut person, " ", "q=x").status, 422);
    assert_eq!(save(&mut person, &"涂".repeat(121), "q=x").status, 422);
    for odd in ["q=x\r\nSet-Cookie: a=b", "q=a b", "#", "\u{202E}"] {
        assert_eq!(save(&mut person, "Mine", odd).status, 400, "{odd:?}");
    }
    assert_eq!(texts(&person.get("/en/account/searches").html(), "main li h2").len(), 0);
    let hostile = "q=\"><script>alert(1)</script>&next=//evil.example";
    let saved = save(&mut person, "<b>Mine</b>", hostile);
    assert!(saved.header("location").starts_with("/en/browse?q=%22%3E%3Cscript"));
    let page = person.get("/en/account/searches");
    assert!(!page.body.contains("<script>alert") && !page.body.contains("<b>Mine"), "{}", page.body);
    assert_eq!(all(&page.html(), "main li h2 a")[0].attr("href"), Some(&*format!("/en/browse?{hostile}")));
}

#[test]
fn a_search_gets_another_name() {
    let mut person = somebody("renamer@one.example");
    let form = [("name", "Mine"), ("query", "q=coating"), ("pace", "daily")];
    assert_eq!(person.post("/en/searches", &form).status, 303);
    let list = person.get("/en/account/searches").html();
    let path = all(&list, "main li a[href$='/name']")[0].attr("href").unwrap().to_owned();
    assert_eq!(all(&person.get(&path).html(), "#name")[0].attr("value"), Some("Mine"));
    let nameless = person.post(&path, &[("name", " ")]);
    assert_eq!((nameless.status, all(&nameless.html(), ".error-summary a[href='#name']").len()), (422, 1));
    let done = person.post(&path, &[("name", "涂层 <b>")]);
    assert_eq!((done.status, done.header("location")), (303, "/en/account/searches?done=renamed"));
    let list = person.get("/en/account/searches").html();
    assert_eq!(texts(&list, "main li h2"), ["涂层 <b>"]);
    assert_eq!(all(&list, "main li h2 a")[0].attr("href"), Some("/en/browse?q=coating"));
    // Somebody else learns nothing of it, and changes nothing.
    let mut curious = somebody("curious.renamer@one.example");
    assert_eq!(curious.get(&path).status, 404);
    for name in ["Theirs", " "] {
        assert_eq!(curious.post(&path, &[("name", name)]).status, 404);
    }
    assert_eq!(texts(&person.get("/en/account/searches").html(), "main li h2"), ["涂层 <b>"]);
}

#[test]
fn strangers_are_led_to_sign_in_and_back() {
    let page = SITE.page("/en/browse?q=coating");
    let link = all(&page, "main a[href^='/en/sign-in']")[0].attr("href").unwrap();
    assert_eq!(link, "/en/sign-in?next=%2Fen%2Fbrowse%3Fq%3Dcoating");
    assert!(all(&page, "form[action='/en/searches']").is_empty());
}

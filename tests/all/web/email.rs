//! The pages about the address of one's account.

use sunmao::domain::account::Email;
use sunmao::store::unreachable;

use crate::support::people::PASSWORD;
use crate::support::served::{Served, all, texts};
use crate::support::visitor::{Visitor, encoded};

const OLD: &str = "zhou@lab.example";
const NEW: &str = "zhou.min@lab.example";

fn refuse(site: &Served, address: &str, reason: &str) {
    let (address, at) = (Email::parse(address).unwrap(), chrono::Utc::now());
    site.site().store().write(|conn| unreachable::mark(conn, &address, reason, at)).unwrap();
}

#[test]
fn every_page_tells_of_an_address_that_fails_until_its_owner_has_seen_to_it() {
    let site = Served::with(Vec::new(), Vec::new());
    site.person(OLD);
    let mut zhou = Visitor::signed_in(&site, OLD, PASSWORD);
    let way = "main .notice-warn a[href='/en/account/email']";
    assert!(all(&zhou.get("/en/browse").html(), way).is_empty());
    refuse(&site, OLD, "550 5.1.1 <b>No such user</b>");
    for path in ["/en/", "/en/browse", "/en/account"] {
        assert_eq!(all(&zhou.get(path).html(), way).len(), 1, "{path}");
        assert!(all(&Visitor::new(&site).get(path).html(), way).is_empty(), "{path}: nobody else's matter");
    }
    let page = zhou.get("/en/account/email").html();
    assert!(texts(&page, "main blockquote").concat().contains("550 5.1.1 <b>No such user</b>"));
    assert!(all(&page, way).is_empty(), "this is the way out");
    let answer = zhou.post("/en/account/email/clearance", &[]);
    assert_eq!((answer.status, answer.header("location")), (303, "/en/account/email?done=cleared"));
    assert!(all(&zhou.get("/en/account/email?done=cleared").html(), "main blockquote").is_empty());
    assert!(all(&zhou.get("/en/browse").html(), way).is_empty());
}

#[test]
fn the_answer_never_tells_whether_an_address_has_an_account() {
    let site = Served::with(Vec::new(), Vec::new());
    site.person(OLD);
    site.person("lin@lab.example");
    let mut zhou = Visitor::signed_in(&site, OLD, PASSWORD);
    let mut ask = |to: &str| {
        let answer = zhou.post("/en/account/email", &[("email", to), ("present", PASSWORD)]);
        (answer.status, texts(&answer.html(), "main").concat().replace(to, "…"))
    };
    let (free, taken) = (ask(NEW), ask("lin@lab.example"));
    assert_eq!(free.0, 200);
    assert_eq!(free, taken);
}

#[test]
fn a_link_asks_before_it_changes_the_address() {
    let site = Served::with(Vec::new(), Vec::new());
    site.person(OLD);
    let mut zhou = Visitor::signed_in(&site, OLD, PASSWORD);
    let mut elsewhere = Visitor::signed_in(&site, OLD, PASSWORD);
    let wrong = zhou.post("/en/account/email", &[("email", NEW), ("present", "wrong")]);
    assert_eq!(wrong.status, 422);
    assert_eq!(all(&wrong.html(), ".error-summary a[href='#present']").len(), 1);
    zhou.post("/en/account/email", &[("email", NEW), ("present", PASSWORD)]);
    let link = site.link_to(NEW, "/en/account/email/");
    assert!(zhou.get(&link).body.contains(NEW), "looking changes nothing");
    assert!(zhou.get("/en/account/email").body.contains(OLD));

    let changed = zhou.post(&link, &[]);
    assert_eq!((changed.status, changed.header("location")), (303, "/en/account/email?done=changed"));
    assert!(zhou.get("/en/account/email").body.contains(NEW), "still signed in here");
    assert!(!elsewhere.is_signed_in());
    assert_eq!(zhou.get(&link).status, 410, "it works once");
    assert_eq!(zhou.post(&link, &[]).status, 410);
    assert_eq!(Visitor::new(&site).sign_in(OLD, PASSWORD).status, 422);
    Visitor::signed_in(&site, NEW, PASSWORD);
}

#[test]
fn who_follows_the_link_without_a_session_signs_in_first() {
    let site = Served::with(Vec::new(), Vec::new());
    site.person(OLD);
    let mut zhou = Visitor::signed_in(&site, OLD, PASSWORD);
    zhou.post("/en/account/email", &[("email", NEW), ("present", PASSWORD)]);
    let link = site.link_to(NEW, "/en/account/email/");
    let mut elsewhere = Visitor::new(&site);
    let sent = elsewhere.get(&link);
    let to = sent.header("location").to_owned();
    assert_eq!(sent.status, 303);
    assert_eq!(to, format!("/en/sign-in?{}", encoded(&[("next", &link)])));
    assert!(!sent.body.contains(NEW));
    let page = elsewhere.get(&to);
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("referrer-policy"), "same-origin", "no other site learns the link");
    assert_eq!(elsewhere.post(&link, &[]).status, 401);
    assert_eq!(Visitor::new(&site).sign_in(NEW, PASSWORD).status, 422, "the address is as it was");

    let form = [("email", OLD), ("password", PASSWORD), ("next", link.as_str())];
    assert_eq!(elsewhere.post("/en/sign-in", &form).header("location"), link);
    assert!(elsewhere.get(&link).body.contains(NEW));
    assert_eq!(elsewhere.post(&link, &[]).header("location"), "/en/account/email?done=changed");
}

#[test]
fn the_link_of_another_account_says_what_to_do_and_not_whose_it_is() {
    let site = Served::with(Vec::new(), Vec::new());
    site.person(OLD);
    site.person("lin@lab.example");
    Visitor::signed_in(&site, OLD, PASSWORD)
        .post("/en/account/email", &[("email", NEW), ("present", PASSWORD)]);
    let link = site.link_to(NEW, "/en/account/email/");
    let mut lin = Visitor::signed_in(&site, "lin@lab.example", PASSWORD);
    for answer in [lin.get(&link), lin.post(&link, &[])] {
        assert_eq!(answer.status, 403);
        assert!(!answer.body.contains(NEW) && !answer.body.contains(OLD), "{}", answer.body);
        let page = answer.html();
        assert!(texts(&page, "main .notice-warn").concat().contains("lin@lab.example"));
        assert_eq!(all(&page, "main form[action='/en/sign-out']").len(), 1);
    }
    assert!(lin.is_signed_in());
    Visitor::signed_in(&site, OLD, PASSWORD);
}

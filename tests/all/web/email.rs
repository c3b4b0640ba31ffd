//! The pages about the address of one's account.

use sunmao::domain::account::Email;
use sunmao::store::unreachable;

use crate::support::people::PASSWORD;
use crate::support::served::{Served, all, texts};
use crate::support::visitor::Visitor;

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
    // A scanner of mail follows the link too.
    assert!(Visitor::new(&site).get(&link).body.contains(NEW));
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

//! Sessions end: by time, by signing out, by other browsers and other people. Private pages aren't kept.

use super::PEOPLE;
use crate::support::people::PASSWORD;
use crate::support::served::texts;
use crate::support::visitor::Visitor;

/// Somebody of this address, with a session.
fn person(email: &str) -> Visitor<'static> {
    PEOPLE.person(email);
    Visitor::with_session(&PEOPLE, &PEOPLE.session(email))
}

/// Sets a column of somebody's sessions.
fn age(email: &str, column: &str, by: &str) {
    PEOPLE.execute(&format!(
        "UPDATE sessions SET {column} = strftime('%Y-%m-%d %H:%M:%f', 'now', '{by}') \
         WHERE user_id IN (SELECT id FROM users WHERE email = '{email}')"
    ));
}

#[test]
fn a_session_ends_when_it_is_not_used_and_after_a_month() {
    let email = "aging@a.example";
    let mut zhou = person(email);
    age(email, "seen_at", "-6 days");
    assert!(zhou.is_signed_in());
    age(email, "seen_at", "-7 days");
    assert!(!zhou.is_signed_in(), "a week without use");

    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    age(email, "created_at", "-29 days");
    assert!(zhou.is_signed_in());
    age(email, "created_at", "-30 days");
    assert!(!zhou.is_signed_in(), "a month in any case");
}

#[test]
fn half_a_session_opens_nothing_and_ends_soon() {
    let email = "half@a.example";
    PEOPLE.person(email);
    let (_, codes) = PEOPLE.with_second_factor(email);
    let token = PEOPLE.session(email);
    let mut half = Visitor::with_session(&PEOPLE, &token);
    assert!(!half.is_signed_in());
    for path in
        ["/en/account/sessions", "/en/account/data", "/en/account", "/en/account/second-factor/removal"]
    {
        let answer = half.post(path, &[]);
        assert_eq!(answer.status, 401, "{path}");
        assert_eq!(texts(&answer.html(), "h1"), ["You are not signed in"], "{path}");
    }
    assert!(!half.get("/en/").body.contains("Zhou Min"));
    age(email, "created_at", "-11 minutes");
    let form = [("code", codes[0].as_str()), ("next", "")];
    let answer = half.post("/en/sign-in/second-factor", &form);
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in"));
    let mut half = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    assert_eq!(half.post("/en/sign-in/second-factor", &form).status, 303);
    assert!(half.is_signed_in(), "the code was still good");
    let mut half = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    assert_eq!(half.post("/en/sign-in/second-factor", &form).status, 422, "and is good once");
}

#[test]
fn signing_out_ends_the_session_and_not_only_the_cookie() {
    let mut zhou = person("leaving@a.example");
    let mut thief = zhou.twin();
    let answer = zhou.post("/en/sign-out", &[]);
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in?done=signed-out"));
    assert!(!zhou.is_signed_in());
    assert!(!thief.is_signed_in());
}

#[test]
fn signing_out_everywhere_ends_all_of_them_and_nobody_elses() {
    let mut zhou = person("everywhere@a.example");
    let others = || Visitor::with_session(&PEOPLE, &PEOPLE.session("everywhere@a.example"));
    let (mut laptop, mut telephone) = (others(), others());
    let mut lin = person("lin.everywhere@a.example");
    assert!(laptop.is_signed_in() && telephone.is_signed_in());
    let answer = zhou.post("/en/account/sessions", &[]);
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in?done=everywhere"));
    for visitor in [&mut zhou, &mut laptop, &mut telephone] {
        assert!(!visitor.is_signed_in());
    }
    assert!(lin.is_signed_in());
}

#[test]
fn one_session_is_ended_by_its_own_person_only() {
    let mut zhou = person("one.session@a.example");
    let mut laptop = Visitor::with_session(&PEOPLE, &PEOPLE.session("one.session@a.example"));
    let mut lin = person("lin.session@a.example");
    let page = zhou.get("/en/account/sessions").html();
    let ids = PEOPLE.select(
        "SELECT sessions.public_id AS value FROM sessions JOIN users ON users.id = user_id \
         WHERE email = 'one.session@a.example' ORDER BY sessions.id",
    );
    assert!(!page.html().contains(&laptop.token()));
    let end = format!("/en/account/sessions/{}/end", ids[1]);
    assert_eq!(lin.post(&end, &[]).status, 404);
    assert!(laptop.is_signed_in());
    assert_eq!(zhou.post(&end, &[]).status, 303);
    assert!(!laptop.is_signed_in());
    assert!(zhou.is_signed_in());
    for bad in ["S-ZZZZZZ", "x", "%FF", "1"] {
        assert_eq!(zhou.post(&format!("/en/account/sessions/{bad}/end"), &[]).status, 404, "{bad}");
    }
}

#[test]
fn a_new_password_ends_other_sessions() {
    let email = "new.password@a.example";
    let mut zhou = person(email);
    let mut laptop = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let form = [("present", PASSWORD), ("password", "another 42 tenons")];
    assert_eq!(zhou.post("/en/account/password", &form).status, 303);
    assert!(zhou.is_signed_in());
    assert!(!laptop.is_signed_in());

    zhou.post("/en/reset", &[("email", email)]);
    let link = PEOPLE.link_to(email, "/en/reset/");
    let mut forgetful = Visitor::new(&PEOPLE);
    assert_eq!(forgetful.get(&link).status, 200);
    assert_eq!(forgetful.get(&link).status, 200, "looking doesn't use it up");
    let answer = forgetful.post(&link, &[("password", "a third 42 tenons")]);
    assert_eq!((answer.status, answer.header("location")), (303, "/en/sign-in?done=reset"));
    assert!(!zhou.is_signed_in());
    assert_eq!(forgetful.post(&link, &[("password", "a fourth 42 tenons")]).status, 410);
    assert_eq!(forgetful.get(&link).status, 410);
    assert_eq!(forgetful.sign_in(email, PASSWORD).status, 422);
    assert_eq!(forgetful.sign_in(email, "a third 42 tenons").status, 303);
}

#[test]
fn links_expire() {
    let email = "late@a.example";
    let mut zhou = person(email);
    zhou.post("/en/reset", &[("email", email)]);
    let link = PEOPLE.link_to(email, "/en/reset/");
    assert_eq!(zhou.get(&link).status, 200);
    PEOPLE.execute(&format!(
        "UPDATE links SET expires_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 second') \
         WHERE user_id IN (SELECT id FROM users WHERE email = '{email}')"
    ));
    assert_eq!(zhou.get(&link).status, 410);
    assert_eq!(zhou.post(&link, &[("password", "another 42 tenons")]).status, 410);
    assert!(zhou.is_signed_in());

    let mut new = Visitor::new(&PEOPLE);
    let form = [("name", "Lin"), ("email", "late.lin@a.example"), ("password", PASSWORD)];
    assert_eq!(new.post("/en/sign-up", &form).status, 200);
    let link = PEOPLE.link_to("late.lin@a.example", "/en/sign-up/");
    assert_eq!(new.get(&link).status, 200);
    assert_eq!(new.post(&link, &[("password", "not the one 42")]).status, 422);
    PEOPLE.execute(
        "UPDATE registrations SET asked_at = strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 day') \
         WHERE email = 'late.lin@a.example'",
    );
    assert_eq!(new.post(&link, &[("password", PASSWORD)]).status, 410);
    assert!(!new.is_signed_in());
}

#[test]
fn a_sign_up_is_confirmed_once() {
    let mut new = Visitor::new(&PEOPLE);
    let form = [("name", "Lin"), ("email", "once@a.example"), ("password", PASSWORD)];
    assert_eq!(new.post("/zh/sign-up", &form).status, 200);
    assert_eq!(new.sign_in("once@a.example", PASSWORD).status, 422, "not before");
    let link = PEOPLE.link_to("once@a.example", "/zh/sign-up/");
    let answer = new.post(&link, &[("password", PASSWORD)]);
    assert_eq!((answer.status, answer.header("location")), (303, "/zh/account?welcome=1"));
    assert!(new.is_signed_in());
    let mut again = Visitor::new(&PEOPLE);
    assert_eq!(again.post(&link, &[("password", PASSWORD)]).status, 410);
    assert!(!again.is_signed_in());
}

#[test]
fn the_mailbox_alone_opens_no_account_with_a_second_factor() {
    let email = "mailbox@a.example";
    PEOPLE.person(email);
    PEOPLE.with_second_factor(email);
    let mut thief = Visitor::new(&PEOPLE);
    thief.post("/en/reset", &[("email", email)]);
    let link = PEOPLE.link_to(email, "/en/reset/");
    assert_eq!(thief.post(&link, &[("password", "another 42 tenons")]).status, 303);
    assert_eq!(thief.sign_in(email, "another 42 tenons").status, 303);
    assert!(!thief.is_signed_in());
}

#[test]
fn whoever_is_suspended_is_out_at_once() {
    let mut zhou = person("out@a.example");
    assert!(zhou.is_signed_in());
    PEOPLE.execute("UPDATE users SET suspended_at = '2026-01-01 00:00:00' WHERE email = 'out@a.example'");
    assert!(!zhou.is_signed_in());
    assert_eq!(zhou.sign_in("out@a.example", PASSWORD).status, 422);
    zhou.post("/en/reset", &[("email", "out@a.example")]);
    assert!(PEOPLE.letters("out@a.example").is_empty());
}

#[test]
fn private_pages_are_not_kept() {
    let mut zhou = person("private@a.example");
    let pages = [
        ("/en/", 200),
        ("/en/browse", 200),
        ("/en/account", 200),
        ("/en/account/password", 200),
        ("/en/account/second-factor", 200),
        ("/en/account/sessions", 200),
        ("/en/account/deletion", 200),
        ("/en/contact", 200),
        // These name the person's organization at their top, too.
        ("/en/nothing", 404),
        ("/en/sign-up/x", 410),
    ];
    for (path, status) in pages {
        let answer = zhou.get(path);
        assert_eq!((answer.status, answer.header("cache-control")), (status, "no-store"), "{path}");
    }
    assert_eq!(
        zhou.post("/en/account", &[("name", ""), ("language", "en")]).header("cache-control"),
        "no-store"
    );
    assert_eq!(zhou.post("/en/account/data", &[]).header("cache-control"), "no-store");
    assert_eq!(zhou.post("/en/account", &[("admin", "1")]).header("cache-control"), "no-store");
    let mut stranger = Visitor::new(&PEOPLE);
    for path in ["/en/sign-in", "/en/sign-up", "/en/reset", "/en/contact", "/en/account"] {
        assert_eq!(stranger.get(path).header("cache-control"), "no-store", "{path}");
    }
    let failed = stranger.sign_in("private@a.example", "wrong");
    assert_eq!((failed.status, failed.header("cache-control")), (422, "no-store"));
    assert_eq!(stranger.get("/en/").header("cache-control"), "private, no-cache");
}

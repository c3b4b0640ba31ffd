//! What another site makes a browser send changes nothing.

use sunmao::domain::account::Staff;

use super::PEOPLE;
use crate::support::people::{PASSWORD, SECRET, code};
use crate::support::sample;
use crate::support::served::{Answer, Served, texts};
use crate::support::visitor::{Part, Visitor, encoded, form_token};

/// The form of the account, whose name tells whether it was taken.
const PROFILE: &str = "/en/account";

fn name_of(email: &str) -> String {
    PEOPLE.select(&format!("SELECT name AS value FROM users WHERE email = '{email}'")).remove(0)
}

fn is_refused(answer: &Answer) -> bool {
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    answer.status == 403 && texts(&answer.html(), "h1") == ["This request may not come from you"]
}

#[test]
fn requests_from_elsewhere_are_refused() {
    let email = "forged@a.example";
    PEOPLE.person(email);
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let right = form_token(&zhou.get(PROFILE));
    let (own, host) = (format!("http://{}", PEOPLE.host()), PEOPLE.host());
    let look_alike = format!("http://{host}.evil.example");
    let other_port = format!("http://{}:1", host.split(':').next().unwrap());
    let cases: &[&[(&str, &str)]] = &[
        &[("Sec-Fetch-Site", "cross-site")],
        &[("Sec-Fetch-Site", "same-site")],
        &[("Sec-Fetch-Site", "")],
        &[("Sec-Fetch-Site", "Same-Origin, cross-site")],
        // What the browser says of the site counts more than where it says to come from.
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", &own)],
        &[("Origin", "https://evil.example")],
        &[("Origin", "null")],
        &[("Origin", "")],
        &[("Origin", &host)],
        &[("Origin", &look_alike)],
        &[("Origin", &other_port)],
        &[("Origin", "https://evil.example"), ("X-Forwarded-Host", "evil.example")],
        // A page elsewhere may well say that it is this one in its address.
        &[("Referer", &own)],
        &[],
    ];
    for headers in cases {
        // The right token doesn't help where the browser says that it is another site; it does where it
        // says nothing, so there it is wrong.
        let silent = !headers.iter().any(|(name, _)| ["Sec-Fetch-Site", "Origin"].contains(name));
        let token = if silent { "wrong" } else { right.as_str() };
        let fields = [("token", token), ("name", "Mallory"), ("language", "en")];
        assert!(is_refused(&zhou.post_saying(PROFILE, headers, &fields)), "{headers:?}");
        let parts = fields.map(|(name, value)| Part::Field(name, value));
        assert!(is_refused(&zhou.post_parts(PROFILE, headers, &parts)), "{headers:?}");
    }
    for token in ["", "wrong", &right[1..], &right.to_uppercase(), &zhou.token()] {
        let fields = [("token", token), ("name", "Mallory"), ("language", "en")];
        assert!(is_refused(&zhou.post_saying(PROFILE, &[], &fields)), "{token}");
    }
    assert!(is_refused(&zhou.post_saying(PROFILE, &[], &[("name", "Mallory"), ("language", "en")])));
    assert_eq!(name_of(email), "Zhou Min");
    assert!(zhou.is_signed_in());
}

#[test]
fn the_token_of_somebody_else_is_wrong() {
    PEOPLE.person("victim@a.example");
    PEOPLE.person("mallory@a.example");
    let mut victim = Visitor::with_session(&PEOPLE, &PEOPLE.session("victim@a.example"));
    let mut mallory = Visitor::with_session(&PEOPLE, &PEOPLE.session("mallory@a.example"));
    let token = form_token(&mallory.get(PROFILE));
    let fields = [("token", token.as_str()), ("name", "Mallory"), ("language", "en")];
    assert!(is_refused(&victim.post_saying(PROFILE, &[], &fields)));
    assert_eq!(name_of("victim@a.example"), "Zhou Min");
}

#[test]
fn own_forms_are_taken() {
    let email = "own@a.example";
    PEOPLE.person(email);
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let token = form_token(&zhou.get(PROFILE));
    let own = format!("http://{}", PEOPLE.host());
    let cases: &[&[(&str, &str)]] = &[
        &[("Sec-Fetch-Site", "same-origin")],
        // By a bookmark or by reloading: nobody else made the browser send it.
        &[("Sec-Fetch-Site", "none")],
        &[("Sec-Fetch-Site", "same-origin"), ("Origin", "null")],
        &[("Origin", &own)],
        &[],
    ];
    let mut count = 0;
    for headers in cases {
        for in_parts in [false, true] {
            count += 1;
            let name = format!("Zhou {count}");
            // The token counts only where the browser says nothing.
            let token = if headers.is_empty() { token.as_str() } else { "" };
            let fields = [("token", token), ("name", name.as_str()), ("language", "en")];
            let answer = if in_parts {
                zhou.post_parts(PROFILE, headers, &fields.map(|(name, value)| Part::Field(name, value)))
            } else {
                zhou.post_saying(PROFILE, headers, &fields)
            };
            assert_eq!((answer.status, name_of(email)), (303, name), "{headers:?}");
        }
    }
}

#[test]
fn forms_of_strangers_are_checked_too() {
    PEOPLE.staff("operator@forgery.example", Staff::Administrator);
    let letters = || PEOPLE.letters("operator@forgery.example").len();
    let before = letters();
    let mut stranger = Visitor::new(&PEOPLE);
    let token = form_token(&stranger.get("/en/contact"));
    let say = |token| [("token", token), ("email", "a@b.example"), ("message", "Good morning")];
    for headers in [&[("Sec-Fetch-Site", "cross-site")][..], &[("Origin", "https://evil.example")], &[]] {
        assert!(is_refused(&stranger.post_saying("/en/contact", headers, &say("wrong"))), "{headers:?}");
    }
    let mut elsewhere = Visitor::new(&PEOPLE);
    assert!(is_refused(&elsewhere.post_saying("/en/contact", &[], &say(&token))), "without the cookie");
    assert_eq!(letters(), before);
    assert_eq!(stranger.post_saying("/en/contact", &[], &say(&token)).status, 200);
    assert_eq!(letters(), before + 1);
}

#[test]
fn nobody_is_signed_in_by_another_site() {
    PEOPLE.person("planted@a.example");
    let mut victim = Visitor::new(&PEOPLE);
    let form = [("email", "planted@a.example"), ("password", PASSWORD), ("next", "")];
    for headers in [&[("Sec-Fetch-Site", "cross-site")][..], &[("Origin", "null")], &[]] {
        assert!(is_refused(&victim.post_saying("/en/sign-in", headers, &form)), "{headers:?}");
        assert_eq!(victim.cookie("session"), None);
    }
}

#[test]
fn the_check_comes_first_whatever_is_asked_for() {
    let cross = ("Sec-Fetch-Site", "cross-site");
    let mut visitor = Visitor::new(&PEOPLE);
    for path in ["/en/", "/en/nothing", "/nothing", "/en/account", "/assets/x", "/healthz"] {
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            let answer = visitor.send(method, path, &[cross], None);
            assert_eq!(answer.status, 403, "{method} {path}");
        }
    }
    for path in ["/en/", "/en/sign-in", "/en/browse"] {
        assert_eq!(visitor.send("GET", path, &[cross], None).status, 200, "{path}");
        assert_eq!(visitor.send("HEAD", path, &[("Origin", "https://evil.example")], None).status, 200);
    }
}

#[test]
fn a_browser_that_says_nothing_may_go_on_after_its_session_ended() {
    PEOPLE.person("ended@a.example");
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session("ended@a.example"));
    PEOPLE.execute(
        "DELETE FROM sessions WHERE user_id IN (SELECT id FROM users WHERE email = 'ended@a.example')",
    );
    let token = form_token(&zhou.get("/en/sign-in"));
    let form =
        [("token", token.as_str()), ("email", "ended@a.example"), ("password", PASSWORD), ("next", "")];
    assert_eq!(zhou.post_saying("/en/sign-in", &[], &form).status, 303);
}

#[test]
fn a_browser_that_says_nothing_may_go_on_after_its_rights_changed() {
    PEOPLE.person("renewed@a.example");
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session("renewed@a.example"));
    PEOPLE.execute(
        "UPDATE sessions SET renew = TRUE \
         WHERE user_id IN (SELECT id FROM users WHERE email = 'renewed@a.example')",
    );
    let token = form_token(&zhou.get(PROFILE));
    let fields = [("token", token.as_str()), ("name", "Zhou Renewed"), ("language", "en")];
    assert_eq!(zhou.post_saying(PROFILE, &[], &fields).status, 303);
}

#[test]
fn a_browser_that_says_nothing_may_go_on_from_a_page_that_brings_a_new_token() {
    PEOPLE.person("codes@a.example");
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session("codes@a.example"));
    let code = code(0);
    let form = [("secret", SECRET), ("code", code.as_str()), ("present", PASSWORD)];
    let codes = zhou.post("/en/account/second-factor", &form);
    assert_eq!(codes.status, 200);
    let token = form_token(&codes);
    assert_eq!(zhou.post_saying("/en/sign-out", &[], &[("token", &token)]).status, 303);
}

#[test]
fn behind_tls_the_scheme_counts() {
    let url = "https://sunmao.example".parse().ok();
    let site = Served::under(url, vec![sample::organization("o")], vec![]);
    let ask = |origin: &str| {
        let body = encoded(&[("email", "x"), ("password", ""), ("next", "")]);
        let request = format!(
            "POST /en/sign-in HTTP/1.1\r\nHost: sunmao.example\r\nOrigin: {origin}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            body.len()
        );
        site.exchange(&request).split(' ').nth(1).unwrap().to_owned()
    };
    assert_eq!(ask("https://sunmao.example"), "422");
    for other in
        ["http://sunmao.example", "https://sunmao.example:8443", "https://www.sunmao.example", "null"]
    {
        assert_eq!(ask(other), "403", "{other}");
    }
}

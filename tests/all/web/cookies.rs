//! The session's cookie: how it is set, when it changes, and what an old one opens.

use sunmao::domain::account::{Role, Staff};

use super::{ONE, OTHER, PEOPLE};
use crate::support::people::{PASSWORD, SECRET, code};
use crate::support::sample;
use crate::support::served::{Answer, Served};
use crate::support::visitor::Visitor;

fn session_cookie<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let start = format!("{name}=");
    let found: Vec<&str> = answer.cookies().into_iter().filter(|cookie| cookie.starts_with(&start)).collect();
    assert_eq!(found.len(), 1, "{:?}", answer.cookies());
    found[0]
}

#[test]
fn scripts_and_other_sites_do_not_get_it() {
    PEOPLE.person("cookie@a.example");
    let mut zhou = Visitor::new(&PEOPLE);
    let form = zhou.get("/en/sign-in");
    let attributes: Vec<&str> = session_cookie(&form, "form").split("; ").skip(1).collect();
    assert_eq!(attributes, ["HttpOnly", "SameSite=Lax", "Path=/"]);
    let answer = zhou.sign_in("cookie@a.example", PASSWORD);
    let mut attributes: Vec<&str> = session_cookie(&answer, "session").split("; ").skip(1).collect();
    attributes.sort_unstable();
    assert_eq!(attributes, ["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Lax"]);
    assert_eq!(zhou.cookie("form"), None, "the secret of strangers is over");
    assert_eq!(zhou.token().len(), 64);
    let kept = format!("SELECT token_hash AS value FROM sessions WHERE token_hash = '{}'", zhou.token());
    assert!(PEOPLE.select(&kept).is_empty(), "the store doesn't know the token itself");
    let gone = zhou.post("/en/sign-out", &[]);
    assert_eq!(gone.header("clear-site-data"), "\"cache\"");
    let cookie = session_cookie(&gone, "session");
    assert!(cookie.starts_with("session=;") && cookie.contains("Max-Age=0"), "{cookie}");
}

#[test]
fn under_tls_no_other_host_can_set_it() {
    let url = "https://sunmao.example".parse().ok();
    let site = Served::under(url, vec![sample::organization("o")], vec![]);
    site.person("zhou@a.example");
    let mut zhou = Visitor::new(&site);
    let answer = zhou.sign_in("zhou@a.example", PASSWORD);
    let cookie = session_cookie(&answer, "__Host-session");
    for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    assert!(zhou.is_signed_in());
    let mut plain = Visitor::with_session(&site, &zhou.token());
    assert!(!plain.is_signed_in(), "the cookie that another host could set");
    let form = session_cookie(&Visitor::new(&site).get("/en/sign-up"), "__Host-form").to_owned();
    assert!(form.contains("; Secure"), "{form}");
}

/// Does something to the session, which must get a new token; the old one opens nothing any more.
fn renews(zhou: &mut Visitor<'_>, what: &str, act: impl FnOnce(&mut Visitor<'_>) -> Answer) {
    let (old, mut thief) = (zhou.cookie("session").map(str::to_owned), zhou.twin());
    let answer = act(zhou);
    assert!(answer.status < 400, "{what}: {} {}", answer.status, answer.body);
    assert_ne!(zhou.cookie("session"), old.as_deref(), "{what}");
    assert!(!thief.is_signed_in(), "{what}: the old token");
}

#[test]
fn every_change_of_privilege_brings_a_new_token() {
    let email = "change@a.example";
    PEOPLE.member(email, ONE.parse().unwrap(), Role::Editor);
    PEOPLE.execute(&format!(
        "INSERT INTO memberships (user_id, organization_id, role) SELECT users.id, organizations.id, 'reader' \
         FROM users, organizations WHERE email = '{email}' AND organizations.public_id = '{OTHER}'"
    ));
    let mut zhou = Visitor::new(&PEOPLE);
    // Chosen by somebody else beforehand.
    zhou.set_cookie("session", &"ab".repeat(32));
    renews(&mut zhou, "signing in", |zhou| zhou.sign_in(email, PASSWORD));
    assert!(zhou.is_signed_in());
    renews(&mut zhou, "another organization", |zhou| {
        zhou.post("/en/account/organization", &[("organization", OTHER)])
    });
    assert!(zhou.get("/en/account").body.contains("other"));
    renews(&mut zhou, "a password", |zhou| {
        zhou.post("/en/account/password", &[("present", PASSWORD), ("password", "another 42 tenons")])
    });
    renews(&mut zhou, "a second factor", |zhou| {
        let code = code(0);
        let form = [("secret", SECRET), ("code", code.as_str()), ("present", "another 42 tenons")];
        zhou.post("/en/account/second-factor", &form)
    });
    assert!(zhou.is_signed_in());
    zhou.post("/en/sign-out", &[]);
    renews(&mut zhou, "the first step", |zhou| zhou.sign_in(email, "another 42 tenons"));
    assert!(!zhou.is_signed_in(), "half is nothing");
    renews(&mut zhou, "the second step", |zhou| {
        zhou.post("/en/sign-in/second-factor", &[("code", &code(1)), ("next", "")])
    });
    assert!(zhou.is_signed_in());
    renews(&mut zhou, "no second factor", |zhou| {
        zhou.post("/en/account/second-factor/removal", &[("present", "another 42 tenons")])
    });
    assert!(zhou.is_signed_in());
}

#[test]
fn a_change_by_somebody_else_brings_a_new_token_with_the_next_page() {
    let email = "appointed@a.example";
    PEOPLE.staff(email, Staff::Moderator);
    let renew = || {
        PEOPLE.execute(&format!(
            "UPDATE sessions SET renew = TRUE WHERE user_id IN (SELECT id FROM users WHERE email = '{email}')"
        ));
    };
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    // Whatever the page is: one that is there, one that isn't, one that asks for something first.
    for path in ["/en/account", "/en/nothing", "/en/organizations/O-ZZZZZZ", "/en/staff"] {
        renew();
        let (old, mut thief) = (zhou.token(), zhou.twin());
        zhou.get(path);
        assert_ne!(zhou.token(), old, "{path}");
        assert!(zhou.is_signed_in(), "{path}");
        assert!(thief.is_signed_in(), "{path}: what was asked for at the same time is still answered");
        assert_eq!(thief.token(), old, "{path}: but gets no token");
        PEOPLE.execute("UPDATE sessions SET former_until = '2020-01-01 00:00:00'");
        assert!(!thief.is_signed_in(), "{path}: a minute later");
    }
}

//! Notifications, mail settings, and ending letters, as a browser and a mail program see them.

use chrono::Utc;
use sunmao::domain::account::Email;
use sunmao::domain::audit::Deed;
use sunmao::domain::{Event, NotificationId};
use sunmao::store::notifications::{ByMail, New};
use sunmao::store::{StoreError, accounts, mail_settings, notifications};

use super::PEOPLE;
use crate::support::served::{all, texts};
use crate::support::visitor::Visitor;

fn tell(email: &str, number: u64) -> NotificationId {
    let id = NotificationId::from_random(number);
    PEOPLE
        .site()
        .store()
        .write(|conn| {
            let known = accounts::find(conn, &Email::parse(email).unwrap())?.unwrap();
            let (event, at) = (&Event::Password, Utc::now());
            let new = New { id, user: known.row, event, organization: None, at, mail: ByMail::Never };
            notifications::add(conn, &new)
        })
        .unwrap();
    id
}

fn token(email: &str) -> String {
    let store = PEOPLE.site().store();
    let made = store.write(|conn| {
        let known = accounts::find(conn, &Email::parse(email).unwrap())?.unwrap();
        mail_settings::token(conn, known.row)
    });
    made.unwrap_or_else(|error: StoreError| panic!("{error}"))
}

#[test]
fn what_is_new_is_marked_until_it_is_opened() {
    let email = "told@a.example";
    PEOPLE.person(email);
    let first = tell(email, 1_001);
    tell(email, 1_002);
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let marks = |visitor: &mut Visitor<'_>| texts(&visitor.get("/en/about").html(), ".tools .tag");
    assert_eq!(marks(&mut zhou), ["2 unread"]);
    let page = zhou.get("/en/notifications").html();
    assert_eq!(texts(&page, "main b"), ["Your password was changed"; 2]);
    let opened = zhou.post(&format!("/en/notifications/{first}"), &[]);
    assert_eq!((opened.status, opened.header("location")), (303, "/en/reset"));
    assert_eq!(marks(&mut zhou), ["1 unread"]);
    let chinese = zhou.get("/zh/notifications").html();
    assert_eq!(texts(&chinese, "main b"), ["您的密码已修改"], "in the language of the page");
    assert_eq!(zhou.post("/en/notifications", &[]).status, 303);
    assert!(marks(&mut zhou).is_empty());
}

#[test]
fn nobody_opens_what_somebody_else_was_told() {
    let (email, other) = ("not.yours@a.example", "curious@a.example");
    PEOPLE.person(email);
    PEOPLE.person(other);
    let id = tell(email, 1_003);
    let mut curious = Visitor::with_session(&PEOPLE, &PEOPLE.session(other));
    assert_eq!(curious.post(&format!("/en/notifications/{id}"), &[]).status, 404);
    let mut owner = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    assert_eq!(texts(&owner.get("/en/about").html(), ".tools .tag"), ["1 unread"]);
}

#[test]
fn a_mail_program_ends_letters_with_one_request() {
    let email = "enough@a.example";
    PEOPLE.person(email);
    let path = format!("/en/unsubscribe/{}/matches", token(email));
    let pace = || {
        PEOPLE.select(&format!(
            "SELECT pace AS value FROM mail_paces JOIN users ON users.id = user_id \
             WHERE email = '{email}' AND topic = 'matches'"
        ))
    };
    let page = PEOPLE.get(&path);
    assert_eq!((page.status, all(&page.html(), "main form").len()), (200, 1));
    assert!(pace().is_empty(), "scanners of mail follow links, too");
    // As RFC 8058 has it: no cookie, nothing that says where it comes from.
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let answer = PEOPLE.send("POST", &path, &headers, Some(b"List-Unsubscribe=One-Click"));
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(pace(), ["never"]);
    let trail = PEOPLE.select(&format!(
        "SELECT action AS value FROM audit WHERE object = (SELECT public_id FROM users WHERE email = '{email}') \
         AND actor IS NULL AND action = '{}'",
        Deed::MailEnded.code()
    ));
    assert_eq!(trail.len(), 1);
}

#[test]
fn the_link_of_a_letter_ends_no_other_letters() {
    let email = "guess@a.example";
    PEOPLE.person(email);
    let headers = [("Content-Type", "application/x-www-form-urlencoded")];
    let body = Some(b"List-Unsubscribe=One-Click".as_slice());
    let token = token(email);
    for path in [
        format!("/en/unsubscribe/{token}/account"),
        format!("/en/unsubscribe/{token}/nothing"),
        format!("/en/unsubscribe/{}/matches", "0".repeat(32)),
    ] {
        assert_eq!(PEOPLE.send("POST", &path, &headers, body).status, 404, "{path}");
        assert_eq!(PEOPLE.get(&path).status, 404, "{path}");
    }
}

#[test]
fn chosen_paces_are_kept() {
    let email = "chooser@a.example";
    PEOPLE.person(email);
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let page = zhou.get("/en/account/mail").html();
    assert!(all(&page, "select[name=queue]").is_empty(), "the queue is for moderators");
    let chosen = [
        ("matches", "weekly"),
        ("moderation", "at-once"),
        ("expiry", "never"),
        ("membership", "daily"),
        ("zone", "Europe/Berlin"),
        ("digest", "17"),
        ("quiet-from", "20"),
        ("quiet-to", "6"),
    ];
    assert_eq!(zhou.post("/en/account/mail", &chosen).status, 303);
    let page = zhou.get("/en/account/mail").html();
    for (field, value) in chosen {
        let selected = all(&page, &format!("select[name={field}] option[selected]"));
        assert_eq!(selected.first().and_then(|option| option.attr("value")), Some(value), "{field}");
    }
    let bad = [("zone", "Mars/Olympus"), ("digest", "24"), ("quiet-from", "20"), ("quiet-to", "6")];
    assert_eq!(zhou.post("/en/account/mail", &bad).status, 422);
}

#[test]
fn times_are_those_of_the_zone_that_one_chose() {
    let email = "elsewhere@a.example";
    PEOPLE.person(email);
    let id = tell(email, 1_004);
    PEOPLE.execute(&format!("UPDATE notifications SET at = '2026-01-31 20:30:00' WHERE public_id = '{id}'"));
    let mut zhou = Visitor::with_session(&PEOPLE, &PEOPLE.session(email));
    let page = zhou.get("/en/notifications");
    assert!(
        page.body.contains("1\u{a0}Feb 2026, 04:30"),
        "the site's, as long as one chose none: {}",
        page.body
    );
    assert!(!page.body.contains("Shanghai"));
    let chosen = [("zone", "Europe/Berlin"), ("digest", "8"), ("quiet-from", "0"), ("quiet-to", "0")];
    assert_eq!(zhou.post("/en/account/mail", &chosen).status, 303);
    for path in ["/en/notifications", "/zh/notifications"] {
        let page = zhou.get(path);
        assert!(page.body.contains("21:30") && page.body.contains("Europe/Berlin"), "{}", page.body);
    }
}

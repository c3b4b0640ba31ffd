//! Trying often what could be guessed or abused.

use crate::support::people::PASSWORD;
use crate::support::served::{Answer, Served, all, texts};
use crate::support::visitor::Visitor;

/// Attempts of an address; an account gets a third.
const MOST: u32 = 6;

fn is_too_many(answer: &Answer) -> bool {
    if answer.status != 429 {
        return false;
    }
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    let page = answer.html();
    assert!((1..=600).contains(&wait), "{wait}");
    assert_eq!(texts(&page, "h1"), ["That was tried too often"]);
    assert_eq!(all(&page, "html[lang=en]").len(), 1);
    assert!(texts(&page, "main p").iter().any(|text| text.contains("minute")), "{}", answer.body);
    true
}

/// What is sent by each form that is counted, for an address.
fn forms(email: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let email = ("email", email.to_owned());
    let password = ("password", "something else 1".to_owned());
    vec![
        ("/en/sign-in", vec![email.clone(), password.clone()]),
        ("/en/sign-up", vec![("name", "Zhou".to_owned()), email.clone(), password]),
        ("/en/reset", vec![email.clone()]),
        ("/en/contact", vec![email, ("message", "Good morning".to_owned())]),
    ]
}

fn send(site: &Served, headers: &[(&str, &str)], path: &str, form: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut own = vec![("Sec-Fetch-Site", "same-origin")];
    own.extend_from_slice(headers);
    Visitor::new(site).post_saying(path, &own, &fields)
}

#[test]
fn each_form_takes_so_many_for_an_account_and_an_address() {
    let site = Served::limited(MOST, &[]);
    for number in 0..4 {
        let (path, form) = &forms("zhou@a.example")[number];
        for _ in 0..MOST / 3 {
            assert!(!is_too_many(&send(&site, &[], path, form)), "{path}");
        }
        assert!(is_too_many(&send(&site, &[], path, form)), "{path}: an account");
        // The address has tried three times now.
        for other in 3..MOST {
            let (path, form) = &forms(&format!("{other}@a.example"))[number];
            assert!(!is_too_many(&send(&site, &[], path, form)), "{path} {other}");
        }
        let (path, form) = &forms("another@a.example")[number];
        assert!(is_too_many(&send(&site, &[], path, form)), "{path}: an address");
        let claims = [("X-Forwarded-For", "198.51.100.7"), ("Forwarded", "for=198.51.100.7")];
        assert!(is_too_many(&send(&site, &claims, path, form)), "{path}: whatever it says");
    }
    assert_eq!(site.get("/en/sign-in").status, 200, "looking is free");
}

#[test]
fn the_right_password_opens_nothing_either_and_other_accounts_go_on() {
    let site = Served::limited(MOST, &["127.0.0.0/8"]);
    site.person("zhou@a.example");
    site.person("lin@a.example");
    let from = |address: &str, email: &str, password: &str| {
        let form = [("email", email.to_owned()), ("password", password.to_owned())];
        send(&site, &[("X-Forwarded-For", address)], "/en/sign-in", &form)
    };
    // From many addresses on one account.
    for n in 1..=2 {
        assert_eq!(from(&format!("198.51.100.{n}"), "zhou@a.example", "wrong").status, 422);
    }
    assert!(is_too_many(&from("198.51.100.3", "Zhou@A.example ", PASSWORD)));
    assert_eq!(from("198.51.100.3", "lin@a.example", PASSWORD).status, 303);
    // From one address on many accounts; an IPv6 one is 64 bits.
    for n in 0..MOST {
        assert_eq!(from(&format!("2001:db8::{n:x}"), &format!("{n}@b.example"), "wrong").status, 422);
    }
    assert!(is_too_many(&from("2001:db8::ffff:1", "lin@a.example", PASSWORD)));
    assert_eq!(from("2001:db8:0:1::1", "lin@a.example", PASSWORD).status, 303);
}

#[test]
fn codes_can_be_guessed_only_a_few_times() {
    let site = Served::limited(MOST, &["127.0.0.0/8"]);
    site.person("zhou@a.example");
    site.with_second_factor("zhou@a.example");
    let mut zhou = Visitor::with_session(&site, &site.session("zhou@a.example"));
    let mut guess = |n: u32| {
        let from = format!("198.51.100.{n}");
        let headers = [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", from.as_str())];
        zhou.post_saying("/en/sign-in/second-factor", &headers, &[("code", "000000"), ("next", "")])
    };
    assert_eq!((guess(1).status, guess(2).status), (422, 422));
    assert!(is_too_many(&guess(3)));
    let mut again = Visitor::with_session(&site, &site.session("zhou@a.example"));
    let form = [("code", "000000"), ("next", "")];
    assert!(is_too_many(&again.post("/en/sign-in/second-factor", &form)), "a new session is no new account");
}

#[test]
fn who_found_an_open_browser_cannot_guess_its_password() {
    let site = Served::limited(MOST, &[]);
    let forms = [
        ("password", vec![("present", "guess 1 guess"), ("password", "another 42 tenons")]),
        ("deletion", vec![("present", "guess 1 guess")]),
        ("second-factor/removal", vec![("present", "guess 1 guess")]),
        ("recovery-codes", vec![("codes-present", "guess 1 guess")]),
        ("second-factor", vec![("secret", "x"), ("code", "000000"), ("present", "guess 1 guess")]),
    ];
    // The first two take all guesses, whichever form they are made in.
    site.person("zhou@a.example");
    let mut zhou = Visitor::with_session(&site, &site.session("zhou@a.example"));
    for (number, (path, form)) in forms.iter().enumerate() {
        let answer = zhou.post(&format!("/en/account/{path}"), form);
        assert_eq!(is_too_many(&answer), number >= 2, "{path}: {}", answer.status);
    }
}

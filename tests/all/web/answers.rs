//! Strangers can't tell from an answer who has an account.

use std::time::{Duration, Instant};

use super::PEOPLE;
use crate::support::people::PASSWORD;
use crate::support::served::Answer;
use crate::support::visitor::{Visitor, form_tokens};

const WRONG: &str = "something else 1";

/// All that a stranger sees of an answer, without the token and the address that was typed.
fn seen(answer: &Answer, email: &str) -> String {
    let skipped = ["date", "set-cookie", "content-length"];
    let mut headers: Vec<String> = answer
        .headers
        .iter()
        .filter(|(name, _)| !skipped.contains(&name.as_str()))
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    headers.sort_unstable();
    let cookies = answer.cookies().len();
    let body =
        form_tokens(answer).iter().fold(answer.body.clone(), |body, token| body.replace(token, "TOKEN"));
    let body = body.replace(email, "ADDRESS");
    format!("{} {headers:#?} {cookies} {body}", answer.status)
}

/// What a form answers to a stranger.
fn asked(path: &str, fields: &[(&str, &str)]) -> String {
    let mut stranger = Visitor::new(&PEOPLE);
    stranger.get("/en/sign-in");
    let email = fields.iter().find(|(name, _)| *name == "email").unwrap().1;
    seen(&stranger.post(path, fields), email)
}

#[test]
fn known_and_unknown_addresses_get_the_same_answer() {
    let (known, suspended) = ("known@answers.example", "gone@answers.example");
    let (unknown, waiting) = ("nobody@answers.example", "waiting@answers.example");
    PEOPLE.person(known);
    PEOPLE.person(suspended);
    PEOPLE.execute(&format!(
        "UPDATE users SET suspended_at = '2026-01-01 00:00:00' WHERE email = '{suspended}'"
    ));
    let sign_up = |email| asked("/zh/sign-up", &[("name", "Lin"), ("email", email), ("password", PASSWORD)]);
    let first = sign_up(waiting);
    for path in ["/en", "/zh"] {
        let sign_in = |email| asked(&format!("{path}/sign-in"), &[("email", email), ("password", WRONG)]);
        let reset = |email| asked(&format!("{path}/reset"), &[("email", email)]);
        for email in [known, suspended, waiting] {
            assert_eq!(sign_in(email), sign_in(unknown), "{email}");
            assert_eq!(reset(email), reset(unknown), "{email}");
        }
    }
    for email in [known, suspended, waiting, unknown] {
        assert_eq!(sign_up(email), first, "{email}");
    }
    let kinds = |email: &str| -> Vec<bool> {
        PEOPLE.letters(email).iter().map(|letter| letter.contains("/sign-up/")).collect()
    };
    assert_eq!(kinds(unknown), [true], "only the letters differ");
    assert!(kinds(known).iter().all(|confirms| !confirms));
    assert!(!kinds(known).is_empty());
}

#[test]
fn a_link_says_only_that_it_is_not_good() {
    let mut stranger = Visitor::new(&PEOPLE);
    for path in ["sign-up", "reset", "setup"] {
        for token in ["x", &"0".repeat(64), "%FF", "..%2F..", &"9".repeat(5_000), "%00"] {
            let answer = stranger.get(&format!("/en/{path}/{token}"));
            assert!([404, 410].contains(&answer.status), "{path}/{token}: {}", answer.status);
        }
    }
}

#[test]
fn an_unknown_address_takes_as_long() {
    PEOPLE.person("timed@answers.example");
    let time = |email: &str| {
        let mut stranger = Visitor::new(&PEOPLE);
        let start = Instant::now();
        assert_eq!(stranger.sign_in(email, WRONG).status, 422);
        start.elapsed()
    };
    let mut known: Vec<Duration> = Vec::new();
    let mut unknown: Vec<Duration> = Vec::new();
    for _ in 0..7 {
        known.push(time("timed@answers.example"));
        unknown.push(time("untimed@answers.example"));
    }
    known.sort_unstable();
    unknown.sort_unstable();
    // The quickest are those that nothing else on the machine delayed; without the hash it is a tenth.
    assert!(unknown[0] * 2 > known[0] && known[0] * 2 > unknown[0], "{known:?} {unknown:?}");
}

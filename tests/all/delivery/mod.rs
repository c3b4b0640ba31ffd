//! Delivery by the real program to mail servers that misbehave: nothing is lost, and nothing sent twice.

mod crashes;
mod program;
mod two;

use chrono::Utc;
use sunmao::domain::account::Email;
use sunmao::domain::{Letter, Title, Topic};
use sunmao::store::{Store, given_up, outbox};

/// Puts letters into the outbox, one to each of `good-N@…`, and some to addresses that don't exist.
fn fill(store: &Store, good: usize, unknown: usize) {
    let recipients =
        (0..good).map(|n| format!("good-{n}")).chain((0..unknown).map(|n| format!("nobody-{n}")));
    let letters: Vec<Letter> = recipients.map(|recipient| letter(&recipient)).collect();
    store.write(|conn| letters.iter().try_for_each(|letter| outbox::add(conn, letter, Utc::now()))).unwrap();
}

/// How many letters wait to be sent.
fn waiting(store: &Store) -> usize {
    store.read(|conn| given_up::standing(conn, Utc::now())).unwrap().waiting
}

fn letter(recipient: &str) -> Letter {
    Letter {
        key: format!("new-matches.{recipient}"),
        topic: Topic::Match,
        to: Email::parse(&format!("{recipient}@maker.example")).unwrap(),
        name: Title::parse("周敏").unwrap(),
        subject: format!("有新匹配 {recipient}"),
        text: "正文\n".repeat(50),
        html: "<p>正文</p>\n".repeat(50),
        thread: None,
        unsubscribe: Some("https://sunmao.example/en/unsubscribe/0123456789abcdef".into()),
        secret: false,
    }
}

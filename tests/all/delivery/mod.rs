//! Delivery by the real program to mail servers that misbehave: nothing is lost, and nothing sent twice.

mod crashes;
mod lease;
mod patience;
mod refused;
mod trickling;
mod two;

use std::time::Duration;

use chrono::Utc;
use sunmao::domain::account::Email;
use sunmao::domain::{Letter, Title, Topic};
use sunmao::mail::{Post, Sender};
use sunmao::store::{Store, given_up, outbox};

/// How long a mail server may take over a letter.
const LIMIT: Duration = Duration::from_secs(5);

/// Puts letters into the outbox, one to each of `good-N@…`, and some to addresses that don't exist.
pub(crate) fn fill(store: &Store, good: usize, unknown: usize) {
    let recipients =
        (0..good).map(|n| format!("good-{n}")).chain((0..unknown).map(|n| format!("nobody-{n}")));
    let letters: Vec<Letter> = recipients.map(|recipient| letter(&recipient)).collect();
    store.write(|conn| letters.iter().try_for_each(|letter| outbox::add(conn, letter, Utc::now()))).unwrap();
}

/// How many letters wait to be sent.
pub(crate) fn waiting(store: &Store) -> usize {
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

/// The way to a mail server, without the program around it.
fn post(url: &str) -> Post {
    Post::smtp(url, LIMIT).unwrap()
}

fn sender() -> Sender {
    Sender::parse("Sunmao <post@sunmao.example>").unwrap()
}

//! Delivery by the real program to mail servers that misbehave: nothing is lost, and nothing sent twice.

mod at_once;
mod crashes;
mod database_away;
mod lease;
mod patience;
mod refused;
mod trickling;
mod two;
mod unanswered;
mod unreadable;

use std::time::Duration;

use chrono::Utc;
use sunmao::domain::account::Email;
use sunmao::domain::{Letter, Title, Topic};
use sunmao::mail::{Limits, Post, Sender};
use sunmao::store::{Store, given_up, outbox};

use crate::support::database::Database;

/// How long a mail server may take over a letter.
pub(crate) const LIMITS: Limits = Limits { talk: Duration::from_secs(5), answer: Duration::from_secs(5) };

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

/// Lets letters that are put off be due at once: nobody has time for minutes. What a program is sending stays its own.
fn put_off_for_no_time(database: &Database) {
    database.execute(match database.url() {
        None => {
            "CREATE TRIGGER no_time AFTER UPDATE OF last_error ON letters
             WHEN NEW.due_at IS NOT NULL AND NEW.last_error IS NOT NULL
             BEGIN UPDATE letters SET due_at = '2026-01-01 00:00:00' WHERE id = NEW.id; END;"
        }
        Some(_) => {
            "CREATE FUNCTION no_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                 IF NEW.due_at IS NOT NULL AND NEW.last_error IS NOT NULL THEN NEW.due_at := '2026-01-01'; END IF;
                 RETURN NEW;
             END $$;
             CREATE TRIGGER no_time BEFORE UPDATE OF last_error ON letters
             FOR EACH ROW EXECUTE FUNCTION no_time();"
        }
    });
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
    Post::smtp(url, LIMITS, 1).unwrap()
}

fn sender() -> Sender {
    Sender::parse("Sunmao <post@sunmao.example>").unwrap()
}

//! A process that comes back too late with the answer to a letter that another took up.

use chrono::{TimeDelta, Utc};
use sunmao::domain::account::Email;
use sunmao::flows::send::{Turn, send_next};
use sunmao::store::outbox::{Leased, failed, lease, sent};
use sunmao::store::written::of_recipient;
use sunmao::store::{Store, given_up};

use super::{fill, post, sender, waiting};
use crate::support::database::on_both;
use crate::support::smtp::{MailServer, Plan};

/// A letter that a process leased for so long and forgot.
fn forgotten(store: &Store, minutes: i64) -> Leased {
    fill(store, 1, 0);
    let now = Utc::now();
    store.write(|conn| lease(conn, now, now + TimeDelta::minutes(minutes))).unwrap().unwrap()
}

/// Whether the late process could note that the letter left, or that it didn't.
fn late(store: &Store, leased: &Leased) -> [bool; 2] {
    let now = Utc::now() + TimeDelta::minutes(9);
    let again = Some(now + TimeDelta::minutes(1));
    let put_off = store.write(|conn| failed(conn, leased, "too late", again, now)).unwrap();
    [put_off, store.write(|conn| sent(conn, leased, now)).unwrap()]
}

on_both! {
    fn a_late_answer_changes_nothing_of_a_letter_that_another_sent(database) {
        let store = database.open();
        let leased = forgotten(&store, 2);
        let server = MailServer::start(Plan::default());
        let (post, now) = (post(&server.url()), Utc::now());
        let early = send_next(&store, &post, &sender(), || now + TimeDelta::minutes(1)).unwrap();
        assert_eq!(early, Turn::Idle, "the lease still stands");
        assert_eq!(send_next(&store, &post, &sender(), || now + TimeDelta::minutes(3)).unwrap(), Turn::Sent);
        let to = Email::parse("good-0@maker.example").unwrap();
        let before = store.read(|conn| of_recipient(conn, &to)).unwrap();
        assert_eq!(late(&store, &leased), [false, false]);
        assert_eq!(store.read(|conn| of_recipient(conn, &to)).unwrap(), before, "sent once, and then");
        let after = send_next(&store, &post, &sender(), || now + TimeDelta::days(1)).unwrap();
        assert_eq!((after, waiting(&store), server.deliveries().len()), (Turn::Idle, 0, 1));
    }

    fn a_late_answer_changes_nothing_of_a_letter_that_another_is_sending(database) {
        let store = database.open();
        let leased = forgotten(&store, 2);
        let now = Utc::now() + TimeDelta::minutes(3);
        let other = store.write(|conn| lease(conn, now, now + TimeDelta::hours(1))).unwrap().unwrap();
        assert_eq!(late(&store, &leased), [false, false]);
        assert_eq!(waiting(&store), 1);
        assert_eq!(store.read(given_up::oldest_tried).unwrap(), None, "the late error isn't kept");
        let soon = now + TimeDelta::minutes(30);
        assert_eq!(store.write(|conn| lease(conn, soon, soon)).unwrap(), None, "the other's lease stands");
        assert!(store.write(|conn| sent(conn, &other, soon)).unwrap());
        assert_eq!(waiting(&store), 0);
    }
}

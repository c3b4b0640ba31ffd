//! Letters that were handed over whole, and whose answer comes late or never.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use sunmao::flows::send::{Turn, send_next};
use sunmao::mail::{Limits, Post};
use sunmao::store::{given_up, outbox};

use super::{fill, letter, sender, waiting};
use crate::support::database::on_both;
use crate::support::smtp::{MailServer, Plan};

const SECOND: Duration = Duration::from_secs(1);

fn post(server: &MailServer, answer: Duration) -> Post {
    Post::smtp(&server.url(), Limits { talk: SECOND, answer }, 1).unwrap()
}

on_both! {
    fn a_server_that_takes_long_over_the_content_gets_the_letter_once(database) {
        let store = database.open();
        fill(&store, 1, 0);
        let server = MailServer::start(Plan { slowness: SECOND * 2, ..Plan::default() });
        let (post, now) = (post(&server, SECOND * 60), Utc::now());
        assert_eq!(send_next(&store, &post, &sender(), || now).unwrap(), Turn::Sent);
        let later = || now + TimeDelta::days(1);
        assert_eq!(send_next(&store, &post, &sender(), later).unwrap(), Turn::Idle);
        assert_eq!(server.deliveries().len(), 1);
    }

    fn a_letter_that_is_never_answered_is_handed_over_three_times(database) {
        let store = database.open();
        // The server breaks off, and it says nothing for longer than is waited for.
        for (n, stall) in [Duration::ZERO, SECOND * 3].into_iter().enumerate() {
            let letter = letter(&format!("good-{n}"));
            store.write(|conn| outbox::add(conn, &letter, Utc::now())).unwrap();
            let server = MailServer::start(Plan { unanswered: true, stall, ..Plan::default() });
            let (post, start) = (post(&server, SECOND), Utc::now());
            let turn = |hours| send_next(&store, &post, &sender(), || start + TimeDelta::hours(hours)).unwrap();
            assert_eq!([1, 2, 3].map(turn), [Turn::Failed; 3]);
            assert_eq!([4, 48].map(turn), [Turn::Idle; 2]);
            let key = format!("new-matches.good-{n}");
            let delivered = || server.deliveries().into_iter().map(|one| one.key).collect::<Vec<_>>();
            assert_eq!(delivered(), [key.as_str(); 3], "always the same Message-ID");
            let (lost, _) = store.read(|conn| given_up::newest(conn, 0, 10)).unwrap();
            assert_eq!((lost.len(), lost[0].key.as_str()), (n + 1, key.as_str()));
            let error = &lost[0].error;
            assert!(error.starts_with("handed over without an answer"), "{error}");
            assert!(error.ends_with("3 times: it may have arrived"), "{error}");

            let again = start + TimeDelta::hours(50);
            assert!(store.write(|conn| given_up::retry(conn, &key, again)).unwrap().is_some());
            assert_eq!([50, 51, 52, 53].map(turn), [Turn::Failed, Turn::Failed, Turn::Failed, Turn::Idle]);
            assert_eq!((delivered().len(), waiting(&store)), (6, 0), "whoever tries it again has it tried as often");
        }
    }

    fn a_talk_that_breaks_before_the_content_is_tried_on(database) {
        let store = database.open();
        fill(&store, 1, 0);
        let server = MailServer::start(Plan { breaks: 100, ..Plan::default() });
        let (post, start) = (post(&server, SECOND), Utc::now());
        let turn = |n: i64| send_next(&store, &post, &sender(), || start + TimeDelta::hours(4 * n)).unwrap();
        assert_eq!([1, 2, 3, 4, 5].map(turn), [Turn::Failed; 5]);
        assert_eq!((server.attempts("good-0@maker.example"), waiting(&store)), (5, 1));
    }
}

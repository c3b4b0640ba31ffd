//! A database that is slow, or away for a moment, while a letter is under way.

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{TimeDelta, Utc};
use sunmao::flows::send::{Turn, send_next};
use sunmao::store::given_up;

use super::{fill, post, sender, waiting};
use crate::support::database::{Database, on_both};
use crate::support::smtp::{MailServer, Plan};
use crate::support::wait::until;

/// Sends the letter that waits while no outcome can be noted, until that was tried twice; then notes can be written
/// again.
fn send_without_notes(database: &Database) -> Turn {
    let store = database.open();
    let (refuse, allow) = match database.url() {
        None => (
            "CREATE TRIGGER no_notes BEFORE UPDATE OF last_error ON letters
             BEGIN SELECT RAISE(ABORT, 'not now'); END;",
            "DROP TRIGGER no_notes",
        ),
        Some(_) => (
            "CREATE FUNCTION no_notes() RETURNS trigger LANGUAGE plpgsql
             AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
             CREATE TRIGGER no_notes BEFORE UPDATE OF last_error ON letters
             FOR EACH ROW EXECUTE FUNCTION no_notes();",
            "DROP TRIGGER no_notes ON letters",
        ),
    };
    let server = MailServer::start(Plan::default());
    let post = post(&server.url());
    database.execute(refuse);
    let asked = AtomicUsize::new(0);
    let clock = || {
        asked.fetch_add(1, Ordering::SeqCst);
        Utc::now()
    };
    std::thread::scope(|scope| {
        let sending = scope.spawn(|| send_next(&store, &post, &sender(), clock));
        // Once to lease, once before the talk, and then each time that the outcome is to be noted.
        let twice = || asked.load(Ordering::SeqCst) >= 4;
        until(|| twice() || sending.is_finished(), || "nothing is noted".into());
        // The sender may be writing: the next turn comes soon.
        until(|| database.try_execute(allow).is_ok(), || "the trigger stays".into());
        sending.join().unwrap().unwrap()
    })
}

/// Whether somebody writes to the database just now.
fn somebody_writes(database: &Database) -> bool {
    match database.url() {
        None => database.try_execute("BEGIN IMMEDIATE; ROLLBACK").is_err(),
        // A division by zero where nobody does.
        Some(_) => {
            let sql = "SELECT 1 / count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
                       WHERE locktype = 'advisory' AND granted AND datname = current_database()";
            database.try_execute(sql).is_ok()
        }
    }
}

on_both! {
    fn that_a_letter_left_is_noted_once_the_database_is_back(database) {
        let store = database.open();
        fill(&store, 1, 0);
        assert_eq!(send_without_notes(database), Turn::Sent);
        assert_eq!(waiting(&store), 0);
        assert_eq!(store.read(|conn| given_up::newest(conn, 0, 10)).unwrap().1, 0);
    }

    fn that_a_letter_was_refused_is_noted_once_the_database_is_back(database) {
        let store = database.open();
        fill(&store, 0, 1);
        assert_eq!(send_without_notes(database), Turn::Refused);
        let (lost, _) = store.read(|conn| given_up::newest(conn, 0, 10)).unwrap();
        assert_eq!((lost.len(), waiting(&store)), (1, 0));
        assert_eq!(lost[0].error, "550 5.1.1 No such user");
    }

    fn the_lease_counts_from_when_the_sender_may_write(database) {
        let store = database.open();
        fill(&store, 1, 0);
        assert!(!somebody_writes(database));
        let (server, asked) = (MailServer::start(Plan::default()), AtomicUsize::new(0));
        let clock = || {
            if asked.fetch_add(1, Ordering::SeqCst) == 0 {
                assert!(somebody_writes(database), "the wait for other writers is still to come");
            }
            Utc::now()
        };
        assert_eq!(send_next(&store, &post(&server.url()), &sender(), clock).unwrap(), Turn::Sent);
    }

    fn a_letter_whose_lease_is_nearly_over_is_left_to_the_next_turn(database) {
        let store = database.open();
        fill(&store, 1, 0);
        let (server, now) = (MailServer::start(Plan::default()), Utc::now());
        let (post, asked) = (post(&server.url()), AtomicUsize::new(0));
        // The lease took an hour, as on a machine that slept.
        let clock = || match asked.fetch_add(1, Ordering::SeqCst) {
            0 => now,
            _ => now + TimeDelta::hours(1),
        };
        assert_eq!(send_next(&store, &post, &sender(), clock).unwrap(), Turn::Failed);
        assert_eq!((server.attempts("good-0@maker.example"), waiting(&store)), (0, 1));
        assert_eq!(send_next(&store, &post, &sender(), || now + TimeDelta::hours(1)).unwrap(), Turn::Sent);
    }
}

//! The program killed at any moment, beside a mail server that greylists, breaks off, stalls and goes away.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sunmao::domain::account::Email;
use sunmao::store::unreachable;

use super::{fill, put_off_for_no_time, waiting};
use crate::support::database::{Database, on_both};
use crate::support::program::Program;
use crate::support::smtp::{Delivery, MailServer, Plan};
use crate::support::wait::until;

const LETTERS: usize = 300;
const UNKNOWN: usize = 5;
const KILLS: usize = 8;

/// As many letters as the program sends at once: so many a kill may cut off.
const AT_ONCE: usize = 4;

/// Between the delivery of a letter and the note of it lie milliseconds; the machine may be busy.
const MOMENT: Duration = Duration::from_millis(500);

on_both! {
    fn nothing_is_lost_and_nothing_sent_twice_but_what_a_kill_cut_off(database) {
        let store = database.open();
        fill(&store, LETTERS, UNKNOWN);
        put_off_for_no_time(database);
        let mut server = MailServer::start(Plan {
            seed: 7,
            greylists: true,
            breaks: 1,
            stalls: 1,
            slowness: Duration::from_millis(3),
            stall: Duration::from_millis(1500),
            ..Plan::default()
        });
        let mut chance = StdRng::seed_from_u64(20_261_127);
        let late = || "the letters don't arrive".to_owned();
        let mut kills = Vec::new();
        while kills.len() < KILLS {
            let before = server.deliveries().len();
            let mut program = Program::start(database, &server.url());
            let due = before + chance.random_range(5..30);
            until(|| server.deliveries().len() >= due || all_arrived(&server), late);
            // At any moment of the talk about a letter.
            std::thread::sleep(Duration::from_micros(chance.random_range(0..20_000)));
            program.kill();
            kills.push(Instant::now());
            if kills.len() == KILLS / 2 {
                server.leave();
                let program = Program::start(database, &server.url());
                std::thread::sleep(Duration::from_secs(1));
                server.come_back();
                drop(program);
                kills.push(Instant::now());
            }
            forget_leases(database);
        }
        assert!(!all_arrived(&server), "the kills came when all was done: they prove nothing");
        let _program = Program::start(database, &server.url());
        until(|| all_arrived(&server) && waiting(&store) == 0, late);
        check(&server.deliveries(), &kills);
        for n in 0..UNKNOWN {
            let email = Email::parse(&format!("nobody-{n}@maker.example")).unwrap();
            assert!(store.read(|conn| unreachable::find(conn, &email)).unwrap().is_some(), "{email}");
        }
    }
}

/// Lets the letters be due that a killed program had leased: nobody has time for minutes. No program runs meanwhile,
/// so that this gives no letter to two.
fn forget_leases(database: &Database) {
    database.execute("UPDATE letters SET due_at = '2026-01-01 00:00:00' WHERE due_at IS NOT NULL");
}

fn all_arrived(server: &MailServer) -> bool {
    let keys: HashSet<String> = server.deliveries().into_iter().map(|delivery| delivery.key).collect();
    keys.len() == LETTERS
}

/// Every letter arrived, and twice only such of which the program died before it could note the answer: the last
/// that was delivered on its connection, at the moment of a kill.
fn check(deliveries: &[Delivery], kills: &[Instant]) {
    let mut first: HashMap<&str, &Delivery> = HashMap::new();
    let mut repeated = Vec::new();
    for delivery in deliveries {
        match first.get(delivery.key.as_str()) {
            Some(before) => repeated.push(*before),
            None => {
                first.insert(&delivery.key, delivery);
            }
        }
    }
    for before in &repeated {
        let after = deliveries.iter().find(|one| one.connection == before.connection && one.at > before.at);
        assert!(
            after.is_none(),
            "{} was sent twice, though the program lived on after its delivery",
            before.key
        );
        let near = |kill: &&Instant| {
            kill.saturating_duration_since(before.at) < MOMENT
                && before.at.saturating_duration_since(**kill) < MOMENT
        };
        assert!(kills.iter().find(near).is_some(), "{} was sent twice without a kill", before.key);
    }
    assert!(
        repeated.len() <= AT_ONCE * kills.len(),
        "{} letters were sent twice in {} kills",
        repeated.len(),
        kills.len()
    );
}

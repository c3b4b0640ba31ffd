//! The program killed at any moment, beside a mail server that greylists, breaks off, stalls and goes away.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sunmao::domain::account::Email;
use sunmao::store::unreachable;

use crate::support::database::{Database, on_both};
use crate::support::program::Program;
use crate::support::smtp::{Delivery, MailServer, Plan};

const LETTERS: usize = 300;
const UNKNOWN: usize = 5;
const KILLS: usize = 8;

/// Between the delivery of a letter and the note of it lie milliseconds; the machine may be busy.
const MOMENT: Duration = Duration::from_millis(500);

/// How long everything may take.
const PATIENCE: Duration = Duration::from_secs(180);

on_both! {
    fn nothing_is_lost_and_nothing_sent_twice_but_what_a_kill_cut_off(database) {
        let store = database.open();
        crate::delivery::fill(&store, LETTERS, UNKNOWN);
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
        let started = Instant::now();
        let mut kills = Vec::new();
        while kills.len() < KILLS {
            let before = server.deliveries().len();
            let mut program = Program::start(database, &server.url());
            let due = before + chance.random_range(5..30);
            until(started, || server.deliveries().len() >= due || all_arrived(&server), || due_now(database));
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
            due_now(database);
        }
        assert!(!all_arrived(&server), "the kills came when all was done: they prove nothing");
        let _program = Program::start(database, &server.url());
        until(started, || all_arrived(&server) && crate::delivery::waiting(&store) == 0, || due_now(database));
        check(&server.deliveries(), &kills);
        for n in 0..UNKNOWN {
            let email = Email::parse(&format!("nobody-{n}@maker.example")).unwrap();
            assert!(store.read(|conn| unreachable::find(conn, &email)).unwrap().is_some(), "{email}");
        }
    }
}

/// Waits until something holds; meanwhile what was put off for minutes is due again and again.
fn until(started: Instant, holds: impl Fn() -> bool, meanwhile: impl Fn()) {
    let mut turn = 0;
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "the letters don't arrive");
        std::thread::sleep(Duration::from_millis(20));
        turn += 1;
        if turn % 10 == 0 {
            meanwhile();
        }
    }
}

/// Lets what waits be due now: nobody has time for minutes of greylisting. There is one program at a time, and it
/// holds one letter at a time, so that this gives no letter to two.
fn due_now(database: &Database) {
    let sql = "UPDATE letters SET due_at = '2026-01-01 00:00:00' WHERE due_at IS NOT NULL";
    // The program may be writing: the next turn comes soon.
    let _ = database.try_execute(sql);
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
        repeated.len() <= kills.len(),
        "{} letters were sent twice in {} kills",
        repeated.len(),
        kills.len()
    );
}

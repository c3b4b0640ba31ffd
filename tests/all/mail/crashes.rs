//! The program killed at any moment, beside a mail server that greylists, breaks off, stalls and goes away.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sunmao::domain::account::Email;
use sunmao::store::unreachable;

use super::program::Program;
use crate::support::database::{Database, on_both};
use crate::support::smtp::{Delivery, MailServer, Plan};

const LETTERS: usize = 300;
const UNKNOWN: usize = 5;
const KILLS: usize = 8;

/// How long everything may take.
const PATIENCE: Duration = Duration::from_secs(180);

on_both! {
    fn nothing_is_lost_and_nothing_sent_twice_but_what_a_kill_cut_off(database) {
        let store = database.open();
        super::fill(&store, LETTERS, UNKNOWN);
        let mut server = MailServer::start(Plan {
            seed: 7,
            greylists: true,
            breaks: 1,
            stalls: 1,
            slowness: Duration::from_millis(3),
            stall: Duration::from_millis(1500),
        });
        let mut chance = StdRng::seed_from_u64(20_261_127);
        let started = Instant::now();
        let mut kills = Vec::new();
        while kills.len() < KILLS {
            let before = server.deliveries().len();
            let mut program = Program::start(database, &server.url());
            let due = before + chance.random_range(5..30);
            until(started, || server.deliveries().len() >= due || all_good(&server) , || due_now(database));
            // At any moment of the talk about a letter.
            std::thread::sleep(Duration::from_micros(chance.random_range(0..20_000)));
            program.kill();
            kills.push(Instant::now());
            if kills.len() == KILLS / 2 {
                server.leave();
                let _program = Program::start(database, &server.url());
                std::thread::sleep(Duration::from_secs(1));
                server.come_back();
            }
            due_now(database);
        }
        assert!(!all_good(&server), "the kills came when all was done: they prove nothing");
        let _program = Program::start(database, &server.url());
        until(started, || all_good(&server) && all_marked(&store), || due_now(database));
        // Whatever would be sent again has its chance.
        due_now(database);
        std::thread::sleep(Duration::from_secs(4));
        check(&server.deliveries(), &kills);
        for n in 0..UNKNOWN {
            let email = Email::parse(&format!("nobody-{n}@maker.example")).unwrap();
            assert_eq!(server.asked(email.as_str()), 1, "asked again after a refusal for good: {email}");
        }
    }
}

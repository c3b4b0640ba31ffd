//! A mail server that never stops answering, so that no single read takes too long.

use std::time::{Duration, Instant};

use sunmao::store::given_up;

use crate::support::database::on_both;
use crate::support::program::Program;
use crate::support::smtp::{MailServer, Plan};

/// Many times what the program allows, as starting it takes a while.
const PATIENCE: Duration = Duration::from_secs(60);

on_both! {
    fn a_server_that_trickles_its_answer_only_delays_the_letter(database) {
        let store = database.open();
        crate::delivery::fill(&store, 1, 0);
        let server = MailServer::start(Plan { trickles: true, ..Plan::default() });
        let _program = Program::start(database, &server.url());
        let started = Instant::now();
        let wait = || {
            assert!(started.elapsed() < PATIENCE, "the program still listens to the server");
            std::thread::sleep(Duration::from_millis(50));
        };
        while store.read(given_up::oldest_tried).unwrap().is_none() {
            wait();
        }
        assert_eq!((crate::delivery::waiting(&store), server.deliveries().len()), (1, 0));
        while crate::delivery::waiting(&store) > 0 {
            // Nobody has time for the pause of a minute. The program may be writing: the next turn comes soon.
            let due = "UPDATE letters SET due_at = '2026-01-01 00:00:00' WHERE attempts = 1 AND sent_at IS NULL";
            let _ = database.try_execute(due);
            wait();
        }
        assert_eq!(server.deliveries().len(), 1);
    }
}

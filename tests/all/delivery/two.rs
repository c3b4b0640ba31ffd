//! Two programs over one database send each letter once.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use crate::support::database::Database;
use crate::support::program::Program;
use crate::support::smtp::{MailServer, Plan};

const LETTERS: usize = 300;

#[test]
fn two_programs_share_the_letters_and_send_none_twice() {
    let database = Database::postgres();
    let store = database.open();
    let server = MailServer::start(Plan { slowness: Duration::from_millis(10), ..Plan::default() });
    let _programs = [(); 2].map(|()| Program::start(&database, &server.url()));
    // Both stand and look into the outbox before there is anything in it.
    std::thread::sleep(Duration::from_secs(5));
    super::fill(&store, LETTERS, 0);
    let started = Instant::now();
    while super::waiting(&store) > 0 {
        assert!(started.elapsed() < Duration::from_secs(60), "the letters don't arrive");
        std::thread::sleep(Duration::from_millis(50));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut connections = HashSet::new();
    for delivery in server.deliveries() {
        *counts.entry(delivery.key).or_default() += 1;
        connections.insert(delivery.connection);
    }
    assert_eq!(counts.len(), LETTERS);
    let twice: Vec<&String> = counts.iter().filter(|(_, count)| **count > 1).map(|(key, _)| key).collect();
    assert!(twice.is_empty(), "sent twice: {twice:?}");
    assert!(connections.len() >= 2, "one program sent them all");
}

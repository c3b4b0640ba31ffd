//! Two programs over one database send each letter once.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use crate::support::database::Database;
use crate::support::program::Program;
use crate::support::smtp::{MailServer, Plan};
use crate::support::wait::until;

const LETTERS: usize = 300;

#[test]
fn two_programs_share_the_letters_and_send_none_twice() {
    let database = Database::postgres();
    let store = database.open();
    let server = MailServer::start(Plan { slowness: Duration::from_millis(40), ..Plan::default() });
    // Each greets by a name of its own.
    let names = ["one.example", "two.example"];
    let _programs = names.map(|name| Program::start(&database, &format!("{}/{name}", server.url())));
    // Both stand and look into the outbox before there is anything in it.
    std::thread::sleep(Duration::from_secs(5));
    super::fill(&store, LETTERS, 0);
    until(|| super::waiting(&store) == 0, || "the letters don't arrive".into());
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut clients = HashSet::new();
    for delivery in server.deliveries() {
        *counts.entry(delivery.key).or_default() += 1;
        clients.insert(delivery.client);
    }
    assert_eq!(counts.len(), LETTERS);
    let twice: Vec<&String> = counts.iter().filter(|(_, count)| **count > 1).map(|(key, _)| key).collect();
    assert!(twice.is_empty(), "sent twice: {twice:?}");
    assert_eq!(clients, names.map(String::from).into(), "one program sent them all");
}

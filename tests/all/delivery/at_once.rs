//! Several letters are under way at once.

use std::collections::HashSet;

use super::{fill, waiting};
use crate::support::database::on_both;
use crate::support::program::Program;
use crate::support::smtp::{MailServer, Plan};
use crate::support::wait::until;

/// As many as the program sends at once, unless it is told otherwise.
const CONNECTIONS: usize = 4;

on_both! {
    fn letters_go_over_several_connections_at_once(database) {
        let store = database.open();
        fill(&store, CONNECTIONS, 0);
        let server = MailServer::start(Plan { gathers: CONNECTIONS, ..Plan::default() });
        let _program = Program::spawn(Program::command(database, &server.url(), 60));
        until(|| waiting(&store) == 0, || "the letters wait for each other".into());
        let connections: HashSet<u16> = server.deliveries().iter().map(|one| one.connection).collect();
        assert_eq!((server.deliveries().len(), connections.len()), (CONNECTIONS, CONNECTIONS));
    }
}

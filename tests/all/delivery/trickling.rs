//! A mail server that never stops answering, so that no single read takes too long.

use super::{fill, put_off_for_no_time, waiting};
use crate::support::database::on_both;
use crate::support::program::Program;
use crate::support::smtp::{MailServer, Plan};
use crate::support::wait::until;

on_both! {
    fn a_server_that_trickles_its_answer_only_delays_the_letter(database) {
        let store = database.open();
        fill(&store, 1, 0);
        put_off_for_no_time(database);
        let server = MailServer::start(Plan { trickles: true, ..Plan::default() });
        let _program = Program::start(database, &server.url());
        until(|| waiting(&store) == 0, || "the program still listens to the server".into());
        assert_eq!((server.attempts("good-0@maker.example"), server.deliveries().len()), (2, 1));
    }
}

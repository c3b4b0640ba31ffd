//! A row of the outbox that can't be read.

use chrono::Utc;
use sunmao::flows::send::{Turn, send_next};
use sunmao::store::given_up;

use super::{fill, post, sender, waiting};
use crate::support::database::on_both;
use crate::support::smtp::{MailServer, Plan};

on_both! {
    fn a_letter_that_can_t_be_read_holds_up_no_other(database) {
        let store = database.open();
        fill(&store, 2, 0);
        database.execute("UPDATE letters SET recipient = 'nobody' WHERE recipient LIKE 'good-0%'");
        let server = MailServer::start(Plan::default());
        assert_eq!(send_next(&store, &post(&server.url()), &sender(), Utc::now).unwrap(), Turn::Sent);
        assert_eq!((server.deliveries()[0].key.as_str(), waiting(&store)), ("new-matches.good-1", 0));
        let (lost, _) = store.read(|conn| given_up::newest(conn, 0, 10)).unwrap();
        let [one] = &lost[..] else { panic!("{lost:?}") };
        assert_eq!((one.key.as_str(), one.to.as_str()), ("new-matches.good-0", "nobody"));
        assert!(one.error.contains("can't be read") && one.failed_at.is_some(), "{one:?}");
    }
}

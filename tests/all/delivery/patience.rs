//! For how long a letter is tried.

use chrono::{TimeDelta, Utc};
use sunmao::flows::send::{Turn, send_next};
use sunmao::store::given_up::{self, GivenUp};
use sunmao::store::{Store, outbox};

use super::{letter, post, sender, waiting};
use crate::support::database::on_both;
use crate::support::smtp::{MailServer, Plan};

/// Lets a server put off a letter that was put off so long ago for the first time; what was given up then.
fn put_off(store: &Store, age: TimeDelta) -> Vec<GivenUp> {
    let now = Utc::now();
    store.write(|conn| outbox::add(conn, &letter("good"), now - age)).unwrap();
    // Each of them puts off the first attempt.
    let [first, server] = [(); 2].map(|()| MailServer::start(Plan { greylists: true, ..Plan::default() }));
    let before = || now - age;
    assert_eq!(send_next(store, &post(&first.url()), &sender(), before).unwrap(), Turn::Refused);
    assert_eq!(send_next(store, &post(&server.url()), &sender(), || now).unwrap(), Turn::Refused);
    store.read(|conn| given_up::newest(conn, 0, 10)).unwrap().0
}

on_both! {
    fn a_letter_that_is_put_off_after_five_days_is_given_up(database) {
        let store = database.open();
        let given_up = put_off(&store, TimeDelta::days(5));
        let [one] = &given_up[..] else { panic!("{given_up:?}") };
        assert_eq!((one.to.as_str(), one.key.as_str()), ("good@maker.example", "new-matches.good"));
        assert!(one.error.starts_with("451 4.7.1 Greylisted") && one.failed_at.is_some(), "{one:?}");
        assert_eq!(waiting(&store), 0);
    }

    fn a_letter_that_is_put_off_an_hour_before_is_tried_again(database) {
        let store = database.open();
        assert_eq!(put_off(&store, TimeDelta::days(5) - TimeDelta::hours(1)), []);
        assert_eq!(waiting(&store), 1);
    }
}

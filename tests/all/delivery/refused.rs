//! What comes after an address was refused for good.

use chrono::Utc;
use sunmao::domain::account::Email;
use sunmao::domain::{Letter, Topic};
use sunmao::flows::send::{Turn, send_next};
use sunmao::mail::Post;
use sunmao::store::{Store, given_up, outbox, unreachable};

use super::{letter, post, sender};
use crate::support::database::on_both;
use crate::support::smtp::{MailServer, Plan};

const ADDRESS: &str = "nobody@maker.example";
const REASON: &str = "550 5.1.1 No such user";

/// Writes a letter to the address and sends it.
fn send(store: &Store, post: &Post, key: &str, topic: Topic) -> Turn {
    let letter = Letter { key: key.to_owned(), topic, ..letter("nobody") };
    store.write(|conn| outbox::add(conn, &letter, Utc::now())).unwrap();
    send_next(store, post, &sender(), Utc::now).unwrap()
}

/// Why the address is marked, if it is.
fn reason(store: &Store) -> Option<String> {
    let email = Email::parse(ADDRESS).unwrap();
    store.read(|conn| unreachable::find(conn, &email)).unwrap().map(|refused| refused.reason)
}

/// The letters that were given up, the newest first, with why.
fn lost(store: &Store) -> Vec<(String, String)> {
    let (lost, _) = store.read(|conn| given_up::newest(conn, 0, 10)).unwrap();
    lost.into_iter().map(|one| (one.key, one.error)).collect()
}

on_both! {
    fn a_refused_address_gets_only_what_its_account_needs_until_a_letter_arrives(database) {
        let store = database.open();
        let server = MailServer::start(Plan::default());
        let refusing = post(&server.url());
        assert_eq!(send(&store, &refusing, "match.1", Topic::Match), Turn::Refused);
        assert_eq!(reason(&store).as_deref(), Some(REASON));
        assert_eq!(server.attempts(ADDRESS), 1);

        assert_eq!(send(&store, &refusing, "moderation.1", Topic::Moderation), Turn::Idle);
        assert_eq!(server.attempts(ADDRESS), 1, "the server isn't asked again");
        let why = |key: &str| (key.to_owned(), REASON.to_owned());
        assert_eq!(lost(&store), [why("moderation.1"), why("match.1")]);

        assert_eq!(send(&store, &refusing, "account.1", Topic::Account), Turn::Refused);
        assert_eq!(server.attempts(ADDRESS), 2, "what somebody asked for is tried");
        assert_eq!(reason(&store).as_deref(), Some(REASON));

        let folder = tempfile::tempdir().unwrap();
        let accepting = Post::folder(folder.path()).unwrap();
        assert_eq!(send(&store, &accepting, "account.2", Topic::Account), Turn::Sent);
        assert_eq!(reason(&store), None, "a letter arrived");
        assert_eq!(send(&store, &accepting, "match.2", Topic::Match), Turn::Sent);
    }
}

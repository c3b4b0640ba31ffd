//! Letters that were given up, and addresses that were refused.

use chrono::{TimeDelta, Utc};
use sunmao::domain::audit::Deed;
use sunmao::flows::FlowError;
use sunmao::flows::account;
use sunmao::flows::staff::mail::{clear, filed, open, outgoing, refused, retry};
use sunmao::store::{outbox, unreachable};

use super::super::institution::people::{PASSWORD, deeds, email, resumed, sign_up, site, take_letters};
use super::{administrator, id_of, now};
use crate::support::database::on_both;

on_both! {
    fn a_letter_that_was_given_up_is_tried_anew(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let zhou = resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min"));
        take_letters(store);
        let before = outgoing(&site, &now(&admin), 1).unwrap();
        account::ask_address(&site, &zhou, PASSWORD, &email("new@lab.example"))
            .unwrap();
        let later = Utc::now() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, Utc::now(), later)).unwrap().unwrap();
        let waits = outgoing(&site, &now(&admin), 1).unwrap();
        assert_eq!(waits.standing.waiting, before.standing.waiting + 1);
        assert!(waits.standing.oldest.is_some() && waits.given_up.items.is_empty());
        store
            .write(|conn| outbox::failed(conn, &leased, "550 No such user", None, Utc::now()))
            .unwrap();

        let found = outgoing(&site, &now(&admin), 1).unwrap();
        assert_eq!(found.standing.waiting, before.standing.waiting);
        let [lost] = &found.given_up.items[..] else { panic!("{found:?}") };
        assert_eq!((lost.to.as_str(), lost.error.as_str()), ("new@lab.example", "550 No such user"));
        assert!(lost.failed_at.is_some());
        let since = Utc::now();
        retry(store, &now(&admin), &lost.key).unwrap();
        assert!(matches!(retry(store, &now(&admin), &lost.key), Err(FlowError::NotFound)), "it waits now");
        assert!(matches!(retry(store, &now(&admin), "nothing.1"), Err(FlowError::NotFound)));
        assert!(outgoing(&site, &now(&admin), 1).unwrap().given_up.items.is_empty());
        let again = take_letters(store);
        assert_eq!(again.len(), 1);
        assert_eq!(again[0], leased.letter, "the same letter under the same key");
        assert_eq!(deeds(store, since), [(Deed::LetterRetried, lost.key.clone(), None)]);
    }

    fn trying_again_takes_a_refused_address_for_good(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let zhou = resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min"));
        take_letters(store);
        account::ask_address(&site, &zhou, PASSWORD, &email("new@lab.example")).unwrap();
        let later = Utc::now() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, Utc::now(), later)).unwrap().unwrap();
        let lose = |conn: &mut _| outbox::failed(conn, &leased, "550 No such user", None, Utc::now());
        store.write(lose).unwrap();
        let refused = || outgoing(&site, &now(&admin), 1).unwrap().given_up.items[0].refused;
        assert!(!refused());
        for address in ["new@lab.example", "other@lab.example"] {
            let mark = |conn: &mut _| unreachable::mark(conn, &email(address), "550", Utc::now());
            store.write(mark).unwrap();
        }
        assert!(refused());
        let since = Utc::now();
        retry(store, &now(&admin), &leased.letter.key).unwrap();
        let find = |address: &str| store.read(|conn| unreachable::find(conn, &email(address))).unwrap();
        assert_eq!(find("new@lab.example"), None);
        assert!(find("other@lab.example").is_some());
        let done: Vec<Deed> = deeds(store, since).into_iter().map(|(deed, ..)| deed).collect();
        assert_eq!(done, [Deed::LetterRetried, Deed::AddressCleared]);
    }

    fn a_refused_address_is_taken_for_good_again_by_who_looks_after_the_site(database) {
        let site = site(database);
        let store = site.store();
        let admin = administrator(&site);
        let zhou = resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min"));
        for address in ["zhou@lab.example", "nobody@lab.example"] {
            let mark = |conn: &mut _| unreachable::mark(conn, &email(address), "550", Utc::now());
            store.write(mark).unwrap();
        }
        assert_eq!(outgoing(&site, &now(&admin), 1).unwrap().refused, 2);
        assert_eq!(refused(store, &now(&admin), 7).unwrap().items.len(), 2, "the last page there is");
        let since = Utc::now();
        for address in ["zhou@lab.example", "nobody@lab.example", "nobody@lab.example"] {
            clear(store, &now(&admin), &email(address)).unwrap();
        }
        assert!(refused(store, &now(&admin), 1).unwrap().items.is_empty());
        let objects: Vec<String> = deeds(store, since).into_iter().map(|(_, object, _)| object).collect();
        assert_eq!(objects, [id_of(&zhou).to_string(), "site".to_owned()], "no addresses in the trail");
    }

    fn nobody_else_learns_or_does_anything(database) {
        let site = site(database);
        let store = site.store();
        let zhou = resumed(&site, &sign_up(&site, "zhou@lab.example", "Zhou Min"));
        let denied = |error: FlowError| matches!(error, FlowError::Denied(_));
        assert!(denied(outgoing(&site, &zhou, 1).unwrap_err()));
        assert!(denied(retry(store, &zhou, "x").unwrap_err()));
        assert!(denied(refused(store, &zhou, 1).unwrap_err()));
        assert!(denied(clear(store, &zhou, &email("a@lab.example")).unwrap_err()));
        assert!(denied(filed(&site, &zhou).unwrap_err()));
        assert!(denied(open(&site, &zhou, "x.eml").unwrap_err()));
        let admin = administrator(&site);
        assert!(matches!(filed(&site, &admin), Err(FlowError::NotFound)), "a mail server takes letters");
        assert!(matches!(open(&site, &admin, "x.eml"), Err(FlowError::NotFound)));
    }
}

//! Addresses that fail, and changing one's address.

use chrono::{TimeDelta, Utc};
use sunmao::domain::audit::Deed;
use sunmao::flows::account::{
    self, AddressAsked, AddressChange, SignIn, ask_address, change_address, clear_refusal, is_address_link,
};
use sunmao::flows::{Caller, Site};
use sunmao::store::unreachable;

use super::institution::people::{
    PASSWORD, addressed, deeds, email, link_in, resumed, sign_up, site, stranger, take_letters,
};
use crate::support::database::on_both;

const OLD: &str = "zhou@lab.example";
const NEW: &str = "zhou.min@lab.example";

fn signs_in(site: &Site, address: &str) -> bool {
    matches!(account::sign_in(site, &email(address), PASSWORD, &stranger()).unwrap(), SignIn::Done(_))
}

/// Whether a session's token still opens anything.
fn is_signed_in(site: &Site, token: &str) -> bool {
    account::resume(site.store(), token, &stranger()).unwrap().is_some()
}

/// Asks for the new address; the link in the letter to it.
fn asked(site: &Site, caller: &Caller) -> String {
    assert_eq!(ask_address(site, caller, PASSWORD, &email(NEW)).unwrap(), AddressAsked::Done);
    link_in(&take_letters(site.store()), NEW, "/account/email/")
}

fn refuse(site: &Site, address: &str) {
    let mark = |conn: &mut _| unreachable::mark(conn, &email(address), "550 No such user", Utc::now());
    site.store().write(mark).unwrap();
}

fn is_refused(site: &Site, address: &str) -> bool {
    site.store().read(|conn| unreachable::find(conn, &email(address))).unwrap().is_some()
}

on_both! {
    fn a_link_in_a_letter_to_the_new_address_changes_it_once(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let other = account::sign_in(&site, &email(OLD), PASSWORD, &stranger()).unwrap();
        let SignIn::Done(other) = other else { panic!() };
        let since = Utc::now();
        let caller = resumed(&site, &own);
        take_letters(site.store());

        let wrong = ask_address(&site, &caller, "not the password", &email(NEW)).unwrap();
        assert_eq!(wrong, AddressAsked::WrongPassword);
        assert_eq!(ask_address(&site, &caller, PASSWORD, &email(OLD)).unwrap(), AddressAsked::Own);
        assert!(take_letters(site.store()).is_empty());
        let older = asked(&site, &caller);
        let link = asked(&site, &caller);
        let now = Utc::now();
        assert_eq!(is_address_link(site.store(), &older, now).unwrap(), None, "the newest link counts");
        assert_eq!(is_address_link(site.store(), &link, now).unwrap(), Some(email(NEW)));
        assert_eq!(is_address_link(site.store(), &link, now + TimeDelta::hours(25)).unwrap(), None);
        let late = Caller { at: now + TimeDelta::hours(25), ..caller.clone() };
        assert_eq!(change_address(&site, &late, None, &link).unwrap(), AddressChange::BadLink);
        assert!(signs_in(&site, OLD) && !signs_in(&site, NEW), "asking changes nothing");

        let session = account::resume(site.store(), &own, &stranger()).unwrap().unwrap().session.row;
        let done = change_address(&site, &caller, Some(session), &link).unwrap();
        let AddressChange::Done(to, Some(token)) = done else { panic!("{done:?}") };
        assert_eq!(to, email(NEW));
        assert!(is_signed_in(&site, token.as_str()));
        assert!(!is_signed_in(&site, &own) && !is_signed_in(&site, other.as_str()));
        assert!(!signs_in(&site, OLD) && signs_in(&site, NEW));
        let told = addressed(&take_letters(site.store()));
        assert_eq!(told, [(OLD.to_owned(), "address-changed".to_owned())]);
        let deeds = deeds(site.store(), since);
        let changed = deeds.iter().find(|(deed, ..)| *deed == Deed::AddressChanged).unwrap();
        assert!(!format!("{changed:?}").contains('@'), "the trail names nobody: {changed:?}");
        assert_eq!(change_address(&site, &caller, None, &link).unwrap(), AddressChange::BadLink, "once");
    }

    fn an_address_that_somebody_has_is_told_only_to_them(database) {
        let site = site(database);
        sign_up(&site, "lin@lab.example", "Lin Yue");
        let caller = resumed(&site, &sign_up(&site, OLD, "Zhou Min"));
        take_letters(site.store());
        let taken = ask_address(&site, &caller, PASSWORD, &email("lin@lab.example")).unwrap();
        assert_eq!(taken, AddressAsked::Done, "as for any other");
        let letters = take_letters(site.store());
        assert_eq!(addressed(&letters), [("lin@lab.example".to_owned(), "has-account".to_owned())]);
        assert!(!letters[0].text.contains("/account/email/"), "{}", letters[0].text);

        let link = asked(&site, &caller);
        sign_up(&site, NEW, "Somebody Else");
        assert_eq!(change_address(&site, &caller, None, &link).unwrap(), AddressChange::Taken);
        assert!(signs_in(&site, OLD));
    }

    fn a_link_changes_the_address_of_whose_it_is_whoever_is_signed_in(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let strange = sign_up(&site, "lin@lab.example", "Lin Yue");
        let link = asked(&site, &resumed(&site, &own));
        let session = account::resume(site.store(), &strange, &stranger()).unwrap().unwrap().session.row;
        let done = change_address(&site, &resumed(&site, &strange), Some(session), &link).unwrap();
        assert_eq!(done, AddressChange::Done(email(NEW), None));
        assert!(is_signed_in(&site, &strange) && !is_signed_in(&site, &own));
        assert!(signs_in(&site, NEW) && signs_in(&site, "lin@lab.example"));
    }

    fn somebody_suspended_changes_nothing(database) {
        let site = site(database);
        let link = asked(&site, &resumed(&site, &sign_up(&site, OLD, "Zhou Min")));
        database.execute("UPDATE users SET suspended_at = created_at");
        assert_eq!(change_address(&site, &stranger(), None, &link).unwrap(), AddressChange::BadLink);
        database.execute("UPDATE users SET suspended_at = NULL");
        assert!(signs_in(&site, OLD) && !signs_in(&site, NEW));
    }

    fn who_has_a_refused_address_learns_why_and_clears_or_changes_it(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let refused = || account::resume(site.store(), &own, &stranger()).unwrap().unwrap().refused;
        assert_eq!(refused(), None);
        refuse(&site, OLD);
        assert_eq!(refused().unwrap().reason, "550 No such user");
        let (since, caller) = (Utc::now(), resumed(&site, &own));
        clear_refusal(site.store(), &caller).unwrap();
        clear_refusal(site.store(), &caller).unwrap();
        assert_eq!(refused(), None);
        let cleared = deeds(site.store(), since);
        assert_eq!(cleared.iter().filter(|(deed, ..)| *deed == Deed::AddressCleared).count(), 1);

        refuse(&site, OLD);
        let link = asked(&site, &caller);
        let done = change_address(&site, &stranger(), None, &link).unwrap();
        assert_eq!(done, AddressChange::Done(email(NEW), None));
        assert!(!is_refused(&site, OLD) && signs_in(&site, NEW));
        assert!(take_letters(site.store()).is_empty(), "nothing arrives at the old address");
    }
}

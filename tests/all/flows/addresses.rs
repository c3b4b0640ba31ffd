//! Addresses that fail, and changing one's address.

use chrono::{TimeDelta, Utc};
use sunmao::domain::Denial;
use sunmao::domain::audit::Deed;
use sunmao::flows::account::{
    self, AddressAsked, AddressChange, Deleted, LinkRefusal, SignIn, address_of_link, ask_address,
    change_address, clear_refusal,
};
use sunmao::flows::{Caller, FlowError, Site};
use sunmao::store::{RowId, unreachable, written};

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

/// The row of a session.
fn row(site: &Site, token: &str) -> RowId {
    account::resume(site.store(), token, &stranger()).unwrap().unwrap().session.row
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
        let (bad, session) = (AddressChange::Refused(LinkRefusal::BadLink), row(&site, &own));
        let opens = |caller: &Caller, link: &str| address_of_link(site.store(), caller, link).unwrap();
        assert_eq!(opens(&caller, &older), Err(LinkRefusal::BadLink), "the newest link counts");
        assert_eq!(opens(&caller, &link), Ok(email(NEW)));
        let late = Caller { at: Utc::now() + TimeDelta::hours(25), ..caller.clone() };
        assert_eq!(opens(&late, &link), Err(LinkRefusal::BadLink));
        assert_eq!(change_address(&site, &late, session, &link).unwrap(), bad);
        assert!(signs_in(&site, OLD) && !signs_in(&site, NEW), "asking changes nothing");

        let done = change_address(&site, &caller, session, &link).unwrap();
        let AddressChange::Done(token) = done else { panic!("{done:?}") };
        assert!(is_signed_in(&site, token.as_str()));
        assert!(!is_signed_in(&site, &own) && !is_signed_in(&site, other.as_str()));
        assert!(!signs_in(&site, OLD) && signs_in(&site, NEW));
        let told = addressed(&take_letters(site.store()));
        assert_eq!(told, [(OLD.to_owned(), "address-changed".to_owned())]);
        let deeds = deeds(site.store(), since);
        let changed = deeds.iter().find(|(deed, ..)| *deed == Deed::AddressChanged).unwrap();
        assert!(!format!("{changed:?}").contains('@'), "the trail names nobody: {changed:?}");
        assert_eq!(change_address(&site, &caller, session, &link).unwrap(), bad, "once");
    }

    fn an_address_that_somebody_has_is_told_only_to_them(database) {
        let site = site(database);
        sign_up(&site, "lin@lab.example", "Lin Yue");
        let own = sign_up(&site, OLD, "Zhou Min");
        let caller = resumed(&site, &own);
        take_letters(site.store());
        let taken = ask_address(&site, &caller, PASSWORD, &email("lin@lab.example")).unwrap();
        assert_eq!(taken, AddressAsked::Done, "as for any other");
        let letters = take_letters(site.store());
        assert_eq!(addressed(&letters), [("lin@lab.example".to_owned(), "has-account".to_owned())]);
        assert!(!letters[0].text.contains("/account/email/"), "{}", letters[0].text);

        let link = asked(&site, &caller);
        sign_up(&site, NEW, "Somebody Else");
        let done = change_address(&site, &caller, row(&site, &own), &link).unwrap();
        assert_eq!(done, AddressChange::Taken);
        assert!(signs_in(&site, OLD));
    }

    fn a_letter_that_reaches_a_stranger_gives_them_nothing(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let link = asked(&site, &resumed(&site, &own));
        let session = row(&site, &own);
        // Without an account, and with one of their own.
        let looked = address_of_link(site.store(), &stranger(), &link);
        assert!(matches!(looked, Err(FlowError::Denied(Denial::SignIn))), "{looked:?}");
        let done = change_address(&site, &stranger(), session, &link);
        assert!(matches!(done, Err(FlowError::Denied(Denial::SignIn))), "{done:?}");
    }

    fn a_link_does_nothing_for_another_account(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let strange = sign_up(&site, "lin@lab.example", "Lin Yue");
        let caller = resumed(&site, &own);
        let link = asked(&site, &caller);
        let (other, session) = (resumed(&site, &strange), row(&site, &strange));
        assert_eq!(address_of_link(site.store(), &other, &link).unwrap(), Err(LinkRefusal::OtherAccount));
        let done = change_address(&site, &other, session, &link).unwrap();
        assert_eq!(done, AddressChange::Refused(LinkRefusal::OtherAccount));
        assert!(is_signed_in(&site, &strange) && is_signed_in(&site, &own));
        assert!(signs_in(&site, OLD) && !signs_in(&site, NEW) && signs_in(&site, "lin@lab.example"));
        assert!(take_letters(site.store()).is_empty());
        // Whose it is can still use it.
        let done = change_address(&site, &caller, row(&site, &own), &link).unwrap();
        assert!(matches!(done, AddressChange::Done(_)), "{done:?}");
    }

    fn nothing_is_left_at_a_former_address_when_the_account_is_deleted(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let caller = resumed(&site, &own);
        let link = asked(&site, &caller);
        let done = change_address(&site, &caller, row(&site, &own), &link).unwrap();
        let AddressChange::Done(token) = done else { panic!("{done:?}") };
        let letters_to = |address| site.store().read(|conn| written::of_recipient(conn, &email(address))).unwrap();
        let told = |address| letters_to(address).iter().any(|one| one.subject.contains("another address"));
        assert!(told(OLD));
        let caller = resumed(&site, token.as_str());
        assert!(matches!(account::delete(&site, &caller, PASSWORD).unwrap(), Deleted::Done));
        assert!(!told(OLD), "{:?}", letters_to(OLD));
    }

    fn somebody_suspended_changes_nothing(database) {
        let site = site(database);
        let own = sign_up(&site, OLD, "Zhou Min");
        let (caller, session) = (resumed(&site, &own), row(&site, &own));
        let link = asked(&site, &caller);
        database.execute("UPDATE users SET suspended_at = created_at");
        let done = change_address(&site, &caller, session, &link).unwrap();
        assert_eq!(done, AddressChange::Refused(LinkRefusal::BadLink));
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
        let done = change_address(&site, &caller, row(&site, &own), &link).unwrap();
        assert!(matches!(done, AddressChange::Done(_)), "{done:?}");
        assert!(!is_refused(&site, OLD) && signs_in(&site, NEW));
        assert!(take_letters(site.store()).is_empty(), "nothing arrives at the old address");
    }
}

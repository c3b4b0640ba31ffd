//! How long postings are open.

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::audit::Deed;
use sunmao::domain::settings::Settings;
use sunmao::domain::version::{Closure, Review};
use sunmao::domain::{Letter, State};
use sunmao::flows::writing::draft::{Begun, begin_change};
use sunmao::flows::writing::life::{Closed, Renewed, close, expire_due, renew};
use sunmao::flows::writing::{Attention, history, list, submit};
use sunmao::flows::{Caller, Site};
use sunmao::store::outbox;

use super::super::institution::people::{addressed, deeds, site, take_letters};
use super::{cast, decide, fill, need, record, submitted};
use crate::support::database::on_both;

/// The letters that are due by a moment.
fn letters_until(site: &Site, at: DateTime<Utc>) -> Vec<Letter> {
    let next = || site.store().write(|conn| outbox::lease(conn, at, at + TimeDelta::days(365))).unwrap();
    std::iter::from_fn(next).map(|leased| leased.letter).collect()
}

on_both! {
    fn what_runs_out_is_told_closed_and_renewed(database) {
        let site = site(database);
        let cast = cast(&site);
        let id = submitted(&site, &cast.zhou, cast.organization, "Ceramic coating");
        assert_eq!(renew(site.store(), &cast.zhou, id).unwrap(), Renewed::NotOpen);
        decide(&site, id, &Review::Publish, State::Published);
        take_letters(site.store());
        let now = Utc::now();
        assert!(!expire_due(&site, now).unwrap());
        assert!(take_letters(site.store()).is_empty(), "not yet");

        let soon = now + TimeDelta::days(56);
        assert!(!expire_due(&site, soon).unwrap());
        assert!(!expire_due(&site, soon).unwrap());
        let letters = letters_until(&site, soon);
        let both = ["wu@lab.example", "zhou@lab.example"];
        assert_eq!(
            addressed(&letters), both.map(|to| (to.to_owned(), "posting-expiring".to_owned())), "once each"
        );
        assert!(letters.iter().all(|letter| letter.text.contains("Ceramic coating")));
        let later = |caller: &Caller| Caller { at: soon, ..caller.clone() };
        let listed = list(site.store(), &later(&cast.wu), cast.organization).unwrap();
        assert_eq!(listed.postings[0].attention, Some(Attention::Expiring));

        let over = now + TimeDelta::days(61);
        assert!(!expire_due(&site, over).unwrap());
        assert_eq!(record(&site, id).state, State::Closed);
        let life = history(site.store(), &cast.wu, id).unwrap().life.unwrap();
        assert_eq!(life.closed_as, Some(Closure::Expired));
        assert!(letters_until(&site, over).is_empty());
        let told = deeds(site.store(), soon);
        assert_eq!(told, [(Deed::PostingClosed, id.to_string(), Some("expired".to_owned()))]);

        let again = renew(site.store(), &cast.wu, id).unwrap();
        assert_eq!(again, Renewed::Until(cast.wu.at + Settings::default().life()));
        assert_eq!(record(&site, id).state, State::Published);
        let life = history(site.store(), &cast.wu, id).unwrap().life.unwrap();
        assert_eq!((life.closed_as, life.reminded), (None, false));
    }

    fn what_nobody_saw_does_not_open_by_a_click(database) {
        let site = site(database);
        let cast = cast(&site);
        let store = site.store();
        let id = submitted(&site, &cast.zhou, cast.organization, "Ceramic coating");
        assert_eq!(close(store, &cast.zhou, id, Closure::Withdrawn).unwrap(), Closed::Done);
        assert_eq!(close(store, &cast.zhou, id, Closure::Filled).unwrap(), Closed::Already);
        assert_eq!(renew(store, &cast.zhou, id).unwrap(), Renewed::NeedsReview, "never published");
        assert_eq!(list(store, &cast.zhou, cast.organization).unwrap().waiting, 0, "and taken back");

        let id = submitted(&site, &cast.zhou, cast.organization, "Metal coating");
        decide(&site, id, &Review::Publish, State::Published);
        assert_eq!(close(store, &cast.zhou, id, Closure::Filled).unwrap(), Closed::Done);
        assert!(matches!(renew(store, &cast.zhou, id).unwrap(), Renewed::Until(_)));
        close(store, &cast.zhou, id, Closure::Filled).unwrap();
        let Begun::Done(draft) = begin_change(store, &cast.zhou, id, fill).unwrap() else { panic!("none") };
        submit(store, &cast.zhou, draft, 1, (&need("Something else")).into()).unwrap();
        close(store, &cast.zhou, id, Closure::Withdrawn).unwrap();
        assert_eq!(renew(store, &cast.zhou, id).unwrap(), Renewed::NeedsReview, "changed since");
    }

    fn what_staff_closed_stays_closed(database) {
        let site = site(database);
        let cast = cast(&site);
        let id = submitted(&site, &cast.zhou, cast.organization, "Ceramic coating");
        decide(&site, id, &Review::Publish, State::Closed);
        assert_eq!(renew(site.store(), &cast.zhou, id).unwrap(), Renewed::NeedsReview);
    }
}

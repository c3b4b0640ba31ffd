//! Drafts: nothing typed is lost, whoever else writes.

use std::collections::BTreeMap;

use sunmao::domain::settings::Settings;
use sunmao::domain::{Denial, Kind};
use sunmao::flows::FlowError;
use sunmao::flows::writing::draft::{Begun, Saved, begin, discard, open, save};
use sunmao::flows::writing::{list, submit};

use super::super::institution::people::{site, stranger};
use super::{cast, fields, need};
use crate::support::database::on_both;

on_both! {
    fn the_second_of_two_writers_loses_nothing(database) {
        let site = site(database);
        let cast = cast(&site);
        let store = site.store();
        let begun = begin(store, &cast.zhou, cast.organization, Kind::Need, &fields("Coating")).unwrap();
        let Begun::Done(draft) = begun else { panic!("{begun:?}") };
        let seen = open(store, &cast.wu, draft).unwrap();
        assert_eq!((seen.draft.revision, seen.saved_by.unwrap().as_str()), (1, "Zhou Min"));

        let first = save(store, &cast.wu, draft, &fields("Ceramic coating"), 1).unwrap();
        assert_eq!(first, Saved::Done { revision: 2 });
        let second = save(store, &cast.zhou, draft, &fields("Hard coating"), 1).unwrap();
        let Saved::Conflict(conflict) = second else { panic!("{second:?}") };
        assert_eq!((&conflict.theirs, conflict.revision), (&fields("Ceramic coating"), 2));
        assert_eq!(conflict.by.unwrap().as_str(), "Wu Fang");
        assert_eq!(open(store, &cast.zhou, draft).unwrap().draft.fields, fields("Ceramic coating"));
        let early = submit(store, &cast.zhou, draft, 1, (&need("Hard coating")).into()).unwrap();
        assert!(matches!(early, sunmao::flows::writing::Submitted::Conflict(_)), "{early:?}");

        let chosen = save(store, &cast.zhou, draft, &fields("Hard coating"), 2).unwrap();
        assert_eq!(chosen, Saved::Done { revision: 3 });
        // Sent twice, it is no conflict with itself.
        assert_eq!(save(store, &cast.zhou, draft, &fields("Hard coating"), 2).unwrap(), chosen);

        let listed = list(store, &cast.wu, cast.organization).unwrap();
        assert_eq!((listed.drafts.len(), listed.drafts[0].id, listed.writes), (1, draft, true));
        discard(store, &cast.wu, draft).unwrap();
        assert!(matches!(open(store, &cast.zhou, draft), Err(FlowError::NotFound)));
    }

    fn drafts_are_the_organization_s_own(database) {
        let site = site(database);
        let cast = cast(&site);
        let store = site.store();
        let begun = begin(store, &cast.zhou, cast.organization, Kind::Need, &fields("Coating")).unwrap();
        let Begun::Done(draft) = begun else { panic!("{begun:?}") };
        for (caller, denial) in [(&cast.outsider, Denial::Forbidden), (&stranger(), Denial::SignIn)] {
            let denied = |error: FlowError| matches!(error, FlowError::Denied(found) if found == denial);
            assert!(denied(open(store, caller, draft).unwrap_err()));
            assert!(denied(save(store, caller, draft, &fields("x"), 1).unwrap_err()));
            assert!(denied(discard(store, caller, draft).unwrap_err()));
            assert!(denied(submit(store, caller, draft, 1, (&need("x")).into()).unwrap_err()));
            assert!(denied(list(store, caller, cast.organization).unwrap_err()));
            let begun = begin(store, caller, cast.organization, Kind::Need, &fields("x"));
            assert!(denied(begun.unwrap_err()));
        }
        assert_eq!(open(store, &cast.zhou, draft).unwrap().draft.fields, fields("Coating"));
    }

    fn drafts_have_limits(database) {
        let site = site(database);
        let cast = cast(&site);
        let store = site.store();
        let new = || begin(store, &cast.zhou, cast.organization, Kind::Need, &fields("x")).unwrap();
        let Begun::Done(draft) = new() else { panic!("none") };
        let large = fields(&"涂".repeat(205_000));
        assert_eq!(save(store, &cast.zhou, draft, &large, 1).unwrap(), Saved::TooLarge);
        let many: BTreeMap<_, _> = (0..65).map(|n| (n.to_string(), vec![])).collect();
        assert_eq!(save(store, &cast.zhou, draft, &many, 1).unwrap(), Saved::TooLarge);
        assert_eq!(open(store, &cast.zhou, draft).unwrap().draft.revision, 1);
        (1..Settings::default().drafts()).for_each(|_| assert!(matches!(new(), Begun::Done(_))));
        assert_eq!(new(), Begun::TooMany);
    }
}

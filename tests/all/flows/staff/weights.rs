//! Setting how much each dimension counts: what a preview says, what comes of it, and who hears of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use sunmao::domain::account::{Account, Role};
use sunmao::domain::audit::Deed;
use sunmao::domain::{Kind, Language, PostingId, Region, State, Title, Weights};
use sunmao::flows::dock::SHOWN;
use sunmao::flows::import::import;
use sunmao::flows::refresh::{Refreshed, refresh};
use sunmao::flows::staff::weights::{Change, InForce, Preview, change, preview, read};
use sunmao::flows::{FlowError, Site, SiteOptions, account, demo};
use sunmao::matching::Silent;
use sunmao::store::postings::Stored;
use sunmao::store::{AnyConnection, RowId, StoreError, matches, organizations, postings};

use super::super::institution::people::{
    PASSWORD, addressed, deeds, email, resumed, sign_up, site, take_letters,
};
use super::{administrator, now};
use crate::support::database::on_both;
use crate::support::sample;

/// Only the place counts beside the topic.
fn by_place() -> Weights {
    Weights::new([1.0, 0.0, 0.0, 0.0, 99.0, 0.0]).unwrap()
}

fn keep_up(site: &Site) -> Refreshed {
    refresh(site, "test", Utc::now(), &Silent).unwrap()
}

/// The rows and scores that each open posting's list shows.
fn lists(site: &Site) -> BTreeMap<PostingId, Vec<(RowId, u8)>> {
    let list = |conn: &mut AnyConnection, stored: &Stored| {
        let found = matches::of_posting(conn, stored.record.id.kind(), stored.row, SHOWN)?;
        let shown = found.into_iter().map(|ranked| (ranked.counterpart, ranked.fit.score()));
        Ok::<_, StoreError>((stored.record.id, shown.collect()))
    };
    let work = |conn: &mut AnyConnection| {
        let open = postings::all(conn)?.into_iter().filter(|stored| stored.record.state == State::Published);
        open.map(|stored| list(conn, &stored)).collect::<Result<_, StoreError>>()
    };
    site.store().read(work).unwrap()
}

fn first(site: &Site) -> Vec<RowId> {
    lists(site)
        .into_iter()
        .find(|(id, _)| id.kind() == Kind::Need)
        .unwrap()
        .1
        .iter()
        .map(|(row, _)| *row)
        .collect()
}

/// A need, a counterpart that speaks of the same far away, and one that speaks of little of it next door.
fn near_and_far(site: &Site) {
    let mut organizations = ["acme", "lab", "shop"].map(sample::organization);
    for (organization, place) in organizations.iter_mut().zip(["320200", "650100", "320200"]) {
        organization.region = Region::from_code(place).ok();
    }
    let postings = vec![
        sample::posting(Kind::Need, "n", "acme", "Ceramic coating for turbine blades in gas turbines"),
        sample::posting(Kind::Capability, "c", "lab", "Ceramic coating of blades for gas turbines"),
        sample::posting(Kind::Capability, "d", "shop", "Ceramic tableware and turbine models"),
    ];
    import(site.store(), organizations.to_vec(), postings, Utc::now()).unwrap();
}

on_both! {
    fn weights_reorder_the_lists_and_stay_until_they_are_taken_back(database) {
        let site = site(database);
        near_and_far(&site);
        keep_up(&site);
        let head = administrator(&site);
        let usual = Weights::default();
        assert_eq!(read(&site, &head).unwrap(), InForce { present: usual, usual });
        let before = first(&site);
        assert_eq!(before.len(), 2);

        let begun = now(&head).at;
        assert_eq!(change(&site, &now(&head), &usual, &by_place()).unwrap(), Change::Done);
        assert_eq!(keep_up(&site), Refreshed { engine: true, matches: true });
        assert_eq!(keep_up(&site), Refreshed::default());
        assert_eq!(*site.engine().weights(), by_place());
        assert_eq!(first(&site), [before[1], before[0]], "who is next door comes first");
        let after = "topic=1 chain=0 stage=0 form=0 region=99 terms=0".to_owned();
        assert_eq!(deeds(site.store(), begun), [(Deed::WeightsChanged, "site".to_owned(), Some(after))]);

        // Another process, which starts with other weights of its own.
        let other = Weights::new([50.0, 10.0, 10.0, 10.0, 10.0, 10.0]).unwrap();
        let options = SiteOptions { weights: other, ..SiteOptions::default() };
        let restarted = Site::open_with(database.open(), options, &Silent).unwrap();
        assert_eq!(*restarted.engine().weights(), by_place());
        assert_eq!(keep_up(&restarted), Refreshed::default(), "the lists are those of these weights");

        let late = change(&site, &now(&head), &usual, &other).unwrap();
        assert_eq!(late, Change::Conflict(by_place()));
        assert_eq!(change(&site, &now(&head), &by_place(), &usual).unwrap(), Change::Done);
        keep_up(&restarted);
        assert_eq!(*restarted.engine().weights(), other, "nobody sets any");
        keep_up(&site);
        assert_eq!(first(&site), before);
    }

    fn a_preview_says_what_happens_then(database) {
        let site = site(database);
        demo::bring_in(site.store(), Utc::now()).unwrap();
        keep_up(&site);
        let head = administrator(&site);
        let nothing = preview(&site, &now(&head), &Weights::default()).unwrap();
        let counts = |preview: &Preview| (preview.other_first, preview.other_list, preview.movers.len());
        assert_eq!(counts(&nothing), (0, 0, 0));
        assert!(nothing.bands.iter().all(|(before, after)| before == after), "{:?}", nothing.bands);

        let said = preview(&site, &now(&head), &by_place()).unwrap();
        let before = lists(&site);
        assert_eq!((said.examined, said.postings), (before.len(), before.len()), "the sample is small");
        change(&site, &now(&head), &Weights::default(), &by_place()).unwrap();
        keep_up(&site);
        let after = lists(&site);
        let rows = |list: &[(RowId, u8)]| list.iter().map(|(row, _)| *row).collect::<BTreeSet<_>>();
        let other = before.iter().filter(|(id, list)| rows(list) != rows(&after[id])).count();
        assert_eq!(said.other_list, other);
        assert!(other > 0 && said.other_first > 0);
        let mover = &said.movers[0];
        let (need, capability) = (mover.need.id, mover.capability.id);
        let fit = |weights| site.engine().explain(need, capability).map(|found| (weights, found.fit.score()));
        assert_eq!(fit("place"), Some(("place", mover.after)));
        assert!(mover.before.abs_diff(mover.after) >= said.movers[1].before.abs_diff(said.movers[1].after));
    }

    fn only_administrators_see_and_set_them(database) {
        let site = site(database);
        let token = sign_up(&site, "zhou.min@acme.example", "Zhou Min");
        let member = resumed(&site, &token);
        for refused in [
            read(&site, &member).map(drop),
            preview(&site, &member, &by_place()).map(drop),
            change(&site, &member, &Weights::default(), &by_place()).map(drop),
        ] {
            assert!(matches!(refused, Err(FlowError::Denied(_))), "{refused:?}");
        }
        keep_up(&site);
        assert_eq!(*site.engine().weights(), Weights::default());
    }

    fn nobody_is_told_of_what_other_weights_lift_but_of_what_is_new(database) {
        let site = site(database);
        let title = "Ceramic coating of turbine blades sprayed as a suspension";
        let mut organizations = ["acme", "lab"].map(sample::organization);
        organizations[0].region = Region::from_code("320200").ok();
        organizations[1].region = Region::from_code("650100").ok();
        let need = |reference: &str| sample::posting(Kind::Need, reference, "acme", title);
        let capability = |reference: &str| sample::posting(Kind::Capability, reference, "lab", title);
        // Far apart, so that the two fit snugly only when the place doesn't count.
        let far = Weights::new([50.0, 0.0, 0.0, 0.0, 50.0, 0.0]).unwrap();
        let head = administrator(&site);
        change(&site, &now(&head), &Weights::default(), &far).unwrap();
        import(site.store(), organizations.to_vec(), vec![need("n"), capability("c")], Utc::now()).unwrap();
        let (_, acme) = site.store().read(|conn| organizations::find_by_reference(conn, "acme")).unwrap().unwrap();
        let name = Title::parse("Zhou Min").unwrap();
        let member = Account { email: email("zhou.min@acme.example"), name, language: Language::En };
        account::create(site.store(), &member, PASSWORD, acme.id, Role::Editor, Utc::now()).unwrap();
        keep_up(&site);
        assert_eq!(addressed(&take_letters(site.store())), [], "they don't fit snugly");

        let topic = Weights::new([100.0, 0.0, 0.0, 0.0, 0.0, 0.0]).unwrap();
        change(&site, &now(&head), &far, &topic).unwrap();
        import(site.store(), Vec::new(), vec![capability("d")], Utc::now()).unwrap();
        keep_up(&site);
        assert!(lists(&site).values().flatten().all(|(_, score)| *score >= 80), "all fit snugly now");
        let letters = take_letters(site.store());
        let to = ("zhou.min@acme.example".to_owned(), "new-matches".to_owned());
        assert_eq!(addressed(&letters), [to]);
        let ids = |reference: &str| {
            let all = site.store().read(postings::all).unwrap();
            all.into_iter().find(|stored| stored.record.reference.as_deref() == Some(reference)).unwrap().record.id
        };
        let text = format!("{:?}", letters[0]);
        assert!(text.contains(&ids("d").to_string()), "{text}");
        assert!(!text.contains(&ids("c").to_string()), "the older pair was lifted by the weights alone: {text}");
    }
}

//! Entries that a site adds to the official code lists.

use chrono::Utc;
use sunmao::domain::audit::Deed;
use sunmao::domain::codes::Extensible;
use sunmao::domain::{Industry, Kind, Title};
use sunmao::flows::import::import;
use sunmao::flows::refresh::refresh;
use sunmao::flows::staff::codes::{Added, MOST, add, additions, retire};
use sunmao::flows::{FlowError, dock};
use sunmao::matching::Silent;
use sunmao::store::postings;

use super::super::institution::people::{deeds, resumed, sign_up, site};
use super::{administrator, now};
use crate::support::database::on_both;
use crate::support::sample;

const LIST: Extensible = Extensible::Industries;

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

on_both! {
    fn an_addition_is_matched_by_its_place_in_the_list(database) {
        let site = site(database);
        let head = administrator(&site);
        let begun = now(&head).at;
        let add = |parent: &str, en: &str, zh: &str| {
            add(site.store(), &now(&head), LIST, parent, &title(en), &title(zh)).unwrap()
        };
        let first = add("3741", "Wing spars", "翼梁");
        assert_eq!(first, Added::Done("3741-1".to_owned()));
        assert_eq!(add("飞机制造", "Wing ribs", "翼肋"), Added::Done("3741-2".to_owned()));
        assert_eq!(add("3742", "wing spars", "别的"), Added::Known("3741-1".to_owned()), "whatever it is below");
        let added = |code: &str| (Deed::CodesChanged, format!("industries/{code}"), Some("added".to_owned()));
        assert_eq!(deeds(site.store(), begun), [added("3741-1"), added("3741-2")]);
        assert_eq!(additions(site.store(), &head).unwrap().len(), 2);

        let posting = |kind, reference: &str, owner: &str, code: &str| {
            let mut record = sample::posting(kind, reference, owner, "Machining of aluminium parts");
            record.posting.industries = vec![Industry::from_code(code).unwrap()];
            record
        };
        let postings = vec![
            posting(Kind::Need, "n", "acme", "3741-1"),
            posting(Kind::Capability, "same", "lab", "3741-1"),
            posting(Kind::Capability, "sibling", "lab", "3741-2"),
            posting(Kind::Capability, "far", "lab", "0111"),
        ];
        let organizations = ["acme", "lab"].map(sample::organization).to_vec();
        import(site.store(), organizations, postings, Utc::now()).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let all = site.store().read(postings::all).unwrap();
        let need = all.iter().find(|stored| stored.record.id.kind() == Kind::Need).unwrap().record.id;
        let stranger = sunmao::domain::Visitor::Stranger;
        let found = dock::matches(site.store(), &site.engine(), &stranger, need, dock::Choice::default()).unwrap();
        let order: Vec<_> = found.matches.iter().map(|one| one.counterpart.record.reference.clone().unwrap()).collect();
        assert_eq!(order, ["same", "sibling", "far"]);
    }

    fn what_is_retired_is_no_longer_chosen_but_kept(database) {
        let site = site(database);
        let head = administrator(&site);
        let (en, zh) = (title("Tidal turbines"), title("潮流能机组"));
        // One process knows the additions of one site: the two databases mustn't retire each other's.
        let parent = if database.url().is_some() { "3811" } else { "3812" };
        let Added::Done(added) = add(site.store(), &now(&head), LIST, parent, &en, &zh).unwrap() else {
            panic!("it is new")
        };
        let code = Industry::from_code(&added).unwrap();
        let mut posting = sample::posting(Kind::Need, "n", "acme", "A turbine for slow currents");
        posting.posting.industries = vec![code];
        import(site.store(), vec![sample::organization("acme")], vec![posting], Utc::now()).unwrap();
        retire(site.store(), &now(&head), LIST, &added, true).unwrap();
        assert!(!Industry::all().any(|other| other == code));
        let kept = database.open().read(postings::all).unwrap().remove(0).record.posting;
        assert_eq!(kept.industries, [code]);
        assert!(matches!(retire(site.store(), &head, LIST, "3811", true), Err(FlowError::NotFound)));
        retire(site.store(), &now(&head), LIST, &added, false).unwrap();
        assert!(Industry::all().any(|other| other == code));
    }

    fn only_administrators_add_and_only_so_many(database) {
        let site = site(database);
        let (en, zh) = (title("Anything else"), title("其他任何"));
        let token = sign_up(&site, "zhou.min@acme.example", "Zhou Min");
        let refused = add(site.store(), &resumed(&site, &token), LIST, "3741", &en, &zh);
        assert!(matches!(refused, Err(FlowError::Denied(_))), "{refused:?}");
        let head = administrator(&site);
        let unknown = add(site.store(), &head, LIST, "no such code", &en, &zh);
        assert!(matches!(unknown, Err(FlowError::NotFound)), "{unknown:?}");
        for at in 0..MOST {
            database.execute(&format!(
                "INSERT INTO code_additions (list, code, parent, name_en, name_zh, retired, added_at)
                 VALUES ('industries', '4690-{at}', '4690', 'Filler {at}', '填充{at}', TRUE, '2026-01-01')"
            ));
        }
        assert_eq!(add(site.store(), &head, LIST, "3741", &en, &zh).unwrap(), Added::TooMany);
    }
}

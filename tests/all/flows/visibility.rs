//! Strangers see what is published, whichever way they ask.

use chrono::Utc;
use sunmao::domain::{Disclosure, Kind, PostingId, State, Visitor};
use sunmao::flows::browse::{Query, browse};
use sunmao::flows::export::export;
use sunmao::flows::import::import;
use sunmao::flows::read::{organization, overview, posting};
use sunmao::flows::refresh::refresh;
use sunmao::flows::sitemap::{Entry, sitemap};
use sunmao::flows::{FlowError, Site, dock};
use sunmao::matching::Silent;

use crate::support::database::on_both;
use crate::support::sample;

const STRANGER: &Visitor = &Visitor::Stranger;

on_both! {
    fn only_what_is_published_is_found_anywhere(database) {
        let store = database.open();
        let mut postings = Vec::new();
        for kind in Kind::ALL {
            for state in State::ALL {
                for disclosure in Disclosure::ALL {
                    let name = format!("{kind:?}-{state:?}-{disclosure:?}");
                    let mut record = sample::posting(kind, &name, "acme", "Ceramic coating for turbine blades");
                    record.state = Some(state);
                    record.posting.disclosure = disclosure;
                    postings.push(record);
                }
            }
        }
        let others = postings.clone().into_iter().map(|mut record| {
            record.organization = Some("other".to_owned());
            record
        });
        postings = postings.iter().cloned().chain(others).collect();
        let organizations = vec![sample::organization("acme"), sample::organization("other")];
        import(&store, organizations, postings, Utc::now()).unwrap();
        let site = Site::open(store.clone(), &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let engine = site.engine();

        let all = export(&store).unwrap();
        let (open, hidden): (Vec<_>, Vec<_>) =
            all.postings.iter().partition(|record| record.state == State::Published);
        assert_eq!((open.len(), hidden.len()), (12, 60));
        for record in &open {
            assert!(posting(&store, STRANGER, record.id).is_ok());
            let docking =
                dock::matches(&store, &engine, STRANGER, record.id, dock::Choice::default()).unwrap();
            assert_eq!(docking.total, 3, "the other organization's, which are published too");
        }
        for record in &hidden {
            assert!(matches!(posting(&store, STRANGER, record.id), Err(FlowError::NotFound)));
            let docking = dock::matches(&store, &engine, STRANGER, record.id, dock::Choice::default());
            assert!(matches!(docking, Err(FlowError::NotFound)));
            let partner = open.iter().find(|one| one.id.kind() != record.id.kind()).unwrap();
            let (need, capability) =
                if record.id.kind() == Kind::Need { (record.id, partner.id) } else { (partner.id, record.id) };
            let pair = dock::pair(&store, &engine, STRANGER, need, capability);
            assert!(matches!(pair, Err(FlowError::NotFound)));
        }

        let mut ids: Vec<PostingId> = open.iter().map(|record| record.id).collect();
        ids.sort_unstable();
        for text in ["", "turbine"] {
            let query = Query { text: text.to_owned(), ..Query::default() };
            let results = browse(&store, &engine, STRANGER, &query).unwrap();
            let mut found: Vec<PostingId> = results.items.iter().map(|item| item.view.record.id).collect();
            found.sort_unstable();
            assert_eq!(found, ids, "{text:?}");
        }
        let view = organization(&store, STRANGER, all.organizations[0].id).unwrap();
        assert_eq!((view.needs.len(), view.capabilities.len()), (3, 3));
        let figures = overview(&store, STRANGER, 100).unwrap();
        assert_eq!((figures.needs, figures.capabilities, figures.organizations), (6, 6, 2));
        assert_eq!(figures.newest.len(), 12);
        let listed = sitemap(&store, 1).unwrap();
        let postings = listed.entries.iter().filter(|(entry, _)| matches!(entry, Entry::Posting(_))).count();
        assert_eq!((listed.entries.len(), postings, listed.pages), (14, 12, 1));
        assert!(matches!(sitemap(&store, 2), Err(FlowError::NotFound)));
    }

    fn what_is_withdrawn_goes_at_once_though_the_engine_still_knows_it(database) {
        let store = database.open();
        let need = |state| {
            let mut record = sample::posting(Kind::Need, "n", "acme", "Ceramic coating for turbine blades");
            record.state = Some(state);
            record
        };
        let capability = sample::posting(Kind::Capability, "c", "other", "Ceramic coatings of turbine blades");
        let organizations = vec![sample::organization("acme"), sample::organization("other")];
        import(&store, organizations, vec![need(State::Published), capability], Utc::now()).unwrap();
        let site = Site::open(store.clone(), &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let capability = export(&store).unwrap().postings[1].id;
        let engine = site.engine();
        let shown = || {
            let docking = dock::matches(&store, &engine, STRANGER, capability, dock::Choice::default());
            let found = browse(&store, &engine, STRANGER, &Query::default()).unwrap();
            (docking.unwrap().matches.len(), found.items.len())
        };
        assert_eq!(shown(), (1, 2));
        import(&store, Vec::new(), vec![need(State::Closed)], Utc::now()).unwrap();
        assert_eq!(shown(), (0, 1));
        let figures = overview(&store, STRANGER, 5).unwrap();
        assert_eq!((figures.needs, figures.best_pair), (0, None));
    }
}

//! Matches: kept in the store, explained by the engine, refreshed when the postings change.

use chrono::Utc;
use sunmao::domain::{Kind, PostingId, Visitor, Weights};
use sunmao::flows::Site;
use sunmao::flows::dock::{Choice, Engine, Order, Setting, best, matches, pair, rematch};
use sunmao::flows::explain::{Agreement, explain};
use sunmao::flows::export::export;
use sunmao::flows::import::import;
use sunmao::flows::read::overview;
use sunmao::flows::refresh::{Refreshed, refresh};
use sunmao::matching::Silent;
use sunmao::store::Store;

use crate::support::database::on_both;
use crate::support::sample::{organization, posting};

const STRANGER: &Visitor = &Visitor::Stranger;

/// One need and three capabilities: one that fits, one less ripe and far away, one off the topic.
fn market(store: &Store) -> (PostingId, [PostingId; 3]) {
    let mut need = posting(Kind::Need, "n", "acme", "Thermal barrier coating for turbine blades");
    need.posting.trl = "7".parse().ok();
    need.posting.region = sunmao::domain::Region::from_code("320200").ok();
    let mut capabilities = vec![
        posting(Kind::Capability, "near", "lab", "Thermal barrier coatings of gas turbine blades"),
        posting(Kind::Capability, "unripe", "lab", "Turbine blades with a thermal coating"),
        posting(Kind::Capability, "far", "lab", "A turbine in medieval poetry"),
    ];
    for (record, (trl, region)) in
        capabilities.iter_mut().zip([("8", "320500"), ("2", "610100"), ("9", "320000")])
    {
        record.posting.trl = trl.parse().ok();
        record.posting.region = sunmao::domain::Region::from_code(region).ok();
    }
    let postings = std::iter::once(need).chain(capabilities).collect();
    import(store, vec![organization("acme"), organization("lab")], postings, Utc::now()).unwrap();
    let ids: Vec<PostingId> = export(store).unwrap().postings.iter().map(|record| record.id).collect();
    (ids[0], [ids[1], ids[2], ids[3]])
}

fn counterparts(store: &Store, engine: &Engine, id: PostingId, choice: Choice) -> Vec<PostingId> {
    let docking = matches(store, engine, STRANGER, id, choice).unwrap();
    docking.matches.iter().map(|docked| docked.counterpart.record.id).collect()
}

on_both! {
    fn both_sides_see_one_match_with_its_explanation(database) {
        let store = database.open();
        let (need, [near, unripe, _]) = market(&store);
        let site = Site::open(store.clone(), &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let engine = site.engine();
        let docking = matches(&store, &engine, STRANGER, need, Choice::default()).unwrap();
        assert_eq!(docking.matches.len(), 3);
        assert_eq!(docking.matches[0].counterpart.record.id, near);
        assert!(docking.matches.is_sorted_by(|a, b| a.fit.total() >= b.fit.total()));
        for docked in &docking.matches {
            let id = docked.counterpart.record.id;
            let back = matches(&store, &engine, STRANGER, id, Choice::default()).unwrap();
            assert_eq!(back.matches[0].counterpart.record.id, need);
            assert_eq!(back.matches[0].fit, docked.fit);
            let pair = pair(&store, &engine, STRANGER, need, id).unwrap();
            assert_eq!(pair.explanation, docked.explanation);
        }
        assert!(pair(&store, &engine, STRANGER, near, unripe).is_err(), "two capabilities are no pair");
    }

    fn the_best_few_are_the_first_of_all(database) {
        let store = database.open();
        let (need, [near, ..]) = market(&store);
        let site = Site::open(store.clone(), &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let engine = site.engine();
        let all = matches(&store, &engine, STRANGER, need, Choice::default()).unwrap();
        let few = best(&store, &engine, STRANGER, need, 2).unwrap();
        assert_eq!((few.total, few.matches.len()), (all.total, 2));
        for (one, other) in few.matches.iter().zip(&all.matches) {
            assert_eq!(one.counterpart.record.id, other.counterpart.record.id);
            assert_eq!((one.fit, &one.explanation), (other.fit, &other.explanation));
        }
        let front = overview(&store, STRANGER, 1).unwrap();
        assert_eq!(front.best_pair, Some((need, near)));
        assert_eq!(front.snug_pairs, all.matches.iter().filter(|docked| docked.fit.score() >= 80).count());
    }

    fn a_choice_narrows_and_orders(database) {
        let store = database.open();
        let (need, [near, unripe, far]) = market(&store);
        let site = Site::open(store.clone(), &Silent).unwrap();
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let shown = |choice| counterparts(&store, &site.engine(), need, choice);
        let all = Choice::default();
        assert_eq!(shown(Choice { near: true, ..all }), [near, far]);
        assert_eq!(shown(Choice { ripe: true, ..all }), [near, far]);
        assert_eq!(shown(Choice { sort: Order::Stage, ..all }), [far, near, unripe]);
        assert!(shown(Choice { min_score: 100, ..all }).is_empty());
        let docking = matches(&store, &site.engine(), STRANGER, need, Choice { near: true, ..all }).unwrap();
        assert_eq!(docking.total, 3, "before the choice");
    }

    fn matching_again_changes_nothing(database) {
        let store = database.open();
        let (need, _) = market(&store);
        let engine = Engine::load(&store, Setting::usual(), &Silent).unwrap();
        let all = || {
            let docking = matches(&store, &engine, STRANGER, need, Choice::default()).unwrap();
            docking.matches.iter().map(|docked| (docked.counterpart.record.id, docked.fit)).collect::<Vec<_>>()
        };
        rematch(&store, &engine, None, Utc::now(), &Silent).unwrap();
        let first = all();
        assert_eq!(first.len(), 3);
        rematch(&store, &engine, None, Utc::now(), &Silent).unwrap();
        assert_eq!(all(), first);
    }

    fn a_kept_match_is_made_again_to_the_last_digit_until_something_changes(database) {
        let store = database.open();
        let (need, [near, ..]) = market(&store);
        let engine = Engine::load(&store, Setting::usual(), &Silent).unwrap();
        let explained = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| explain(&store, Setting::usual(), None, need, near, &Silent).unwrap())
        };
        assert_eq!(explained(1).agreement(), Agreement::NotKept);
        rematch(&store, &engine, None, Utc::now(), &Silent).unwrap();
        let (one, three) = (explained(1), explained(3));
        assert_eq!((one.agreement(), three.agreement()), (Agreement::Agrees, Agreement::Agrees));
        assert_eq!(one.pair.explanation, three.pair.explanation);
        let kept = one.kept.unwrap();
        assert_eq!((kept.fit, kept.weights), (one.pair.explanation.fit, Weights::default()));
        // Another weight of terms is another input, and the site's own weights are kept with the match.
        let heavy = Setting { weights: Weights::new([10.0, 0.0, 50.0, 0.0, 0.0, 0.0]).unwrap(), ..Setting::usual() };
        let engine = Engine::load(&store, heavy, &Silent).unwrap();
        rematch(&store, &engine, None, Utc::now(), &Silent).unwrap();
        let again = explained(1);
        assert_eq!(again.agreement(), Agreement::Agrees, "made with the weights that it was kept with");
        assert_ne!(again.pair.explanation.fit.total(), kept.fit.total());
        assert_ne!(again.inputs, kept.inputs);
    }

    fn an_engine_that_does_not_know_a_posting_yet_is_no_failure(database) {
        let store = database.open();
        let empty = Engine::load(&store, Setting::usual(), &Silent).unwrap();
        let (need, [near, ..]) = market(&store);
        let engine = Engine::load(&store, Setting::usual(), &Silent).unwrap();
        rematch(&store, &engine, None, Utc::now(), &Silent).unwrap();
        let known = matches(&store, &engine, STRANGER, need, Choice::default()).unwrap();
        let unknown = matches(&store, &empty, STRANGER, need, Choice::default()).unwrap();
        assert_eq!(unknown.matches.len(), 3);
        assert_eq!(unknown.matches[0].fit, known.matches[0].fit, "the figures stand in the store");
        assert_eq!(pair(&store, &empty, STRANGER, need, near).unwrap().explanation.fit, known.matches[0].fit);
    }

    fn a_site_keeps_up_with_what_another_process_imports(database) {
        let site = Site::open(database.open(), &Silent).unwrap();
        let both = Refreshed { engine: true, matches: true };
        let nothing = Refreshed::default();
        let turn = |owner| refresh(&site, owner, Utc::now(), &Silent).unwrap();
        assert_eq!(turn("first"), Refreshed { engine: false, matches: true }, "nobody matched before");
        assert_eq!(turn("first"), nothing);
        let (need, _) = market(&database.open());
        assert_eq!(turn("first"), both);
        assert_eq!(turn("second"), nothing);
        let shown = counterparts(site.store(), &site.engine(), need, Choice::default());
        assert_eq!(shown.len(), 3);
    }
}

//! Saved searches tell of what is published after them, once.

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::account::{Account, Email, Role};
use sunmao::domain::saved_search::{MOST, QueryString};
use sunmao::domain::text::SearchName;
use sunmao::domain::{Kind, Language, Pace, SearchId, State, Title};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::account::{SignIn, create, resume, sign_in};
use sunmao::flows::import::import;
use sunmao::flows::refresh::refresh;
use sunmao::flows::searches::{Looked, Saved, delete, list, look, save, set_pace};
use sunmao::flows::{Caller, FlowError, Site, SiteOptions};
use sunmao::matching::Silent;
use sunmao::store::{Store, notifications, organizations};

use crate::support::database::{Database, on_both};
use crate::support::sample::{organization, posting};

const PASSWORD: &str = "riveting tenons 42";

/// A site, and somebody who saves searches there.
struct Scene {
    site: Site,
    caller: Caller,
}

fn bring(store: &Store, postings: Vec<PostingRecord>) {
    import(store, vec![organization("acme")], postings, Utc::now()).unwrap();
}

fn open(store: Store) -> Site {
    let options = SiteOptions { small: 0, ..SiteOptions::default() };
    Site::open_with(store, options, &Silent).unwrap()
}

fn person(store: &Store, site: &Site, email: &str) -> Caller {
    let (_, acme) = store.read(|conn| organizations::find_by_reference(conn, "acme")).unwrap().unwrap();
    let account = Account {
        email: Email::parse(email).unwrap(),
        name: Title::parse("Zhou Min").unwrap(),
        language: Language::En,
    };
    create(store, &account, PASSWORD, acme.id, Role::Reader, Utc::now()).unwrap();
    let mut caller = Caller::operator(Utc::now());
    let SignIn::Done(token) = sign_in(site, &account.email, PASSWORD, &caller).unwrap() else { panic!() };
    caller.visitor = resume(store, token.as_str(), &caller).unwrap().unwrap().visitor;
    caller
}

impl Scene {
    fn new(database: &Database) -> Self {
        let store = database.open();
        let mut old = posting(Kind::Need, "old", "acme", "Coating of old turbine blades");
        old.published_at = Some(Utc::now() - TimeDelta::hours(1));
        bring(&store, vec![old]);
        let site = open(store.clone());
        let caller = person(&store, &site, "zhou.min@acme.example");
        Self { site, caller }
    }

    fn save(&self, query: &str, pace: Pace) -> SearchId {
        let name = SearchName::parse("Mine").unwrap();
        let query = QueryString::parse(query).unwrap();
        let caller = Caller { at: Utc::now(), ..self.caller.clone() };
        match save(self.site.store(), &caller, &name, &query, pace).unwrap() {
            Saved::Done(id) => id,
            Saved::Full => panic!("full"),
        }
    }

    fn publish(&self, reference: &str, title: &str) {
        bring(self.site.store(), vec![posting(Kind::Need, reference, "acme", title)]);
        self.keep_up();
    }

    fn keep_up(&self) {
        refresh(&self.site, "test", Utc::now(), &Silent).unwrap();
    }

    /// How many postings each search tells of in the next turns.
    fn told(&self) -> Vec<(SearchId, usize)> {
        turns(&self.site)
    }
}

fn turns(site: &Site) -> Vec<(SearchId, usize)> {
    let mut told = Vec::new();
    loop {
        let Looked { found, more } = look(site, Utc::now()).unwrap();
        told.extend(found.into_iter().map(|one| (one.search, one.postings.len() + one.more)));
        if !more {
            return told;
        }
    }
}

on_both! {
    fn what_is_published_afterwards_is_told_once(database) {
        let scene = Scene::new(database);
        let id = scene.save("q=coating&kind=need", Pace::Daily);
        let other = scene.save("kind=capability", Pace::Daily);
        assert_eq!(scene.told(), []);
        scene.publish("a", "Ceramic coating of valves");
        assert_eq!(scene.told(), [(id, 1)]);
        assert_eq!(scene.told(), []);
        // A change of it is nothing new, nor is one of what was there before.
        scene.publish("a", "Ceramic coating of two valves");
        scene.publish("old", "Coating of very old turbine blades");
        scene.publish("b", "Fermentation of grape must");
        assert_eq!(scene.told(), []);
        // What answers only after a change does so for the first time.
        scene.publish("b", "Coating of fermentation vessels");
        assert_eq!(scene.told(), [(id, 1)]);
        assert_ne!(id, other);
    }

    fn what_comes_into_the_store_late_is_told_all_the_same(database) {
        let scene = Scene::new(database);
        let id = scene.save("q=coating", Pace::Daily);
        let mut late = posting(Kind::Need, "late", "acme", "Coating of gears");
        late.published_at = Some(Utc::now() - TimeDelta::seconds(30));
        bring(scene.site.store(), vec![late]);
        scene.keep_up();
        assert_eq!(scene.told(), [(id, 1)]);
    }

    fn whatever_the_pace_it_stands_on_the_site(database) {
        let scene = Scene::new(database);
        scene.save("q=coating", Pace::Never);
        scene.publish("a", "Ceramic coating of valves");
        assert_eq!(scene.told().len(), 1);
        let person = scene.caller.visitor.person().unwrap().id;
        let kept = scene.site.store().read(|conn| {
            let known = sunmao::store::accounts::find_by_id(conn, person)?.unwrap();
            notifications::count_unread(conn, known.row)
        });
        assert_eq!(kept.unwrap(), 1);
    }

    fn what_strangers_may_not_read_is_never_told(database) {
        let scene = Scene::new(database);
        scene.save("q=coating", Pace::AtOnce);
        let mut hidden = posting(Kind::Need, "hidden", "acme", "Secret coating of valves");
        hidden.state = Some(State::Draft);
        bring(scene.site.store(), vec![hidden]);
        scene.keep_up();
        assert_eq!(scene.told(), []);
        // Withdrawn, and the engine doesn't know it yet.
        scene.publish("gone", "Coating of gears");
        let mut gone = posting(Kind::Need, "gone", "acme", "Coating of gears");
        gone.state = Some(State::Closed);
        bring(scene.site.store(), vec![gone]);
        assert_eq!(scene.told(), []);
    }

    fn two_processes_tell_once(database) {
        let scene = Scene::new(database);
        let id = scene.save("", Pace::AtOnce);
        let other = open(database.open());
        scene.publish("a", "Ceramic coating of valves");
        refresh(&other, "other", Utc::now(), &Silent).unwrap();
        let mut told: Vec<_> = std::thread::scope(|scope| {
            let work = [&scene.site, &other].map(|site| scope.spawn(|| turns(site)));
            work.into_iter().flat_map(|one| one.join().unwrap()).collect()
        });
        told.sort();
        assert_eq!(told, [(id, 1)]);
    }

    fn many_are_counted_rather_than_listed(database) {
        let scene = Scene::new(database);
        scene.save("", Pace::AtOnce);
        let title = |at: usize| format!("Coating {at}");
        let aged = |at: usize| {
            let mut record = posting(Kind::Need, &at.to_string(), "acme", &title(at));
            record.published_at = Some(Utc::now() + TimeDelta::seconds(i64::try_from(at).unwrap()));
            record
        };
        bring(scene.site.store(), (0..25).map(aged).collect());
        scene.keep_up();
        let found = look(&scene.site, Utc::now()).unwrap().found.remove(0);
        assert_eq!((found.postings.len(), found.more), (20, 5));
    }

    fn a_search_is_kept_as_it_was_and_is_its_person_s_alone(database) {
        let scene = Scene::new(database);
        let store = scene.site.store();
        let query = "q=%E6%B6%82%e5%b1%82+x&kind=need&kind=need&%zz=&&涂层='\"><b>;--";
        let id = scene.save(&format!("{query}&page=3"), Pace::Weekly);
        let kept = list(store, &scene.caller).unwrap().remove(0);
        assert_eq!((kept.query.as_str(), kept.pace), (query, Pace::Weekly));
        set_pace(store, &scene.caller, id, Pace::AtOnce).unwrap();
        assert_eq!(list(store, &scene.caller).unwrap()[0].pace, Pace::AtOnce);

        let other = person(store, &scene.site, "lin.yue@acme.example");
        assert!(list(store, &other).unwrap().is_empty());
        assert!(matches!(set_pace(store, &other, id, Pace::Never), Err(FlowError::NotFound)));
        assert!(matches!(delete(store, &other, id), Err(FlowError::NotFound)));
        let stranger = Caller::operator(DateTime::UNIX_EPOCH);
        assert!(matches!(list(store, &stranger), Err(FlowError::Denied(_))));

        scene.publish("a", "Ceramic coating of valves");
        delete(store, &scene.caller, id).unwrap();
        assert!(list(store, &scene.caller).unwrap().is_empty());
        assert_eq!(scene.told(), []);
    }

    fn nobody_saves_without_end(database) {
        let scene = Scene::new(database);
        for _ in 0..MOST {
            scene.save("q=coating", Pace::Daily);
        }
        let (name, query) = (SearchName::parse("x").unwrap(), QueryString::parse("").unwrap());
        let one_more = save(scene.site.store(), &scene.caller, &name, &query, Pace::Daily).unwrap();
        assert_eq!(one_more, Saved::Full);
    }
}

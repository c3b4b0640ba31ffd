//! What people are told, how soon, and how often; on both databases.

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::access::{Person, Visitor};
use sunmao::domain::account::{Account, Email, Staff};
use sunmao::domain::schedule::{Hour, Quiet};
use sunmao::domain::settings::{Setting, Settings};
use sunmao::domain::{Event, Kind, Language, Pace, Schedule, State, Title, Topic};
use sunmao::flows::account::{
    Notification, change_mail_settings, create_staff, notifications, set_posting_pace, unsubscribe,
};
use sunmao::flows::import::import;
use sunmao::flows::notify::{digest_next, tell_staff};
use sunmao::flows::refresh::refresh;
use sunmao::flows::{Caller, Site};
use sunmao::matching::Silent;
use sunmao::store::{RowId, Store, accounts, mail_settings, memberships, outbox, postings, settings};

use crate::letters::{delivered, join, market, posting};
use crate::support::database::on_both;

pub(super) const READER: &str = "zhou.min@maker.example";

/// Noon in Shanghai on a Friday.
pub(super) fn noon() -> DateTime<Utc> {
    "2026-11-27T04:00:00Z".parse().unwrap()
}

/// The next morning, when daily letters are due.
pub(super) fn morning() -> DateTime<Utc> {
    "2026-11-28T00:00:00Z".parse().unwrap()
}

pub(super) fn site(store: &Store) -> Site {
    Site::open(store.clone(), &Silent).unwrap().at("https://sunmao.example")
}

pub(super) fn rematch(store: &Store, now: DateTime<Utc>) {
    refresh(&site(store), "test", now, &Silent).unwrap();
}

/// A market with a reader, who is told of nothing yet.
pub(super) fn begin(store: &Store) {
    market(store, &[], noon());
    join(store, "maker", READER, noon());
}

pub(super) fn reader(store: &Store) -> (RowId, Caller) {
    caller(store, READER)
}

/// Somebody with this address, as of noon.
pub(super) fn caller(store: &Store, email: &str) -> (RowId, Caller) {
    store
        .read(|conn| {
            let known = accounts::find(conn, &Email::parse(email).unwrap())?.unwrap();
            let own = memberships::of_user(conn, known.row)?;
            let person = Person {
                id: known.id,
                staff: None,
                second_factor: false,
                memberships: own.iter().map(|one| (one.organization.id, one.role)).collect(),
                verified: false,
            };
            let caller = Caller { visitor: Visitor::Person(person), ..Caller::operator(noon()) };
            Ok::<_, sunmao::store::StoreError>((known.row, caller))
        })
        .unwrap()
}

pub(super) fn choose(store: &Store, schedule: Schedule, pace: Pace) {
    change_mail_settings(store, &reader(store).1, &schedule, &[(Topic::Match, pace)]).unwrap();
}

pub(super) fn digest(store: &Store, now: DateTime<Utc>) -> Vec<String> {
    let site = site(store);
    while digest_next(&site, now).unwrap() {}
    delivered(store, now)
}

pub(super) fn listed(store: &Store) -> Vec<Notification> {
    notifications(store, &reader(store).1, 1).unwrap().0.items
}

/// How many matches the list of notifications tells of.
pub(super) fn told(store: &Store) -> usize {
    let found = |notification: Notification| match notification.event {
        Event::Matches { found, .. } => found.len(),
        other => panic!("{other:?}"),
    };
    listed(store).into_iter().map(found).sum()
}

pub(super) fn close(store: &Store, reference: &str, state: State, now: DateTime<Utc>) {
    let mut changed = posting(Kind::Capability, reference, "university");
    changed.state = Some(state);
    import(store, Vec::new(), vec![changed], now).unwrap();
}

pub(super) fn set(store: &Store, setting: Setting, value: u16) {
    let all = Settings::default().with(setting, value).unwrap();
    store.write(|conn| settings::set(conn, &all)).unwrap();
}

on_both! {
    fn daily_letters_wait_for_their_hour_and_come_once(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        assert!(delivered(&store, noon()).is_empty());
        assert_eq!(told(&store), 2, "the list of notifications doesn't wait");
        assert!(digest(&store, morning() - TimeDelta::seconds(1)).is_empty());
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1, "one letter for both:\n{letters:?}");
        assert!(letters[0].contains("Subject: 2 new capabilities fit"), "{}", letters[0]);
        assert!(digest(&store, morning() + TimeDelta::days(1)).is_empty(), "told again");
    }

    fn weekly_letters_come_on_monday(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Weekly);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert!(digest(&store, morning() + TimeDelta::days(1)).is_empty());
        assert_eq!(digest(&store, morning() + TimeDelta::days(2)).len(), 1);
    }

    fn who_wants_no_letters_reads_it_on_the_site(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Never);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert!(digest(&store, noon() + TimeDelta::days(30)).is_empty());
        assert_eq!(told(&store), 1);
        assert!(listed(&store)[0].read_at.is_none());
    }

    fn one_posting_may_have_a_pace_of_its_own(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Never);
        let need = store.read(postings::all).unwrap().remove(0).record.id;
        set_posting_pace(&store, &reader(&store).1, need, Some(Pace::AtOnce)).unwrap();
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert_eq!(delivered(&store, noon()).len(), 1);
    }

    fn what_comes_in_the_hours_of_quiet_waits_for_their_end(database) {
        let store = database.open();
        begin(&store);
        let hour = |hour| Hour::new(hour).unwrap();
        let quiet = Quiet { from: hour(11), to: hour(14) };
        choose(&store, Schedule { quiet, ..Schedule::default() }, Pace::AtOnce);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert!(digest(&store, noon() + TimeDelta::minutes(119)).is_empty());
        assert_eq!(digest(&store, noon() + TimeDelta::hours(2)).len(), 1);
    }

    fn what_is_too_much_for_a_day_comes_with_the_next_digest(database) {
        let store = database.open();
        begin(&store);
        set(&store, Setting::MatchCap, 1);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert_eq!(delivered(&store, noon()).len(), 1);
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        assert!(digest(&store, noon() + TimeDelta::hours(1)).is_empty(), "a second letter on one day");
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("Subject: A new capability fits"), "{}", letters[0]);
    }

    fn a_match_that_goes_and_comes_back_is_no_news(database) {
        let store = database.open();
        begin(&store);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert_eq!(delivered(&store, noon()).len(), 1);
        close(&store, "c1", State::Closed, noon());
        rematch(&store, noon());
        close(&store, "c1", State::Published, noon());
        rematch(&store, noon());
        assert!(delivered(&store, noon()).is_empty());
        assert_eq!(told(&store), 1);
    }

    fn only_scores_from_the_site_s_threshold_on_are_told(database) {
        let store = database.open();
        begin(&store);
        set(&store, Setting::MatchThreshold, 100);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        assert!(delivered(&store, noon()).is_empty());
        assert!(listed(&store).is_empty());
    }

    fn what_was_withdrawn_is_not_told_later(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        close(&store, "c1", State::Closed, noon());
        rematch(&store, noon());
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("Subject: A new capability fits"), "{}", letters[0]);

        market(&store, &["c3"], morning());
        rematch(&store, morning());
        close(&store, "c3", State::Closed, morning());
        rematch(&store, morning());
        assert!(digest(&store, morning() + TimeDelta::days(1)).is_empty(), "a letter that tells nothing");
    }

    fn one_click_ends_letters_and_what_waits_for_one(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        let (row, _) = reader(&store);
        let token = store.write(|conn| mail_settings::token(conn, row)).unwrap();
        let anybody = Caller::operator(noon());
        assert!(!unsubscribe(&store, &anybody, "another", Topic::Match).unwrap());
        assert!(!unsubscribe(&store, &anybody, &token, Topic::Account).unwrap(), "what can't be ended");
        assert!(unsubscribe(&store, &anybody, &token, Topic::Match).unwrap());
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        assert!(digest(&store, morning()).is_empty());
        assert_eq!(told(&store), 2);
    }

    fn two_processes_write_one_digest(database) {
        let store = database.open();
        begin(&store);
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                let site = site(&store);
                scope.spawn(move || while digest_next(&site, morning()).unwrap() {});
            }
        });
        assert_eq!(delivered(&store, morning()).len(), 1);
    }

    fn staff_hear_once_a_day_of_what_waits_and_what_failed(database) {
        let store = database.open();
        let created = noon() - TimeDelta::days(2);
        let account = Account {
            email: Email::parse("staff@site.example").unwrap(),
            name: Title::parse("Lin").unwrap(),
            language: Language::En,
        };
        create_staff(&store, &account, "correct horse", Staff::Administrator, created).unwrap();
        let site = site(&store);
        tell_staff(&site, noon()).unwrap();
        assert!(delivered(&store, noon()).is_empty(), "nothing waits");

        begin(&store);
        store.write(|conn| {
            let need = postings::all(conn)?.remove(0);
            let author = accounts::find(conn, &Email::parse(READER).unwrap())?.unwrap().row;
            sunmao::store::versions::insert(conn, &sunmao::store::versions::NewVersion {
                posting: need.row,
                author,
                content: &need.record.posting,
                attachments: &[],
                message: None,
                appeal: false,
                replaced: None,
                at: noon() - TimeDelta::hours(49),
            })
        }).unwrap();
        tell_staff(&site, noon()).unwrap();
        assert!(delivered(&store, noon()).is_empty(), "it is told at its hour");
        for minutes in [1, 20, 180] {
            tell_staff(&site, morning() + TimeDelta::minutes(minutes)).unwrap();
        }
        let letters = delivered(&store, morning() + TimeDelta::hours(3));
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(letters[0].contains("Subject: One case waits for moderators"), "{}", letters[0]);
        tell_staff(&site, morning() + TimeDelta::days(1)).unwrap();
        assert_eq!(delivered(&store, morning() + TimeDelta::days(1)).len(), 1);

        // Nobody can be reached at this address: the letter is given up.
        let lost = store.write(|conn| {
            let reader = accounts::find(conn, &Email::parse(READER).unwrap())?.unwrap();
            let letter = sunmao::domain::Letter {
                key: "new-matches.lost".into(),
                topic: Topic::Match,
                to: reader.account.email,
                name: reader.account.name,
                subject: "lost".into(),
                text: String::new(),
                html: String::new(),
                thread: None,
                unsubscribe: None,
                secret: false,
            };
            outbox::add(conn, &letter, morning())?;
            let until = morning() + TimeDelta::minutes(5);
            let leased = outbox::lease(conn, morning(), until)?.unwrap();
            Ok::<_, sunmao::store::StoreError>(leased)
        }).unwrap();
        store.write(|conn| outbox::failed(conn, &lost, "550 no", None, morning())).unwrap();
        let later = morning() + TimeDelta::hours(1);
        tell_staff(&site, later).unwrap();
        assert!(delivered(&store, later).is_empty(), "failures are told once a day");
        let letters = digest(&store, morning() + TimeDelta::days(1));
        assert!(letters.iter().any(|letter| letter.contains("Subject: Mail could not be sent")), "{letters:?}");
    }
}

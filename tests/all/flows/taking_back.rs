//! What was to be told and holds no more: letters that wait are looked at again before they leave; on both
//! databases.

use std::sync::Once;

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::access::{Person, Visitor};
use sunmao::domain::account::{Account, Email, Role, Staff};
use sunmao::domain::saved_search::QueryString;
use sunmao::domain::schedule::{Hour, Quiet};
use sunmao::domain::settings::Setting;
use sunmao::domain::text::SearchName;
use sunmao::domain::verification::Reason;
use sunmao::domain::{Event, Kind, Language, NotificationId, Pace, Schedule, State, Title, Topic};
use sunmao::flows::Caller;
use sunmao::flows::account::{Notification, create_staff, purge_told, set_posting_pace, unsubscribe};
use sunmao::flows::dock::{self, Engine};
use sunmao::flows::import::import;
use sunmao::flows::institution::members;
use sunmao::flows::notify::digest_next;
use sunmao::flows::searches::{self, Saved};
use sunmao::flows::staff::people;
use sunmao::matching::{Progress, Silent};
use sunmao::store::notifications::{ByMail, New};
use sunmao::store::outbox::Handing;
use sunmao::store::{
    RowId, Store, StoreError, accounts, given_up, mail_settings, memberships, notifications, organizations,
    outbox, postings,
};

use super::telling::{
    READER, begin, caller, choose, close, digest, listed, morning, noon, reader, rematch, set, site, told,
};
use crate::delivery::waiting;
use crate::letters::{delivered, join, market, posting};
use crate::support::database::on_both;

/// Does something while scoring runs.
struct Meanwhile<'a>(&'a (dyn Fn() + Sync), Once);

impl Progress for Meanwhile<'_> {
    fn report(&self, _: &'static str, _: usize, _: usize) {
        self.1.call_once(self.0);
    }
}

/// A letter about both capabilities waits to be sent.
fn waits(store: &Store) {
    begin(store);
    market(store, &["c1", "c2"], noon());
    rematch(store, noon());
}

fn organization(store: &Store, reference: &str) -> RowId {
    store.read(|conn| organizations::find_by_reference(conn, reference)).unwrap().unwrap().0
}

/// Somebody who administers the reader's organization.
fn administrator(store: &Store) -> Caller {
    join(store, "maker", "head@maker.example", noon());
    let (maker, (row, _)) = (organization(store, "maker"), caller(store, "head@maker.example"));
    store.write(|conn| memberships::set_role(conn, row, maker, Role::Administrator)).unwrap();
    caller(store, "head@maker.example").1
}

/// Keeps an event for the reader, to be told with others the next morning.
fn keep(store: &Store, number: u64, event: &Event, organization: Option<RowId>) {
    let (user, _) = reader(store);
    let id = NotificationId::from_random(number);
    let new = New { id, user, event, organization, at: noon(), mail: ByMail::At(morning()) };
    store.write(|conn| notifications::add(conn, &new)).unwrap();
}

/// Somebody who appoints the site's staff.
fn site_administrator(store: &Store) -> Caller {
    let account = Account {
        email: Email::parse("chief@site.example").unwrap(),
        name: title("Lin Yue"),
        language: Language::En,
    };
    let id = create_staff(store, &account, "correct horse", Staff::Administrator, noon()).unwrap();
    let person = Person {
        id,
        staff: Some(Staff::Administrator),
        second_factor: true,
        memberships: Vec::new(),
        verified: false,
    };
    Caller { visitor: Visitor::Person(person), ..Caller::operator(noon()) }
}

fn title(text: &str) -> Title {
    Title::parse(text).unwrap()
}

/// Saves a search for the reader.
fn save(store: &Store, query: &str, pace: Pace) -> sunmao::domain::SearchId {
    let (name, query) = (SearchName::parse("Mine").unwrap(), QueryString::parse(query).unwrap());
    match searches::save(store, &reader(store).1, &name, &query, pace).unwrap() {
        Saved::Done(id) => id,
        Saved::Full => panic!("full"),
    }
}

/// Publishes a need, and tells of it whom a search of theirs finds it.
fn publish(store: &Store, reference: &str) {
    let mut fresh = posting(Kind::Need, reference, "university");
    fresh.published_at = Some(noon());
    import(store, Vec::new(), vec![fresh], noon()).unwrap();
    rematch(store, noon());
    let site = site(store);
    while searches::look(&site, noon()).unwrap().more {}
}

/// The reader, who chose when to be written to, and another member, who didn't.
fn join_both(store: &Store) {
    begin(store);
    choose(store, Schedule::default(), Pace::AtOnce);
    join(store, "maker", "head@maker.example", noon());
}

/// The letters to the reader among those that are delivered.
fn to_reader(letters: Vec<String>) -> Vec<String> {
    letters.into_iter().filter(|letter| letter.contains(READER)).collect()
}

on_both! {
    fn a_letter_that_names_what_was_withdrawn_is_written_anew(database) {
        let store = database.open();
        waits(&store);
        close(&store, "c1", State::Closed, noon());
        assert!(delivered(&store, noon()).is_empty(), "it names what nobody may read any more");
        let letters = digest(&store, noon());
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(letters[0].contains("Subject: A new capability fits"), "{}", letters[0]);
        assert!(digest(&store, noon()).is_empty());
    }

    fn a_letter_of_which_nothing_is_left_goes_to_nobody(database) {
        let store = database.open();
        waits(&store);
        for reference in ["c1", "c2"] {
            close(&store, reference, State::Closed, noon());
        }
        assert!(delivered(&store, noon()).is_empty());
        assert!(digest(&store, noon()).is_empty());
        assert!(digest(&store, morning() + TimeDelta::days(9)).is_empty());
        assert_eq!(waiting(&store), 0);
    }

    fn who_left_an_organization_hears_no_more_of_it(database) {
        let store = database.open();
        let head = {
            begin(&store);
            administrator(&store)
        };
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        keep(&store, 9, &Event::Password, None);
        assert_eq!(listed(&store).len(), 3);
        let maker = store.read(postings::all).unwrap().remove(0).organization.id;
        let id = reader(&store).1.visitor.person().unwrap().id;
        members::remove(&site(&store), &head, maker, id).unwrap();

        let letters = to_reader(digest(&store, morning()));
        assert!(!letters.iter().any(|letter| letter.contains("fits your need")), "{letters:?}");
        let left: Vec<Event> = listed(&store).into_iter().map(|one| one.event).collect();
        assert!(
            matches!(&left[..], [Event::MembershipChanged { role: None, .. }, Event::Password]),
            "their own stays: {left:?}"
        );
    }

    fn who_may_write_no_more_hears_only_what_readers_hear(database) {
        let store = database.open();
        begin(&store);
        let head = administrator(&store);
        let maker = organization(&store, "maker");
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        keep(&store, 9, &Event::Expiring { titles: vec![title("Coating")] }, Some(maker));
        let owner = store.read(postings::all).unwrap().remove(0).organization.id;
        let id = reader(&store).1.visitor.person().unwrap().id;
        members::set_role(&site(&store), &head, owner, id, Role::Reader).unwrap();
        let left: Vec<Event> = listed(&store).into_iter().map(|one| one.event).collect();
        assert!(
            matches!(&left[..], [Event::MembershipChanged { .. }, Event::Matches { .. }]),
            "{left:?}"
        );
        let letters = to_reader(digest(&store, morning()));
        assert!(!letters.iter().any(|letter| letter.contains("closes in a few days")), "{letters:?}");
        assert_eq!(letters.len(), 2, "the role, and the match");
    }

    fn who_left_the_staff_hears_no_more_of_the_queue(database) {
        let store = database.open();
        begin(&store);
        let head = site_administrator(&store);
        let id = reader(&store).1.visitor.person().unwrap().id;
        let staff = |staff| {
            let reason = Reason::parse("Because").unwrap();
            people::set_staff(&site(&store), &head, id, staff, &reason).unwrap();
            let told = |one: &Notification| matches!(one.event, Event::Queue { .. } | Event::MailFailed { .. });
            listed(&store).iter().filter(|one| told(one)).count()
        };
        assert_eq!(staff(Some(Staff::Administrator)), 0);
        keep(&store, 1, &Event::Queue { waiting: 3, hours: 5 }, None);
        keep(&store, 2, &Event::MailFailed { given_up: 1, hours: 0 }, None);
        assert_eq!(staff(Some(Staff::Moderator)), 1);
        assert_eq!(staff(None), 0);
        let letters = to_reader(digest(&store, morning()));
        let of_staff = |letter: &&String| letter.contains("moderators") || letter.contains("could not be sent");
        assert_eq!(letters.iter().filter(of_staff).count(), 0, "{letters:?}");
    }

    fn ending_a_topic_stops_the_letters_that_wait(database) {
        let store = database.open();
        waits(&store);
        let (row, _) = reader(&store);
        let token = store.write(|conn| mail_settings::token(conn, row)).unwrap();
        assert!(unsubscribe(&store, &Caller::operator(noon()), &token, Topic::Match).unwrap());
        assert!(digest(&store, morning()).is_empty());
        assert_eq!(told(&store), 2, "on the site it stands");
    }

    fn never_for_one_posting_stops_what_waits_of_it(database) {
        let store = database.open();
        begin(&store);
        let mut second = posting(Kind::Need, "n2", "maker");
        second.posting.title = title("Bond coat for turbine blades");
        import(&store, Vec::new(), vec![second], noon()).unwrap();
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        let first = store.read(postings::all).unwrap().remove(0).record;
        set_posting_pace(&store, &reader(&store).1, first.id, Some(Pace::Never)).unwrap();
        let letters = digest(&store, noon());
        assert_eq!(letters.len(), 1, "the other posting is told of by another letter: {letters:?}");
        assert!(letters[0].contains("Bond coat"), "{}", letters[0]);
        assert!(!letters[0].contains(&first.id.to_string()) , "{}", letters[0]);
    }

    fn what_a_mail_server_is_being_told_is_not_told_twice(database) {
        let store = database.open();
        waits(&store);
        let until = noon() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, noon(), until)).unwrap().unwrap();
        let need = store.read(postings::all).unwrap().remove(0).record.id;
        set_posting_pace(&store, &reader(&store).1, need, Some(Pace::Never)).unwrap();
        assert!(digest(&store, noon()).is_empty());
        assert!(store.write(|conn| outbox::sent(conn, &leased, noon())).unwrap(), "it left");
        assert!(digest(&store, morning()).is_empty());
    }

    fn what_ended_while_it_was_under_way_is_not_tried_again(database) {
        let store = database.open();
        waits(&store);
        let until = noon() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, noon(), until)).unwrap().unwrap();
        let need = store.read(postings::all).unwrap().remove(0).record.id;
        set_posting_pace(&store, &reader(&store).1, need, Some(Pace::Never)).unwrap();
        store.write(|conn| outbox::failed(conn, &leased, "451 later", Some(noon()), noon())).unwrap();
        assert!(digest(&store, noon()).is_empty());
        assert_eq!(waiting(&store), 0);
    }

    fn what_ended_after_it_was_given_up_is_not_tried_anew(database) {
        let store = database.open();
        waits(&store);
        let until = noon() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, noon(), until)).unwrap().unwrap();
        store.write(|conn| outbox::failed(conn, &leased, "550 no", None, noon())).unwrap();
        choose(&store, Schedule::default(), Pace::Never);
        assert!(store.write(|conn| given_up::retry(conn, &leased.letter.key, noon())).unwrap().is_some());
        assert!(digest(&store, noon()).is_empty());
    }

    fn a_posting_s_own_pace_stands_when_the_others_end(database) {
        let store = database.open();
        begin(&store);
        let need = store.read(postings::all).unwrap().remove(0).record.id;
        set_posting_pace(&store, &reader(&store).1, need, Some(Pace::Daily)).unwrap();
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        choose(&store, Schedule::default(), Pace::Never);
        choose(&store, Schedule::default(), Pace::Never);
        assert_eq!(digest(&store, morning()).len(), 1, "it has a pace of its own");
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        set_posting_pace(&store, &reader(&store).1, need, None).unwrap();
        assert!(digest(&store, morning()).is_empty(), "it goes by the others now");
    }

    fn who_leaves_while_scoring_runs_is_told_nothing(database) {
        let store = database.open();
        begin(&store);
        market(&store, &["c1"], noon());
        let (row, _) = reader(&store);
        let maker = organization(&store, "maker");
        let engine = Engine::load(&store, dock::Setting::usual(), &Silent).unwrap();
        let leave = || store.write(|conn| memberships::remove(conn, row, maker)).unwrap();
        dock::rematch(&store, &engine, Some("https://sunmao.example"), noon(), &Meanwhile(&leave, Once::new())).unwrap();
        assert!(store.read(|conn| memberships::role(conn, row, maker)).unwrap().is_none());
        assert!(listed(&store).is_empty());
        assert!(digest(&store, noon()).is_empty());
    }

    fn letters_that_are_late_wait_for_the_end_of_the_night(database) {
        let store = database.open();
        waits(&store);
        let hour = |hour| Hour::new(hour).unwrap();
        // The mail server was away until ten at night in Shanghai.
        let quiet = Schedule { quiet: Quiet { from: hour(22), to: hour(7) }, ..Schedule::default() };
        choose(&store, quiet, Pace::AtOnce);
        let night = noon() + TimeDelta::hours(10);
        assert!(delivered(&store, night).is_empty());
        assert_eq!(delivered(&store, night + TimeDelta::hours(9)).len(), 1);

        choose(&store, quiet, Pace::Daily);
        market(&store, &["c1", "c2", "c3"], noon());
        rematch(&store, noon());
        // Nobody wrote digests until the next night.
        let next = night + TimeDelta::days(1);
        assert!(digest(&store, next).is_empty());
        assert_eq!(digest(&store, next + TimeDelta::hours(9)).len(), 1);
    }

    fn letters_follow_their_reader_to_another_address(database) {
        let store = database.open();
        waits(&store);
        let new = Email::parse("min.zhou@maker.example").unwrap();
        let (row, _) = reader(&store);
        store.write(|conn| accounts::set_email(conn, row, &new)).unwrap();
        let letters = delivered(&store, noon());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("min.zhou@maker.example") && !letters[0].contains(READER), "{}", letters[0]);
    }

    fn who_is_suspended_meanwhile_gets_no_letter(database) {
        let store = database.open();
        waits(&store);
        let (row, _) = reader(&store);
        assert_eq!(waiting(&store), 1);
        store.write(|conn| accounts::set_suspended(conn, row, Some(noon()))).unwrap();
        assert!(digest(&store, morning()).is_empty());
        assert_eq!(waiting(&store), 0);
    }

    fn a_digest_says_how_much_it_leaves_out(database) {
        let store = database.open();
        begin(&store);
        for number in 0..60 {
            let event = Event::Expiring { titles: vec![title(&format!("Coating {number}"))] };
            keep(&store, number, &event, None);
        }
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("Subject: 60 notifications"), "{}", letters[0]);
        assert!(letters[0].contains("10 more notifications"), "{}", letters[0]);
    }

    fn a_letter_tells_of_the_best_postings_and_counts_the_others(database) {
        let store = database.open();
        begin(&store);
        let needs = (0..14).map(|number| {
            let mut need = posting(Kind::Need, &format!("more-{number}"), "maker");
            need.posting.title = title(&format!("Thermal barrier coating for turbine blades {number}"));
            need
        });
        import(&store, Vec::new(), needs.collect(), noon()).unwrap();
        market(&store, &["c1"], noon());
        rematch(&store, noon());
        let at_once = delivered(&store, noon());
        assert_eq!(at_once.len(), 1);
        assert!(at_once[0].contains("Subject: New matches for 15 of your postings"), "{}", at_once[0]);
        assert!(at_once[0].contains("5 more of your postings have new matches"), "{}", at_once[0]);
        choose(&store, Schedule::default(), Pace::Daily);
        market(&store, &["c1", "c2"], noon());
        rematch(&store, noon());
        let daily = digest(&store, morning());
        assert_eq!(daily.len(), 1);
        assert!(daily[0].contains("Subject: New matches for 15 of your postings"), "{}", daily[0]);
    }

    fn what_can_t_be_read_keeps_nobody_from_their_letters(database) {
        let store = database.open();
        begin(&store);
        keep(&store, 1, &Event::Expiring { titles: vec![title("Coating one")] }, None);
        keep(&store, 2, &Event::Expiring { titles: vec![title("Coating two")] }, None);
        database.execute("UPDATE notifications SET event = '{\"event\":\"of-tomorrow\"}' WHERE id = 1");
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1);
        assert!(letters[0].contains("Coating two"), "{}", letters[0]);
        assert_eq!(listed(&store).len(), 1);
        assert!(!digest_next(&site(&store), morning()).unwrap(), "nothing is left to try for ever");
    }

    fn settings_that_can_t_be_read_delay_nobody_else_s_letters(database) {
        let store = database.open();
        join_both(&store);
        database.execute("UPDATE mail_settings SET time_zone = 'Moon/Base'");
        market(&store, &["c1"], noon());
        let other = Event::Expiring { titles: vec![title("Coating")] };
        let (bad, good) = (reader(&store).0, caller(&store, "head@maker.example").0);
        for (number, user) in [(1, bad), (2, good)] {
            let (id, mail) = (NotificationId::from_random(number), ByMail::At(morning()));
            let new = New { id, user, event: &other, organization: None, at: noon(), mail };
            store.write(|conn| notifications::add(conn, &new)).unwrap();
        }
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(letters[0].contains("head@maker.example"));
    }

    fn a_letter_names_those_that_it_follows(database) {
        let store = database.open();
        begin(&store);
        let mut last = String::new();
        for number in 1..=14_u8 {
            // Each day one more, by a letter about the same need.
            let now = noon() + TimeDelta::days(number.into());
            let references: Vec<String> = (1..=number).map(|number| format!("c{number}")).collect();
            market(&store, &references.iter().map(String::as_str).collect::<Vec<_>>(), now);
            rematch(&store, now);
            last = delivered(&store, now).remove(0);
        }
        let mail = mailparse::parse_mail(last.as_bytes()).unwrap();
        let header = |name: &str| mailparse::MailHeaderMap::get_first_value(&mail.headers[..], name).unwrap();
        let references = header("References");
        let named: Vec<&str> = references.split_whitespace().collect();
        assert_eq!(named.len(), 10, "{references}");
        assert_eq!(header("In-Reply-To"), named[9]);
        assert!(named.iter().all(|id| id.starts_with("<new-matches.") && id.ends_with("@sunmao.example>")));
    }

    fn a_letter_that_is_tried_anew_is_tried_for_days_again(database) {
        let store = database.open();
        waits(&store);
        let until = noon() + TimeDelta::minutes(10);
        let leased = store.write(|conn| outbox::lease(conn, noon(), until)).unwrap().unwrap();
        let key = leased.letter.key.clone();
        store.write(|conn| outbox::failed(conn, &leased, "550 no", None, noon())).unwrap();
        let later = noon() + TimeDelta::days(6);
        assert!(store.write(|conn| given_up::retry(conn, &key, later)).unwrap().is_some());
        let again = store.write(|conn| outbox::lease(conn, later, later)).unwrap().unwrap();
        assert_eq!(again.tried_from, None, "as if it had never been tried");
        assert_eq!(again.written_at, noon(), "its date stays");
    }

    fn what_opened_something_is_forgotten_some_time_after_it_was_given_up(database) {
        let store = database.open();
        begin(&store);
        let (row, _) = reader(&store);
        let secret = store.write(|conn| {
            let known = accounts::at(conn, row)?.unwrap();
            let letter = sunmao::domain::Letter {
                key: "reset.1".into(),
                topic: Topic::Account,
                to: known.account.email,
                name: known.account.name,
                subject: "Reset your password".into(),
                text: "https://sunmao.example/en/reset/1234".into(),
                html: "<a href=\"https://sunmao.example/en/reset/1234\">".into(),
                thread: None,
                unsubscribe: None,
                secret: true,
            };
            outbox::hand_over(conn, &letter, Handing::default(), noon())?;
            let leased = outbox::lease(conn, noon(), noon() + TimeDelta::minutes(9))?.unwrap();
            outbox::failed(conn, &leased, "550 no", None, noon())?;
            Ok::<_, StoreError>(letter.key)
        }).unwrap();
        let again = |now: DateTime<Utc>| {
            purge_told(&store, now).unwrap();
            store.read(|conn| given_up::newest(conn, 0, 9)).unwrap().0.remove(0).again
        };
        assert!(again(noon() + TimeDelta::days(13)));
        let late = noon() + TimeDelta::days(15);
        assert!(!again(late));
        assert_eq!(store.write(|conn| given_up::retry(conn, &secret, late)).unwrap(), None, "nothing is left");
        purge_told(&store, noon() + TimeDelta::days(366)).unwrap();
        assert_eq!(store.read(|conn| given_up::newest(conn, 0, 9)).unwrap().1, 0, "old letters are deleted");
    }

    fn what_saved_searches_find_is_capped_like_matches(database) {
        let store = database.open();
        begin(&store);
        set(&store, Setting::MatchCap, 1);
        for query in ["q=coating", "kind=need"] {
            save(&store, query, Pace::AtOnce);
        }
        publish(&store, "fresh");
        let letters: Vec<String> =
            delivered(&store, noon()).into_iter().filter(|letter| letter.contains("your search")).collect();
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(letters[0].contains("Thermal barrier coating"), "it names what was found: {}", letters[0]);
        let later: Vec<String> =
            digest(&store, morning()).into_iter().filter(|letter| letter.contains("your search")).collect();
        assert_eq!(later.len(), 1, "the rest comes with the digest: {later:?}");
    }

    fn what_one_search_found_is_told_as_one_and_ends_with_it(database) {
        let store = database.open();
        begin(&store);
        let id = save(&store, "q=coating", Pace::Daily);
        publish(&store, "one");
        publish(&store, "two");
        let letters = digest(&store, morning());
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert!(letters[0].contains("Subject: 2 new postings for your search"), "{}", letters[0]);
        publish(&store, "three");
        searches::delete(&store, &reader(&store).1, id).unwrap();
        assert!(digest(&store, morning()).is_empty());
        assert_eq!(listed(&store).len(), 3, "it stands on the site");

        let id = save(&store, "q=coating", Pace::Daily);
        publish(&store, "four");
        searches::set_pace(&store, &reader(&store).1, id, Pace::Never).unwrap();
        assert!(digest(&store, morning()).is_empty());
    }

    fn what_a_search_found_and_was_withdrawn_is_not_named(database) {
        let store = database.open();
        begin(&store);
        save(&store, "q=coating", Pace::AtOnce);
        publish(&store, "gone");
        assert_eq!(waiting(&store), 1);
        let mut gone = posting(Kind::Need, "gone", "university");
        gone.state = Some(State::Closed);
        import(&store, Vec::new(), vec![gone], noon()).unwrap();
        assert!(delivered(&store, noon()).is_empty());
        assert!(digest(&store, morning()).is_empty());
    }
}

//! Small corrections that a site lets verified organizations publish at once.

use chrono::Utc;
use sunmao::domain::settings::{Setting, Settings};
use sunmao::domain::verification::Reason;
use sunmao::domain::version::{Closure, Review, VersionState};
use sunmao::domain::{PostingId, State};
use sunmao::flows::review::{self, Choice, WorkSort, case, work};
use sunmao::flows::writing::draft::{Begun, begin_change};
use sunmao::flows::writing::life::close;
use sunmao::flows::writing::{Submitted, TakenBack, history, list, submit, take_back};
use sunmao::flows::{Caller, Site};
use sunmao::store::settings;

use super::super::institution::people::{addressed, moderator, site, take_letters};
use super::{Cast, cast, decide, fill, need, record, submitted};
use crate::support::database::{Database, on_both};

const BEFORE: &str = "Ceramic coating for turbin blades";
const AFTER: &str = "Ceramic coating for turbine blades";

/// A site that lets verified organizations correct 10 characters, with one and what it published.
fn begun(database: &Database) -> (Site, Cast, PostingId) {
    let site = site(database);
    let cast = cast(&site);
    database.execute("UPDATE organizations SET verified = TRUE");
    let all = Settings::default().with(Setting::Correction, 10).unwrap();
    site.store().write(|conn| settings::set(conn, &all)).unwrap();
    let id = submitted(&site, &cast.zhou, cast.organization, BEFORE);
    decide(&site, id, &Review::Publish, State::Published);
    take_letters(site.store());
    (site, cast, id)
}

fn correct(site: &Site, by: &Caller, id: PostingId, title: &str) -> Submitted {
    let begun = begin_change(site.store(), by, id, fill).unwrap();
    let Begun::Done(draft) = begun else { panic!("{begun:?}") };
    submit(site.store(), by, draft, 1, (&need(title)).into()).unwrap()
}

fn title(site: &Site, id: PostingId) -> String {
    record(site, id).posting.title.to_string()
}

fn corrections(site: &Site, moderator: &Caller) -> usize {
    let queue = work(site.store(), moderator, Choice::default(), 1).unwrap();
    queue.counts[&WorkSort::Correction]
}

fn judge(site: &Site, by: &Caller, id: PostingId, review: &Review) {
    let by = Caller { at: Utc::now(), ..by.clone() };
    let number = case(site, &by, id).unwrap().version.number;
    assert_eq!(review::decide(site, &by, id, number, review).unwrap(), review::Decided::Done);
}

on_both! {
    fn a_correction_is_public_at_once_and_looked_at_afterwards(database) {
        let (site, cast, id) = begun(database);
        let moderator = moderator(&site);
        assert_eq!(correct(&site, &cast.zhou, id, AFTER), Submitted::Published(id));
        assert_eq!((title(&site, id).as_str(), record(&site, id).state), (AFTER, State::Published));
        assert_eq!(corrections(&site, &moderator), 1);
        let listed = list(site.store(), &cast.zhou, cast.organization).unwrap();
        assert_eq!((listed.waiting, listed.postings[0].waiting), (0, false), "the author waits for nothing");
        let before = case(&site, &moderator, id).unwrap().before.unwrap();
        assert_eq!(before.posting.title.as_str(), BEFORE);
        assert_eq!(before.texts.len(), 1);

        judge(&site, &moderator, id, &Review::Publish);
        assert_eq!((title(&site, id).as_str(), corrections(&site, &moderator)), (AFTER, 0));
        assert_eq!(addressed(&take_letters(site.store())), [], "nothing changed for anybody");
    }

    fn what_a_moderator_does_not_leave_is_as_it_was(database) {
        let (site, cast, id) = begun(database);
        let moderator = moderator(&site);
        correct(&site, &cast.zhou, id, AFTER);
        // Another slip before anybody looked: both are compared with what was reviewed last.
        assert_eq!(correct(&site, &cast.zhou, id, "Ceramic coating on turbine blades"), Submitted::Published(id));
        assert_eq!(corrections(&site, &moderator), 1);
        assert_eq!(case(&site, &moderator, id).unwrap().before.unwrap().posting.title.as_str(), BEFORE);
        judge(&site, &moderator, id, &Review::AskChanges(Reason::parse("Which blades?").unwrap()));
        assert_eq!((title(&site, id).as_str(), record(&site, id).state), (BEFORE, State::Published));
        let letters = addressed(&take_letters(site.store()));
        assert_eq!(letters.len(), 1, "the author learns why: {letters:?}");
        let states: Vec<VersionState> =
            history(site.store(), &cast.zhou, id).unwrap().versions.iter().map(|one| one.state).collect();
        assert_eq!(
            states,
            [VersionState::ChangesAsked, VersionState::Withdrawn, VersionState::Published]
        );
    }

    fn what_is_taken_back_or_closed_before_a_look_is_as_it_was(database) {
        let (site, cast, id) = begun(database);
        correct(&site, &cast.zhou, id, AFTER);
        let taken = take_back(site.store(), &cast.zhou, id, fill).unwrap();
        assert!(matches!(taken, TakenBack::Done(_)), "{taken:?}");
        assert_eq!((title(&site, id).as_str(), record(&site, id).state), (BEFORE, State::Published));
        correct(&site, &cast.zhou, id, AFTER);
        close(site.store(), &cast.zhou, id, Closure::Filled).unwrap();
        assert_eq!((title(&site, id).as_str(), record(&site, id).state), (BEFORE, State::Closed));
    }

    fn everything_else_waits(database) {
        let (site, cast, id) = begun(database);
        let waits = |change: &str, why: &str| {
            assert_eq!(correct(&site, &cast.zhou, id, change), Submitted::Done(id), "{why}");
            assert_eq!(title(&site, id), BEFORE, "{why}");
            assert_eq!(begin_change(site.store(), &cast.zhou, id, fill).unwrap(), Begun::Waiting);
            take_back(site.store(), &cast.zhou, id, fill).unwrap();
            database.execute("DELETE FROM drafts");
        };
        waits("Polymer films for displays and other things", "it is another posting");
        waits("Ceramic coating for 9 turbin blades", "a figure came");
        database.execute("UPDATE organizations SET verified = FALSE");
        waits(AFTER, "nobody verified them");
        database.execute("UPDATE organizations SET verified = TRUE");
        site.store().write(|conn| settings::set(conn, &Settings::default())).unwrap();
        assert_eq!(correct(&site, &cast.zhou, id, AFTER), Submitted::Done(id), "the site doesn't let it be");
    }
}

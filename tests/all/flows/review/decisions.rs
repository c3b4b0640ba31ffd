//! From the submission of a new posting to what its readers see.

use chrono::{TimeDelta, Utc};
use sunmao::domain::access::Visitor;
use sunmao::domain::audit::Deed;
use sunmao::domain::redaction::Leak;
use sunmao::domain::settings::Settings;
use sunmao::domain::version::{Review, VersionState};
use sunmao::domain::{Kind, State};
use sunmao::flows::dock;
use sunmao::flows::refresh::refresh;
use sunmao::flows::review::{self, Claimed, Decided, Part};
use sunmao::matching::Silent;
use sunmao::store::lives;

use crate::flows::institution::people::{addressed, deeds, resumed, site, take_letters};
use crate::support::database::on_both;

use super::{
    ADMINISTRATOR, EDITOR, content, later, member, moderator, reason, scene, stored, submit, submit_again,
};

const TEXT: &str = "Ceramic thermal barrier coating for turbine blades, sprayed as a suspension.";

on_both! {
    fn what_is_published_is_found_and_all_concerned_are_told(database) {
        let site = site(database);
        let scene = scene(&site);
        member(&site, "reader@lab.example", scene.organization, sunmao::domain::account::Role::Reader);
        let moderator = moderator(&site, "liang");
        let first = submit(&site, scene.organization, EDITOR, &content("Coating for turbine blades", TEXT));
        let second = submit(&site, scene.organization, EDITOR, &content("Polymer for pipes", "Pipes."));
        take_letters(site.store());

        let queue = review::queue(site.store(), &moderator, 1).unwrap();
        let ids: Vec<_> = queue.items.iter().map(|line| line.id).collect();
        assert_eq!((ids, queue.total), (vec![first, second], 2), "oldest first");
        let line = &queue.items[0];
        assert_eq!((line.kind, line.change, line.appeal), (Kind::Need, false, false));
        assert_eq!(line.author.as_ref().map(ToString::to_string).as_deref(), Some("Wu Fang"));

        let begun = moderator.at;
        let done = review::decide(&site, &moderator, first, 1, &Review::Publish).unwrap();
        assert_eq!(done, Decided::Done);
        let record = stored(&site, first);
        assert_eq!((record.state, record.published_at.is_some()), (State::Published, true));
        let life = site.store().read(|conn| {
            let row = sunmao::store::postings::find(conn, first)?.unwrap().row;
            lives::of_posting(conn, row)
        });
        let days = (life.unwrap().unwrap().expires_at - Utc::now()).num_hours();
        assert!((59 * 24..=60 * 24).contains(&days), "{days}");
        let letters = take_letters(site.store());
        let both = [EDITOR, ADMINISTRATOR].map(|to| (to.to_owned(), "posting-reviewed".to_owned()));
        assert_eq!(addressed(&letters), both, "the author and the administrators, nobody else");
        assert!(letters[0].text.contains(&format!("/posts/{first}/history")));
        let deeds = deeds(site.store(), begun);
        assert_eq!(deeds, [(Deed::PostingReviewed, first.to_string(), Some("published".to_owned()))]);
        assert_eq!(review::queue(site.store(), &moderator, 1).unwrap().total, 1);

        // The engine follows.
        refresh(&site, "test", Utc::now(), &Silent).unwrap();
        let found = |id| {
            let engine = site.engine();
            dock::matches(site.store(), &engine, &Visitor::Stranger, id, dock::Choice::default()).is_ok()
        };
        assert!(found(first));
        assert!(!found(second), "what waits isn't read by strangers");
    }

    fn what_is_sent_back_comes_again(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", TEXT));
        take_letters(site.store());
        let asked = Review::AskChanges(reason("Say at which temperature."));
        assert_eq!(review::decide(&site, &moderator, id, 1, &asked).unwrap(), Decided::Done);
        assert_eq!(stored(&site, id).state, State::ChangesAsked);
        let letters = take_letters(site.store());
        assert!(letters.iter().all(|letter| letter.text.contains("Say at which temperature.")));
        assert_eq!(letters.len(), 2);

        let number = submit_again(&site, id, EDITOR, &content("Coating", &format!("{TEXT} At 1,250 °C.")));
        let case = review::case(&site, &moderator, id).unwrap();
        assert_eq!((case.version.number, number), (2, 2));
        let (earlier, by) = &case.earlier[0];
        assert_eq!(earlier.state, VersionState::ChangesAsked);
        assert_eq!(earlier.reason, Some(reason("Say at which temperature.")));
        assert_eq!(by.as_ref().map(|name| name.as_str()), Some("liang"));
        assert_eq!((case.history.changes_asked, case.history.published), (1, 0));
        let before = case.before.unwrap();
        assert!(!before.public);
        assert_eq!(before.texts.iter().map(|text| text.part).collect::<Vec<_>>(), [Part::Description]);

        // A decision is on what was read, not on what came since.
        assert_eq!(review::decide(&site, &moderator, id, 1, &Review::Publish).unwrap(), Decided::NotWaiting);
        assert_eq!(review::decide(&site, &moderator, id, 2, &Review::Publish).unwrap(), Decided::Done);
        assert_eq!(review::decide(&site, &moderator, id, 2, &Review::Publish).unwrap(), Decided::NotWaiting);
        assert_eq!(stored(&site, id).posting, case.version.content);
    }

    fn copies_and_addresses_are_pointed_out(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let text = format!("{TEXT} Burner-rig cycles at 1,250 °C with molten silicate deposits are asked for.");
        let original = submit(&site, scene.organization, EDITOR, &content("Coating for blades", &text));
        // Asked for before the copy is there, so that the fingerprints have to follow.
        let case = review::case(&site, &moderator, original).unwrap();
        assert!(case.checks.alike.is_empty() && case.checks.leaks.is_empty());
        let spam = format!("{text} Write to zhang@agency.example or call 13812345678.");
        let copy = submit(&site, scene.organization, EDITOR, &content("Coating for blades", &spam));
        submit(&site, scene.organization, EDITOR, &content("Medieval poetry", "In libraries of Hangzhou."));
        let checks = review::case(&site, &moderator, copy).unwrap().checks;
        assert_eq!(checks.alike.iter().map(|one| one.id).collect::<Vec<_>>(), [original]);
        assert!(checks.alike[0].own && checks.alike[0].similarity > 0.5);
        let leaks: Vec<_> = checks.leaks.iter().map(|one| (one.part, one.kind, one.text.as_str())).collect();
        assert!(leaks.contains(&(Part::Description, Leak::Email, "zhang@agency.example")), "{leaks:?}");
        assert!(leaks.contains(&(Part::Description, Leak::Phone, "13812345678")), "{leaks:?}");
        assert!(checks.quality.score < 100);
    }

    fn what_is_like_something_refused_is_pointed_out(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let text = format!("{TEXT} Burner-rig cycles at 1,250 °C with molten silicate deposits are asked for.");
        let first = submit(&site, scene.organization, EDITOR, &content("Coating for blades", &text));
        assert!(review::case(&site, &moderator, first).unwrap().checks.refused.is_empty());
        let why = reason("Only an agency.");
        review::decide(&site, &moderator, first, 1, &Review::Refuse(why.clone())).unwrap();
        let own = review::case(&site, &moderator, first).unwrap().checks.refused;
        assert!(own.is_empty(), "it is like itself");

        // By somebody else, under another title; and the same again.
        let again = submit(&site, scene.organization, EDITOR, &content("Blades that last", &text));
        submit_again(&site, first, EDITOR, &content("Coating for blades", &text));
        for (id, same) in [(again, false), (first, true)] {
            let refused = review::case(&site, &moderator, id).unwrap().checks.refused;
            let found: Vec<_> = refused.iter().map(|one| (one.id, one.version.number, one.same)).collect();
            assert_eq!(found, [(first, 1, same)]);
            assert_eq!(refused[0].version.reason, Some(why.clone()));
            assert!(refused[0].similarity > 0.5, "{}", refused[0].similarity);
        }
        let other = submit(&site, scene.organization, EDITOR, &content("Medieval poetry", "In libraries."));
        assert!(review::case(&site, &moderator, other).unwrap().checks.refused.is_empty());
    }

    fn a_claim_keeps_others_away_for_a_while(database) {
        let site = site(database);
        let scene = scene(&site);
        let (liang, he) = (moderator(&site, "liang"), moderator(&site, "he"));
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", TEXT));
        let claimed = review::claim(site.store(), &liang, id).unwrap();
        assert_eq!(claimed, Claimed::Done(liang.at + Settings::default().claim()));
        let Claimed::Taken(claim) = review::claim(site.store(), &he, id).unwrap() else { panic!() };
        assert_eq!((claim.by.as_str(), claim.own), ("liang", false));
        let taken = review::decide(&site, &he, id, 1, &Review::Publish).unwrap();
        assert!(matches!(taken, Decided::Taken(_)), "{taken:?}");
        assert_eq!(stored(&site, id).state, State::InReview);
        let shown = |caller| review::queue(site.store(), caller, 1).unwrap().items[0].claim.clone().unwrap().own;
        assert!(shown(&liang) && !shown(&he));

        // Nobody gives up what is somebody else's.
        review::release(site.store(), &he, id).unwrap();
        assert!(review::case(&site, &he, id).unwrap().claim.is_some());
        review::release(site.store(), &liang, id).unwrap();
        assert!(review::case(&site, &he, id).unwrap().claim.is_none());

        // A claim that ran out is none.
        review::claim(site.store(), &liang, id).unwrap();
        let he = later(&he, Settings::default().claim() + TimeDelta::minutes(1));
        assert!(matches!(review::claim(site.store(), &he, id).unwrap(), Claimed::Done(_)));
        let done = review::decide(&site, &he, id, 1, &Review::Refuse(reason("Advertising."))).unwrap();
        assert_eq!(done, Decided::Done);
        assert_eq!(review::claim(site.store(), &he, id).unwrap(), Claimed::NotWaiting);
    }

    fn who_left_the_organization_is_told_nothing(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", TEXT));
        let editor = resumed(&site, &scene.editor);
        sunmao::flows::institution::members::leave(site.store(), &editor, scene.organization).unwrap();
        take_letters(site.store());
        review::decide(&site, &moderator, id, 1, &Review::Publish).unwrap();
        let told = addressed(&take_letters(site.store()));
        assert_eq!(told, [(ADMINISTRATOR.to_owned(), "posting-reviewed".to_owned())]);
    }
}

//! Changes of what is published, and appeals.

use sunmao::domain::State;
use sunmao::domain::version::{Closure, Review, VersionState};
use sunmao::flows::review::{self, Appealed, Decided, Part, Sort};
use sunmao::store::lives::Life;
use sunmao::store::{lives, organizations, postings, site_state};

use crate::flows::institution::people::{resumed, site, take_letters};
use crate::support::database::on_both;

use super::{EDITOR, content, moderator, reason, scene, stored, submit, submit_again};

on_both! {
    fn a_change_waits_while_the_old_version_stays(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let old = content("Coating for blades", "It survives 1,000 °C.");
        let new = content("Coating for blades", "It survives 1,250 °C.");
        let id = submit(&site, scene.organization, EDITOR, &old);
        review::decide(&site, &moderator, id, 1, &Review::Publish).unwrap();
        let published = stored(&site, id);

        submit_again(&site, id, EDITOR, &new);
        assert!(review::queue(site.store(), &moderator, 1).unwrap().items[0].change);
        let before = review::case(&site, &moderator, id).unwrap().before.unwrap();
        assert!(before.public);
        let [change] = before.texts.as_slice() else { panic!("{:?}", before.texts) };
        let text = |sort| -> String {
            change.segments.iter().filter(|one| one.sort == sort).map(|one| one.text.as_str()).collect()
        };
        assert_eq!(change.part, Part::Description);
        assert_eq!((text(Sort::Deleted).as_str(), text(Sort::Inserted).as_str()), ("1,000", "1,250"));

        // Refused, the old one stays; published, the new one takes its place.
        review::decide(&site, &moderator, id, 2, &Review::Refuse(reason("Not measured."))).unwrap();
        assert_eq!(stored(&site, id), published);
        submit_again(&site, id, EDITOR, &new);
        review::decide(&site, &moderator, id, 3, &Review::Publish).unwrap();
        let changed = stored(&site, id);
        assert_eq!((changed.posting, changed.published_at), (new, published.published_at));
        assert!(changed.updated_at >= published.updated_at);
    }

    fn what_was_closed_meanwhile_stays_closed_unless_its_time_ran_out(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        for (closure, after) in [(Closure::Filled, State::Closed), (Closure::Expired, State::Published)] {
            let id = submit(&site, scene.organization, EDITOR, &content("Coating", "It survives."));
            review::decide(&site, &moderator, id, 1, &Review::Publish).unwrap();
            submit_again(&site, id, EDITOR, &content("Coating", "It survives much."));
            site.store().write(|conn| {
                let mut found = postings::find(conn, id)?.unwrap();
                let (owner, _) = organizations::find(conn, scene.organization)?.unwrap();
                found.record.state = State::Closed;
                let revision = site_state::next_revision(conn)?;
                postings::update(conn, owner, &found.record, revision)?;
                let life = Life { expires_at: moderator.at, reminded: true, closed_as: Some(closure) };
                lives::set(conn, found.row, &life)
            }).unwrap();
            review::decide(&site, &moderator, id, 2, &Review::Publish).unwrap();
            assert_eq!(stored(&site, id).state, after, "{closure:?}");
        }
    }

    fn a_refusal_is_looked_at_once_more_by_somebody_else(database) {
        let site = site(database);
        let scene = scene(&site);
        let (liang, he) = (moderator(&site, "liang"), moderator(&site, "he"));
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", "It survives."));
        let editor = || resumed(&site, &scene.editor);
        let appeal = || review::appeal(site.store(), &editor(), id, &reason("It is no advertising.")).unwrap();
        assert_eq!(appeal(), Appealed::NotRefused);
        review::decide(&site, &liang, id, 1, &Review::Refuse(reason("Advertising."))).unwrap();
        take_letters(site.store());
        assert_eq!(appeal(), Appealed::Done);
        assert_eq!(appeal(), Appealed::NotRefused, "it waits already");
        assert_eq!(stored(&site, id).state, State::InReview);
        let line = &review::queue(site.store(), &he, 1).unwrap().items[0];
        assert!(line.appeal && !line.change);

        assert!(review::case(&site, &liang, id).unwrap().own_refusal);
        let own = review::decide(&site, &liang, id, 2, &Review::Publish).unwrap();
        assert_eq!(own, Decided::OwnRefusal);
        let case = review::case(&site, &he, id).unwrap();
        assert!(!case.own_refusal);
        assert_eq!(case.version.message, Some(reason("It is no advertising.")));
        review::decide(&site, &he, id, 2, &Review::Refuse(reason("It is."))).unwrap();
        assert_eq!(appeal(), Appealed::Again);

        // Something else is another matter.
        submit_again(&site, id, EDITOR, &content("Coating", "Measured in 2025."));
        review::decide(&site, &liang, id, 3, &Review::Refuse(reason("No."))).unwrap();
        assert_eq!(appeal(), Appealed::Done);
        review::decide(&site, &he, id, 4, &Review::Publish).unwrap();
        let case = review::case(&site, &he, id).unwrap();
        assert_eq!((case.version.state, case.history.refused), (VersionState::Published, 3));
        assert_eq!(stored(&site, id).state, State::Published);
    }
}

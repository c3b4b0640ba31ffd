//! Who may not: strangers, members, moderators of their own cause.

use sunmao::domain::account::Role;
use sunmao::domain::version::Review;
use sunmao::domain::{Denial, State};
use sunmao::flows::review;
use sunmao::flows::{Caller, FlowError};
use sunmao::store::{accounts, memberships, organizations};

use crate::flows::institution::people::{email, founded, resumed, sign_up, site, stranger};
use crate::support::database::on_both;

use super::{EDITOR, content, member, moderator, reason, scene, session, stored, submit};

fn denied<T: std::fmt::Debug>(answer: Result<T, FlowError>) -> Option<Denial> {
    match answer {
        Err(FlowError::Denied(denial)) => Some(denial),
        Err(FlowError::NotFound) => None,
        other => panic!("{other:?}"),
    }
}

on_both! {
    fn only_moderators_read_and_decide(database) {
        let site = site(database);
        let scene = scene(&site);
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", "It survives."));
        let own = resumed(&site, &scene.administrator);
        for (caller, denial) in [(stranger(), Denial::SignIn), (own, Denial::Hidden)] {
            let store = site.store();
            assert_eq!(denied(review::queue(store, &caller, 1)), Some(denial));
            assert_eq!(denied(review::case(&site, &caller, id)), Some(denial));
            assert_eq!(denied(review::claim(store, &caller, id)), Some(denial));
            assert_eq!(denied(review::release(store, &caller, id)), Some(denial));
            assert_eq!(denied(review::decide(&site, &caller, id, 1, &Review::Publish)), Some(denial));
        }
        assert_eq!(stored(&site, id).state, State::InReview);
    }

    fn nobody_decides_on_their_own_cause(database) {
        let site = site(database);
        let scene = scene(&site);
        moderator(&site, "liang");
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", "It survives."));
        site.store().write(|conn| {
            let user = accounts::find(conn, &email("liang@sunmao.example"))?.unwrap().row;
            let (row, _) = organizations::find(conn, scene.organization)?.unwrap();
            memberships::add(conn, user, row, Role::Reader)
        }).unwrap();
        let mut liang: Caller = resumed(&site, &session(&site, "liang@sunmao.example"));
        if let sunmao::domain::access::Visitor::Person(person) = &mut liang.visitor {
            person.second_factor = true;
        }
        assert!(review::case(&site, &liang, id).is_ok());
        assert_eq!(denied(review::claim(site.store(), &liang, id)), Some(Denial::Forbidden));
        let decided = review::decide(&site, &liang, id, 1, &Review::Publish);
        assert_eq!(denied(decided), Some(Denial::Forbidden));
        assert_eq!(stored(&site, id).state, State::InReview);
    }

    fn appeals_are_for_those_who_write_for_the_organization(database) {
        let site = site(database);
        let scene = scene(&site);
        let moderator = moderator(&site, "liang");
        let id = submit(&site, scene.organization, EDITOR, &content("Coating", "It survives."));
        review::decide(&site, &moderator, id, 1, &Review::Refuse(reason("Advertising."))).unwrap();
        let reader = member(&site, "reader@lab.example", scene.organization, Role::Reader);
        let outsider = sign_up(&site, "lin@elsewhere.example", "Lin");
        founded(&site, &resumed(&site, &outsider), "Elsewhere");
        let appeal = |caller: &Caller| denied(review::appeal(site.store(), caller, id, &reason("Look again.")));
        assert_eq!(appeal(&stranger()), Some(Denial::SignIn));
        assert_eq!(appeal(&resumed(&site, &outsider)), None, "not even that there is such a posting");
        assert_eq!(appeal(&resumed(&site, &reader)), Some(Denial::Forbidden));
        assert_eq!(stored(&site, id).state, State::Refused);
    }
}

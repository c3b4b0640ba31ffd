use super::readable::by_rule;
use super::*;
use crate::domain::account::{Role, Staff};
use crate::domain::{AccountId, Disclosure, OrganizationId, State};

fn subject(bits: u64) -> Subject {
    Subject { id: OrganizationId::from_random(bits), verified: true, suspended: false }
}

fn person(memberships: &[(u64, Role)], staff: Option<Staff>, second_factor: bool) -> Visitor {
    Visitor::Person(Person {
        id: AccountId::from_random(1),
        staff,
        second_factor,
        memberships: memberships
            .iter()
            .map(|(bits, role)| (OrganizationId::from_random(*bits), *role))
            .collect(),
        verified: false,
    })
}

#[test]
fn a_stranger_reads_only_of_what_is_published_of_an_active_organization() {
    for state in State::ALL {
        for suspended in [false, true] {
            let owner = Subject { suspended, ..subject(1) };
            let (stranger, published) = (Visitor::Stranger, state == State::Published && !suspended);
            let reads = may(&stranger, Action::ReadPosting { state, owner });
            assert_eq!(reads, published, "{state:?} {suspended}");
            for disclosure in Disclosure::ALL {
                let whole = may(&stranger, Action::ReadWhole { state, disclosure, owner });
                let expected = published && disclosure == Disclosure::Public;
                assert_eq!(whole, expected, "{state:?} {disclosure:?} {suspended}");
            }
        }
    }
}

#[test]
fn a_teaser_is_whole_for_verified_organizations_and_a_confidential_posting_for_its_own() {
    let verified = |visitor| match visitor {
        Visitor::Person(person) => Visitor::Person(Person { verified: true, ..person }),
        Visitor::Stranger => Visitor::Stranger,
    };
    let whole = |visitor: &Visitor, disclosure| {
        may(visitor, Action::ReadWhole { state: State::Published, disclosure, owner: subject(1) })
    };
    let other = person(&[(2, Role::Administrator)], None, false);
    let member = person(&[(1, Role::Reader)], None, false);
    for (visitor, teaser, confidential) in [
        (Visitor::Stranger, false, false),
        (other.clone(), false, false),
        (verified(other), true, false),
        (member, true, true),
    ] {
        assert!(whole(&visitor, Disclosure::Public), "{visitor:?}");
        assert_eq!(whole(&visitor, Disclosure::Teaser), teaser, "{visitor:?}");
        assert_eq!(whole(&visitor, Disclosure::Confidential), confidential, "{visitor:?}");
    }
}

#[test]
fn the_condition_for_queries_agrees_with_the_rule() {
    for visitor in [Visitor::Stranger, person(&[(1, Role::Reader)], None, false), person(&[], None, false)] {
        let readable = Readable::by(&visitor);
        for state in State::ALL {
            for suspended in [false, true] {
                let owner = Subject { suspended, ..subject(1) };
                assert_eq!(
                    readable.includes(state, owner),
                    by_rule(&visitor, state, owner),
                    "{visitor:?} {state:?} {suspended}"
                );
            }
        }
    }
}

#[test]
fn a_role_counts_in_its_own_organization_only() {
    let editor = person(&[(1, Role::Editor), (2, Role::Administrator)], None, false);
    assert_eq!(require(&editor, Action::EditOrganization(subject(1))), Err(Denial::Forbidden));
    assert_eq!(require(&editor, Action::EditOrganization(subject(2))), Ok(()));
    assert_eq!(require(&editor, Action::EditOrganization(subject(3))), Err(Denial::Forbidden));
    assert_eq!(require(&editor, Action::ExpressInterest(subject(1))), Ok(()));
    let unverified = Subject { verified: false, ..subject(1) };
    assert_eq!(require(&editor, Action::ExpressInterest(unverified)), Err(Denial::Unverified));
    assert_eq!(require(&editor, Action::PublishUnreviewed(unverified)), Err(Denial::Unverified));
    let suspended = Subject { suspended: true, ..subject(2) };
    assert_eq!(require(&editor, Action::ManageMembers(suspended)), Err(Denial::Suspended));
    assert_eq!(require(&editor, Action::ReadMembers(suspended)), Ok(()));
    assert_eq!(require(&editor, Action::Leave(suspended)), Ok(()));
}

#[test]
fn staff_need_a_second_factor_and_judge_nobody_they_belong_to() {
    let moderator = |second_factor| person(&[(1, Role::Reader)], Some(Staff::Moderator), second_factor);
    assert_eq!(require(&moderator(false), Action::ReadQueue), Err(Denial::SecondFactor));
    assert_eq!(require(&moderator(true), Action::ReadQueue), Ok(()));
    assert_eq!(require(&moderator(true), Action::DecideVerification(subject(2))), Ok(()));
    assert_eq!(require(&moderator(true), Action::DecideVerification(subject(1))), Err(Denial::Forbidden));
    assert_eq!(require(&moderator(true), Action::ReadAudit), Err(Denial::Forbidden));
    let anybody = person(&[(1, Role::Administrator)], None, true);
    assert_eq!(require(&anybody, Action::ReadQueue), Err(Denial::Hidden));
    assert_eq!(require(&Visitor::Stranger, Action::ReadQueue), Err(Denial::SignIn));
}

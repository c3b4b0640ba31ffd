//! What strangers, members of little standing and late comers may not do to an organization.

use chrono::{TimeDelta, Utc};
use sunmao::domain::access::Denial;
use sunmao::domain::account::Role;
use sunmao::domain::credit_code::CreditCode;
use sunmao::domain::password::NewPassword;
use sunmao::domain::person::PersonName;
use sunmao::domain::verification::{Decision, EvidenceFile, Statement};
use sunmao::domain::{Language, OrganizationId};
use sunmao::flows::account::{self, AddressChange};
use sunmao::flows::institution::invitation::{self, Accepted, Invited, Joined};
use sunmao::flows::institution::logo::{self, LogoError};
use sunmao::flows::institution::verification::{self, Asked};
use sunmao::flows::institution::{Founded, found, joining, members, profile, relation};
use sunmao::flows::picture::BadPicture;
use sunmao::flows::{Caller, FlowError, Site};

use super::people::{
    PASSWORD, about, email, founded, link_in, moderator, resumed, sign_up, site, stranger, take_letters,
};
use crate::support::database::on_both;

/// Whether each of these may be done by somebody: read the members, manage them, edit, ask for verification.
fn may(site: &Site, caller: &Caller, id: OrganizationId) -> [Result<(), Option<Denial>>; 4] {
    let store = site.store();
    let statement = Statement::parse("We are who we are.").unwrap();
    let denial = |error: FlowError| match error {
        FlowError::Denied(denial) => Some(denial),
        FlowError::NotFound => None,
        other => panic!("{other:?}"),
    };
    [
        members::list(store, caller, id).map(drop).map_err(denial),
        invitation::invite(site, caller, id, &email("x@y.example"), Role::Reader).map(drop).map_err(denial),
        profile::change(store, caller, id, &about("Mine Now")).map(drop).map_err(denial),
        verification::ask(store, caller, id, &statement, &[]).map(drop).map_err(denial),
    ]
}

/// Has somebody change their address; the token of their session afterwards.
fn moved(site: &Site, token: &str, to: &str) -> String {
    let caller = resumed(site, token);
    account::ask_address(site, &caller, PASSWORD, &email(to)).unwrap();
    let link = link_in(&take_letters(site.store()), to, "/account/email/");
    let session = account::resume(site.store(), token, &stranger()).unwrap().unwrap().session.row;
    match account::change_address(site, &caller, session, &link).unwrap() {
        AddressChange::Done(token) => token.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

on_both! {
    fn roles_reach_as_far_as_they_go(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let lin = sign_up(&site, "lin@elsewhere.example", "Lin");
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        founded(&site, &resumed(&site, &lin), "Elsewhere");
        let forbidden = Err(Some(Denial::Forbidden));
        assert_eq!(may(&site, &stranger(), id), [Err(Some(Denial::SignIn)); 4]);
        assert_eq!(may(&site, &resumed(&site, &lin), id), [forbidden; 4]);
        let lin_id = resumed(&site, &lin).visitor.person().unwrap().id;
        for role in [Role::Reader, Role::Editor] {
            joining::ask(&site, &resumed(&site, &lin), id).unwrap();
            joining::accept(&site, &resumed(&site, &zhou), id, lin_id, role).unwrap();
            assert_eq!(may(&site, &resumed(&site, &lin), id), [Ok(()), forbidden, forbidden, forbidden]);
            let again = joining::ask(&site, &resumed(&site, &lin), id);
            assert!(matches!(again, Err(FlowError::Denied(Denial::Forbidden))), "{again:?}");
            members::leave(store, &resumed(&site, &lin), id).unwrap();
        }
        let nowhere = joining::accept(&site, &resumed(&site, &zhou), id, lin_id, Role::Administrator);
        assert!(matches!(nowhere, Err(FlowError::NotFound)), "who doesn't ask isn't taken in: {nowhere:?}");

        // A suspended organization is read by its members alone, and changed by nobody.
        database.execute(&format!("UPDATE organizations SET suspended = TRUE WHERE public_id = '{id}'"));
        let suspended = Err(Some(Denial::Suspended));
        assert_eq!(may(&site, &resumed(&site, &zhou), id), [Ok(()), suspended, suspended, suspended]);
        assert_eq!(may(&site, &resumed(&site, &lin), id), [Err(None); 4]);
        assert_eq!(may(&site, &stranger(), id), [Err(None); 4]);
        assert!(matches!(relation(store, &stranger(), id), Err(FlowError::NotFound)));
        assert_eq!(members::leave(store, &resumed(&site, &zhou), id).unwrap(), members::Outcome::Done);
    }

    fn an_organization_is_founded_once(database) {
        let site = site(database);
        let (zhou, lin) = (sign_up(&site, "zhou@lab.example", "Zhou"), sign_up(&site, "lin@x.example", "Lin"));
        let mut first = about("Jianan Lab");
        first.credit_code = Some(CreditCode::parse("91350100M000100Y43").unwrap());
        let store = site.store();
        let Founded::Done(id) = found(store, &resumed(&site, &zhou), &first).unwrap() else { panic!() };
        let same_name = about("Jianan Lab");
        let same_code = profile::About { names: about("Other").names, ..first };
        for again in [same_name, same_code] {
            let outcome = found(store, &resumed(&site, &lin), &again).unwrap();
            assert!(matches!(&outcome, Founded::Exists(known) if known.id == id), "{outcome:?}");
        }
        for n in 0..10 {
            founded(&site, &resumed(&site, &lin), &format!("Lab {n}"));
        }
        let eleventh = found(store, &resumed(&site, &lin), &about("Lab 10")).unwrap();
        assert_eq!(eleventh, Founded::TooMany);
        assert!(matches!(found(store, &stranger(), &about("X")), Err(FlowError::Denied(Denial::SignIn))));
    }

    fn an_invitation_is_for_one_address_and_a_while(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou");
        let (lin, wu) = (sign_up(&site, "lin@x.example", "Lin"), sign_up(&site, "wu@x.example", "Wu"));
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        let invite = |address: &str| {
            let outcome = invitation::invite(&site, &resumed(&site, &zhou), id, &email(address), Role::Editor);
            (outcome.unwrap(), take_letters(store))
        };
        assert_eq!(invite("zhou@lab.example").0, Invited::AlreadyMember);
        let first = link_in(&invite("lin@x.example").1, "lin@x.example", "/invitations/");
        let second = link_in(&invite("lin@x.example").1, "lin@x.example", "/invitations/");
        assert!(invitation::look(store, &first, Utc::now()).unwrap().is_none(), "the newer link counts");
        assert!(invitation::look(store, &second, Utc::now()).unwrap().unwrap().has_account());
        let late = Utc::now() + TimeDelta::days(14) + TimeDelta::minutes(1);
        assert!(invitation::look(store, &second, late).unwrap().is_none());

        let accept = |token: &str, link: &str| invitation::accept(store, &resumed(&site, token), link).unwrap();
        assert_eq!(accept(&wu, &second), Accepted::OtherAddress);
        assert_eq!(resumed(&site, &wu).visitor.role_in(id), None);
        let password = NewPassword::parse(PASSWORD, &Default::default()).unwrap();
        let name = PersonName::parse("Lin").unwrap();
        let joined = invitation::join(store, &stranger(), &second, (&name, Language::En), &password).unwrap();
        assert_eq!(joined, Joined::HasAccount, "an account isn't taken over by an invitation");
        assert_eq!(accept(&lin, &second), Accepted::Done(id));
        assert_eq!(resumed(&site, &lin).visitor.role_in(id), Some(Role::Editor));
        assert_eq!(accept(&lin, &second), Accepted::BadLink);

        let withdrawn = link_in(&invite("wu@x.example").1, "wu@x.example", "/invitations/");
        let open = invitation::list(store, &resumed(&site, &zhou), id).unwrap();
        assert_eq!(open.iter().map(|one| one.email.as_str()).collect::<Vec<_>>(), ["wu@x.example"]);
        invitation::withdraw(store, &resumed(&site, &zhou), id, open[0].id).unwrap();
        assert_eq!(accept(&wu, &withdrawn), Accepted::BadLink);
        let other = founded(&site, &resumed(&site, &wu), "Other");
        invite("a@x.example");
        let open = invitation::list(store, &resumed(&site, &zhou), id).unwrap()[0].id;
        let foreign = invitation::withdraw(store, &resumed(&site, &wu), other, open);
        assert!(matches!(foreign, Err(FlowError::NotFound)), "{foreign:?}");
    }

    fn an_invitation_to_a_former_address_is_still_for_its_person(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou");
        let (lin, wu) = (sign_up(&site, "lin@x.example", "Lin"), sign_up(&site, "wu@x.example", "Wu"));
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        let to = email("lin@x.example");
        invitation::invite(&site, &resumed(&site, &zhou), id, &to, Role::Editor).unwrap();
        let link = link_in(&take_letters(store), "lin@x.example", "/invitations/");
        let lin = moved(&site, &lin, "lin@y.example");

        let open = invitation::list(store, &resumed(&site, &zhou), id).unwrap();
        assert_eq!(open[0].email, to, "who invited isn't told the new address");
        let password = NewPassword::parse(PASSWORD, &Default::default()).unwrap();
        let name = PersonName::parse("Lin").unwrap();
        let joined = invitation::join(store, &stranger(), &link, (&name, Language::En), &password).unwrap();
        assert_eq!(joined, Joined::HasAccount);
        let accept = |token: &str| invitation::accept(store, &resumed(&site, token), &link).unwrap();
        assert_eq!(accept(&wu), Accepted::OtherAddress);
        assert_eq!(accept(&lin), Accepted::Done(id));
        assert_eq!(resumed(&site, &lin).visitor.role_in(id), Some(Role::Editor));
        assert_eq!(accept(&lin), Accepted::BadLink, "once");
        assert!(invitation::list(store, &resumed(&site, &zhou), id).unwrap().is_empty());
    }

    fn evidence_is_for_moderators_and_its_own_administrators(database) {
        let site = site(database);
        let store = site.store();
        let (zhou, lin) = (sign_up(&site, "zhou@lab.example", "Zhou"), sign_up(&site, "lin@x.example", "Lin"));
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        let file = EvidenceFile::parse("licence.pdf", b"%PDF-1.7 licence".to_vec()).unwrap();
        let statement = Statement::parse("We are who we are.").unwrap();
        let ask = |files: &[EvidenceFile]| {
            verification::ask(store, &resumed(&site, &zhou), id, &statement, files).unwrap()
        };
        assert_eq!(ask(&vec![file.clone(); 4]), Asked::TooManyFiles);
        let Asked::Done(case) = ask(&[file]) else { panic!() };
        let standing = verification::standing(store, &resumed(&site, &zhou), id).unwrap();
        let evidence = standing.history[0].files[0].id;
        let read = |caller: &Caller| verification::evidence(store, caller, evidence).map(drop);
        assert!(matches!(read(&stranger()), Err(FlowError::Denied(Denial::SignIn))));
        assert!(matches!(read(&resumed(&site, &lin)), Err(FlowError::Denied(Denial::Hidden))));
        for caller in [resumed(&site, &zhou), resumed(&site, &lin)] {
            let decided = verification::decide(&site, &caller, case, &Decision::Verify);
            assert!(matches!(decided, Err(FlowError::Denied(Denial::Hidden))), "{decided:?}");
            assert!(verification::queue(store, &caller, 0, 10).is_err());
            assert!(verification::case(store, &caller, case).is_err());
        }
        // A moderator who belongs to the organization leaves the decision to another.
        let moderator = moderator(&site);
        let own = founded(&site, &moderator, "Own Lab");
        let signed = sunmao::flows::account::sign_in(
            &site, &email("moderator@sunmao.example"), PASSWORD, &stranger(),
        );
        assert!(matches!(signed, Ok(sunmao::flows::account::SignIn::SecondFactor(_))), "{signed:?}");
        let mut member = moderator.clone();
        if let sunmao::domain::access::Visitor::Person(person) = &mut member.visitor {
            person.memberships.push((own, Role::Administrator));
        }
        let Asked::Done(case) = verification::ask(store, &member, own, &statement, &[]).unwrap() else { panic!() };
        let decided = verification::decide(&site, &member, case, &Decision::Verify);
        assert!(matches!(decided, Err(FlowError::Denied(Denial::Forbidden))), "{decided:?}");
    }

    fn a_logo_is_a_picture(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou");
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        let read = || logo::read(store, &stranger().visitor, id);
        assert!(matches!(read(), Err(FlowError::NotFound)));
        let svg = logo::set(store, &resumed(&site, &zhou), id, b"<svg onload=alert(1)/>");
        assert!(matches!(svg, Err(LogoError::Picture(BadPicture::NotAPicture))), "{svg:?}");
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbaImage::new(32, 32).write_to(&mut png, image::ImageFormat::Png).unwrap();
        logo::set(store, &resumed(&site, &zhou), id, png.get_ref()).unwrap();
        assert!(read().unwrap().png.starts_with(b"\x89PNG"));
        assert_eq!(relation(store, &stranger(), id).unwrap().logo, Some(read().unwrap().hash));
        let strange = logo::remove(store, &stranger(), id);
        assert!(matches!(strange, Err(FlowError::Denied(Denial::SignIn))), "{strange:?}");
        logo::remove(store, &resumed(&site, &zhou), id).unwrap();
        assert!(matches!(read(), Err(FlowError::NotFound)));
    }
}

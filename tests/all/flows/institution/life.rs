//! The whole life of an organization, from its founding to the lapse of its verification.

use chrono::Utc;
use sunmao::domain::account::Role;
use sunmao::domain::audit::Deed;
use sunmao::domain::mail_domain::MailDomain;
use sunmao::domain::organization::Names;
use sunmao::domain::password::NewPassword;
use sunmao::domain::person::PersonName;
use sunmao::domain::verification::{Decision, EvidenceFile, Reason, Statement, VerificationState};
use sunmao::domain::{Language, Title, VerificationId};
use sunmao::flows::institution::invitation::{self, Invited, Joined};
use sunmao::flows::institution::members::{self, Outcome};
use sunmao::flows::institution::profile::{self, Changed};
use sunmao::flows::institution::verification::{self, Asked, Decided};
use sunmao::flows::institution::{joining, relation};
use sunmao::flows::read;

use super::people::{
    PASSWORD, about, addressed, deeds, email, founded, link_in, moderator, resumed, sign_up, site, stranger,
    take_letters,
};
use crate::support::database::on_both;

on_both! {
    fn from_founding_to_a_changed_name(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let lin = sign_up(&site, "lin@elsewhere.example", "Lin");
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");

        // A colleague comes by invitation, with a new account.
        let invited = invitation::invite(
            &site, &resumed(&site, &zhou), id, &email("wu@lab.example"), Role::Editor,
        );
        assert_eq!(invited.unwrap(), Invited::Done);
        let letters = take_letters(store);
        assert_eq!(addressed(&letters), [("wu@lab.example".into(), "invitation".into())]);
        assert!(letters[0].secret);
        let link = link_in(&letters, "wu@lab.example", "/invitations/");
        let offer = invitation::look(store, &link, Utc::now()).unwrap().unwrap();
        assert_eq!((offer.organization.id, offer.role, offer.has_account()), (id, Role::Editor, false));
        let password = NewPassword::parse(PASSWORD, &Default::default()).unwrap();
        let name = PersonName::parse("吴芳").unwrap();
        let joined = invitation::join(store, &stranger(), &link, (&name, Language::Zh), &password).unwrap();
        let Joined::Done(joined, wu) = joined else { panic!("{joined:?}") };
        let wu = wu.as_str().to_owned();
        assert_eq!((joined, resumed(&site, &wu).visitor.role_in(id)), (id, Some(Role::Editor)));
        assert!(invitation::look(store, &link, Utc::now()).unwrap().is_none(), "a link works once");

        // Another asks, is accepted, and promoted.
        assert_eq!(joining::ask(&site, &resumed(&site, &lin), id).unwrap(), joining::Asked::Done);
        assert_eq!(joining::ask(&site, &resumed(&site, &lin), id).unwrap(), joining::Asked::Done);
        assert!(relation(store, &resumed(&site, &lin), id).unwrap().asked_to_join);
        let told = addressed(&take_letters(store));
        assert_eq!(told, [("zhou@lab.example".into(), "join-asked".into())], "told once, administrators only");
        let asking = joining::list(store, &resumed(&site, &zhou), id).unwrap();
        let lin_id = asking[0].id;
        joining::accept(&site, &resumed(&site, &zhou), id, lin_id, Role::Reader).unwrap();
        assert_eq!(resumed(&site, &lin).visitor.role_in(id), Some(Role::Reader));
        assert!(joining::list(store, &resumed(&site, &zhou), id).unwrap().is_empty());

        // The last administrator stays, until there is another.
        let zhou_id = resumed(&site, &zhou).visitor.person().unwrap().id;
        let leave = |token: &str| members::leave(store, &resumed(&site, token), id).unwrap();
        let set_role = |token: &str, who, role| {
            members::set_role(&site, &resumed(&site, token), id, who, role).unwrap()
        };
        assert_eq!(leave(&zhou), Outcome::LastAdministrator);
        assert_eq!(set_role(&zhou, zhou_id, Role::Editor), Outcome::LastAdministrator);
        let remove = members::remove(&site, &resumed(&site, &zhou), id, zhou_id).unwrap();
        assert_eq!(remove, Outcome::LastAdministrator);
        assert_eq!(set_role(&zhou, lin_id, Role::Administrator), Outcome::Done);
        let told = addressed(&take_letters(store));
        let to_lin = |kind: &str| ("lin@elsewhere.example".to_owned(), kind.to_owned());
        assert_eq!(told, [to_lin("join-decided"), to_lin("membership")]);
        assert_eq!(set_role(&lin, zhou_id, Role::Editor), Outcome::Done);
        assert_eq!(set_role(&lin, zhou_id, Role::Administrator), Outcome::Done);
        take_letters(store);

        // The verification is sent back once.
        let moderator = moderator(&site);
        let ask = |files: &[EvidenceFile]| {
            let statement = Statement::parse("We are who we are.").unwrap();
            verification::ask(store, &resumed(&site, &zhou), id, &statement, files).unwrap()
        };
        let case = waiting(&ask(&[]));
        assert_eq!(ask(&[]), Asked::Waiting);
        let (queue, count) = verification::queue(store, &moderator, 0, 10).unwrap();
        assert_eq!((queue[0].id, count), (case, 1));
        let renamed = profile::change(store, &resumed(&site, &zhou), id, &about("Another Lab")).unwrap();
        assert_eq!(renamed, Changed::UnderReview, "what is being judged stays as it is");
        let reason = Reason::parse("The licence is missing.").unwrap();
        let sent_back = Decision::SendBack(reason.clone());
        assert_eq!(verification::decide(&site, &moderator, case, &sent_back).unwrap(), Decided::Done);
        assert_eq!(verification::decide(&site, &moderator, case, &Decision::Verify).unwrap(), Decided::NotWaiting);
        let letters = take_letters(store);
        let both = ["lin@elsewhere.example", "zhou@lab.example"];
        assert_eq!(addressed(&letters), both.map(|to| (to.to_owned(), "verification".to_owned())));
        assert!(letters.iter().all(|letter| letter.text.contains("The licence is missing.")));
        let standing = verification::standing(store, &resumed(&site, &zhou), id).unwrap();
        assert_eq!(standing.history[0].state, VerificationState::SentBack);
        assert_eq!(standing.history[0].reason, Some(reason));

        // Asked again with a file, it is verified, and its domain with it.
        let file = EvidenceFile::parse("licence.pdf", b"%PDF-1.7 licence".to_vec()).unwrap();
        let case = waiting(&ask(std::slice::from_ref(&file)));
        let shown = verification::case(store, &moderator, case).unwrap();
        let line = &shown.verification.files[0];
        assert_eq!((line.name.as_str(), line.size), ("licence.pdf", file.content.len()));
        assert_eq!(shown.earlier.len(), 1);
        assert!(shown.asked_by.unwrap().in_named_domain);
        assert_eq!(verification::evidence(store, &moderator, line.id).unwrap(), file);
        assert_eq!(verification::evidence(store, &resumed(&site, &zhou), line.id).unwrap(), file);
        let in_domain = || -> Vec<(String, bool)> {
            let list = members::list(store, &resumed(&site, &wu), id).unwrap().members;
            list.iter().map(|member| (member.account.email.to_string(), member.in_domain)).collect()
        };
        assert!(in_domain().iter().all(|(_, confirmed)| !confirmed));
        assert_eq!(verification::decide(&site, &moderator, case, &Decision::Verify).unwrap(), Decided::Done);
        assert_eq!(verification::queue(store, &moderator, 0, 10).unwrap().1, 0);
        let mut confirmed = in_domain();
        confirmed.sort();
        let expected = [
            ("lin@elsewhere.example", false), ("wu@lab.example", true), ("zhou@lab.example", true),
        ];
        assert_eq!(confirmed, expected.map(|(address, confirmed)| (address.to_owned(), confirmed)));
        let verified = || read::organization(store, &stranger().visitor, id).unwrap().organization.verified;
        assert!(verified());
        assert_eq!(ask(&[]), Asked::Verified);

        // A longer description changes nothing; another name does.
        let mut changed = about("Jianan Lab");
        changed.mail_domains.push(MailDomain::parse("branch.example").unwrap());
        let done = profile::change(store, &resumed(&site, &zhou), id, &changed).unwrap();
        assert_eq!((done, verified()), (Changed::Done { lapsed: false }, true));
        let domains = profile::read(store, &resumed(&site, &zhou), id).unwrap().domains;
        let domains: Vec<_> = domains.iter().map(|(domain, confirmed)| (domain.as_str(), *confirmed)).collect();
        assert_eq!(domains, [("branch.example", false), ("lab.example", true)]);
        let before = Utc::now();
        changed.names = Names::new(Some(Title::parse("Jiangnan Lab").unwrap()), None).unwrap();
        let done = profile::change(store, &resumed(&site, &zhou), id, &changed).unwrap();
        assert_eq!((done, verified()), (Changed::Done { lapsed: true }, false));
        assert_eq!(deeds(store, before), [
            (Deed::OrganizationChanged, id.to_string(), Some("names".to_owned())),
            (Deed::VerificationLapsed, id.to_string(), None),
        ]);

        // With another administrator there, one may go; the others are told nothing of it.
        take_letters(store);
        assert_eq!(leave(&zhou), Outcome::Done);
        assert_eq!(resumed(&site, &zhou).visitor.role_in(id), None);
        assert!(take_letters(store).is_empty());
    }

    fn the_audit_trail_tells_it_in_codes(database) {
        let site = site(database);
        let store = site.store();
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let lin = sign_up(&site, "lin@elsewhere.example", "Lin");
        let person = |token: &str| resumed(&site, token).visitor.person().unwrap().id;
        let since = Utc::now();
        let id = founded(&site, &resumed(&site, &zhou), "Jianan Lab");
        let admin = || resumed(&site, &zhou);
        invitation::invite(&site, &admin(), id, &email("wu@lab.example"), Role::Editor).unwrap();
        let invited = invitation::list(store, &admin(), id).unwrap()[0].id;
        invitation::withdraw(store, &admin(), id, invited).unwrap();
        joining::ask(&site, &resumed(&site, &lin), id).unwrap();
        joining::refuse(&site, &admin(), id, person(&lin)).unwrap();
        joining::ask(&site, &resumed(&site, &lin), id).unwrap();
        joining::accept(&site, &admin(), id, person(&lin), Role::Reader).unwrap();
        members::set_role(&site, &admin(), id, person(&lin), Role::Editor).unwrap();
        members::remove(&site, &admin(), id, person(&lin)).unwrap();
        let (zhou, lin) = (person(&zhou).to_string(), person(&lin).to_string());
        let organization = id.to_string();
        assert_eq!(deeds(store, since), [
            (Deed::OrganizationFounded, organization.clone(), Some("university".to_owned())),
            (Deed::MemberAdded, zhou, Some(format!("{id} administrator"))),
            (Deed::MemberInvited, organization.clone(), Some(format!("{invited} editor"))),
            (Deed::InvitationWithdrawn, organization, None),
            (Deed::JoinRefused, lin.clone(), None),
            (Deed::MemberAdded, lin.clone(), Some(format!("{id} reader"))),
            (Deed::RoleChanged, lin.clone(), Some(format!("{id} editor"))),
            (Deed::MemberRemoved, lin, None),
        ]);
        let told = addressed(&take_letters(store));
        let count = |kind: &str| told.iter().filter(|(_, one)| one == kind).count();
        // Who asks a second time on one day isn't told of again.
        assert_eq!(["join-asked", "join-decided", "membership"].map(count), [1, 2, 2], "{told:?}");
    }
}

fn waiting(asked: &Asked) -> VerificationId {
    match asked {
        Asked::Done(id) => *id,
        other => panic!("{other:?}"),
    }
}

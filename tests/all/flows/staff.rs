//! What the site's staff do: people, organizations, and the audit trail.

mod codes;
mod mail;
mod organizations;
mod people;
mod trail;
mod weights;

use chrono::Utc;
use sunmao::domain::access::Denial;
use sunmao::domain::account::{Account, Staff};
use sunmao::domain::verification::{Reason, Statement};
use sunmao::domain::{AccountId, Language, Title};
use sunmao::flows::account::{self, SignIn};
use sunmao::flows::institution::verification;
use sunmao::flows::staff;
use sunmao::flows::staff::trail::ExportFormat;
use sunmao::flows::{Caller, FlowError, Site};
use sunmao::store::accounts;
use sunmao::store::audit::Filter;

use super::institution::people::{
    PASSWORD, deeds, email, founded, resumed, sign_up, site, stranger, take_letters,
};
use crate::support::database::on_both;

/// The secret of a second factor, which nobody is asked for here.
const SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

fn reason(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

/// Somebody on the staff who is signed in.
fn staff(site: &Site, address: &str, staff: Staff, second_factor: bool) -> Caller {
    let name = Title::parse(address.split('@').next().unwrap()).unwrap();
    let account = Account { email: email(address), name, language: Language::En };
    account::create_staff(site.store(), &account, PASSWORD, staff, Utc::now()).unwrap();
    let SignIn::Done(token) = account::sign_in(site, &account.email, PASSWORD, &stranger()).unwrap() else {
        panic!("{address} can't sign in")
    };
    if second_factor {
        let set = |conn: &mut _| {
            let known = accounts::find(conn, &account.email)?.unwrap();
            accounts::set_totp(conn, known.row, Some((SECRET, 1)))
        };
        site.store().write(set).unwrap();
    }
    resumed(site, token.as_str())
}

fn administrator(site: &Site) -> Caller {
    staff(site, "admin@sunmao.example", Staff::Administrator, true)
}

/// The same person, some time later.
fn now(caller: &Caller) -> Caller {
    Caller { at: Utc::now(), ..caller.clone() }
}

fn id_of(caller: &Caller) -> AccountId {
    caller.visitor.person().unwrap().id
}

/// What keeps somebody from each of these: the queue, the register of either kind; suspending a person, an
/// organization; appointing; the trail, its export.
fn denials(
    site: &Site,
    caller: &Caller,
    person: AccountId,
    organization: sunmao::domain::OrganizationId,
) -> [Option<Denial>; 10] {
    fn of<T>(done: Result<T, FlowError>) -> Option<Denial> {
        match done {
            Ok(_) => None,
            Err(FlowError::Denied(denial)) => Some(denial),
            Err(other) => panic!("{other:?}"),
        }
    }
    let (store, why, all) = (site.store(), reason("Why not"), Filter::default());
    [
        of(staff::overview(store, caller)),
        of(staff::people::search(store, caller, "", false, 1)),
        of(staff::people::read(store, caller, person)),
        of(staff::organizations::read(store, caller, organization)),
        of(staff::people::suspend(site, caller, person, &why)),
        of(staff::people::restore(site, caller, person, &why)),
        of(staff::people::set_staff(site, caller, person, Some(Staff::Administrator), &why)),
        of(staff::organizations::suspend(site, caller, organization, &why)),
        of(staff::trail::list(store, caller, &all, 1)),
        of(staff::trail::export(store, caller, &all, ExportFormat::Csv)),
    ]
}

on_both! {
    fn who_is_not_staff_finds_nothing_and_moderators_only_look(database) {
        let site = site(database);
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let zhou = resumed(&site, &zhou);
        let lab = founded(&site, &zhou, "Jianan Lab");
        let lin = resumed(&site, &sign_up(&site, "lin@x.example", "Lin"));
        let bare = staff(&site, "bare@sunmao.example", Staff::Administrator, false);
        let moderator = staff(&site, "moderator@sunmao.example", Staff::Moderator, true);
        take_letters(site.store());
        let since = Utc::now();

        let denied = |caller: &Caller| denials(&site, caller, id_of(&zhou), lab);
        assert_eq!(denied(&stranger()), [Some(Denial::SignIn); 10]);
        assert_eq!(denied(&lin), [Some(Denial::Hidden); 10]);
        assert_eq!(denied(&zhou), [Some(Denial::Hidden); 10]);
        assert_eq!(denied(&bare), [Some(Denial::SecondFactor); 10]);
        let no = Some(Denial::Forbidden);
        assert_eq!(denied(&moderator), [None, None, None, None, no, no, no, no, no, no]);

        assert_eq!(deeds(site.store(), since), [], "nothing was done");
        assert!(take_letters(site.store()).is_empty());
        // What a moderator sees of a person holds nothing of the trail.
        let file = staff::people::read(site.store(), &moderator, id_of(&zhou)).unwrap();
        assert!(file.recent.is_none());
        assert!(staff::organizations::read(site.store(), &moderator, lab).unwrap().recent.is_none());
    }

    fn the_front_page_names_what_has_waited_longest(database) {
        let site = site(database);
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou Min");
        let moderator = staff(&site, "moderator@sunmao.example", Staff::Moderator, true);
        let mut labs = Vec::new();
        for n in 0..6 {
            let id = founded(&site, &resumed(&site, &zhou), &format!("Lab {n}"));
            let statement = Statement::parse("We are who we are.").unwrap();
            verification::ask(site.store(), &resumed(&site, &zhou), id, &statement, &[]).unwrap();
            labs.push(id);
        }
        let overview = staff::overview(site.store(), &moderator).unwrap();
        assert_eq!(overview.waiting, 6);
        let longest: Vec<_> = overview.longest.iter().map(|line| line.organization.id).collect();
        assert_eq!(longest, labs[..5]);
        let queue = staff::queue(site.store(), &moderator, 9).unwrap();
        assert_eq!((queue.items.len(), queue.total, queue.page, queue.pages), (6, 6, 1, 1));
    }
}

//! Suspending and restoring organizations: what they posted leaves the public pages at once.

use chrono::Utc;
use sunmao::domain::access::Visitor;
use sunmao::domain::account::{Account, Role};
use sunmao::domain::audit::Deed;
use sunmao::domain::{Kind, Language, OrganizationId, PostingId, Title};
use sunmao::flows::account;
use sunmao::flows::browse::{Query, browse};
use sunmao::flows::export::export;
use sunmao::flows::import::import;
use sunmao::flows::refresh::refresh;
use sunmao::flows::sitemap::{Entry, sitemap};
use sunmao::flows::staff::organizations::{Outcome, Which, read, restore, search, suspend};
use sunmao::flows::{FlowError, Site, dock, read as pages};
use sunmao::matching::Silent;

use super::super::institution::people::{
    PASSWORD, addressed, deeds, email, founded, resumed, sign_up, site, stranger, take_letters,
};
use super::{administrator, id_of, now, reason};
use crate::support::database::on_both;
use crate::support::sample;

const STRANGER: Visitor = Visitor::Stranger;

/// A need of one organization and two capabilities of others, matched.
struct Market {
    owner: OrganizationId,
    need: PostingId,
    capability: PostingId,
}

fn market(site: &Site) -> Market {
    let postings = vec![
        sample::posting(Kind::Need, "n", "acme", "Ceramic coating for turbine blades"),
        sample::posting(Kind::Capability, "c", "lab", "Ceramic coatings of turbine blades"),
        sample::posting(Kind::Capability, "d", "other", "Ceramic coatings of turbines and blades"),
    ];
    let organizations = ["acme", "lab", "other"].map(sample::organization).to_vec();
    import(site.store(), organizations, postings, Utc::now()).unwrap();
    refresh(site, "test", Utc::now(), &Silent).unwrap();
    let all = export(site.store()).unwrap();
    Market { owner: all.organizations[0].id, need: all.postings[0].id, capability: all.postings[1].id }
}

/// In how many places strangers meet the need: its page, its organization's page, browsing and searching,
/// the matches and the nearest of a counterpart, the pair, the front page, the sitemap.
fn met(site: &Site, market: &Market) -> [usize; 9] {
    let Market { owner, need, capability } = *market;
    let (store, engine) = (site.store(), site.engine());
    let found = |text: &str| {
        let query = Query { text: text.to_owned(), ..Query::default() };
        let results = browse(store, &engine, &STRANGER, &query).unwrap();
        results.items.iter().filter(|item| item.view.record.id == need).count()
    };
    let docking = dock::matches(store, &engine, &STRANGER, capability, dock::Choice::default()).unwrap();
    let near = docking.nearest.iter().filter(|near| near.docked.counterpart.record.id == need);
    let entries = sitemap(store, 1).unwrap().entries;
    let listed = [Entry::Posting(need), Entry::Organization(owner)];
    [
        usize::from(is_there(pages::posting(store, &STRANGER, need))),
        usize::from(is_there(pages::organization(store, &STRANGER, owner))),
        found(""),
        found("turbine"),
        docking.matches.iter().filter(|docked| docked.counterpart.record.id == need).count() + near.count(),
        usize::from(is_there(dock::pair(store, &engine, &STRANGER, need, capability))),
        usize::from(is_there(dock::matches(store, &engine, &STRANGER, need, dock::Choice::default()))),
        pages::overview(store, &STRANGER, 9).unwrap().needs,
        entries.iter().filter(|(entry, _)| listed.contains(entry)).count(),
    ]
}

fn is_there<T: std::fmt::Debug>(page: Result<T, FlowError>) -> bool {
    match page {
        Ok(_) => true,
        Err(FlowError::NotFound) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// Somebody with a role in an organization.
fn member(site: &Site, address: &str, organization: OrganizationId, role: Role) {
    let name = Title::parse("Member").unwrap();
    let account = Account { email: email(address), name, language: Language::Zh };
    account::create(site.store(), &account, PASSWORD, organization, role, Utc::now()).unwrap();
}

on_both! {
    fn what_a_suspended_organization_posted_goes_at_once_and_comes_back(database) {
        let site = site(database);
        let market = market(&site);
        let admin = administrator(&site);
        let everywhere = [1, 1, 1, 1, 1, 1, 1, 1, 2];
        assert_eq!(met(&site, &market), everywhere);
        let matches = |owner| {
            let engine = site.engine();
            dock::matches(site.store(), &engine, &STRANGER, owner, dock::Choice::default()).unwrap().total
        };
        assert_eq!(matches(market.need), 2);
        let turn = || refresh(&site, "test", Utc::now(), &Silent).unwrap();

        // The engine still knows it, and nobody notices.
        suspend(&site, &admin, market.owner, &reason("It isn’t theirs.")).unwrap();
        assert_eq!(met(&site, &market), [0; 9]);
        restore(&site, &admin, market.owner, &reason("It is.")).unwrap();
        assert_eq!(met(&site, &market), everywhere);

        // And so after the engine has followed.
        suspend(&site, &admin, market.owner, &reason("It isn’t, after all.")).unwrap();
        assert!(turn().engine && turn() == Default::default());
        assert_eq!(met(&site, &market), [0; 9]);
        let results = browse(site.store(), &site.engine(), &STRANGER, &Query::default()).unwrap();
        assert_eq!((results.total, results.items.len()), (2, 2));
        restore(&site, &admin, market.owner, &reason("Settled.")).unwrap();
        turn();
        assert_eq!(met(&site, &market), everywhere);
        assert_eq!(matches(market.need), 2);
    }

    fn its_administrators_are_told_and_its_members_still_read_it(database) {
        let site = site(database);
        let store = site.store();
        let market = market(&site);
        let admin = administrator(&site);
        member(&site, "boss@acme.example", market.owner, Role::Administrator);
        member(&site, "editor@acme.example", market.owner, Role::Editor);
        let since = Utc::now();
        let outcome = |done: Result<Outcome, FlowError>| done.unwrap();
        let why = reason("It isn’t theirs.");
        assert_eq!(outcome(suspend(&site, &now(&admin), market.owner, &why)), Outcome::Done);
        let letters = take_letters(store);
        let told = |letters: &[_]| addressed(letters);
        let boss = ("boss@acme.example".to_owned(), "organization-suspended".to_owned());
        assert_eq!(told(&letters), std::slice::from_ref(&boss));
        assert!(letters[0].subject.contains("停用") && letters[0].text.contains(why.as_str()));
        assert_eq!(outcome(suspend(&site, &now(&admin), market.owner, &why)), Outcome::Unchanged);
        assert!(take_letters(store).is_empty());

        let signed = account::sign_in(&site, &email("editor@acme.example"), PASSWORD, &stranger()).unwrap();
        let account::SignIn::Done(token) = signed else { panic!("{signed:?}") };
        let editor = resumed(&site, token.as_str());
        assert!(is_there(pages::posting(store, &editor.visitor, market.need)));
        assert!(is_there(pages::organization(store, &editor.visitor, market.owner)));
        assert!(is_there(pages::organization(store, &admin.visitor, market.owner)), "staff look at it");

        assert_eq!(outcome(restore(&site, &now(&admin), market.owner, &reason("Settled."))), Outcome::Done);
        let letters = take_letters(store);
        assert_eq!(told(&letters), [boss]);
        assert!(letters[0].subject.contains("恢复"), "{}", letters[0].subject);
        let by_admin: Vec<_> = deeds(store, since)
            .into_iter()
            .filter(|(_, object, _)| *object == market.owner.to_string())
            .map(|(deed, ..)| deed)
            .collect();
        assert_eq!(by_admin, [Deed::OrganizationSuspended, Deed::OrganizationRestored]);
        let nothing = suspend(&site, &now(&admin), "O-000000".parse().unwrap(), &why);
        assert!(matches!(nothing, Err(FlowError::NotFound)), "{nothing:?}");
    }

    fn organizations_are_found_by_name_identifier_and_state(database) {
        let site = site(database);
        let admin = administrator(&site);
        let zhou = sign_up(&site, "zhou@lab.example", "Zhou");
        let first = founded(&site, &resumed(&site, &zhou), "Jianan Lab 100%");
        let second = founded(&site, &resumed(&site, &zhou), "Qinling Institute");
        let found = |text: &str, which| {
            let listed = search(site.store(), &admin, text, which, 1).unwrap();
            assert_eq!(listed.total, listed.items.len());
            listed.items.iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(found("", Which::All), [second, first]);
        for text in ["jianan", "LAB", "100%", "lab 1", &first.to_string().to_lowercase()] {
            assert_eq!(found(text, Which::All), [first], "{text}");
        }
        assert!(found("1%0", Which::All).is_empty() && found("_", Which::All).is_empty());
        assert_eq!(found("", Which::Unverified), [second, first]);
        assert_eq!(found("", Which::Suspended), []);
        suspend(&site, &now(&admin), first, &reason("Why not")).unwrap();
        assert_eq!(found("", Which::Suspended), [first]);
        assert_eq!(found("Qinling", Which::Suspended), []);
        database.execute(&format!("UPDATE organizations SET verified = TRUE WHERE public_id = '{second}'"));
        assert_eq!(found("", Which::Unverified), [first]);

        let file = read(site.store(), &admin, first).unwrap();
        let members: Vec<_> = file.members.iter().map(|member| (member.id, member.role)).collect();
        assert_eq!(members, [(id_of(&resumed(&site, &zhou)), Role::Administrator)]);
        assert_eq!(file.recent.unwrap().entries[0].deed, Deed::OrganizationSuspended);
    }
}

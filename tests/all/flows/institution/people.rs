//! People, and what they did and were sent, for the tests of organizations.

use std::net::{IpAddr, Ipv4Addr};

use chrono::{DateTime, TimeDelta, Utc};
use sunmao::domain::access::Visitor;
use sunmao::domain::account::{Account, Email, Staff};
use sunmao::domain::audit::Deed;
use sunmao::domain::mail_domain::MailDomain;
use sunmao::domain::organization::Names;
use sunmao::domain::password::NewPassword;
use sunmao::domain::{Language, Letter, OrganizationId, OrganizationKind, Title};
use sunmao::flows::account::{self, Confirmation, SignUp};
use sunmao::flows::institution::{About, Founded, found};
use sunmao::flows::{Caller, Site};
use sunmao::matching::Silent;
use sunmao::store::audit::Filter;
use sunmao::store::{Store, accounts, audit, outbox};

use crate::support::database::Database;

/// What everybody in these tests signs in with.
pub const PASSWORD: &str = "correct horse battery";

/// A site with an address, so that it writes letters.
pub fn site(database: &Database) -> Site {
    Site::open(database.open(), &Silent).unwrap().at("https://sunmao.example")
}

/// Somebody who isn't signed in.
pub fn stranger() -> Caller {
    let address = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7)));
    Caller { visitor: Visitor::Stranger, address, agent: "test".to_owned(), at: Utc::now() }
}

pub fn email(address: &str) -> Email {
    Email::parse(address).unwrap()
}

/// The person of a session's token, as of now.
pub fn resumed(site: &Site, token: &str) -> Caller {
    let signed = account::resume(site.store(), token, &stranger()).unwrap().unwrap();
    Caller { visitor: signed.visitor, ..stranger() }
}

/// Somebody who has signed up; the token of their session.
pub fn sign_up(site: &Site, address: &str, name: &str) -> String {
    let account =
        Account { email: email(address), name: Title::parse(name).unwrap(), language: Language::En };
    let password = NewPassword::parse(PASSWORD, &Default::default()).unwrap();
    account::sign_up(site, &SignUp { account, password }, Utc::now()).unwrap();
    assert!(account::answer_next(site, Utc::now()).unwrap());
    let link = link_in(&take_letters(site.store()), address, "/sign-up/");
    match account::confirm(site.store(), &link, PASSWORD, &stranger()).unwrap() {
        Confirmation::Done(token) => token.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A moderator with a second factor.
pub fn moderator(site: &Site) -> Caller {
    let account = Account {
        email: email("moderator@sunmao.example"),
        name: Title::parse("Moderator").unwrap(),
        language: Language::Zh,
    };
    account::create_staff(site.store(), &account, PASSWORD, Staff::Moderator, Utc::now()).unwrap();
    let signed = account::sign_in(site, &account.email, PASSWORD, &stranger()).unwrap();
    let account::SignIn::Done(token) = signed else { panic!("{signed:?}") };
    site.store()
        .write(|conn| {
            let known = accounts::find(conn, &account.email)?.unwrap();
            accounts::set_totp(conn, known.row, Some(("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", 1)))
        })
        .unwrap();
    resumed(site, token.as_str())
}

/// What an organization with this name says of itself.
pub fn about(name: &str) -> About {
    About {
        kind: OrganizationKind::University,
        names: Names::new(Some(Title::parse(name).unwrap()), None).unwrap(),
        credit_code: None,
        region: None,
        industries: Vec::new(),
        disciplines: Vec::new(),
        size: None,
        website: None,
        mail_domains: vec![MailDomain::parse("lab.example").unwrap()],
        description_en: None,
        description_zh: None,
    }
}

/// Founds an organization with this name.
pub fn founded(site: &Site, caller: &Caller, name: &str) -> OrganizationId {
    match found(site.store(), caller, &about(name)).unwrap() {
        Founded::Done(id) => id,
        other => panic!("{other:?}"),
    }
}

/// The letters that were written since the last time.
pub fn take_letters(store: &Store) -> Vec<Letter> {
    let later = Utc::now() + TimeDelta::days(365);
    let next = || store.write(|conn| outbox::lease(conn, Utc::now(), later)).unwrap();
    std::iter::from_fn(next).map(|leased| leased.letter).collect()
}

/// To whom these letters go, and what kinds of letters they are.
pub fn addressed(letters: &[Letter]) -> Vec<(String, String)> {
    let kind = |letter: &Letter| letter.key.split('.').next().unwrap().to_owned();
    let mut all: Vec<_> = letters.iter().map(|letter| (letter.to.to_string(), kind(letter))).collect();
    all.sort();
    all
}

/// The token in a letter to this address, after this part of its link.
pub fn link_in(letters: &[Letter], address: &str, before: &str) -> String {
    let text = &letters.iter().rev().find(|letter| letter.to.as_str() == address).unwrap().text;
    text.split_once(before).unwrap().1.chars().take_while(char::is_ascii_hexdigit).collect()
}

/// The deeds in the audit trail since a moment, oldest first, with objects and what they became.
pub fn deeds(store: &Store, since: DateTime<Utc>) -> Vec<(Deed, String, Option<String>)> {
    let filter = Filter { from: Some(since), ..Filter::default() };
    let entries = store.read(|conn| audit::find(conn, &filter, 0, 1000)).unwrap();
    entries.into_iter().rev().map(|entry| (entry.deed, entry.object, entry.after)).collect()
}

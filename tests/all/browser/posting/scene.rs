//! Who takes part: an organization with somebody who writes for it, and two moderators.

use chrono::Utc;
use sunmao::domain::account::{Account, Email, Role, Staff};
use sunmao::domain::{Description, Kind, Language, Title};
use sunmao::flows::account::{create, create_staff};
use sunmao::flows::import::import;
use sunmao::store::{Store, accounts};

use crate::browser::authenticator::Authenticator;
use crate::browser::journey::{Journey, Person, SEND};
use crate::support::people::SECRET;
use crate::support::sample;

/// Pages that other journeys look at.
const ELSEWHERE: [&str; 4] = ["account-of-member", "account-of-staff", "second-step", "posting"];

/// The organization's identifier.
pub(super) const ORGANIZATION: &str = "O-000001";

/// Everybody.
pub(super) struct Scene {
    pub(super) editor: Person,
    pub(super) liang: Moderator,
    pub(super) he: Moderator,
}

/// Somebody on the staff, with an app for the second factor.
pub(super) struct Moderator {
    pub(super) person: Person,
    pub(super) app: Authenticator,
}

impl Scene {
    /// Brings everybody onto the site, and signs the editor in.
    pub(super) fn set(j: &mut Journey) -> Self {
        j.leave_out(&ELSEWHERE);
        let store = j.database().open();
        organizations(&store);
        let language = j.say(Language::En, Language::Zh);
        let editor = j.person("Zhou Min", "zhou.min@hengyuan.example");
        let account = account(&editor, language);
        create(&store, &account, editor.password, ORGANIZATION.parse().unwrap(), Role::Editor, Utc::now())
            .unwrap();
        let liang = moderator(j, &store, "Liang Yu", "liang@site.example");
        let he = moderator(j, &store, "He Jing", "he@site.example");
        sign_in(j, &editor, "account-of-member");
        Self { editor, liang, he }
    }
}

/// A verified organization that writes, and another with a capability that fits what it writes.
fn organizations(store: &Store) {
    let mut writing = sample::organization("Hengyuan Bearings");
    writing.id = ORGANIZATION.parse().ok();
    writing.verified = Some(true);
    let title = "Ceramic coating for turbine blades 涡轮叶片陶瓷涂层";
    let mut capability = sample::posting(Kind::Capability, "c", "lab", title);
    capability.posting.description = Description::parse("Sprayed on blades of turbines. 喷涂涡轮叶片。").ok();
    import(store, vec![writing, sample::organization("lab")], vec![capability], Utc::now()).unwrap();
}

fn account(person: &Person, language: Language) -> Account {
    Account { email: Email::parse(person.email).unwrap(), name: Title::parse(person.name).unwrap(), language }
}

fn moderator(j: &mut Journey, store: &Store, name: &'static str, email: &'static str) -> Moderator {
    let person = j.person(name, email);
    let account = account(&person, j.say(Language::En, Language::Zh));
    create_staff(store, &account, person.password, Staff::Moderator, Utc::now()).unwrap();
    store
        .write(|conn| {
            let known = accounts::find(conn, &account.email)?.unwrap();
            accounts::set_totp(conn, known.row, Some((SECRET, 1)))
        })
        .unwrap();
    Moderator { person, app: Authenticator::new(SECRET) }
}

/// Fills in the form of signing in, which leads to `after`.
pub(super) fn sign_in(j: &mut Journey, person: &Person, after: &str) {
    j.browser.turn_to(&person.tab);
    j.open("/sign-in", "sign-in", 200);
    j.fill(&[("email", person.email), ("password", person.password)]);
    j.click(SEND, after, 200);
}

/// The title of a posting as a stranger reads it.
pub(super) fn public_title(j: &mut Journey, id: &str) -> String {
    j.device();
    j.open(&format!("/postings/{id}"), "posting", 200);
    j.text("h1")
}

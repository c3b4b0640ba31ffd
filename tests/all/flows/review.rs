//! Moderation of postings: what waits, what there is to decide by, and what follows from a decision.

mod changes;
mod decisions;
mod refusals;
mod waiting;

use chrono::{TimeDelta, Utc};
use sunmao::domain::access::Visitor;
use sunmao::domain::account::{Account, Role, Staff};
use sunmao::domain::verification::Reason;
use sunmao::domain::{Description, Kind, Language, OrganizationId, Posting, PostingId, Record, State, Title};
use sunmao::flows::{Caller, Site, account};
use sunmao::store::versions::NewVersion;
use sunmao::store::{accounts, organizations, postings, site_state, versions};

use super::institution::people::{PASSWORD, email, founded, resumed, sign_up, stranger};

/// A site with an organization, its administrator and an editor.
struct Scene {
    organization: OrganizationId,
    /// Tokens of sessions.
    administrator: String,
    editor: String,
}

const ADMINISTRATOR: &str = "zhou@lab.example";
const EDITOR: &str = "wu@lab.example";

fn scene(site: &Site) -> Scene {
    let administrator = sign_up(site, ADMINISTRATOR, "Zhou Min");
    let organization = founded(site, &resumed(site, &administrator), "Jianan Lab");
    let editor = member(site, EDITOR, organization, Role::Editor);
    Scene { organization, administrator, editor }
}

/// Somebody who acts for an organization; the token of their session.
fn member(site: &Site, address: &str, organization: OrganizationId, role: Role) -> String {
    let person = person(address, "Wu Fang");
    account::create(site.store(), &person, PASSWORD, organization, role, Utc::now()).unwrap();
    session(site, address)
}

fn person(address: &str, name: &str) -> Account {
    Account { email: email(address), name: Title::parse(name).unwrap(), language: Language::En }
}

fn session(site: &Site, address: &str) -> String {
    match account::sign_in(site, &email(address), PASSWORD, &stranger()).unwrap() {
        account::SignIn::Done(token) => token.as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

/// A moderator of this name.
fn moderator(site: &Site, name: &str) -> Caller {
    let person = person(&format!("{name}@sunmao.example"), name);
    account::create_staff(site.store(), &person, PASSWORD, Staff::Moderator, Utc::now()).unwrap();
    let token = session(site, person.email.as_str());
    let mut caller = resumed(site, &token);
    if let Visitor::Person(own) = &mut caller.visitor {
        own.second_factor = true;
    }
    caller
}

/// The same caller, later.
fn later(caller: &Caller, by: TimeDelta) -> Caller {
    Caller { at: caller.at + by, ..caller.clone() }
}

fn reason(text: &str) -> Reason {
    Reason::parse(text).unwrap()
}

/// What an organization has to say.
fn content(title: &str, text: &str) -> Posting {
    let mut posting = Posting::bare(Kind::Need, Title::parse(title).unwrap(), Language::En);
    posting.description = Description::parse(text).ok();
    posting
}

/// Submits a new posting, as the person with this address.
fn submit(site: &Site, organization: OrganizationId, address: &str, content: &Posting) -> PostingId {
    let id = PostingId::from_random(content.kind(), rand::random());
    site.store()
        .write(|conn| {
            let (owner, _) = organizations::find(conn, organization)?.unwrap();
            let record = Record {
                id,
                reference: None,
                organization,
                state: State::InReview,
                published_at: None,
                updated_at: Utc::now(),
                posting: content.clone(),
            };
            let revision = site_state::next_revision(conn)?;
            postings::insert(conn, owner, &record, revision)?;
            site_state::postings_changed(conn)
        })
        .unwrap();
    submit_again(site, id, address, content);
    id
}

/// Submits another version; its number.
fn submit_again(site: &Site, id: PostingId, address: &str, content: &Posting) -> i64 {
    site.store()
        .write(|conn| {
            let posting = postings::find(conn, id)?.unwrap().row;
            let author = accounts::find(conn, &email(address))?.unwrap().row;
            let at = Utc::now();
            versions::insert(
                conn,
                &NewVersion {
                    posting,
                    author,
                    content,
                    attachments: &[],
                    message: None,
                    appeal: false,
                    replaced: None,
                    at,
                },
            )
        })
        .unwrap()
}

/// Where a posting stands, and what its row says.
fn stored(site: &Site, id: PostingId) -> Record {
    site.store().read(|conn| postings::find(conn, id)).unwrap().unwrap().record
}

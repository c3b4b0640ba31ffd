//! Writing postings: drafts, what is submitted, and how long it is open.

mod bulk;
mod closing;
mod correcting;
mod drafts;
mod kept;

mod submitting;

use std::collections::BTreeMap;

use chrono::Utc;
use sunmao::domain::account::Role;
use sunmao::domain::version::Review;
use sunmao::domain::{Kind, Language, OrganizationId, Posting, PostingId, Record, State, Title};
use sunmao::flows::writing::draft::{Begun, begin};
use sunmao::flows::writing::{Submitted, submit};
use sunmao::flows::{Caller, Site, account};
use sunmao::store::drafts::Fields;
use sunmao::store::lives::Life;
use sunmao::store::{accounts, lives, organizations, postings, site_state, versions};

use super::institution::people::{founded, resumed, sign_up};

/// Two editors of one organization, and somebody of another.
struct Cast {
    organization: OrganizationId,
    zhou: Caller,
    wu: Caller,
    outsider: Caller,
}

fn cast(site: &Site) -> Cast {
    let zhou = sign_up(site, "zhou@lab.example", "Zhou Min");
    let outsider = sign_up(site, "out@elsewhere.example", "Out");
    let organization = founded(site, &resumed(site, &zhou), "Jianan Lab");
    founded(site, &resumed(site, &outsider), "Elsewhere");
    let account = account_of("wu@lab.example");
    let password = super::institution::people::PASSWORD;
    account::create(site.store(), &account, password, organization, Role::Editor, Utc::now()).unwrap();
    let signed = account::sign_in(site, &account.email, password, &super::institution::people::stranger());
    let account::SignIn::Done(wu) = signed.unwrap() else { panic!("not signed in") };
    Cast {
        organization,
        zhou: resumed(site, &zhou),
        wu: resumed(site, wu.as_str()),
        outsider: resumed(site, &outsider),
    }
}

fn account_of(email: &str) -> sunmao::domain::account::Account {
    sunmao::domain::account::Account {
        email: super::institution::people::email(email),
        name: Title::parse("Wu Fang").unwrap(),
        language: Language::Zh,
    }
}

fn fields(title: &str) -> Fields {
    BTreeMap::from([("title".to_owned(), vec![title.to_owned()])])
}

/// How these tests fill a draft.
fn fill(posting: &Posting) -> Fields {
    fields(posting.title.as_str())
}

fn need(title: &str) -> Posting {
    Posting::bare(Kind::Need, Title::parse(title).unwrap(), Language::En)
}

/// Submits something new.
fn submitted(site: &Site, caller: &Caller, organization: OrganizationId, title: &str) -> PostingId {
    let begun = begin(site.store(), caller, organization, Kind::Need, &fields(title)).unwrap();
    let Begun::Done(draft) = begun else { panic!("{begun:?}") };
    match submit(site.store(), caller, draft, 1, (&need(title)).into()).unwrap() {
        Submitted::Done(id) => id,
        other => panic!("{other:?}"),
    }
}

/// Has a moderator decide on what waits of a posting.
fn decide(site: &Site, id: PostingId, review: &Review, state: State) {
    let now = Utc::now();
    site.store()
        .write(|conn| {
            let stored = postings::find(conn, id)?.unwrap();
            let version = versions::newest(conn, stored.row)?.unwrap();
            let somebody = accounts::find(conn, &account_of("wu@lab.example").email)?.unwrap();
            versions::decide(conn, version.row, review, somebody.row, now)?;
            let published_at = (state == State::Published).then_some(now);
            let posting = if *review == Review::Publish { version.content } else { stored.record.posting };
            let record = Record { state, published_at, posting, ..stored.record };
            let revision = site_state::next_revision(conn)?;
            let (owner, _) = organizations::find(conn, stored.organization.id)?.unwrap();
            postings::update(conn, owner, &record, revision)?;
            if state == State::Published {
                let expires_at = now + chrono::TimeDelta::days(60);
                lives::set(conn, stored.row, &Life { expires_at, reminded: false, closed_as: None })?;
            }
            site_state::postings_changed(conn)
        })
        .unwrap();
}

/// A posting as it stands.
fn record(site: &Site, id: PostingId) -> Record {
    site.store().read(|conn| postings::find(conn, id)).unwrap().unwrap().record
}

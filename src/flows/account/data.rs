//! What the site holds on a person: to read, to take along, and to delete.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::access::Action;
use crate::domain::account::Role;
use crate::domain::audit::{Deed, Entry};
use crate::domain::{Event, Schedule, Topic};
use crate::flows::caller::{Caller, Note};
use crate::flows::{FlowError, Site, letters};
use crate::store::accounts::Known;
use crate::store::audit::Filter;
use crate::store::{
    AnyConnection, Store, accounts, audit, invitations, joins, mail_settings, memberships, notifications,
    registrations, saved_searches, sessions, unreachable, written,
};

use super::mail::paces;
use super::password::{self, Verified};

/// Entries of the audit trail that an export holds at most, of those by the person and those about them.
const MOST_ENTRIES: usize = 10_000;

/// What came of deleting an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone.
    Done,
    /// The password is another.
    WrongPassword,
    /// These organizations have other members, but no other administrator: someone else must become one.
    LastAdministratorOf(Vec<String>),
    /// Nobody else administers the site.
    LastOfSite,
}

#[derive(Serialize)]
struct Held {
    account: HeldAccount,
    organizations: Vec<HeldMembership>,
    requests_to_join: Vec<HeldMembership>,
    invitations: Vec<HeldMembership>,
    sessions: Vec<HeldSession>,
    saved_searches: Vec<HeldSearch>,
    letters: Vec<HeldLetter>,
    mail_settings: HeldMailSettings,
    notifications: Vec<HeldNotification>,
    audit_trail: Vec<HeldEntry>,
}

#[derive(Serialize)]
struct HeldAccount {
    id: String,
    email: String,
    name: String,
    language: &'static str,
    created_at: DateTime<Utc>,
    staff: Option<&'static str>,
    second_factor: bool,
    recovery_codes_left: usize,
    address_refused: Option<HeldRefusal>,
}

/// What a mail server said when it refused the address.
#[derive(Serialize)]
struct HeldRefusal {
    at: DateTime<Utc>,
    reason: String,
}

#[derive(Serialize)]
struct HeldMembership {
    organization: String,
    name: String,
    role: Option<&'static str>,
}

#[derive(Serialize)]
struct HeldSession {
    id: String,
    began_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    address: String,
    browser: String,
}

#[derive(Serialize)]
struct HeldSearch {
    id: String,
    name: String,
    query: String,
    pace: &'static str,
    saved_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct HeldLetter {
    subject: String,
    written_at: DateTime<Utc>,
    sent_at: Option<DateTime<Utc>>,
}

#[derive(Serialize)]
struct HeldMailSettings {
    time_zone: &'static str,
    digest_hour: u8,
    quiet_hours: [u8; 2],
    paces: BTreeMap<&'static str, &'static str>,
    postings: BTreeMap<String, &'static str>,
}

#[derive(Serialize)]
struct HeldNotification {
    at: DateTime<Utc>,
    read_at: Option<DateTime<Utc>>,
    #[serde(flatten)]
    event: Event,
}

#[derive(Serialize)]
struct HeldEntry {
    at: DateTime<Utc>,
    action: &'static str,
    by_you: bool,
    object: String,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
    address: Option<String>,
}

/// All that is held on the caller, as JSON.
///
/// # Errors
/// [`FlowError`].
pub fn export(store: &Store, caller: &Caller) -> Result<String, FlowError> {
    caller.require(Action::UseAccount)?;
    let held = store.write(|conn| {
        let known = caller.account(conn)?;
        caller.record(conn, Deed::DataExported, known.id, Note::default())?;
        held(conn, &known)
    })?;
    serde_json::to_string_pretty(&held).map_err(FlowError::Json)
}

fn held(conn: &mut AnyConnection, known: &Known) -> Result<Held, FlowError> {
    let language = known.account.language;
    let named = |organization: &crate::domain::Organization, role: Option<Role>| HeldMembership {
        organization: organization.id.to_string(),
        name: organization.names.best(language).0.to_string(),
        role: role.map(Role::code),
    };
    let by = audit::find(conn, &Filter { actor: Some(known.id), ..Filter::default() }, 0, MOST_ENTRIES)?;
    let about = Filter { object: Some(known.id.to_string()), ..Filter::default() };
    let about = audit::find(conn, &about, 0, MOST_ENTRIES)?;
    let others = about.into_iter().filter(|entry| entry.actor != Some(known.id));
    let mut entries: Vec<HeldEntry> = by.into_iter().map(|entry| HeldEntry::new(entry, true)).collect();
    entries.extend(others.map(|entry| HeldEntry::new(entry, false)));
    Ok(Held {
        account: HeldAccount {
            id: known.id.to_string(),
            email: known.account.email.to_string(),
            name: known.account.name.to_string(),
            language: language.code(),
            created_at: known.created_at,
            staff: known.staff.map(|staff| staff.code()),
            second_factor: known.totp_secret.is_some(),
            recovery_codes_left: accounts::count_recovery_codes(conn, known.row)?,
            address_refused: unreachable::find(conn, &known.account.email)?
                .map(|refused| HeldRefusal { at: refused.at, reason: refused.reason }),
        },
        organizations: memberships::of_user(conn, known.row)?
            .iter()
            .map(|one| named(&one.organization, Some(one.role)))
            .collect(),
        requests_to_join: joins::of_user(conn, known.row)?
            .iter()
            .map(|organization| named(organization, None))
            .collect(),
        invitations: invitations::of_account(conn, known.row, &known.account.email)?
            .iter()
            .map(|(organization, role)| named(organization, Some(*role)))
            .collect(),
        sessions: sessions::of_user(conn, known.row)?
            .into_iter()
            .map(|session| HeldSession {
                id: session.id.to_string(),
                began_at: session.created_at,
                last_used_at: session.seen_at,
                address: session.address,
                browser: session.agent,
            })
            .collect(),
        saved_searches: saved_searches::of_user(conn, known.row)?
            .into_iter()
            .map(|search| HeldSearch {
                id: search.id.to_string(),
                name: search.name.to_string(),
                query: search.query.to_string(),
                pace: search.pace.code(),
                saved_at: search.saved_at,
            })
            .collect(),
        letters: written::of_recipient(conn, &known.account.email)?
            .into_iter()
            .map(|letter| HeldLetter {
                subject: letter.subject,
                written_at: letter.written_at,
                sent_at: letter.sent_at,
            })
            .collect(),
        mail_settings: held_mail_settings(conn, known)?,
        notifications: notifications::of_user(conn, known.row, 0, MOST_ENTRIES)?
            .0
            .into_iter()
            .map(|told| HeldNotification { at: told.at, read_at: told.read_at, event: told.event })
            .collect(),
        audit_trail: entries,
    })
}

fn held_mail_settings(conn: &mut AnyConnection, known: &Known) -> Result<HeldMailSettings, FlowError> {
    let Schedule { zone, digest, quiet } = mail_settings::schedule(conn, known.row)?;
    let topics: Vec<Topic> = Topic::with_paces().collect();
    let paces = paces(conn, known.row, &topics)?.into_iter();
    let postings = mail_settings::posting_paces_of(conn, known.row)?.into_iter();
    Ok(HeldMailSettings {
        time_zone: zone.name(),
        digest_hour: digest.get(),
        quiet_hours: [quiet.from.get(), quiet.to.get()],
        paces: paces.map(|(topic, pace)| (topic.code(), pace.code())).collect(),
        postings: postings.map(|(id, _, pace)| (id.to_string(), pace.code())).collect(),
    })
}

impl HeldEntry {
    /// What somebody else did is told without from where they did it.
    fn new(entry: Entry, by_you: bool) -> Self {
        Self {
            at: entry.at,
            action: entry.deed.code(),
            by_you,
            object: entry.object,
            before: entry.before,
            after: entry.after,
            reason: entry.reason,
            address: entry.address.filter(|_| by_you).map(|address| address.to_string()),
        }
    }
}

/// Deletes the caller's account, by who knows the password. Entries of the audit trail and what the
/// organizations posted stay; nothing in them tells who it was. A last letter says so.
///
/// # Errors
/// [`FlowError`].
pub fn delete(site: &Site, caller: &Caller, present: &str) -> Result<Deleted, FlowError> {
    caller.require(Action::UseAccount)?;
    let store = site.store();
    let kept = store.read(|conn| caller.account(conn))?;
    if password::verify(present, Some(&kept.password_hash)) == Verified::Wrong {
        return Ok(Deleted::WrongPassword);
    }
    store.write(|conn| {
        let known = caller.account(conn)?;
        if known.staff == Some(crate::domain::account::Staff::Administrator)
            && !accounts::has_other_administrator(conn, known.row)?
        {
            return Ok(Deleted::LastOfSite);
        }
        let stuck = left_alone(conn, &known)?;
        if !stuck.is_empty() {
            return Ok(Deleted::LastAdministratorOf(stuck));
        }
        caller.record(conn, Deed::AccountDeleted, known.id, Note::default())?;
        audit::forget_origins(conn, known.id)?;
        written::delete_of_recipient(conn, &known.account.email)?;
        unreachable::clear(conn, &known.account.email)?;
        registrations::delete_of(conn, &known.account.email)?;
        invitations::delete_of_email(conn, &known.account.email)?;
        accounts::delete(conn, known.row)?;
        letters::send(conn, site, None, caller.at, |address| {
            letters::account_deleted(address, &known.account)
        })?;
        Ok(Deleted::Done)
    })
}

/// The organizations that would have members but no administrator without this person.
fn left_alone(conn: &mut AnyConnection, known: &Known) -> Result<Vec<String>, FlowError> {
    let mut found = Vec::new();
    for own in memberships::of_user(conn, known.row)? {
        let members = memberships::of_organization(conn, own.row)?;
        let others = || members.iter().filter(|(member, _)| member.row != known.row);
        let led = others().any(|(_, role)| *role == Role::Administrator);
        if others().next().is_some() && !led {
            found.push(own.organization.names.best(known.account.language).0.to_string());
        }
    }
    Ok(found)
}

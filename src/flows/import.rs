//! Bringing organizations and postings from files into the store.

use std::convert::Infallible;

use chrono::{DateTime, SubsecRound, Utc};

use crate::domain::{Language, Organization, OrganizationId, PostingId, Record, State};
use crate::exchange::record::{OrganizationRecord, PostingRecord};
use crate::store::site_state::Revision;
use crate::store::{AnyConnection, RowId, Store, StoreError, organizations, postings, site_state};

use super::{FlowError, free_id};

/// What an import did, or would do: one outcome for each entry, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// What became of the organizations.
    pub organizations: Vec<Outcome>,
    /// What became of the postings.
    pub postings: Vec<Outcome>,
}

/// What became of one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was known and changed.
    Changed,
    /// It is as it was.
    Unchanged,
    /// It was left out.
    Refused(Refusal),
}

/// Why an entry was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The posting doesn't name its organization.
    NoOrganization,
    /// Neither the file nor the store has the posting's organization.
    UnknownOrganization,
    /// Several organizations have the name.
    AmbiguousOrganization,
    /// The identifier is a need's and the posting a capability, or the other way round.
    KindOfId,
    /// The identifier names one entry and the reference another.
    TwoEntries,
}

/// Why one entry is not imported: for its own sake, or because the store failed.
enum Stop {
    Refused(Refusal),
    Failed(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

/// Brings the entries into the store in one transaction. An entry whose identifier or reference is
/// known is changed in its place, and so is an organization that has neither, but a known name;
/// what is new gets an identifier. A posting that has neither is new each time. Entries that can't
/// be kept are left out and told. A new posting whose state isn't stated is published.
///
/// # Errors
/// [`FlowError::Store`]; nothing is imported then.
pub fn import(
    store: &Store,
    organizations: Vec<OrganizationRecord>,
    postings: Vec<PostingRecord>,
    now: DateTime<Utc>,
) -> Result<Imported, FlowError> {
    Ok(store.write(|conn| import_all(conn, organizations, postings, now))?)
}

/// Finds out what [`import`] would do; the database stays as it is.
///
/// # Errors
/// [`FlowError::Store`].
pub fn try_import(
    store: &Store,
    organizations: Vec<OrganizationRecord>,
    postings: Vec<PostingRecord>,
    now: DateTime<Utc>,
) -> Result<Imported, FlowError> {
    // Only what returns an error is undone.
    let work = |conn: &mut AnyConnection| -> Result<Infallible, Undone> {
        Err(Undone::Tried(import_all(conn, organizations, postings, now)?))
    };
    match store.write(work) {
        Err(Undone::Tried(imported)) => Ok(imported),
        Err(Undone::Failed(error)) => Err(error.into()),
    }
}

/// Why a transaction is undone.
enum Undone {
    Tried(Imported),
    Failed(StoreError),
}

impl From<StoreError> for Undone {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

fn import_all(
    conn: &mut AnyConnection,
    organizations: Vec<OrganizationRecord>,
    postings: Vec<PostingRecord>,
    now: DateTime<Utc>,
) -> Result<Imported, StoreError> {
    let mut imported = Imported::default();
    let revision = site_state::next_revision(conn)?;
    for organization in organizations {
        imported.organizations.push(outcome(import_organization(conn, organization, revision))?);
    }
    for posting in postings {
        imported.postings.push(outcome(import_posting(conn, posting, now, revision))?);
    }
    let mut outcomes = imported.organizations.iter().chain(&imported.postings);
    if outcomes.any(|outcome| matches!(outcome, Outcome::Added | Outcome::Changed)) {
        site_state::postings_changed(conn)?;
    }
    Ok(imported)
}

/// A refused entry is an outcome of its own; only the store's failure ends the import.
fn outcome(result: Result<Outcome, Stop>) -> Result<Outcome, StoreError> {
    match result {
        Ok(outcome) => Ok(outcome),
        Err(Stop::Refused(refusal)) => Ok(Outcome::Refused(refusal)),
        Err(Stop::Failed(error)) => Err(error),
    }
}

fn import_organization(
    conn: &mut AnyConnection,
    incoming: OrganizationRecord,
    revision: Revision,
) -> Result<Outcome, Stop> {
    let Some((row, known)) = known_organization(conn, &incoming)? else {
        let id = match incoming.id {
            Some(id) => id,
            None => free_id(conn, OrganizationId::from_random, organizations::find)?,
        };
        organizations::insert(conn, &organization(incoming, id), revision)?;
        return Ok(Outcome::Added);
    };
    let states_verified = incoming.verified.is_some();
    let mut changed = organization(incoming, known.id);
    changed.reference = changed.reference.or_else(|| known.reference.clone());
    // What files don't tell stays.
    if !states_verified {
        changed.verified = known.verified;
    }
    changed.credit_code.clone_from(&known.credit_code);
    (changed.size, changed.suspended) = (known.size, known.suspended);
    if changed == known {
        return Ok(Outcome::Unchanged);
    }
    organizations::update(conn, row, &changed, revision)?;
    Ok(Outcome::Changed)
}

/// The organization that an entry of a file means.
fn known_organization(
    conn: &mut AnyConnection,
    incoming: &OrganizationRecord,
) -> Result<Option<(RowId, Organization)>, Stop> {
    let by_id = match incoming.id {
        Some(id) => organizations::find(conn, id)?,
        None => None,
    };
    let by_reference = match &incoming.reference {
        Some(reference) => organizations::find_by_reference(conn, reference)?,
        None => None,
    };
    match (by_id, by_reference) {
        (Some((a, _)), Some((b, _))) if a != b => Err(Stop::Refused(Refusal::TwoEntries)),
        (None, None) if incoming.id.is_none() && incoming.reference.is_none() => {
            let (name, _) = incoming.names.best(Language::En);
            let mut named = organizations::find_by_name(conn, name.as_str())?;
            match named.len() {
                0 | 1 => Ok(named.pop()),
                _ => Err(Stop::Refused(Refusal::AmbiguousOrganization)),
            }
        }
        (by_id, by_reference) => Ok(by_id.or(by_reference)),
    }
}

fn organization(incoming: OrganizationRecord, id: OrganizationId) -> Organization {
    Organization {
        id,
        reference: incoming.reference,
        kind: incoming.kind,
        names: incoming.names,
        region: incoming.region,
        industries: incoming.industries,
        disciplines: incoming.disciplines,
        website: incoming.website,
        description_en: incoming.description_en,
        description_zh: incoming.description_zh,
        verified: incoming.verified.unwrap_or(false),
        credit_code: None,
        size: None,
        suspended: false,
    }
}

fn import_posting(
    conn: &mut AnyConnection,
    mut incoming: PostingRecord,
    now: DateTime<Utc>,
    revision: Revision,
) -> Result<Outcome, Stop> {
    // As precise as the store, so that what comes again compares equal.
    incoming.published_at = incoming.published_at.map(|at| at.trunc_subsecs(6));
    incoming.updated_at = incoming.updated_at.map(|at| at.trunc_subsecs(6));
    let kind = incoming.posting.kind();
    let (owner, organization) = owner(conn, incoming.organization.as_deref())?;
    let known = known_posting(conn, owner, &incoming)?;
    if incoming.id.or(known.as_ref().map(|known| known.id)).is_some_and(|id| id.kind() != kind) {
        return Err(Stop::Refused(Refusal::KindOfId));
    }
    let Some(known) = known else {
        let id = match incoming.id {
            Some(id) => id,
            None => free_id(conn, |bits| PostingId::from_random(kind, bits), postings::find)?,
        };
        postings::insert(conn, owner, &added(incoming, id, organization, now), revision)?;
        return Ok(Outcome::Added);
    };
    let Some(changed) = changed(incoming, &known, organization, now) else {
        return Ok(Outcome::Unchanged);
    };
    postings::update(conn, owner, &changed, revision)?;
    Ok(Outcome::Changed)
}

/// The posting that an entry of a file means.
fn known_posting(
    conn: &mut AnyConnection,
    owner: RowId,
    incoming: &PostingRecord,
) -> Result<Option<Record>, Stop> {
    let by_id = match incoming.id {
        Some(id) => postings::find(conn, id)?,
        None => None,
    };
    // A posting whose owner changes takes its reference along, which the new owner may use already.
    let kept = by_id.as_ref().and_then(|stored| stored.record.reference.as_ref());
    let by_reference = match incoming.reference.as_ref().or(kept) {
        Some(reference) => postings::find_by_reference(conn, owner, reference)?,
        None => None,
    };
    match (by_id, by_reference) {
        (Some(a), Some(b)) if a.row != b.row => Err(Stop::Refused(Refusal::TwoEntries)),
        (by_id, by_reference) => Ok(by_id.or(by_reference).map(|stored| stored.record)),
    }
}

/// The record of a posting that the store doesn't have.
fn added(incoming: PostingRecord, id: PostingId, owner: OrganizationId, now: DateTime<Utc>) -> Record {
    let state = incoming.state.unwrap_or(State::Published);
    let published_at = incoming.published_at.or_else(|| (state == State::Published).then_some(now));
    Record {
        id,
        reference: incoming.reference,
        organization: owner,
        state,
        published_at,
        updated_at: incoming.updated_at.or(published_at).unwrap_or(now),
        posting: incoming.posting,
    }
}

/// The record that takes the place of `known`, or `None` when the file brings nothing new. What
/// the file doesn't state (reference, state, times, disclosure) stays as it is.
fn changed(
    incoming: PostingRecord,
    known: &Record,
    owner: OrganizationId,
    now: DateTime<Utc>,
) -> Option<Record> {
    let mut record = Record {
        id: known.id,
        reference: incoming.reference.or_else(|| known.reference.clone()),
        organization: owner,
        state: incoming.state.unwrap_or(known.state),
        published_at: incoming.published_at.or(known.published_at),
        updated_at: incoming.updated_at.unwrap_or(known.updated_at),
        posting: incoming.posting,
    };
    if !incoming.states_disclosure {
        record.posting.disclosure = known.posting.disclosure;
    }
    if record == *known {
        return None;
    }
    if incoming.updated_at.is_none() {
        record.updated_at = now;
    }
    if record.state == State::Published {
        record.published_at = record.published_at.or(Some(now));
    }
    Some(record)
}

/// The organization that a posting names: by identifier, by reference, or by name.
fn owner(conn: &mut AnyConnection, key: Option<&str>) -> Result<(RowId, OrganizationId), Stop> {
    let key = key.ok_or(Stop::Refused(Refusal::NoOrganization))?;
    let by_id = match key.parse() {
        Ok(id) => organizations::find(conn, id)?,
        Err(_) => None,
    };
    let found = match by_id {
        Some(found) => Some(found),
        None => organizations::find_by_reference(conn, key)?,
    };
    let (row, organization) = match found {
        Some(found) => found,
        None => {
            let mut named = organizations::find_by_name(conn, key)?;
            let last = named.pop().ok_or(Stop::Refused(Refusal::UnknownOrganization))?;
            if !named.is_empty() {
                return Err(Stop::Refused(Refusal::AmbiguousOrganization));
            }
            last
        }
    };
    Ok((row, organization.id))
}

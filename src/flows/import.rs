//! Bringing organizations and postings from files into the store.

use chrono::{DateTime, SubsecRound, Utc};

use crate::domain::{
    ImportedOrganization, ImportedPosting, Organization, OrganizationId, OrganizationKey, PostingId, Record,
    State,
};
use crate::store::{AnyConnection, RowId, Store, StoreError, organizations, postings, site_state};

use super::FlowError;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// What became of the organizations.
    pub organizations: Tally,
    /// What became of the postings.
    pub postings: Tally,
    /// Organizations that were left out, by their place in the list given.
    pub refused_organizations: Vec<(usize, Refusal)>,
    /// Postings that were left out, by their place in the list given.
    pub refused_postings: Vec<(usize, Refusal)>,
}

/// How many entries were new, changed, or known as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// New ones.
    pub added: usize,
    /// Known ones that changed.
    pub changed: usize,
    /// Known ones that are as they were.
    pub unchanged: usize,
}

/// Why an entry was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Neither the file nor the store has the posting's organization.
    UnknownOrganization,
    /// The identifier is a need's and the posting a capability, or the other way round.
    KindOfId,
    /// The identifier names one entry and the reference another.
    TwoEntries,
}

/// Brings the entries into the store in one transaction. An entry whose identifier or reference is
/// known is changed in its place; what is new gets an identifier. An entry without either is new
/// each time. Entries that can't be kept are left out and told.
///
/// # Errors
/// [`FlowError::Store`]; nothing is imported then.
pub fn import(
    store: &Store,
    organizations: Vec<ImportedOrganization>,
    postings: Vec<ImportedPosting>,
    now: DateTime<Utc>,
) -> Result<Imported, FlowError> {
    store.write(|conn| {
        let mut imported = Imported::default();
        for (at, organization) in organizations.into_iter().enumerate() {
            match import_organization(conn, organization)? {
                Ok(outcome) => imported.organizations.add(outcome),
                Err(refusal) => imported.refused_organizations.push((at, refusal)),
            }
        }
        for (at, posting) in postings.into_iter().enumerate() {
            match import_posting(conn, posting, now)? {
                Ok(outcome) => imported.postings.add(outcome),
                Err(refusal) => imported.refused_postings.push((at, refusal)),
            }
        }
        if imported.organizations.has_changes() || imported.postings.has_changes() {
            site_state::postings_changed(conn)?;
        }
        Ok(imported)
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Added,
    Changed,
    Unchanged,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }

    fn has_changes(self) -> bool {
        self.added + self.changed > 0
    }
}

fn import_organization(
    conn: &mut AnyConnection,
    incoming: ImportedOrganization,
) -> Result<Result<Outcome, Refusal>, StoreError> {
    let by_id = match incoming.id {
        Some(id) => organizations::find(conn, id)?,
        None => None,
    };
    let by_reference = match &incoming.reference {
        Some(reference) => organizations::find_by_reference(conn, reference)?,
        None => None,
    };
    let known = match (by_id, by_reference) {
        (Some((a, _)), Some((b, _))) if a != b => return Ok(Err(Refusal::TwoEntries)),
        (by_id, by_reference) => by_id.or(by_reference),
    };
    let Some((row, known)) = known else {
        let id = match incoming.id {
            Some(id) => id,
            None => free_id(conn, OrganizationId::from_random, organizations::find)?,
        };
        organizations::insert(conn, &incoming.with_id(id))?;
        return Ok(Ok(Outcome::Added));
    };
    let mut changed: Organization = incoming.with_id(known.id);
    changed.reference = changed.reference.or_else(|| known.reference.clone());
    if changed == known {
        return Ok(Ok(Outcome::Unchanged));
    }
    organizations::update(conn, row, &changed)?;
    Ok(Ok(Outcome::Changed))
}

fn import_posting(
    conn: &mut AnyConnection,
    mut incoming: ImportedPosting,
    now: DateTime<Utc>,
) -> Result<Result<Outcome, Refusal>, StoreError> {
    // As precise as the store, so that what comes again compares equal.
    incoming.published_at = incoming.published_at.map(|at| at.trunc_subsecs(6));
    incoming.updated_at = incoming.updated_at.map(|at| at.trunc_subsecs(6));
    let kind = incoming.posting.kind();
    if incoming.id.is_some_and(|id| id.kind() != kind) {
        return Ok(Err(Refusal::KindOfId));
    }
    let Some((owner, organization)) = owner(conn, &incoming.organization)? else {
        return Ok(Err(Refusal::UnknownOrganization));
    };
    let by_id = match incoming.id {
        Some(id) => postings::find(conn, id)?,
        None => None,
    };
    let by_reference = match &incoming.reference {
        Some(reference) => postings::find_by_reference(conn, owner, reference)?,
        None => None,
    };
    let known = match (by_id, by_reference) {
        (Some(a), Some(b)) if a.row != b.row => return Ok(Err(Refusal::TwoEntries)),
        (by_id, by_reference) => by_id.or(by_reference).map(|stored| stored.record),
    };
    let Some(known) = known else {
        let id = match incoming.id {
            Some(id) => id,
            None => free_id(conn, |bits| PostingId::from_random(kind, bits), postings::find)?,
        };
        postings::insert(conn, owner, &added(incoming, id, organization, now))?;
        return Ok(Ok(Outcome::Added));
    };
    if known.id.kind() != kind {
        return Ok(Err(Refusal::KindOfId));
    }
    let Some(changed) = changed(incoming, &known, organization, now) else {
        return Ok(Ok(Outcome::Unchanged));
    };
    postings::update(conn, owner, &changed)?;
    Ok(Ok(Outcome::Changed))
}

/// The record of a posting that the store doesn't have.
fn added(incoming: ImportedPosting, id: PostingId, owner: OrganizationId, now: DateTime<Utc>) -> Record {
    let published_at = incoming.published_at.or_else(|| (incoming.state == State::Published).then_some(now));
    Record {
        id,
        reference: incoming.reference,
        organization: owner,
        state: incoming.state,
        published_at,
        updated_at: incoming.updated_at.or(published_at).unwrap_or(now),
        posting: incoming.posting,
    }
}

/// The record that takes the place of `known`, or `None` when the file brings nothing new. What
/// the file doesn't state (reference, times) stays as it is.
fn changed(
    incoming: ImportedPosting,
    known: &Record,
    owner: OrganizationId,
    now: DateTime<Utc>,
) -> Option<Record> {
    let mut record = Record {
        id: known.id,
        reference: incoming.reference.or_else(|| known.reference.clone()),
        organization: owner,
        state: incoming.state,
        published_at: incoming.published_at.or(known.published_at),
        updated_at: incoming.updated_at.unwrap_or(known.updated_at),
        posting: incoming.posting,
    };
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

fn owner(
    conn: &mut AnyConnection,
    key: &OrganizationKey,
) -> Result<Option<(RowId, OrganizationId)>, StoreError> {
    let found = match key {
        OrganizationKey::Id(id) => organizations::find(conn, *id)?,
        OrganizationKey::Reference(reference) => organizations::find_by_reference(conn, reference)?,
    };
    Ok(found.map(|(row, organization)| (row, organization.id)))
}

/// A random identifier that nothing in the store has. Writers take turns, so it stays free until
/// the transaction ends.
fn free_id<I: Copy, T>(
    conn: &mut AnyConnection,
    from_random: impl Fn(u64) -> I,
    find: impl Fn(&mut AnyConnection, I) -> Result<Option<T>, StoreError>,
) -> Result<I, StoreError> {
    loop {
        let id = from_random(rand::random());
        if find(conn, id)?.is_none() {
            return Ok(id);
        }
    }
}

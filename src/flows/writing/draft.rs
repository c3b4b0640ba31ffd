//! Drafts: begun, opened, saved and thrown away.

use crate::domain::access::{Action, Subject, may};
use crate::domain::version::VersionState;
use crate::domain::{DraftId, Kind, Organization, OrganizationId, Posting, PostingId, Title};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, free_id};
use crate::store::drafts::{self, Draft, Fields, NewDraft};
use crate::store::postings::Stored;
use crate::store::versions::Version;
use crate::store::{AnyConnection, RowId, Store, organizations, settings, versions};

use super::{Conflict, attachment, name, organization, owner, posting};

/// The most fields of a draft.
const MOST_FIELDS: usize = 64;

/// The most that the texts of a draft may hold, in bytes.
const MOST_BYTES: usize = 600 * 1024;

/// What came of beginning a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// It is there; of a posting that had one already, that one.
    Done(DraftId),
    /// The organization has as many as the site lets it have.
    TooMany,
    /// What was last submitted still waits for a moderator.
    Waiting,
}

/// A draft, to be written on.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// Whose it is.
    pub organization: Organization,
    /// Who saved it last, unless the account is gone.
    pub saved_by: Option<Title>,
}

/// What came of saving a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept.
    Done {
        /// What the next one has to say that it began from.
        revision: i64,
    },
    /// Somebody else saved meanwhile.
    Conflict(Conflict),
    /// More than a draft holds.
    TooLarge,
}

/// Begins a draft of something new.
///
/// # Errors
/// [`FlowError`].
pub fn begin(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    kind: Kind,
    fields: &Fields,
) -> Result<Begun, FlowError> {
    store.write(|conn| {
        let (row, _) = organization(conn, caller, id, Action::Write)?;
        if drafts::count(conn, row)? >= settings::get(conn)?.drafts() {
            return Ok(Begun::TooMany);
        }
        Ok(Begun::Done(insert(conn, caller, row, kind, None, fields)?))
    })
}

/// Begins a draft that is to change a posting, filled with what was last written of it.
///
/// # Errors
/// [`FlowError`].
pub fn begin_change(
    store: &Store,
    caller: &Caller,
    id: PostingId,
    fill: impl Fn(&Posting) -> Fields,
) -> Result<Begun, FlowError> {
    store.write(|conn| {
        let stored = posting(conn, caller, id, Action::Write)?;
        if let Some(known) = drafts::of_posting(conn, stored.row)? {
            return Ok(Begun::Done(known.id));
        }
        let newest = versions::newest(conn, stored.row)?;
        let (content, files) = match &newest {
            Some(Version { state: VersionState::Waiting, replaced: None, .. }) => return Ok(Begun::Waiting),
            Some(Version { state: VersionState::Published, attachments, .. }) => {
                (&stored.record.posting, &attachments[..])
            }
            None => (&stored.record.posting, &[][..]),
            Some(Version { content, attachments, .. }) => (content, &attachments[..]),
        };
        let mut fields = fill(content);
        attachment::name(&mut fields, files);
        begun_of(conn, caller, &stored, &fields)
    })
}

/// Adds the draft of a posting that has none.
pub(super) fn begun_of(
    conn: &mut AnyConnection,
    caller: &Caller,
    stored: &Stored,
    fields: &Fields,
) -> Result<Begun, FlowError> {
    let owner = owner(conn, stored)?;
    if drafts::count(conn, owner)? >= settings::get(conn)?.drafts() {
        return Ok(Begun::TooMany);
    }
    let kind = stored.record.id.kind();
    Ok(Begun::Done(insert(conn, caller, owner, kind, Some(stored.row), fields)?))
}

fn insert(
    conn: &mut AnyConnection,
    caller: &Caller,
    organization: RowId,
    kind: Kind,
    posting: Option<RowId>,
    fields: &Fields,
) -> Result<DraftId, FlowError> {
    let id = free_id(conn, DraftId::from_random, drafts::find)?;
    let author = caller.account(conn)?.row;
    drafts::insert(conn, &NewDraft { id, organization, author, kind, posting, fields, at: caller.at })?;
    Ok(id)
}

/// A draft, to be written on.
///
/// # Errors
/// [`FlowError`].
pub fn open(store: &Store, caller: &Caller, id: DraftId) -> Result<Opened, FlowError> {
    store.read(|conn| {
        let (draft, organization) = require(conn, caller, id)?;
        let saved_by = name(conn, draft.changed_by)?;
        Ok(Opened { draft, organization, saved_by })
    })
}

/// Saves what was typed, if nobody else saved since `revision`. Whatever was typed may be saved.
///
/// # Errors
/// [`FlowError`].
pub fn save(
    store: &Store,
    caller: &Caller,
    id: DraftId,
    fields: &Fields,
    revision: i64,
) -> Result<Saved, FlowError> {
    store.write(|conn| {
        let (draft, _) = require(conn, caller, id)?;
        if !fits(fields) {
            return Ok(Saved::TooLarge);
        }
        // Also for who sends the same twice.
        if draft.fields == *fields {
            return Ok(Saved::Done { revision: draft.revision });
        }
        let by = caller.account(conn)?.row;
        if drafts::save(conn, draft.row, fields, revision, by, caller.at)? {
            Ok(Saved::Done { revision: revision + 1 })
        } else {
            Ok(Saved::Conflict(Conflict::with(conn, draft)?))
        }
    })
}

/// Throws a draft away. What it was to change stays as it is.
///
/// # Errors
/// [`FlowError`].
pub fn discard(store: &Store, caller: &Caller, id: DraftId) -> Result<(), FlowError> {
    store.write(|conn| {
        let (draft, _) = require(conn, caller, id)?;
        Ok(drafts::delete(conn, draft.row)?)
    })
}

/// A draft that the caller may write on, with its organization.
pub(super) fn require(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: DraftId,
) -> Result<(Draft, Organization), FlowError> {
    caller.person()?;
    let draft = drafts::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let organization = organizations::at(conn, draft.organization)?.ok_or(FlowError::NotFound)?;
    let subject = Subject::from(&organization);
    if !may(&caller.visitor, Action::ReadOrganization(subject)) {
        return Err(FlowError::NotFound);
    }
    caller.require(Action::Write(subject))?;
    Ok((draft, organization))
}

fn fits(fields: &Fields) -> bool {
    let bytes: usize = fields
        .iter()
        .map(|(name, values)| name.len() + values.iter().map(|value| value.len() + 4).sum::<usize>())
        .sum();
    fields.len() <= MOST_FIELDS && bytes <= MOST_BYTES
}

//! Posting many at once: a table is uploaded, shown with what each row would do, and taken over.
//!
//! What is shown and what is done come of the same code, and a table whose rows would do something else by
//! now is shown again instead.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::domain::access::{Action, Subject};
use crate::domain::audit::Deed;
use crate::domain::{Kind, Language, Organization, OrganizationId, Posting, PostingId, Title, UploadId};
use crate::exchange::record::PostingRecord;
use crate::exchange::{FileError, read_upload, rejected};
use crate::flows::caller::{Caller, Note};
use crate::flows::token::hex;
use crate::flows::{FlowError, Site, free_id};
use crate::store::uploads::{self, NewUpload, Upload};
use crate::store::{AnyConnection, RowId, Store, organizations, postings, versions};

use super::organization;
use super::submit::{Goal, Submission, Target, hand_in};

pub use crate::exchange::{Format, Limits, PostingField, RowProblem, template, template_fields};

/// The most tables of an organization that wait to be taken over; an older one goes.
const MOST: usize = 5;

/// A table waits for so long.
const LIFE: TimeDelta = TimeDelta::days(7);

/// The most characters of a title, as in the form.
pub const LONGEST_TITLE: usize = 80;

/// What a row would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It becomes a posting that waits for a moderator.
    New,
    /// It changes this posting, once a moderator has looked at it.
    Change(PostingId),
    /// It says what this posting says already.
    Unchanged(PostingId),
    /// A change of this posting waits for a moderator, and is to be taken back first.
    Waits(PostingId),
    /// It says what the row on this line says.
    Repeats(u64),
    /// It says what this posting of the organization says, which has another reference or none.
    Copy(PostingId),
    /// It can't be taken.
    Refused(Refusal),
}

/// Why a row can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It names another organization.
    OtherOrganization,
    /// Its identifier is of no posting of the organization.
    UnknownId,
    /// The identifier names one posting and the reference another.
    TwoPostings,
    /// What it names is a need and it is a capability, or the other way round.
    OtherKind,
    /// The title is longer than [`LONGEST_TITLE`].
    LongTitle,
    /// The closing date is over.
    PastDeadline,
}

impl Fate {
    fn is_done(self) -> bool {
        matches!(self, Self::New | Self::Change(_))
    }
}

/// What a row would do, and when the posting that it is about last changed.
type Dated = (Fate, Option<DateTime<Utc>>);

/// A row with what it would do.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// Where it stands in the file.
    pub line: u64,
    /// What it is called.
    pub title: Title,
    /// The language of the title.
    pub language: Language,
    /// Need or capability.
    pub kind: Kind,
    /// What it would do.
    pub fate: Fate,
    /// Another posting of the organization that says nearly the same, if it is new.
    pub like: Option<PostingId>,
}

/// An uploaded table with what it would do.
#[derive(Debug)]
pub struct Plan {
    /// Whose it is.
    pub organization: Organization,
    /// What the file was called.
    pub name: String,
    /// The rows that could be read, in their order.
    pub rows: Vec<PlannedRow>,
    /// Those that couldn't.
    pub problems: Vec<RowProblem>,
    /// Columns that aren't used.
    pub ignored: Vec<String>,
    /// Stands for all that the rows would do.
    pub digest: String,
}

/// What came of taking over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakenOver {
    /// So many postings wait for a moderator.
    Done(usize),
    /// It would do something else by now, and is to be looked at again.
    Changed,
    /// No row would do anything.
    Nothing,
}

/// Why a table isn't taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The file can't be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// Anything else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

/// Keeps a table that somebody uploads for an organization.
///
/// # Errors
/// [`UploadError`].
pub fn upload(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    kind: Kind,
    name: &str,
    content: Vec<u8>,
) -> Result<UploadId, UploadError> {
    begin(store, caller, id)?;
    read_upload(name, &content, Some(kind))?;
    let kept = store.write(|conn| {
        let (row, _) = organization(conn, caller, id, Action::Write)?;
        let by = caller.account(conn)?.row;
        let upload = free_id(conn, UploadId::from_random, uploads::find)?;
        let (id, content, at) = (upload, &content[..], caller.at);
        uploads::insert(conn, &NewUpload { id, organization: row, by, kind, name, content, at })?;
        uploads::keep_newest(conn, row, MOST)?;
        Ok::<_, FlowError>(upload)
    });
    kept.map_err(UploadError::Flow)
}

/// Lets who may write for an organization begin.
///
/// # Errors
/// [`FlowError`].
pub fn begin(store: &Store, caller: &Caller, id: OrganizationId) -> Result<(), FlowError> {
    store.read(|conn| organization(conn, caller, id, Action::Write).map(drop))
}

/// An uploaded table for who may write for its organization.
fn require(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: UploadId,
) -> Result<(Upload, Organization), FlowError> {
    caller.person()?;
    let upload = uploads::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let organization = organizations::at(conn, upload.organization)?.ok_or(FlowError::NotFound)?;
    caller.require(Action::Write(Subject::from(&organization)))?;
    Ok((upload, organization))
}

/// What a table would do.
///
/// # Errors
/// [`FlowError`].
pub fn plan(site: &Site, caller: &Caller, id: UploadId) -> Result<Plan, FlowError> {
    let store = site.store();
    let (upload, organization) = store.read(|conn| require(conn, caller, id))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    let fates = store.read(|conn| fates(conn, caller, upload.organization, &organization, &contents.rows))?;
    let mut rows = Vec::with_capacity(fates.len());
    for ((line, record), (fate, _)) in contents.rows.iter().zip(&fates) {
        let like = match fate {
            Fate::New => like(site, organization.id, &record.posting)?,
            _ => None,
        };
        rows.push(PlannedRow {
            line: *line,
            title: record.posting.title.clone(),
            language: record.posting.language,
            kind: record.posting.kind(),
            fate: *fate,
            like,
        });
    }
    let (problems, ignored) = (contents.problems, contents.ignored);
    Ok(Plan { organization, name: upload.name, rows, problems, ignored, digest: digest(&fates) })
}

/// Another posting of the organization that says nearly the same. What others hide must not be found out
/// by what it is like.
fn like(site: &Site, own: OrganizationId, posting: &Posting) -> Result<Option<PostingId>, FlowError> {
    let near = site.likes().near(site.store(), posting)?;
    let rows: Vec<RowId> = near.iter().map(|near| near.key).collect();
    let found = site.store().read(|conn| postings::at(conn, &rows))?;
    Ok(found.into_iter().find(|stored| stored.organization.id == own).map(|stored| stored.record.id))
}

/// Stands for what the rows would do, and for what the postings say that they would change.
fn digest(fates: &[Dated]) -> String {
    let mut hash = Sha256::new();
    for fate in fates {
        hash.update(format!("{fate:?}"));
        hash.update([0]);
    }
    hex(&hash.finalize()[..16])
}

/// What each row would do, in their order.
fn fates(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
    organization: &Organization,
    rows: &[(u64, PostingRecord)],
) -> Result<Vec<Dated>, FlowError> {
    let known = postings::all_of(conn, owner)?;
    let changed: HashMap<PostingId, DateTime<Utc>> =
        known.iter().map(|stored| (stored.record.id, stored.record.updated_at)).collect();
    let own: HashMap<String, PostingId> =
        known.into_iter().map(|stored| (said(&stored.record.posting), stored.record.id)).collect();
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut targets: HashMap<PostingId, u64> = HashMap::new();
    let mut fates = Vec::with_capacity(rows.len());
    for (line, record) in rows {
        let mut fate = fate(conn, caller, owner, organization, record)?;
        let said = said(&record.posting);
        if fate == Fate::New {
            fate = match (lines.get(&said), own.get(&said)) {
                (Some(earlier), _) => Fate::Repeats(*earlier),
                (None, Some(id)) => Fate::Copy(*id),
                (None, None) => Fate::New,
            };
        } else if let Fate::Change(id) = fate {
            // One table changes a posting once.
            match targets.get(&id) {
                Some(earlier) => fate = Fate::Repeats(*earlier),
                None => {
                    targets.insert(id, *line);
                }
            }
        }
        lines.entry(said).or_insert(*line);
        let about = match fate {
            Fate::Change(id) | Fate::Unchanged(id) | Fate::Waits(id) | Fate::Copy(id) => {
                changed.get(&id).copied()
            }
            Fate::New | Fate::Repeats(_) | Fate::Refused(_) => None,
        };
        fates.push((fate, about));
    }
    Ok(fates)
}

/// All that a posting says, as far as it makes it another one.
fn said(posting: &Posting) -> String {
    let text = posting.description.as_ref().map(|text| text.as_str()).unwrap_or_default();
    let summary = posting.summary.as_ref().map(|text| text.as_str()).unwrap_or_default();
    format!("{}\0{}\0{summary}\0{text}", posting.kind().code(), posting.title)
}

fn fate(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
    organization: &Organization,
    record: &PostingRecord,
) -> Result<Fate, FlowError> {
    let posting = &record.posting;
    if record.organization.as_deref().is_some_and(|named| !is_named(organization, named)) {
        return Ok(Fate::Refused(Refusal::OtherOrganization));
    }
    if posting.title.as_str().chars().count() > LONGEST_TITLE {
        return Ok(Fate::Refused(Refusal::LongTitle));
    }
    if posting.deadline.is_some_and(|day| day < caller.at.date_naive()) {
        return Ok(Fate::Refused(Refusal::PastDeadline));
    }
    let by_id = match record.id {
        Some(id) => {
            match postings::find(conn, id)?.filter(|stored| stored.organization.id == organization.id) {
                Some(stored) => Some(stored),
                None => return Ok(Fate::Refused(Refusal::UnknownId)),
            }
        }
        None => None,
    };
    let by_reference = match &record.reference {
        Some(reference) => postings::find_by_reference(conn, owner, reference)?,
        None => None,
    };
    let known = match (by_id, by_reference) {
        (Some(a), Some(b)) if a.row != b.row => return Ok(Fate::Refused(Refusal::TwoPostings)),
        (a, b) => a.or(b),
    };
    let Some(known) = known else { return Ok(Fate::New) };
    let id = known.record.id;
    if id.kind() != posting.kind() {
        return Ok(Fate::Refused(Refusal::OtherKind));
    }
    let newest = versions::newest(conn, known.row)?;
    if newest.is_some_and(|newest| newest.state == crate::domain::version::VersionState::Waiting) {
        return Ok(Fate::Waits(id));
    }
    let same = content(record, &known.record.posting) == known.record.posting;
    Ok(if same { Fate::Unchanged(id) } else { Fate::Change(id) })
}

/// What a row makes of a posting: the disclosure level stays unless the row states one.
fn content(record: &PostingRecord, known: &Posting) -> Posting {
    let disclosure = if record.states_disclosure { record.posting.disclosure } else { known.disclosure };
    Posting { disclosure, ..record.posting.clone() }
}

fn is_named(organization: &Organization, named: &str) -> bool {
    let named = named.trim();
    let names = Language::ALL.into_iter().filter_map(|language| organization.names.exactly(language));
    named.eq_ignore_ascii_case(&organization.id.to_string())
        || organization.reference.as_deref() == Some(named)
        || names.into_iter().any(|name| name.as_str() == named)
}

/// Submits what a table would do, all in one transaction, if that is what `shown` stands for. The table is
/// gone then.
///
/// # Errors
/// [`FlowError`].
pub fn take_over(store: &Store, caller: &Caller, id: UploadId, shown: &str) -> Result<TakenOver, FlowError> {
    let upload = store.read(|conn| Ok::<_, FlowError>(require(conn, caller, id)?.0))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    store.write(|conn| {
        let (upload, organization) = require(conn, caller, id)?;
        let fates = fates(conn, caller, upload.organization, &organization, &contents.rows)?;
        if digest(&fates) != shown {
            return Ok(TakenOver::Changed);
        }
        let mut done = 0;
        for ((_, record), (fate, _)) in
            contents.rows.iter().zip(&fates).filter(|(_, (fate, _))| fate.is_done())
        {
            submit_row(conn, caller, (upload.organization, organization.id), record, *fate)?;
            done += 1;
        }
        if done == 0 {
            return Ok(TakenOver::Nothing);
        }
        uploads::delete(conn, upload.row)?;
        let note = Note { after: Some(done.to_string()), ..Note::default() };
        caller.record(conn, Deed::TableTakenOver, organization.id, note)?;
        Ok(TakenOver::Done(done))
    })
}

fn submit_row(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: (RowId, OrganizationId),
    record: &PostingRecord,
    fate: Fate,
) -> Result<(), FlowError> {
    let mut files = Vec::new();
    let (target, content) = match fate {
        Fate::Change(id) => {
            let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
            // A table says nothing of files.
            files = versions::newest(conn, stored.row)?.map(|newest| newest.attachments).unwrap_or_default();
            let content = content(record, &stored.record.posting);
            (Target::Known(stored.row, id), content)
        }
        _ => (Target::New(record.reference.clone()), record.posting.clone()),
    };
    let submission = Submission { content: &content, attachments: &files, message: None };
    match hand_in(conn, caller, owner, target, submission)? {
        Some(Goal { .. }) => Ok(()),
        None => Err(FlowError::NotFound),
    }
}

/// The rows that do nothing because something is wrong with them, each with what `say` says of it: to be
/// corrected and uploaded again.
///
/// # Errors
/// [`FlowError`].
pub fn wrong(
    site: &Site,
    caller: &Caller,
    id: UploadId,
    format: Format,
    heading: &str,
    say: impl Fn(&Plan) -> BTreeMap<u64, String>,
) -> Result<Vec<u8>, FlowError> {
    let plan = plan(site, caller, id)?;
    let (upload, _) = site.store().read(|conn| require(conn, caller, id))?;
    Ok(rejected(&upload.name, &upload.content, &say(&plan), heading, format)?)
}

/// Throws a table away.
///
/// # Errors
/// [`FlowError`].
pub fn discard(store: &Store, caller: &Caller, id: UploadId) -> Result<(), FlowError> {
    store.write(|conn| {
        let (upload, _) = require(conn, caller, id)?;
        Ok(uploads::delete(conn, upload.row)?)
    })
}

/// Deletes tables that nobody took over.
///
/// # Errors
/// [`FlowError::Store`].
pub fn purge(store: &Store, now: DateTime<Utc>) -> Result<(), FlowError> {
    store.write(|conn| Ok(uploads::purge(conn, now - LIFE)?))
}

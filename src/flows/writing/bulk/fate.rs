//! What each row would do.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::version::VersionState;
use crate::domain::{Language, Organization, Posting, PostingId};
use crate::exchange::record::PostingRecord;
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::flows::token::hex;
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, postings, versions};

/// The most characters of a title, as in the form.
pub const LONGEST_TITLE: usize = 80;

/// What a row would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// It has the reference of the row on this line, and says something else.
    SameReference(u64),
    /// It says what this posting of the organization says, which has another reference or none.
    Copy(PostingId),
    /// It can't be taken.
    Refused(Refusal),
}

/// Why a row can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Whether it makes or changes a posting.
    pub fn is_done(self) -> bool {
        matches!(self, Self::New | Self::Change(_))
    }

    /// Whether it does nothing because something is wrong with the row.
    pub fn is_wrong(self) -> bool {
        !self.is_done() && !matches!(self, Self::Unchanged(_))
    }

    /// The posting that it is about.
    pub fn posting(self) -> Option<PostingId> {
        match self {
            Self::Change(id) | Self::Unchanged(id) | Self::Waits(id) | Self::Copy(id) => Some(id),
            Self::New | Self::Repeats(_) | Self::SameReference(_) | Self::Refused(_) => None,
        }
    }
}

/// What a row would do, and when the posting that it is about last changed.
pub(super) type Dated = (Fate, Option<DateTime<Utc>>);

/// The postings of the organization, by all that a row can name one by.
pub(super) struct Known {
    postings: Vec<Stored>,
    rows: HashMap<RowId, usize>,
    ids: HashMap<PostingId, usize>,
    references: HashMap<String, usize>,
    said: HashMap<String, usize>,
    /// Where their newest versions stand.
    newest: HashMap<RowId, VersionState>,
}

impl Known {
    /// # Errors
    /// [`FlowError::Store`].
    pub(super) fn of(conn: &mut AnyConnection, owner: RowId) -> Result<Self, FlowError> {
        let postings = postings::all_of(conn, owner)?;
        let newest = versions::newest_states(conn, owner)?;
        let mut known = Self {
            rows: HashMap::new(),
            ids: HashMap::new(),
            references: HashMap::new(),
            said: HashMap::new(),
            postings: Vec::new(),
            newest,
        };
        for (place, stored) in postings.iter().enumerate() {
            known.rows.insert(stored.row, place);
            known.ids.insert(stored.record.id, place);
            known.said.insert(said(&stored.record.posting), place);
            if let Some(reference) = &stored.record.reference {
                known.references.insert(reference.clone(), place);
            }
        }
        Ok(Self { postings, ..known })
    }

    /// The posting in this row, if it is the organization's.
    pub(super) fn at(&self, row: RowId) -> Option<PostingId> {
        self.rows.get(&row).map(|place| self.postings[*place].record.id)
    }

    fn by_id(&self, id: PostingId) -> Option<&Stored> {
        self.ids.get(&id).map(|place| &self.postings[*place])
    }

    fn by_reference(&self, reference: &str) -> Option<&Stored> {
        self.references.get(reference).map(|place| &self.postings[*place])
    }

    /// The posting that says the same.
    fn saying(&self, said: &str) -> Option<PostingId> {
        self.said.get(said).map(|place| self.postings[*place].record.id)
    }

    fn waits(&self, stored: &Stored) -> bool {
        self.newest.get(&stored.row) == Some(&VersionState::Waiting)
    }
}

/// Stands for what the rows would do, and for what the postings say that they would change.
pub(super) fn digest(fates: &[Dated]) -> String {
    let mut hash = Sha256::new();
    for fate in fates {
        hash.update(format!("{fate:?}"));
        hash.update([0]);
    }
    hex(&hash.finalize()[..16])
}

/// What each row would do, in their order.
pub(super) fn fates(
    caller: &Caller,
    organization: &Organization,
    known: &Known,
    rows: &[(u64, PostingRecord)],
) -> Vec<Dated> {
    let mut lines: HashMap<String, u64> = HashMap::new();
    let mut targets: HashMap<PostingId, u64> = HashMap::new();
    let mut references: HashMap<&str, u64> = HashMap::new();
    let mut fates = Vec::with_capacity(rows.len());
    for (line, record) in rows {
        let said = said(&record.posting);
        let alone = alone(caller, organization, known, record);
        let fate = match alone {
            Fate::New => match (lines.get(&said), known.saying(&said)) {
                (Some(earlier), _) => Fate::Repeats(*earlier),
                (None, Some(id)) => Fate::Copy(id),
                (None, None) => record
                    .reference
                    .as_deref()
                    .and_then(|reference| first(&mut references, reference, *line))
                    .map_or(Fate::New, Fate::SameReference),
            },
            // One table changes a posting once.
            Fate::Change(id) => first(&mut targets, id, *line).map_or(alone, Fate::Repeats),
            _ => alone,
        };
        lines.entry(said).or_insert(*line);
        let about = fate.posting().and_then(|id| known.by_id(id)).map(|stored| stored.record.updated_at);
        fates.push((fate, about));
    }
    fates
}

/// The line of an earlier row with this key; the first one keeps it.
fn first<K: Eq + Hash>(lines: &mut HashMap<K, u64>, key: K, line: u64) -> Option<u64> {
    match lines.entry(key) {
        Entry::Occupied(earlier) => Some(*earlier.get()),
        Entry::Vacant(vacant) => {
            vacant.insert(line);
            None
        }
    }
}

/// All that a posting says, as far as it makes it another one.
fn said(posting: &Posting) -> String {
    let text = posting.description.as_ref().map(|text| text.as_str()).unwrap_or_default();
    let summary = posting.summary.as_ref().map(|text| text.as_str()).unwrap_or_default();
    format!("{}\0{}\0{summary}\0{text}", posting.kind().code(), posting.title)
}

/// What a row would do if it were alone.
fn alone(caller: &Caller, organization: &Organization, known: &Known, record: &PostingRecord) -> Fate {
    let posting = &record.posting;
    if record.organization.as_deref().is_some_and(|named| !is_named(organization, named)) {
        return Fate::Refused(Refusal::OtherOrganization);
    }
    if posting.title.as_str().chars().count() > LONGEST_TITLE {
        return Fate::Refused(Refusal::LongTitle);
    }
    if posting.deadline.is_some_and(|day| day < caller.at.date_naive()) {
        return Fate::Refused(Refusal::PastDeadline);
    }
    let by_id = record.id.map(|id| known.by_id(id));
    let by_reference = record.reference.as_deref().and_then(|reference| known.by_reference(reference));
    let stored = match (by_id, by_reference) {
        (Some(None), _) => return Fate::Refused(Refusal::UnknownId),
        (Some(Some(a)), Some(b)) if a.row != b.row => return Fate::Refused(Refusal::TwoPostings),
        (a, b) => a.flatten().or(b),
    };
    let Some(stored) = stored else { return Fate::New };
    let id = stored.record.id;
    if id.kind() != posting.kind() {
        return Fate::Refused(Refusal::OtherKind);
    }
    if known.waits(stored) {
        return Fate::Waits(id);
    }
    let same = content(record, &stored.record.posting) == stored.record.posting;
    if same { Fate::Unchanged(id) } else { Fate::Change(id) }
}

/// What a row makes of a posting: the disclosure level stays unless the row states one.
pub(super) fn content(record: &PostingRecord, known: &Posting) -> Posting {
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

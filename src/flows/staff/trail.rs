//! The audit trail: reading, filtering and exporting it.

use std::collections::{BTreeSet, HashMap};

use chrono::SecondsFormat;

use crate::domain::access::{Action, may};
use crate::domain::audit::{Deed, Entry};
use crate::domain::organization::Names;
use crate::domain::{AccountId, OrganizationId, Title};
use crate::exchange::{Format, TableWriter, Value};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::store::{AnyConnection, Store, accounts, audit, organizations};

pub use crate::store::audit::Filter;

use super::Listed;

/// Entries on one page.
pub const PAGE_SIZE: usize = 50;

/// The most entries that one export holds, the newest ones.
pub const MOST_EXPORTED: usize = 100_000;

/// Entries that the page of a person or an organization shows.
const RECENT: usize = 20;

/// The columns of an export.
const COLUMNS: [&str; 8] = ["at", "actor", "deed", "object", "before", "after", "reason", "address"];

/// A page of the trail.
#[derive(Debug, Clone)]
pub struct Trail {
    /// The entries, newest first.
    pub entries: Listed<Entry>,
    /// Who and what is named in them.
    pub parties: Parties,
}

/// The newest entries that have to do with somebody.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Who and what is named in them.
    pub parties: Parties,
}

/// The present names of those whom entries name by identifiers; who is gone has none.
#[derive(Debug, Clone, Default)]
pub struct Parties {
    people: HashMap<AccountId, Title>,
    organizations: HashMap<OrganizationId, Names>,
}

impl Parties {
    /// What a person is called.
    pub fn person(&self, id: AccountId) -> Option<&Title> {
        self.people.get(&id)
    }

    /// What an organization is called.
    pub fn organization(&self, id: OrganizationId) -> Option<&Names> {
        self.organizations.get(&id)
    }

    fn of(conn: &mut AnyConnection, entries: &[Entry]) -> Result<Self, FlowError> {
        let mut people: BTreeSet<AccountId> = entries.iter().filter_map(|entry| entry.actor).collect();
        let mut named = BTreeSet::new();
        for entry in entries {
            let texts = [Some(&entry.object), entry.before.as_ref(), entry.after.as_ref()];
            for word in texts.into_iter().flatten().flat_map(|text| text.split_whitespace()) {
                people.extend(word.parse::<AccountId>());
                named.extend(word.parse::<OrganizationId>());
            }
        }
        let (people, named) = (Vec::from_iter(people), Vec::from_iter(named));
        let people = accounts::find_all(conn, &people)?;
        let organizations = organizations::find_all(conn, &named)?;
        Ok(Self {
            people: people.into_iter().map(|known| (known.id, known.account.name)).collect(),
            organizations: organizations.into_iter().map(|one| (one.id, one.names)).collect(),
        })
    }
}

/// Formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated text, for spreadsheets.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Jsonl];

    /// The code in forms, which is also the ending of files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// A page of the entries that pass the filter.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller, filter: &Filter, page: usize) -> Result<Trail, FlowError> {
    caller.require(Action::ReadAudit)?;
    store.read(|conn| {
        let entries = Listed::read(page, PAGE_SIZE, |offset, limit| {
            Ok((audit::find(conn, filter, offset, limit)?, audit::count(conn, filter)?))
        })?;
        let parties = Parties::of(conn, &entries.items)?;
        Ok(Trail { entries, parties })
    })
}

/// The entries that pass the filter as a file, newest first, at most [`MOST_EXPORTED`]. People and
/// organizations stand in it by their identifiers, as in the trail.
///
/// # Errors
/// [`FlowError`].
pub fn export(
    store: &Store,
    caller: &Caller,
    filter: &Filter,
    format: ExportFormat,
) -> Result<Vec<u8>, FlowError> {
    caller.require(Action::ReadAudit)?;
    let own = caller.person()?.id;
    // Before the reading: nobody has it who isn't in it, and writers needn't wait for a long list.
    store.write(|conn| {
        let after = Some(described(filter, format));
        caller.record(conn, Deed::AuditExported, own, Note { after, ..Note::default() })
    })?;
    let entries = store.read(|conn| audit::find(conn, filter, 0, MOST_EXPORTED))?;
    table(entries, format)
}

/// What was exported, in codes.
fn described(filter: &Filter, format: ExportFormat) -> String {
    let Filter { actor, deed, object, from, until } = filter;
    let moment = |at: &chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let parts = [
        Some(format.code().to_owned()),
        actor.map(|actor| format!("actor={actor}")),
        deed.map(|deed| format!("deed={}", deed.code())),
        object.as_ref().map(|object| format!("object={object}")),
        from.as_ref().map(|at| format!("from={}", moment(at))),
        until.as_ref().map(|at| format!("until={}", moment(at))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn table(entries: Vec<Entry>, format: ExportFormat) -> Result<Vec<u8>, FlowError> {
    let (format, mut file) = match format {
        // Without the mark, spreadsheet programs take Chinese for something else.
        ExportFormat::Csv => (Format::Csv, "\u{FEFF}".as_bytes().to_vec()),
        ExportFormat::Jsonl => (Format::Jsonl, Vec::new()),
    };
    let mut table = TableWriter::new(format, COLUMNS.to_vec(), &mut file)?;
    for entry in entries {
        table.row([
            Value::Text(entry.at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            entry.actor.map(|actor| actor.to_string()).into(),
            entry.deed.code().into(),
            Value::Text(entry.object),
            entry.before.into(),
            entry.after.into(),
            entry.reason.into(),
            entry.address.map(|address| address.to_string()).into(),
        ])?;
    }
    table.finish()?;
    Ok(file)
}

/// What a person did and what was done to them, for who may read the trail.
pub(super) fn of_person(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: AccountId,
) -> Result<Option<Recent>, FlowError> {
    let by = Filter { actor: Some(id), ..Filter::default() };
    let about = Filter { object: Some(id.to_string()), ..Filter::default() };
    recent(conn, caller, &[by, about])
}

/// What was done to an organization, for who may read the trail.
pub(super) fn of_organization(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: OrganizationId,
) -> Result<Option<Recent>, FlowError> {
    recent(conn, caller, &[Filter { object: Some(id.to_string()), ..Filter::default() }])
}

/// The newest entries that pass any of the filters.
fn recent(
    conn: &mut AnyConnection,
    caller: &Caller,
    filters: &[Filter],
) -> Result<Option<Recent>, FlowError> {
    if !may(&caller.visitor, Action::ReadAudit) {
        return Ok(None);
    }
    let mut entries: Vec<Entry> = Vec::new();
    for filter in filters {
        let more = audit::find(conn, filter, 0, RECENT)?;
        // What somebody did to themselves passes two filters.
        let twice = |entry: &Entry| filters.len() > 1 && filter.actor.is_none() && is_own(entry);
        entries.extend(more.into_iter().filter(|entry| !twice(entry)));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    entries.truncate(RECENT);
    let parties = Parties::of(conn, &entries)?;
    Ok(Some(Recent { entries, parties }))
}

/// Whether the actor is the object.
fn is_own(entry: &Entry) -> bool {
    entry.actor.is_some_and(|actor| actor.to_string() == entry.object)
}

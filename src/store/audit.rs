//! The audit trail. Entries are added and read, never changed: the database refuses it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::{audit, audit_origins};
use super::values::{self, Row};
use crate::domain::AccountId;
use crate::domain::audit::{Deed, Entry};

#[derive(Debug, Insertable)]
#[diesel(table_name = audit)]
struct NewRow<'a> {
    at: NaiveDateTime,
    actor: Option<String>,
    action: &'static str,
    object: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    reason: Option<&'a str>,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = audit)]
struct EntryRow {
    id: i64,
    at: NaiveDateTime,
    actor: Option<String>,
    action: String,
    object: String,
    before: Option<String>,
    after: Option<String>,
    reason: Option<String>,
}

/// Which entries to read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only of this person's deeds.
    pub actor: Option<AccountId>,
    /// Only of this kind.
    pub deed: Option<Deed>,
    /// Only to this person or organization.
    pub object: Option<String>,
    /// Only from this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Only before this moment.
    pub until: Option<DateTime<Utc>>,
}

/// Adds an entry.
///
/// # Errors
/// When a statement fails.
pub fn append(conn: &mut AnyConnection, entry: &Entry) -> Result<(), StoreError> {
    let row: i64 = diesel::insert_into(audit::table)
        .values(NewRow {
            at: values::time(entry.at),
            actor: entry.actor.map(|actor| actor.to_string()),
            action: entry.deed.code(),
            object: &entry.object,
            before: entry.before.as_deref(),
            after: entry.after.as_deref(),
            reason: entry.reason.as_deref(),
        })
        .returning(audit::id)
        .get_result(conn)?;
    if let Some(address) = entry.address {
        diesel::insert_into(audit_origins::table)
            .values((audit_origins::audit_id.eq(row), audit_origins::address.eq(address.to_string())))
            .execute(conn)?;
    }
    Ok(())
}

/// Narrows a boxed query over the trail to the entries that pass a filter. A macro, as diesel gives queries
/// of entries and of their number different types.
macro_rules! narrow {
    ($query:ident, $filter:ident) => {
        if let Some(actor) = $filter.actor {
            $query = $query.filter(audit::actor.eq(actor.to_string()));
        }
        if let Some(deed) = $filter.deed {
            $query = $query.filter(audit::action.eq(deed.code()));
        }
        if let Some(object) = &$filter.object {
            $query = $query.filter(audit::object.eq(object.clone()));
        }
        if let Some(from) = $filter.from {
            $query = $query.filter(audit::at.ge(values::time(from)));
        }
        if let Some(until) = $filter.until {
            $query = $query.filter(audit::at.lt(values::time(until)));
        }
    };
}

/// Entries that pass the filter, newest first: `limit` of them after the first `offset`.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find(
    conn: &mut AnyConnection,
    filter: &Filter,
    offset: usize,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let mut query = audit::table
        .left_join(audit_origins::table)
        .select((EntryRow::as_select(), audit_origins::address.nullable()))
        .order(audit::id.desc())
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .into_boxed();
    narrow!(query, filter);
    let rows: Vec<(EntryRow, Option<String>)> = query.load(conn)?;
    rows.into_iter().map(|(row, address)| row.into_entry(address)).collect()
}

/// How many entries pass the filter.
///
/// # Errors
/// When a statement fails.
pub fn count(conn: &mut AnyConnection, filter: &Filter) -> Result<usize, StoreError> {
    let mut query = audit::table.count().into_boxed();
    narrow!(query, filter);
    let count: i64 = query.get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Forgets from where somebody acted. The entries stay.
///
/// # Errors
/// When the statement fails.
pub fn forget_origins(conn: &mut AnyConnection, actor: AccountId) -> Result<(), StoreError> {
    let theirs = audit::table.filter(audit::actor.eq(actor.to_string())).select(audit::id);
    diesel::delete(audit_origins::table.filter(audit_origins::audit_id.eq_any(theirs))).execute(conn)?;
    Ok(())
}

impl EntryRow {
    fn into_entry(self, address: Option<String>) -> Result<Entry, StoreError> {
        let key = self.id.to_string();
        let row = Row { table: "audit", key: &key };
        Ok(Entry {
            at: self.at.and_utc(),
            actor: row.optional("actor", self.actor.as_deref(), str::parse)?,
            deed: row.value("action", &self.action, |code| Deed::from_code(code).ok_or(()))?,
            object: self.object,
            before: self.before,
            after: self.after,
            reason: self.reason,
            address: row.optional("address", address.as_deref(), str::parse)?,
        })
    }
}

//! Drafts: what somebody is writing, as the form holds it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{drafts, postings};
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::{DraftId, Kind, PostingId};

/// The texts of a form by field.
pub type Fields = BTreeMap<String, Vec<String>>;

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its row.
    pub row: RowId,
    /// Its public identifier.
    pub id: DraftId,
    /// Whose it is.
    pub organization: RowId,
    /// What it is to become.
    pub kind: Kind,
    /// The posting that it is to change.
    pub posting: Option<(RowId, PostingId)>,
    /// What was typed.
    pub fields: Fields,
    /// How often it was saved.
    pub revision: i64,
    /// When it was last saved.
    pub changed_at: DateTime<Utc>,
    /// By whom.
    pub changed_by: Option<RowId>,
}

/// What a new draft is made of.
#[derive(Debug)]
pub struct NewDraft<'a> {
    /// Its public identifier.
    pub id: DraftId,
    /// Whose it is.
    pub organization: RowId,
    /// Who writes it.
    pub author: RowId,
    /// What it is to become.
    pub kind: Kind,
    /// The posting that it is to change.
    pub posting: Option<RowId>,
    /// What was typed.
    pub fields: &'a Fields,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = drafts)]
struct DraftRow {
    id: i64,
    public_id: String,
    organization_id: i64,
    kind: String,
    posting_id: Option<i64>,
    fields: String,
    revision: i64,
    changed_at: NaiveDateTime,
    changed_by: Option<i64>,
}

/// Adds a draft.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is, or when the posting has a draft already.
pub fn insert(conn: &mut AnyConnection, new: &NewDraft<'_>) -> Result<RowId, StoreError> {
    let row = diesel::insert_into(drafts::table)
        .values((
            drafts::public_id.eq(new.id.to_string()),
            drafts::organization_id.eq(new.organization.0),
            drafts::author_id.eq(new.author.0),
            drafts::kind.eq(new.kind.code()),
            drafts::posting_id.eq(new.posting.map(|row| row.0)),
            drafts::fields.eq(written(new.fields)),
            drafts::revision.eq(1_i64),
            drafts::changed_at.eq(values::time(new.at)),
            drafts::changed_by.eq(new.author.0),
        ))
        .returning(drafts::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// Overwrites what was typed, if nobody saved since `revision`; whether it was so.
///
/// # Errors
/// When the statement fails.
pub fn save(
    conn: &mut AnyConnection,
    row: RowId,
    fields: &Fields,
    revision: i64,
    by: RowId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let saved = diesel::update(drafts::table.find(row.0).filter(drafts::revision.eq(revision)))
        .set((
            drafts::fields.eq(written(fields)),
            drafts::revision.eq(revision + 1),
            drafts::changed_at.eq(values::time(at)),
            drafts::changed_by.eq(by.0),
        ))
        .execute(conn)?;
    Ok(saved == 1)
}

/// The draft with this identifier.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: DraftId) -> Result<Option<Draft>, StoreError> {
    let found: Option<(DraftRow, Option<String>)> = drafts::table
        .left_join(postings::table)
        .filter(drafts::public_id.eq(id.to_string()))
        .select((DraftRow::as_select(), postings::public_id.nullable()))
        .first(conn)
        .optional()?;
    found.map(draft).transpose()
}

/// The draft that is to change a posting.
///
/// # Errors
/// As [`find`].
pub fn of_posting(conn: &mut AnyConnection, posting: RowId) -> Result<Option<Draft>, StoreError> {
    let found: Option<(DraftRow, Option<String>)> = drafts::table
        .left_join(postings::table)
        .filter(drafts::posting_id.eq(posting.0))
        .select((DraftRow::as_select(), postings::public_id.nullable()))
        .first(conn)
        .optional()?;
    found.map(draft).transpose()
}

/// The drafts of an organization, last saved first.
///
/// # Errors
/// As [`find`].
pub fn of_organization(conn: &mut AnyConnection, organization: RowId) -> Result<Vec<Draft>, StoreError> {
    let rows: Vec<(DraftRow, Option<String>)> = drafts::table
        .left_join(postings::table)
        .filter(drafts::organization_id.eq(organization.0))
        .order((drafts::changed_at.desc(), drafts::id.desc()))
        .select((DraftRow::as_select(), postings::public_id.nullable()))
        .load(conn)?;
    rows.into_iter().map(draft).collect()
}

/// How many drafts an organization has.
///
/// # Errors
/// When the statement fails.
pub fn count(conn: &mut AnyConnection, organization: RowId) -> Result<usize, StoreError> {
    let count: i64 =
        drafts::table.filter(drafts::organization_id.eq(organization.0)).count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Deletes a draft.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(drafts::table.find(row.0)).execute(conn)?;
    Ok(())
}

fn written(fields: &Fields) -> String {
    serde_json::json!(fields).to_string()
}

fn draft((columns, posting): (DraftRow, Option<String>)) -> Result<Draft, StoreError> {
    let row = Row { table: "drafts", key: &columns.public_id };
    let posting_id: Option<PostingId> = row.optional("posting_id", posting.as_deref(), str::parse)?;
    Ok(Draft {
        row: RowId(columns.id),
        id: row.value("public_id", &columns.public_id, str::parse)?,
        organization: RowId(columns.organization_id),
        kind: row.value("kind", &columns.kind, str::parse)?,
        posting: columns.posting_id.map(RowId).zip(posting_id),
        fields: row.value("fields", &columns.fields, |json| serde_json::from_str(json))?,
        revision: columns.revision,
        changed_at: columns.changed_at.and_utc(),
        changed_by: columns.changed_by.map(RowId),
    })
}

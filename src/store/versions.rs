//! Versions of postings that were submitted, and what moderators said to them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::postings::Stored;
use super::schema::{organizations, postings as posting_rows, versions};
use super::values::{self, Row};
use super::{RowId, StoreError, postings};
use crate::domain::verification::Reason;
use crate::domain::version::{Review, VersionState};
use crate::domain::{AttachmentId, BadId, OrganizationId, Posting};

/// A version as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its row.
    pub row: RowId,
    /// The posting's row.
    pub posting: RowId,
    /// Which one of the posting's, from 1.
    pub number: i64,
    /// Who submitted it, unless the account is gone.
    pub author: Option<RowId>,
    /// What it says.
    pub content: Posting,
    /// Where it stands.
    pub state: VersionState,
    /// What the author says to the moderator.
    pub message: Option<Reason>,
    /// Whether another moderator is asked to look at what one refused.
    pub appeal: bool,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// By whom.
    pub decided_by: Option<RowId>,
    /// Why.
    pub reason: Option<Reason>,
    /// Who is looking at it, and until when nobody else does.
    pub claim: Option<(RowId, DateTime<Utc>)>,
    /// The files that go with it.
    pub attachments: Vec<AttachmentId>,
    /// What the public read before, if this was published at once and is looked at afterwards.
    pub replaced: Option<Posting>,
}

/// What a new version is made of.
#[derive(Debug)]
pub struct NewVersion<'a> {
    /// The posting's row.
    pub posting: RowId,
    /// Who submits it.
    pub author: RowId,
    /// What it says.
    pub content: &'a Posting,
    /// The files that go with it.
    pub attachments: &'a [AttachmentId],
    /// What the author says to the moderator.
    pub message: Option<&'a Reason>,
    /// Whether another moderator is asked to look at what one refused.
    pub appeal: bool,
    /// What the public read before, if this is published at once and looked at afterwards.
    pub replaced: Option<&'a Posting>,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = versions)]
struct VersionRow {
    id: i64,
    posting_id: i64,
    number: i64,
    author_id: Option<i64>,
    content: String,
    state: String,
    message: Option<String>,
    appeal: bool,
    submitted_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    decided_by: Option<i64>,
    reason: Option<String>,
    claimed_by: Option<i64>,
    claimed_until: Option<NaiveDateTime>,
    attachments: String,
    replaced: Option<String>,
}

/// Adds a version that waits for a moderator; its number.
///
/// # Errors
/// When a statement fails.
pub fn insert(conn: &mut AnyConnection, new: &NewVersion<'_>) -> Result<i64, StoreError> {
    let last: Option<i64> = versions::table
        .filter(versions::posting_id.eq(new.posting.0))
        .select(diesel::dsl::max(versions::number))
        .first(conn)?;
    let number = last.unwrap_or(0) + 1;
    diesel::insert_into(versions::table)
        .values((
            versions::posting_id.eq(new.posting.0),
            versions::number.eq(number),
            versions::author_id.eq(new.author.0),
            versions::content.eq(serde_json::json!(new.content).to_string()),
            versions::attachments.eq(written(new.attachments)),
            versions::state.eq(VersionState::Waiting.code()),
            versions::message.eq(new.message.map(Reason::as_str)),
            versions::appeal.eq(new.appeal),
            versions::replaced.eq(new.replaced.map(|content| serde_json::json!(content).to_string())),
            versions::submitted_at.eq(values::time(new.at)),
        ))
        .execute(conn)?;
    Ok(number)
}

/// All versions of a posting, newest first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn of_posting(conn: &mut AnyConnection, posting: RowId) -> Result<Vec<Version>, StoreError> {
    let rows: Vec<VersionRow> = versions::table
        .filter(versions::posting_id.eq(posting.0))
        .order(versions::number.desc())
        .select(VersionRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Version::try_from).collect()
}

/// The files that go with what the public reads of a posting.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn published_attachments(
    conn: &mut AnyConnection,
    posting: RowId,
) -> Result<Vec<AttachmentId>, StoreError> {
    let found: Option<String> = versions::table
        .filter(versions::posting_id.eq(posting.0))
        .filter(versions::state.eq(VersionState::Published.code()))
        .order(versions::number.desc())
        .select(versions::attachments)
        .first(conn)
        .optional()?;
    let row = Row { table: "versions", key: &posting.0.to_string() };
    Ok(row.optional("attachments", found.as_deref(), identifiers)?.unwrap_or_default())
}

fn written(ids: &[AttachmentId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn identifiers(text: &str) -> Result<Vec<AttachmentId>, BadId> {
    text.split_whitespace().map(str::parse).collect()
}

/// The newest version of a posting.
///
/// # Errors
/// As [`of_posting`].
pub fn newest(conn: &mut AnyConnection, posting: RowId) -> Result<Option<Version>, StoreError> {
    let found: Option<VersionRow> = versions::table
        .filter(versions::posting_id.eq(posting.0))
        .order(versions::number.desc())
        .select(VersionRow::as_select())
        .first(conn)
        .optional()?;
    found.map(Version::try_from).transpose()
}

/// Where the newest version of each of an organization's postings stands; one that was published at once
/// and waits to be looked at stands there as published.
///
/// # Errors
/// As [`of_posting`].
pub fn newest_states(
    conn: &mut AnyConnection,
    organization: RowId,
) -> Result<HashMap<RowId, VersionState>, StoreError> {
    let rows: Vec<(i64, String, bool)> = versions::table
        .inner_join(posting_rows::table)
        .filter(posting_rows::organization_id.eq(organization.0))
        .order((versions::posting_id, versions::number))
        .select((versions::posting_id, versions::state, versions::replaced.is_not_null()))
        .load(conn)?;
    // Of several with one key the last stays.
    rows.into_iter()
        .map(|(posting, state, at_once)| {
            let row = Row { table: "versions", key: &posting.to_string() };
            let state = row.value("state", &state, |code| VersionState::from_code(code).ok_or(()))?;
            let is_public = at_once && state == VersionState::Waiting;
            Ok((RowId(posting), if is_public { VersionState::Published } else { state }))
        })
        .collect()
}

/// The versions that wait, the longest waiting first, each with its posting as it stands: `limit` of them
/// after the first `offset`.
///
/// # Errors
/// As [`of_posting`].
pub fn waiting(
    conn: &mut AnyConnection,
    offset: usize,
    limit: usize,
) -> Result<Vec<(Version, Stored)>, StoreError> {
    let rows: Vec<VersionRow> = versions::table
        .filter(versions::state.eq(VersionState::Waiting.code()))
        .order((versions::submitted_at, versions::id))
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(VersionRow::as_select())
        .load(conn)?;
    with_postings(conn, rows)
}

fn with_postings(
    conn: &mut AnyConnection,
    rows: Vec<VersionRow>,
) -> Result<Vec<(Version, Stored)>, StoreError> {
    let found: Vec<Version> = rows.into_iter().map(Version::try_from).collect::<Result<_, _>>()?;
    let ids: Vec<RowId> = found.iter().map(|version| version.posting).collect();
    let stored: HashMap<RowId, Stored> =
        postings::at(conn, &ids)?.into_iter().map(|stored| (stored.row, stored)).collect();
    let with_its = |one: Version| stored.get(&one.posting).cloned().map(|stored| (one, stored));
    Ok(found.into_iter().filter_map(with_its).collect())
}

/// The versions in these rows, each with its posting as it stands, in no particular order.
///
/// # Errors
/// As [`of_posting`].
pub fn at(conn: &mut AnyConnection, rows: &[RowId]) -> Result<Vec<(Version, Stored)>, StoreError> {
    let keys: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let rows: Vec<VersionRow> =
        versions::table.filter(versions::id.eq_any(keys)).select(VersionRow::as_select()).load(conn)?;
    with_postings(conn, rows)
}

/// All versions that were refused.
///
/// # Errors
/// When the statement fails.
pub fn refused(conn: &mut AnyConnection) -> Result<Vec<RowId>, StoreError> {
    let refused = versions::table.filter(versions::state.eq(VersionState::Refused.code()));
    let rows: Vec<i64> = refused.select(versions::id).load(conn)?;
    Ok(rows.into_iter().map(RowId).collect())
}

/// How many versions wait.
///
/// # Errors
/// When the statement fails.
pub fn count_waiting(conn: &mut AnyConnection) -> Result<usize, StoreError> {
    let waiting = versions::table.filter(versions::state.eq(VersionState::Waiting.code()));
    let count: i64 = waiting.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// How many versions of an organization's postings stand where.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn counts(
    conn: &mut AnyConnection,
    organization: OrganizationId,
) -> Result<Vec<(VersionState, usize)>, StoreError> {
    let rows: Vec<(String, i64)> = versions::table
        .inner_join(posting_rows::table.inner_join(organizations::table))
        .filter(organizations::public_id.eq(organization.to_string()))
        .group_by(versions::state)
        .select((versions::state, diesel::dsl::count_star()))
        .load(conn)?;
    let row = Row { table: "versions", key: "state" };
    rows.into_iter()
        .map(|(state, count)| {
            let state = row.value("state", &state, |code| VersionState::from_code(code).ok_or(()))?;
            Ok((state, usize::try_from(count).unwrap_or_default()))
        })
        .collect()
}

/// Writes down what a moderator decided.
///
/// # Errors
/// When the statement fails.
pub fn decide(
    conn: &mut AnyConnection,
    row: RowId,
    review: &Review,
    by: RowId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(versions::table.find(row.0))
        .set((
            versions::state.eq(review.state().code()),
            versions::reason.eq(review.reason().map(Reason::as_str)),
            versions::decided_by.eq(by.0),
            versions::decided_at.eq(values::time(at)),
            versions::claimed_by.eq(None::<i64>),
            versions::claimed_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes a version back that nobody decided on.
///
/// # Errors
/// When the statement fails.
pub fn withdraw(conn: &mut AnyConnection, row: RowId, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(versions::table.find(row.0))
        .set((versions::state.eq(VersionState::Withdrawn.code()), versions::decided_at.eq(values::time(at))))
        .execute(conn)?;
    Ok(())
}

/// Says that somebody looks at a version until then, or that nobody does any more.
///
/// # Errors
/// When the statement fails.
pub fn claim(
    conn: &mut AnyConnection,
    row: RowId,
    claim: Option<(RowId, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    diesel::update(versions::table.find(row.0))
        .set((
            versions::claimed_by.eq(claim.map(|(by, _)| by.0)),
            versions::claimed_until.eq(claim.map(|(_, until)| values::time(until))),
        ))
        .execute(conn)?;
    Ok(())
}

impl TryFrom<VersionRow> for Version {
    type Error = StoreError;

    fn try_from(columns: VersionRow) -> Result<Self, StoreError> {
        let row = Row { table: "versions", key: &columns.id.to_string() };
        Ok(Self {
            row: RowId(columns.id),
            posting: RowId(columns.posting_id),
            number: columns.number,
            author: columns.author_id.map(RowId),
            content: row.value("content", &columns.content, |json| serde_json::from_str(json))?,
            state: row.value("state", &columns.state, |code| VersionState::from_code(code).ok_or(()))?,
            message: row.optional("message", columns.message.as_deref(), Reason::parse)?,
            appeal: columns.appeal,
            submitted_at: columns.submitted_at.and_utc(),
            decided_at: columns.decided_at.map(|at| at.and_utc()),
            decided_by: columns.decided_by.map(RowId),
            reason: row.optional("reason", columns.reason.as_deref(), Reason::parse)?,
            attachments: row.value("attachments", &columns.attachments, identifiers)?,
            replaced: row
                .optional("replaced", columns.replaced.as_deref(), |json| serde_json::from_str(json))?,
            claim: columns.claimed_by.map(RowId).zip(columns.claimed_until.map(|at| at.and_utc())),
        })
    }
}

//! Files that go with postings. A version names those that it has; nothing changes them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::attachments;
use super::values::{self, Row, length};
use super::{RowId, StoreError};
use crate::domain::attachment::{Attachment, FileKind};
use crate::domain::{AttachmentId, Line};

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentLine {
    /// Its public identifier.
    pub id: AttachmentId,
    /// Whose it is.
    pub organization: RowId,
    /// What it is called.
    pub name: Line,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: usize,
}

/// Adds a file that no version names yet.
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier is.
pub fn insert(
    conn: &mut AnyConnection,
    organization: RowId,
    id: AttachmentId,
    file: &Attachment,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(attachments::table)
        .values((
            attachments::public_id.eq(id.to_string()),
            attachments::organization_id.eq(organization.0),
            attachments::name.eq(file.name.as_str()),
            attachments::media_type.eq(file.kind.media_type()),
            attachments::content.eq(&file.content),
            attachments::uploaded_at.eq(values::time(at)),
            attachments::kept.eq(false),
        ))
        .execute(conn)?;
    Ok(())
}

/// Those of these files that there are, in the order given, without their bytes.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn lines(conn: &mut AnyConnection, ids: &[AttachmentId]) -> Result<Vec<AttachmentLine>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let rows: Vec<(String, i64, String, String, i32)> = attachments::table
        .filter(attachments::public_id.eq_any(keys))
        .select((
            attachments::public_id,
            attachments::organization_id,
            attachments::name,
            attachments::media_type,
            length(attachments::content),
        ))
        .load(conn)?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, organization, name, media_type, size) in rows {
        let (id, name, kind) = described(&id, &name, &media_type)?;
        let size = usize::try_from(size).unwrap_or_default();
        found.push(AttachmentLine { id, organization: RowId(organization), name, kind, size });
    }
    found.sort_by_key(|line| ids.iter().position(|id| *id == line.id));
    Ok(found)
}

/// A file with its bytes, and whose it is.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn find(conn: &mut AnyConnection, id: AttachmentId) -> Result<Option<(Attachment, RowId)>, StoreError> {
    let found: Option<(String, String, Vec<u8>, i64)> = attachments::table
        .filter(attachments::public_id.eq(id.to_string()))
        .select((
            attachments::name,
            attachments::media_type,
            attachments::content,
            attachments::organization_id,
        ))
        .first(conn)
        .optional()?;
    let Some((name, media_type, content, organization)) = found else { return Ok(None) };
    let (_, name, kind) = described(&id.to_string(), &name, &media_type)?;
    Ok(Some((Attachment { name, kind, content }, RowId(organization))))
}

/// Says that a version names these files, so that they stay.
///
/// # Errors
/// When the statement fails.
pub fn keep(conn: &mut AnyConnection, ids: &[AttachmentId]) -> Result<(), StoreError> {
    let keys: Vec<String> = ids.iter().map(ToString::to_string).collect();
    diesel::update(attachments::table.filter(attachments::public_id.eq_any(keys)))
        .set(attachments::kept.eq(true))
        .execute(conn)?;
    Ok(())
}

/// The files from before `at` that no version names: `most` of them, the oldest first.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn loose(
    conn: &mut AnyConnection,
    at: DateTime<Utc>,
    most: usize,
) -> Result<Vec<(AttachmentId, RowId)>, StoreError> {
    let rows: Vec<(String, i64)> = attachments::table
        .filter(attachments::kept.eq(false))
        .filter(attachments::uploaded_at.lt(values::time(at)))
        .order(attachments::id)
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select((attachments::public_id, attachments::organization_id))
        .load(conn)?;
    let read = |(id, organization): (String, i64)| {
        let row = Row { table: "attachments", key: &id };
        Ok((row.value("public_id", &id, str::parse)?, RowId(organization)))
    };
    rows.into_iter().map(read).collect()
}

/// Deletes a file.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, id: AttachmentId) -> Result<(), StoreError> {
    diesel::delete(attachments::table.filter(attachments::public_id.eq(id.to_string()))).execute(conn)?;
    Ok(())
}

fn described(key: &str, name: &str, media_type: &str) -> Result<(AttachmentId, Line, FileKind), StoreError> {
    let row = Row { table: "attachments", key };
    let kind = row.value("media_type", media_type, |text| FileKind::from_media_type(text).ok_or(()))?;
    Ok((row.value("public_id", key, str::parse)?, row.value("name", name, Line::parse)?, kind))
}

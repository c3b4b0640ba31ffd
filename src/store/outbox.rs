//! Letters that wait to be sent.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::letters;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::Email;
use crate::domain::{Letter, Title};

/// A letter that this process has leased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// Its row.
    pub row: RowId,
    /// The letter.
    pub letter: Letter,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = letters)]
struct NewRow<'a> {
    message_id: &'a str,
    recipient: &'a str,
    recipient_name: &'a str,
    subject: &'a str,
    body_text: &'a str,
    body_html: &'a str,
    written_at: NaiveDateTime,
    due_at: NaiveDateTime,
    attempts: i32,
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = letters)]
struct LetterRow {
    id: i64,
    message_id: String,
    recipient: String,
    recipient_name: String,
    subject: String,
    body_text: String,
    body_html: String,
    written_at: NaiveDateTime,
    attempts: i32,
}

/// Adds a letter, to be sent at once; does nothing when a letter with its key was written before.
///
/// # Errors
/// When a statement fails.
pub fn add(conn: &mut AnyConnection, letter: &Letter, now: DateTime<Utc>) -> Result<(), StoreError> {
    let known = letters::table.filter(letters::message_id.eq(&letter.key));
    if diesel::select(exists(known)).get_result(conn)? {
        return Ok(());
    }
    diesel::insert_into(letters::table)
        .values(NewRow {
            message_id: &letter.key,
            recipient: letter.to.as_str(),
            recipient_name: letter.name.as_str(),
            subject: &letter.subject,
            body_text: &letter.text,
            body_html: &letter.html,
            written_at: values::time(now),
            due_at: values::time(now),
            attempts: 0,
        })
        .execute(conn)?;
    Ok(())
}

/// Takes the letter that has been due longest; no other process gets it before `until`.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn lease(
    conn: &mut AnyConnection,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Leased>, StoreError> {
    let due: Option<LetterRow> = letters::table
        .filter(letters::due_at.le(values::time(now)))
        .order((letters::due_at, letters::id))
        .select(LetterRow::as_select())
        .first(conn)
        .optional()?;
    let Some(due) = due else { return Ok(None) };
    diesel::update(letters::table.find(due.id))
        .set((letters::due_at.eq(values::time(until)), letters::attempts.eq(letters::attempts + 1)))
        .execute(conn)?;
    due.into_leased().map(Some)
}

/// Says that the mail server took the letter.
///
/// # Errors
/// When the statement fails.
pub fn sent(conn: &mut AnyConnection, row: RowId, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(letters::table.find(row.0))
        .set((
            letters::sent_at.eq(values::time(now)),
            letters::due_at.eq(None::<NaiveDateTime>),
            letters::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Says why the letter could not be sent, and when to try again: `None` for never.
///
/// # Errors
/// When the statement fails.
pub fn failed(
    conn: &mut AnyConnection,
    row: RowId,
    error: &str,
    again: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    diesel::update(letters::table.find(row.0))
        .set((letters::due_at.eq(again.map(values::time)), letters::last_error.eq(error)))
        .execute(conn)?;
    Ok(())
}

impl LetterRow {
    fn into_leased(self) -> Result<Leased, StoreError> {
        let row = Row { table: "letters", key: &self.message_id };
        let to = row.value("recipient", &self.recipient, Email::parse)?;
        let name = row.value("recipient_name", &self.recipient_name, Title::parse)?;
        Ok(Leased {
            row: RowId(self.id),
            written_at: self.written_at.and_utc(),
            attempts: u32::try_from(self.attempts).unwrap_or(0) + 1,
            letter: Letter {
                key: self.message_id,
                to,
                name,
                subject: self.subject,
                text: self.body_text,
                html: self.body_html,
            },
        })
    }
}

//! Letters that wait to be sent.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;

use super::connection::AnyConnection;
use super::schema::letters;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::Email;
use crate::domain::{Letter, Title, Topic};

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
    /// How often it was handed over without an answer.
    pub unanswered: u32,
    /// The key of the letter to the same reader about the same subject before it, if there was one.
    pub in_reply_to: Option<String>,
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
    secret: bool,
    topic: &'a str,
    urgency: i32,
    thread: Option<&'a str>,
    in_reply_to: Option<String>,
    unsubscribe: Option<&'a str>,
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
    unanswered: i32,
    secret: bool,
    topic: String,
    thread: Option<String>,
    in_reply_to: Option<String>,
    unsubscribe: Option<String>,
}

/// Adds a letter that was written `now`, to be sent at once; does nothing when a letter with its key was
/// written before.
///
/// # Errors
/// When a statement fails.
pub fn add(conn: &mut AnyConnection, letter: &Letter, now: DateTime<Utc>) -> Result<(), StoreError> {
    add_for(conn, letter, now, now)
}

/// As [`add`], to be sent from `due` on.
///
/// # Errors
/// As [`add`].
pub fn add_for(
    conn: &mut AnyConnection,
    letter: &Letter,
    now: DateTime<Utc>,
    due: DateTime<Utc>,
) -> Result<(), StoreError> {
    let known = letters::table.filter(letters::message_id.eq(&letter.key));
    if diesel::select(exists(known)).get_result(conn)? {
        return Ok(());
    }
    let in_reply_to = match &letter.thread {
        Some(thread) => last_of_thread(conn, &letter.to, thread)?,
        None => None,
    };
    diesel::insert_into(letters::table)
        .values(NewRow {
            message_id: &letter.key,
            recipient: letter.to.as_str(),
            recipient_name: letter.name.as_str(),
            subject: &letter.subject,
            body_text: &letter.text,
            body_html: &letter.html,
            written_at: values::time(now),
            due_at: values::time(due),
            attempts: 0,
            secret: letter.secret,
            topic: letter.topic.code(),
            // What an account can't do without doesn't wait behind a thousand digests.
            urgency: i32::from(letter.topic != Topic::Account),
            thread: letter.thread.as_deref(),
            in_reply_to,
            unsubscribe: letter.unsubscribe.as_deref(),
        })
        .execute(conn)?;
    Ok(())
}

/// The key of the last letter to a reader about a subject.
fn last_of_thread(conn: &mut AnyConnection, to: &Email, thread: &str) -> Result<Option<String>, StoreError> {
    Ok(letters::table
        .filter(letters::recipient.eq(to.as_str()))
        .filter(letters::thread.eq(thread))
        .order(letters::id.desc())
        .select(letters::message_id)
        .first(conn)
        .optional()?)
}

/// How many letters of a topic were written to an address since then.
///
/// # Errors
/// When the statement fails.
pub fn count_since(
    conn: &mut AnyConnection,
    to: &Email,
    topic: Topic,
    since: DateTime<Utc>,
) -> Result<usize, StoreError> {
    let count: i64 = letters::table
        .filter(letters::recipient.eq(to.as_str()))
        .filter(letters::topic.eq(topic.code()))
        .filter(letters::written_at.ge(values::time(since)))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Takes the letter that has been due longest; no other process gets it before `until`. A row that can't be read
/// is given up, so that it holds up no other.
///
/// # Errors
/// When a statement fails.
pub fn lease(
    conn: &mut AnyConnection,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Leased>, StoreError> {
    loop {
        let due: Option<i64> = letters::table
            .filter(letters::due_at.le(values::time(now)))
            .order((letters::urgency, letters::due_at, letters::id))
            .select(letters::id)
            .first(conn)
            .optional()?;
        let Some(id) = due else { return Ok(None) };
        match read(conn, id) {
            Ok(leased) => {
                diesel::update(letters::table.find(id))
                    .set((
                        letters::due_at.eq(values::time(until)),
                        letters::attempts.eq(letters::attempts + 1),
                    ))
                    .execute(conn)?;
                return Ok(Some(leased));
            }
            Err(StoreError::Query(error)) if !matches!(error, DeserializationError(_)) => {
                return Err(error.into());
            }
            Err(error) => {
                let cause: &dyn std::error::Error = &error;
                tracing::error!(row = id, error = cause, "a letter can't be read; it is given up");
                diesel::update(letters::table.find(id))
                    .set((
                        letters::due_at.eq(None::<NaiveDateTime>),
                        letters::failed_at.eq(values::time(now)),
                        letters::last_error.eq(format!("the letter can't be read: {error}")),
                    ))
                    .execute(conn)?;
            }
        }
    }
}

/// The letter in a row, as it is when it is leased.
fn read(conn: &mut AnyConnection, id: i64) -> Result<Leased, StoreError> {
    letters::table.find(id).select(LetterRow::as_select()).first(conn)?.into_leased()
}

/// Gives a letter back that was not tried: it is due `now`.
///
/// # Errors
/// When the statement fails.
pub fn give_back(conn: &mut AnyConnection, leased: &Leased, now: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(held(leased)).set(letters::due_at.eq(values::time(now))).execute(conn)?;
    Ok(())
}

/// Counts that the letter was handed over without an answer, as long as this process still has it leased.
///
/// # Errors
/// When the statement fails.
pub fn unanswered(conn: &mut AnyConnection, leased: &Leased) -> Result<(), StoreError> {
    diesel::update(held(leased)).set(letters::unanswered.eq(letters::unanswered + 1)).execute(conn)?;
    Ok(())
}

/// Says that the mail server took the letter; whether this process still had it leased.
///
/// # Errors
/// When the statement fails.
pub fn sent(conn: &mut AnyConnection, leased: &Leased, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let had = diesel::update(held(leased))
        .set((
            letters::sent_at.eq(values::time(now)),
            letters::due_at.eq(None::<NaiveDateTime>),
            letters::last_error.eq(None::<String>),
        ))
        .execute(conn)?;
    if had > 0 && leased.letter.secret {
        // What opens something isn't left lying about.
        diesel::update(letters::table.find(leased.row.0))
            .set((letters::body_text.eq(""), letters::body_html.eq("")))
            .execute(conn)?;
    }
    Ok(had > 0)
}

/// Says why the letter could not be sent, and when to try again: `None` for never; whether this process
/// still had it leased.
///
/// # Errors
/// When the statement fails.
pub fn failed(
    conn: &mut AnyConnection,
    leased: &Leased,
    error: &str,
    again: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let had = diesel::update(held(leased))
        .set((
            letters::due_at.eq(again.map(values::time)),
            letters::failed_at.eq(again.is_none().then(|| values::time(now))),
            letters::last_error.eq(error),
        ))
        .execute(conn)?;
    Ok(had > 0)
}

/// The letter, as long as nobody leased it since.
#[diesel::dsl::auto_type(no_type_alias)]
fn held<'a>(leased: &'a Leased) -> _ {
    let (row, attempts): (i64, i32) = (leased.row.0, leased.attempts as i32);
    letters::table
        .filter(letters::id.eq(row))
        .filter(letters::attempts.eq(attempts))
        .filter(letters::due_at.is_not_null())
}

/// A letter as its reader is told of it: without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The subject.
    pub subject: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// When it was sent, if it was.
    pub sent_at: Option<DateTime<Utc>>,
}

/// The letters to an address, oldest first.
///
/// # Errors
/// When the statement fails.
pub fn of_recipient(conn: &mut AnyConnection, email: &Email) -> Result<Vec<Written>, StoreError> {
    let rows: Vec<(String, NaiveDateTime, Option<NaiveDateTime>)> = letters::table
        .filter(letters::recipient.eq(email.as_str()))
        .order(letters::id)
        .select((letters::subject, letters::written_at, letters::sent_at))
        .load(conn)?;
    let written = |(subject, written_at, sent_at): (String, NaiveDateTime, Option<NaiveDateTime>)| Written {
        subject,
        written_at: written_at.and_utc(),
        sent_at: sent_at.map(|at| at.and_utc()),
    };
    Ok(rows.into_iter().map(written).collect())
}

/// Deletes the letters to an address, sent or not.
///
/// # Errors
/// When the statement fails.
pub fn delete_of_recipient(conn: &mut AnyConnection, email: &Email) -> Result<(), StoreError> {
    diesel::delete(letters::table.filter(letters::recipient.eq(email.as_str()))).execute(conn)?;
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
            unanswered: u32::try_from(self.unanswered).unwrap_or(0),
            in_reply_to: self.in_reply_to,
            letter: Letter {
                key: self.message_id,
                topic: Topic::from_code(&self.topic).unwrap_or(Topic::Account),
                to,
                name,
                subject: self.subject,
                text: self.body_text,
                html: self.body_html,
                thread: self.thread,
                unsubscribe: self.unsubscribe,
                secret: self.secret,
            },
        })
    }
}

//! Letters that wait to be sent.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::result::Error::DeserializationError;

use super::connection::AnyConnection;
use super::schema::letters;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::account::Email;
use crate::domain::{Letter, LetterKind, Title, Topic};

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
    /// Since when it is tried in vain, if it is.
    pub tried_from: Option<DateTime<Utc>>,
    /// Whether it tells what holds no more.
    pub stale: bool,
    /// How often it was handed over without an answer before.
    pub unanswered: u32,
    /// The keys of the letters to the same reader about the same subject before it, the last one last.
    pub follows: Vec<String>,
    /// Whose account it is about, if it is about one.
    pub user: Option<RowId>,
    /// The postings that it names.
    pub names: Vec<RowId>,
}

/// How a letter is handed over.
#[derive(Debug, Clone, Copy, Default)]
pub struct Handing<'a> {
    /// Whose account it is about; none for who is written to by their address alone.
    pub user: Option<RowId>,
    /// The postings that it names: it only leaves while strangers may read them all.
    pub names: &'a [RowId],
    /// From when on it is sent; at once where this is none.
    pub due: Option<DateTime<Utc>>,
    /// Whether it waited for its hour, so that what is told at once goes before it.
    pub digest: bool,
}

/// The most letters before it that a letter names (`References`, RFC 5322, section 3.6.4): the first, and
/// the last ones.
const MOST_FOLLOWED: usize = 10;

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
    in_reply_to: Option<&'a str>,
    ancestors: String,
    unsubscribe: Option<&'a str>,
    user_id: Option<i64>,
    names: String,
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
    secret: bool,
    topic: String,
    thread: Option<String>,
    in_reply_to: Option<String>,
    ancestors: String,
    unsubscribe: Option<String>,
    user_id: Option<i64>,
    names: String,
    tried_from: Option<NaiveDateTime>,
    unanswered: i32,
    stale: bool,
}

/// Adds a letter that was written `now` to an address, to be sent at once.
///
/// # Errors
/// As [`hand_over`].
pub fn add(conn: &mut AnyConnection, letter: &Letter, now: DateTime<Utc>) -> Result<(), StoreError> {
    hand_over(conn, letter, Handing::default(), now).map(drop)
}

/// Adds a letter that was written `now`; its row.
///
/// # Errors
/// [`StoreError::is_taken`] when its key is; when a statement fails.
pub fn hand_over(
    conn: &mut AnyConnection,
    letter: &Letter,
    handing: Handing<'_>,
    now: DateTime<Utc>,
) -> Result<RowId, StoreError> {
    let follows = match &letter.thread {
        Some(thread) => last_of_thread(conn, &letter.to, thread)?,
        None => Vec::new(),
    };
    let (ancestors, last) = match follows.split_last() {
        Some((last, ancestors)) => (ancestors, Some(last.as_str())),
        None => (&[][..], None),
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
            due_at: values::time(handing.due.unwrap_or(now)),
            attempts: 0,
            secret: letter.secret,
            topic: letter.topic.code(),
            urgency: urgency(letter.topic, handing.digest),
            thread: letter.thread.as_deref(),
            in_reply_to: last,
            ancestors: values::list(ancestors),
            unsubscribe: letter.unsubscribe.as_deref(),
            user_id: handing.user.map(|row| row.0),
            names: serde_json::json!(handing.names.iter().map(|row| row.0).collect::<Vec<_>>()).to_string(),
        })
        .execute(conn)?;
    let row: i64 =
        letters::table.filter(letters::message_id.eq(&letter.key)).select(letters::id).first(conn)?;
    Ok(RowId(row))
}

/// What an account can't do without doesn't wait behind news, nor news behind a thousand digests.
fn urgency(topic: Topic, digest: bool) -> i32 {
    match (topic, digest) {
        (Topic::Account, _) => 0,
        (_, false) => 1,
        (_, true) => 2,
    }
}

/// The keys of the letters to a reader about a subject, the last one last; of many the first and the last ones.
fn last_of_thread(conn: &mut AnyConnection, to: &Email, thread: &str) -> Result<Vec<String>, StoreError> {
    let last: Option<(String, Option<String>, String)> = letters::table
        .filter(letters::recipient.eq(to.as_str()))
        .filter(letters::thread.eq(thread))
        .order(letters::id.desc())
        .select((letters::message_id, letters::in_reply_to, letters::ancestors))
        .first(conn)
        .optional()?;
    let Some((key, parent, ancestors)) = last else { return Ok(Vec::new()) };
    let mut keys: Vec<String> = Row { table: "letters", key: &key }.list("ancestors", &ancestors, text)?;
    keys.extend(parent);
    keys.push(key);
    if keys.len() > MOST_FOLLOWED {
        keys.drain(1..=keys.len() - MOST_FOLLOWED);
    }
    Ok(keys)
}

fn text(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.to_owned())
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
    // Of a topic that only a newer program knows, that one knows when it may leave. Old letters have none.
    let known: Vec<&str> = Topic::ALL.iter().map(|topic| topic.code()).chain([""]).collect();
    loop {
        let due: Option<i64> = letters::table
            .filter(letters::due_at.le(values::time(now)))
            .filter(letters::topic.eq_any(&known))
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
                        letters::leased_until.eq(values::time(until)),
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
            letters::leased_until.eq(None::<NaiveDateTime>),
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
            letters::leased_until.eq(None::<NaiveDateTime>),
            letters::tried_from.eq(values::time(leased.tried_from.unwrap_or(now))),
            letters::last_error.eq(error),
        ))
        .execute(conn)?;
    Ok(had > 0)
}

/// Gives a letter back that was leased but not tried, to be taken up `at` a later time. What it failed with before
/// isn't why it waits.
///
/// # Errors
/// When the statement fails.
pub fn put_off(conn: &mut AnyConnection, leased: &Leased, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(held(leased))
        .set((
            letters::due_at.eq(values::time(at)),
            letters::leased_until.eq(None::<NaiveDateTime>),
            letters::last_error.eq(None::<String>),
            letters::attempts.eq(letters::attempts - 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Has a letter go to the address that its reader has by now.
///
/// # Errors
/// When the statement fails.
pub fn readdress(conn: &mut AnyConnection, letter: RowId, to: &Email) -> Result<(), StoreError> {
    diesel::update(letters::table.find(letter.0)).set(letters::recipient.eq(to.as_str())).execute(conn)?;
    Ok(())
}

/// Those of these letters that wait, and that no process has under way.
///
/// # Errors
/// When the statement fails.
pub fn at_rest(
    conn: &mut AnyConnection,
    rows: &[RowId],
    now: DateTime<Utc>,
) -> Result<Vec<RowId>, StoreError> {
    let rows: Vec<i64> = letters::table
        .filter(letters::id.eq_any(rows.iter().map(|row| row.0).collect::<Vec<_>>()))
        .filter(letters::due_at.is_not_null())
        .filter(letters::leased_until.is_null().or(letters::leased_until.le(values::time(now))))
        .select(letters::id)
        .load(conn)?;
    Ok(rows.into_iter().map(RowId).collect())
}

/// Marks those of these letters that didn't leave: they tell what holds no more.
///
/// # Errors
/// When the statement fails.
pub fn outdate(conn: &mut AnyConnection, rows: &[RowId]) -> Result<(), StoreError> {
    let rows: Vec<i64> = rows.iter().map(|row| row.0).collect();
    diesel::update(letters::table.filter(letters::id.eq_any(rows)).filter(letters::sent_at.is_null()))
        .set(letters::stale.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Deletes the letters of a kind to an address that didn't leave.
///
/// # Errors
/// When the statement fails.
pub fn delete_waiting(conn: &mut AnyConnection, to: &Email, kind: LetterKind) -> Result<(), StoreError> {
    let waiting = letters::table
        .filter(letters::recipient.eq(to.as_str()))
        .filter(letters::message_id.like(format!("{}.%", kind.code())))
        .filter(letters::sent_at.is_null());
    diesel::delete(waiting).execute(conn)?;
    Ok(())
}

/// Deletes a letter.
///
/// # Errors
/// When the statement fails.
pub fn delete(conn: &mut AnyConnection, row: RowId) -> Result<(), StoreError> {
    diesel::delete(letters::table.find(row.0)).execute(conn)?;
    Ok(())
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

impl LetterRow {
    fn into_leased(self) -> Result<Leased, StoreError> {
        let row = Row { table: "letters", key: &self.message_id };
        let to = row.value("recipient", &self.recipient, Email::parse)?;
        let name = row.value("recipient_name", &self.recipient_name, Title::parse)?;
        let mut follows: Vec<String> = row.list("ancestors", &self.ancestors, text)?;
        follows.extend(self.in_reply_to);
        let names: Vec<i64> = row.value("names", &self.names, |json| serde_json::from_str(json))?;
        Ok(Leased {
            row: RowId(self.id),
            written_at: self.written_at.and_utc(),
            attempts: u32::try_from(self.attempts).unwrap_or(0) + 1,
            tried_from: self.tried_from.map(|at| at.and_utc()),
            stale: self.stale,
            unanswered: u32::try_from(self.unanswered).unwrap_or(0),
            follows,
            user: self.user_id.map(RowId),
            names: names.into_iter().map(RowId).collect(),
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

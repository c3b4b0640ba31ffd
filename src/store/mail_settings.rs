//! When and how soon people want to be written to. What nobody chose isn't kept.

use std::collections::HashMap;

use chrono_tz::Tz;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{mail_paces, mail_settings, posting_paces, postings, users};
use super::values::Row;
use super::{RowId, StoreError};
use crate::domain::schedule::{Hour, Quiet};
use crate::domain::{AccountId, Pace, PostingId, Schedule, Topic};

/// How soon people who chose a pace want to hear of matches.
#[derive(Debug, Default)]
pub struct Chosen {
    paces: HashMap<RowId, Pace>,
    postings: HashMap<(RowId, RowId), Pace>,
}

impl Chosen {
    /// How soon somebody wants to hear of a posting's matches.
    pub fn pace(&self, user: RowId, posting: RowId) -> Pace {
        let own = self.postings.get(&(user, posting)).or_else(|| self.paces.get(&user));
        own.copied().unwrap_or(Topic::Match.usual())
    }
}

/// How soon all who chose a pace want to hear of matches.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn chosen(conn: &mut AnyConnection) -> Result<Chosen, StoreError> {
    let paces: Vec<(i64, String)> = mail_paces::table
        .filter(mail_paces::topic.eq(Topic::Match.code()))
        .select((mail_paces::user_id, mail_paces::pace))
        .load(conn)?;
    let postings: Vec<(i64, i64, String)> = posting_paces::table.load(conn)?;
    Ok(Chosen {
        paces: paces
            .into_iter()
            .map(|(user, pace)| Ok((RowId(user), read_pace("mail_paces", &pace)?)))
            .collect::<Result<_, StoreError>>()?,
        postings: postings
            .into_iter()
            .map(|(user, posting, pace)| {
                Ok(((RowId(user), RowId(posting)), read_pace("posting_paces", &pace)?))
            })
            .collect::<Result<_, StoreError>>()?,
    })
}

/// How soon somebody wants to hear of matches.
///
/// # Errors
/// As [`chosen`].
pub fn chosen_by(conn: &mut AnyConnection, user: RowId) -> Result<Chosen, StoreError> {
    let postings: Vec<(i64, String)> = posting_paces::table
        .filter(posting_paces::user_id.eq(user.0))
        .select((posting_paces::posting_id, posting_paces::pace))
        .load(conn)?;
    let own =
        |(posting, pace): (i64, String)| Ok(((user, RowId(posting)), read_pace("posting_paces", &pace)?));
    Ok(Chosen {
        paces: HashMap::from([(user, pace(conn, user, Topic::Match)?)]),
        postings: postings.into_iter().map(own).collect::<Result<_, StoreError>>()?,
    })
}

#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = mail_settings)]
struct ScheduleColumns {
    time_zone: String,
    digest_hour: i32,
    quiet_from: i32,
    quiet_to: i32,
}

impl ScheduleColumns {
    fn read(self) -> Result<Schedule, StoreError> {
        let row = Row { table: "mail_settings", key: "" };
        let hour = |column, number: i32| {
            let hour = u8::try_from(number).ok().and_then(Hour::new);
            hour.ok_or_else(|| row.bad(column, number))
        };
        Ok(Schedule {
            zone: row.value("time_zone", &self.time_zone, str::parse::<Tz>)?,
            digest: hour("digest_hour", self.digest_hour)?,
            quiet: Quiet { from: hour("quiet_from", self.quiet_from)?, to: hour("quiet_to", self.quiet_to)? },
        })
    }
}

fn read_pace(table: &'static str, code: &str) -> Result<Pace, StoreError> {
    Row { table, key: "" }.value("pace", code, |code| Pace::from_code(code).ok_or(()))
}

/// When somebody is written to.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn schedule(conn: &mut AnyConnection, user: RowId) -> Result<Schedule, StoreError> {
    let found: Option<ScheduleColumns> =
        mail_settings::table.find(user.0).select(ScheduleColumns::as_select()).first(conn).optional()?;
    found.map_or_else(|| Ok(Schedule::default()), ScheduleColumns::read)
}

/// Overwrites when somebody is written to.
///
/// # Errors
/// When a statement fails.
pub fn set_schedule(conn: &mut AnyConnection, user: RowId, schedule: &Schedule) -> Result<(), StoreError> {
    token(conn, user)?;
    diesel::update(mail_settings::table.find(user.0))
        .set((
            mail_settings::time_zone.eq(schedule.zone.name()),
            mail_settings::digest_hour.eq(i32::from(schedule.digest.get())),
            mail_settings::quiet_from.eq(i32::from(schedule.quiet.from.get())),
            mail_settings::quiet_to.eq(i32::from(schedule.quiet.to.get())),
        ))
        .execute(conn)?;
    Ok(())
}

/// What ends somebody's letters without signing in. Made when it is asked for first, and the same ever
/// after, so that old letters keep their way out.
///
/// # Errors
/// When a statement fails.
pub fn token(conn: &mut AnyConnection, user: RowId) -> Result<String, StoreError> {
    let known: Option<String> =
        mail_settings::table.find(user.0).select(mail_settings::token).first(conn).optional()?;
    if let Some(token) = known {
        return Ok(token);
    }
    let token = format!("{:032x}", rand::random::<u128>());
    let usual = Schedule::default();
    diesel::insert_into(mail_settings::table)
        .values((
            mail_settings::user_id.eq(user.0),
            mail_settings::token.eq(&token),
            mail_settings::time_zone.eq(usual.zone.name()),
            mail_settings::digest_hour.eq(i32::from(usual.digest.get())),
            mail_settings::quiet_from.eq(i32::from(usual.quiet.from.get())),
            mail_settings::quiet_to.eq(i32::from(usual.quiet.to.get())),
        ))
        .execute(conn)?;
    Ok(token)
}

/// Whose letters a token ends.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn of_token(conn: &mut AnyConnection, token: &str) -> Result<Option<(RowId, AccountId)>, StoreError> {
    let found: Option<(i64, String)> = mail_settings::table
        .inner_join(users::table)
        .filter(mail_settings::token.eq(token))
        .select((users::id, users::public_id))
        .first(conn)
        .optional()?;
    let read = |(user, id): (i64, String)| {
        let id = Row { table: "users", key: &id }.value("public_id", &id, str::parse)?;
        Ok((RowId(user), id))
    };
    found.map(read).transpose()
}

/// How soon somebody wants to hear of a topic.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn pace(conn: &mut AnyConnection, user: RowId, topic: Topic) -> Result<Pace, StoreError> {
    let found: Option<String> =
        mail_paces::table.find((user.0, topic.code())).select(mail_paces::pace).first(conn).optional()?;
    found.map_or(Ok(topic.usual()), |code| read_pace("mail_paces", &code))
}

/// Sets how soon somebody wants to hear of a topic.
///
/// # Errors
/// When a statement fails.
pub fn set_pace(conn: &mut AnyConnection, user: RowId, topic: Topic, pace: Pace) -> Result<(), StoreError> {
    diesel::delete(mail_paces::table.find((user.0, topic.code()))).execute(conn)?;
    diesel::insert_into(mail_paces::table)
        .values((
            mail_paces::user_id.eq(user.0),
            mail_paces::topic.eq(topic.code()),
            mail_paces::pace.eq(pace.code()),
        ))
        .execute(conn)?;
    Ok(())
}

/// How soon somebody wants to hear of one posting's matches, where it differs from the rest.
///
/// # Errors
/// When the statement fails or the row doesn't parse.
pub fn posting_pace(
    conn: &mut AnyConnection,
    user: RowId,
    posting: RowId,
) -> Result<Option<Pace>, StoreError> {
    let found: Option<String> =
        posting_paces::table.find((user.0, posting.0)).select(posting_paces::pace).first(conn).optional()?;
    found.map(|code| read_pace("posting_paces", &code)).transpose()
}

/// Sets how soon somebody wants to hear of one posting's matches; `None`: as of the rest.
///
/// # Errors
/// When a statement fails.
pub fn set_posting_pace(
    conn: &mut AnyConnection,
    user: RowId,
    posting: RowId,
    pace: Option<Pace>,
) -> Result<(), StoreError> {
    diesel::delete(posting_paces::table.find((user.0, posting.0))).execute(conn)?;
    if let Some(pace) = pace {
        diesel::insert_into(posting_paces::table)
            .values((
                posting_paces::user_id.eq(user.0),
                posting_paces::posting_id.eq(posting.0),
                posting_paces::pace.eq(pace.code()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The postings of which somebody hears otherwise than of the rest: identifier, title and pace, by title.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn posting_paces_of(
    conn: &mut AnyConnection,
    user: RowId,
) -> Result<Vec<(PostingId, String, Pace)>, StoreError> {
    let rows: Vec<(String, String, String)> = posting_paces::table
        .inner_join(postings::table)
        .filter(posting_paces::user_id.eq(user.0))
        .order((postings::title, postings::id))
        .select((postings::public_id, postings::title, posting_paces::pace))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, title, pace)| {
            let row = Row { table: "postings", key: &id };
            Ok((row.value("public_id", &id, str::parse)?, title, read_pace("posting_paces", &pace)?))
        })
        .collect()
}

/// Ends letters of a topic: also those of postings or searches that have a pace of their own.
///
/// # Errors
/// When a statement fails.
pub fn end(conn: &mut AnyConnection, user: RowId, topic: Topic) -> Result<(), StoreError> {
    use super::schema::saved_searches;
    match topic {
        Topic::Search => {
            diesel::update(saved_searches::table.filter(saved_searches::user_id.eq(user.0)))
                .set(saved_searches::pace.eq(Pace::Never.code()))
                .execute(conn)?;
            return Ok(());
        }
        Topic::Match => {
            diesel::delete(posting_paces::table.filter(posting_paces::user_id.eq(user.0))).execute(conn)?;
        }
        _ => {}
    }
    set_pace(conn, user, topic, Pace::Never)
}

//! What staff are told once a day: what waits for moderators, and what goes wrong.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::account::Staff;
use crate::domain::{Event, Pace, Topic};
use crate::flows::{FlowError, Site};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, accounts, given_up, mail_settings, notifications, queue};

use super::{Fact, tell_at};

/// How long a letter may wait before administrators hear of it.
const LONG: TimeDelta = TimeDelta::hours(1);

/// For how long somebody's hour of daily letters lasts. What comes into an empty queue after it is told the next day.
const HOUR: TimeDelta = TimeDelta::hours(1);

/// What somebody on the staff is to be told, and at which pace.
type News = (Known, Event, Pace);

/// Tells staff what they are to hear once a day, if their hour has come and there is something to tell.
///
/// # Errors
/// [`FlowError`]; nothing is written then.
pub fn tell_staff(site: &Site, now: DateTime<Utc>) -> Result<(), FlowError> {
    // Mostly there is nothing, and no need to keep others from writing.
    if site.store().read(|conn| news(conn, now))?.is_empty() {
        return Ok(());
    }
    site.store().write(|conn| {
        // Once more, as another process may have told it.
        for (known, event, pace) in news(conn, now)? {
            tell_at(conn, site, &known, Fact::own(&event, now), pace)?;
        }
        Ok(())
    })
}

/// What is to be told now.
fn news(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<Vec<News>, FlowError> {
    let mut staff = accounts::staff(conn)?;
    staff.retain(|known| known.suspended_at.is_none());
    let mut news = of_queue(conn, &staff, now)?;
    for known in staff.iter().filter(|known| known.staff == Some(Staff::Administrator)) {
        if let Some(since) = told_a_day_ago(conn, known, now)?
            && let Some(event) = failures(conn, since, now)?
        {
            let pace = mail_settings::pace(conn, known.row, Topic::Failure)?;
            news.push((known.clone(), event, pace));
        }
    }
    Ok(news)
}

/// What waits for moderators, for those whose hour has come.
fn of_queue(conn: &mut AnyConnection, staff: &[Known], now: DateTime<Utc>) -> Result<Vec<News>, FlowError> {
    let mut due = Vec::new();
    for known in staff {
        if has_come(conn, known, now)? {
            due.push(known);
        }
    }
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let Some(event) = waiting(conn, now)? else { return Ok(Vec::new()) };
    let mut news = Vec::new();
    for known in due {
        // The hour is the reader's own already: what is daily goes out at once.
        let pace = match mail_settings::pace(conn, known.row, Topic::Queue)? {
            Pace::Never => Pace::Never,
            Pace::AtOnce | Pace::Daily | Pace::Weekly => Pace::AtOnce,
        };
        news.push((known.clone(), event.clone(), pace));
    }
    Ok(news)
}

/// Whether it is somebody's hour of daily letters, in which they weren't told of the queue yet.
fn has_come(conn: &mut AnyConnection, known: &Known, now: DateTime<Utc>) -> Result<bool, FlowError> {
    let hour = mail_settings::schedule(conn, known.row)?.last_digest(now);
    let last = notifications::last_of(conn, known.row, Topic::Queue)?;
    // Whoever joined the staff after it hears of it the next day.
    Ok(now - hour < HOUR && known.created_at < hour && last.is_none_or(|last| last < hour))
}

/// Since when failures are new to somebody; nothing when they were told within a day.
fn told_a_day_ago(
    conn: &mut AnyConnection,
    known: &Known,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, FlowError> {
    let last = notifications::last_of(conn, known.row, Topic::Failure)?;
    let since = last.unwrap_or(known.created_at);
    let is_due = last.is_none_or(|last| now - last >= TimeDelta::days(1));
    Ok(is_due.then_some(since))
}

/// What waits for moderators, if anything does.
fn waiting(conn: &mut AnyConnection, now: DateTime<Utc>) -> Result<Option<Event>, FlowError> {
    let all = queue::all(conn)?;
    let oldest = all.iter().map(|one| one.since).min();
    Ok(oldest.map(|since| Event::Queue { waiting: all.len(), hours: (now - since).num_hours() }))
}

/// What is wrong with outgoing mail, if anything is.
fn failures(
    conn: &mut AnyConnection,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Event>, FlowError> {
    let given_up = given_up::count_since(conn, since)?;
    let oldest = given_up::oldest_tried(conn)?.map(|written| now - written).filter(|age| *age >= LONG);
    let hours = oldest.map_or(0, |age| age.num_hours());
    Ok((given_up > 0 || hours > 0).then_some(Event::MailFailed { given_up, hours }))
}

//! What somebody was told on the site.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::NotificationId;
use crate::domain::access::Action;
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::flows::staff::Listed;
use crate::store::{Store, mail_settings, notifications, written};

pub use crate::store::notifications::Notification;

/// Notifications on one page.
const PAGE_SIZE: usize = 30;

/// For how long notifications and letters are kept.
const LIFE: TimeDelta = TimeDelta::days(365);

/// For how long the text of a letter that opens something is kept after it was given up, so that it can be tried
/// anew; no link that a letter brings is good for longer.
const SECRET: TimeDelta = TimeDelta::days(14);

/// The caller's notifications, the last first, and the time zone that they chose for what they are told.
///
/// # Errors
/// [`FlowError`].
pub fn notifications(
    store: &Store,
    caller: &Caller,
    page: usize,
) -> Result<(Listed<Notification>, Tz), FlowError> {
    caller.require(Action::UseAccount)?;
    store.read(|conn| {
        let known = caller.account(conn)?;
        let listed = Listed::read(page, PAGE_SIZE, |offset, limit| {
            Ok::<_, FlowError>(notifications::of_user(conn, known.row, offset, limit)?)
        })?;
        Ok((listed, mail_settings::schedule(conn, known.row)?.zone))
    })
}

/// One of the caller's notifications, which counts as read from now on.
///
/// # Errors
/// [`FlowError::NotFound`] when it is nobody's, or somebody else's.
pub fn open_notification(
    store: &Store,
    caller: &Caller,
    id: NotificationId,
) -> Result<Notification, FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        let found = notifications::find(conn, known.row, id)?.ok_or(FlowError::NotFound)?;
        notifications::mark_read(conn, known.row, Some(found.row), caller.at)?;
        Ok(found)
    })
}

/// Marks all of the caller's notifications as read.
///
/// # Errors
/// [`FlowError`].
pub fn read_all_notifications(store: &Store, caller: &Caller) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        Ok(notifications::mark_read(conn, known.row, None, caller.at)?)
    })
}

/// Deletes notifications, and letters that are done with, that are too old to be of use.
///
/// # Errors
/// [`FlowError::Store`].
pub fn purge_told(store: &Store, now: DateTime<Utc>) -> Result<(), FlowError> {
    store.write(|conn| {
        notifications::forget_before(conn, now - LIFE)?;
        written::forget_secrets(conn, now - SECRET)
    })?;
    // Others write in between.
    while store.write(|conn| written::forget_before(conn, now - LIFE))? {}
    Ok(())
}

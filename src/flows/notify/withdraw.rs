//! Taking back what somebody was to be told, when they end it or have no more to do with it.

use chrono::{DateTime, Utc};

use crate::domain::account::{Role, Staff};
use crate::domain::{Event, LetterKind, Topic};
use crate::flows::FlowError;
use crate::store::accounts::Known;
use crate::store::notifications::{Notification, waiting};
use crate::store::{AnyConnection, RowId, memberships, notifications, outbox};

/// Has no letter tell somebody of these events of a topic any more. Other events that stand in one letter with
/// them are told by another.
pub(in crate::flows) fn withdraw(
    conn: &mut AnyConnection,
    user: RowId,
    topic: Topic,
    which: impl Fn(&Event) -> bool,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let pending = waiting::pending(conn, user, topic)?;
    silence(conn, &rows(&pending, which), now)
}

/// Takes from somebody who has another role in an organization, or none, what they were told in the one
/// before, as far as it isn't for them any more.
pub(in crate::flows) fn demote(
    conn: &mut AnyConnection,
    user: RowId,
    organization: RowId,
    role: Option<Role>,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let mut told = notifications::through_organizations(conn, user)?;
    told.retain(|one| one.organization == Some(organization));
    forget(conn, &rows(&told, |event| is_beyond(event, role)), now)
}

/// Takes from somebody who has another role on the site, or none, what they were told in the one before.
pub(in crate::flows) fn dismiss(
    conn: &mut AnyConnection,
    known: &Known,
    staff: Option<Staff>,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    for topic in Topic::ALL.into_iter().filter(|topic| topic.staff() > staff) {
        let told = notifications::of_topic(conn, known.row, topic)?;
        forget(conn, &rows(&told, |_| true), now)?;
    }
    if staff < Some(Staff::Administrator) {
        // Administrators of the site act for organizations that have nobody, and read what strangers write to them.
        for one in notifications::through_organizations(conn, known.row)? {
            let Some(organization) = one.organization else { continue };
            let role = memberships::role(conn, known.row, organization)?;
            forget(conn, &rows(&[one], |event| is_beyond(event, role)), now)?;
        }
        outbox::delete_waiting(conn, &known.account.email, LetterKind::Contact)?;
    }
    Ok(())
}

/// Whether an event is for members of another role than this.
fn is_beyond(event: &Event, role: Option<Role>) -> bool {
    event.kind().audience().least_role() > role
}

fn rows(notifications: &[Notification], which: impl Fn(&Event) -> bool) -> Vec<RowId> {
    notifications.iter().filter(|one| which(&one.event)).map(|one| one.row).collect()
}

fn forget(conn: &mut AnyConnection, rows: &[RowId], now: DateTime<Utc>) -> Result<(), FlowError> {
    silence(conn, rows, now)?;
    Ok(notifications::delete(conn, rows)?)
}

fn silence(conn: &mut AnyConnection, rows: &[RowId], now: DateTime<Utc>) -> Result<(), FlowError> {
    let letters = waiting::letters_of(conn, rows)?;
    waiting::done(conn, rows, None)?;
    // One that a mail server is being told of, or that was given up, is taken back before it is tried again.
    outbox::outdate(conn, &letters)?;
    for letter in outbox::at_rest(conn, &letters, now)? {
        take_back(conn, letter, now)?;
    }
    Ok(())
}

/// Deletes a letter that waits; what it tells is told by another that is written anew.
pub(in crate::flows) fn take_back(
    conn: &mut AnyConnection,
    letter: RowId,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    waiting::again(conn, letter, now)?;
    Ok(outbox::delete(conn, letter)?)
}

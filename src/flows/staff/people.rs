//! People as the staff see them; suspending and restoring them, and who belongs to the staff.

use chrono::{DateTime, Utc};

use crate::domain::access::Action;
use crate::domain::account::{Account, Staff};
use crate::domain::audit::Deed;
use crate::domain::verification::Reason;
use crate::domain::{AccountId, Event};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::{FlowError, Site, notify};
use crate::store::accounts::Known;
use crate::store::memberships::Membership;
use crate::store::{AnyConnection, Store, accounts, memberships, sessions};

use super::trail::{self, Recent};
use super::{Listed, PAGE_SIZE};

/// A person in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: AccountId,
    /// Name, address and language.
    pub account: Account,
    /// What they may do on the whole site.
    pub staff: Option<Staff>,
    /// Since when they are suspended.
    pub suspended_at: Option<DateTime<Utc>>,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// Since when they have an account.
    pub created_at: DateTime<Utc>,
}

/// All that the staff see of a person.
#[derive(Debug, Clone)]
pub struct PersonFile {
    /// The person.
    pub person: Person,
    /// The organizations that they act for.
    pub memberships: Vec<Membership>,
    /// On how many devices they are signed in.
    pub sessions: usize,
    /// What they did and what was done to them, newest first, for who may read the audit trail.
    pub recent: Option<Recent>,
    /// Whether it is who asks.
    pub own: bool,
}

/// What came of a decision on a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Done,
    /// It was so before.
    Unchanged,
    /// Nobody decides on themselves.
    Own,
    /// Nobody else would be left to administer the site.
    LastAdministrator,
}

impl From<Known> for Person {
    fn from(known: Known) -> Self {
        Self {
            id: known.id,
            account: known.account,
            staff: known.staff,
            suspended_at: known.suspended_at,
            second_factor: known.totp_secret.is_some(),
            created_at: known.created_at,
        }
    }
}

/// People whose name or address holds a text, or whose identifier is it, by address; all when it is empty.
///
/// # Errors
/// [`FlowError`].
pub fn search(
    store: &Store,
    caller: &Caller,
    text: &str,
    staff_only: bool,
    page: usize,
) -> Result<Listed<Person>, FlowError> {
    caller.require(Action::ReadRegister)?;
    store.read(|conn| {
        Listed::read(page, PAGE_SIZE, |offset, limit| {
            let (found, count) = accounts::search(conn, text.trim(), staff_only, offset, limit)?;
            Ok((found.into_iter().map(Person::from).collect(), count))
        })
    })
}

/// One person.
///
/// # Errors
/// [`FlowError`].
pub fn read(store: &Store, caller: &Caller, id: AccountId) -> Result<PersonFile, FlowError> {
    caller.require(Action::ReadRegister)?;
    let own = caller.person()?.id == id;
    store.read(|conn| {
        let known = accounts::find_by_id(conn, id)?.ok_or(FlowError::NotFound)?;
        Ok(PersonFile {
            memberships: memberships::of_user(conn, known.row)?,
            sessions: sessions::of_user(conn, known.row)?.len(),
            recent: trail::of_person(conn, caller, id)?,
            person: known.into(),
            own,
        })
    })
}

/// Suspends somebody: they are signed out everywhere, and can't sign in until they are restored.
///
/// # Errors
/// [`FlowError`].
pub fn suspend(site: &Site, caller: &Caller, id: AccountId, reason: &Reason) -> Result<Outcome, FlowError> {
    caller.require(Action::SuspendPerson)?;
    site.store().write(|conn| {
        let known = match other(conn, caller, id)? {
            Ok(known) => known,
            Err(outcome) => return Ok(outcome),
        };
        if known.suspended_at.is_some() {
            return Ok(Outcome::Unchanged);
        }
        if is_last_administrator(conn, &known)? {
            return Ok(Outcome::LastAdministrator);
        }
        accounts::set_suspended(conn, known.row, Some(caller.at))?;
        sessions::end_all(conn, known.row, None)?;
        caller.record(conn, Deed::PersonSuspended, id, because(reason))?;
        notify::tell(conn, site, &known, Fact::own(&suspension(true, reason), caller.at))?;
        Ok(Outcome::Done)
    })
}

/// Restores somebody who is suspended.
///
/// # Errors
/// [`FlowError`].
pub fn restore(site: &Site, caller: &Caller, id: AccountId, reason: &Reason) -> Result<Outcome, FlowError> {
    caller.require(Action::SuspendPerson)?;
    site.store().write(|conn| {
        let known = match other(conn, caller, id)? {
            Ok(known) => known,
            Err(outcome) => return Ok(outcome),
        };
        if known.suspended_at.is_none() {
            return Ok(Outcome::Unchanged);
        }
        accounts::set_suspended(conn, known.row, None)?;
        caller.record(conn, Deed::PersonRestored, id, because(reason))?;
        notify::tell(conn, site, &known, Fact::own(&suspension(false, reason), caller.at))?;
        Ok(Outcome::Done)
    })
}

/// Appoints somebody to the staff, gives them another role there, or dismisses them with `None`.
///
/// # Errors
/// [`FlowError`].
pub fn set_staff(
    site: &Site,
    caller: &Caller,
    id: AccountId,
    staff: Option<Staff>,
    reason: &Reason,
) -> Result<Outcome, FlowError> {
    caller.require(Action::AppointStaff)?;
    site.store().write(|conn| {
        let known = match other(conn, caller, id)? {
            Ok(known) => known,
            Err(outcome) => return Ok(outcome),
        };
        if known.staff == staff {
            return Ok(Outcome::Unchanged);
        }
        if is_last_administrator(conn, &known)? {
            return Ok(Outcome::LastAdministrator);
        }
        accounts::set_staff(conn, known.row, staff)?;
        notify::dismiss(conn, &known, staff, caller.at)?;
        match staff {
            Some(_) => sessions::renew_all(conn, known.row)?,
            None => sessions::end_all(conn, known.row, None).map(drop)?,
        }
        let code = |staff: Staff| staff.code().to_owned();
        let note = Note { before: known.staff.map(code), after: staff.map(code), ..because(reason) };
        caller.record(conn, Deed::StaffChanged, id, note)?;
        notify::tell(conn, site, &known, Fact::own(&Event::StaffRole { staff }, caller.at))?;
        Ok(Outcome::Done)
    })
}

/// Somebody else than the caller.
fn other(
    conn: &mut AnyConnection,
    caller: &Caller,
    id: AccountId,
) -> Result<Result<Known, Outcome>, FlowError> {
    let known = accounts::find_by_id(conn, id)?.ok_or(FlowError::NotFound)?;
    Ok(if caller.person()?.id == id { Err(Outcome::Own) } else { Ok(known) })
}

/// Whether nobody would be left to administer the site. Usually the caller is; but two who decide on each
/// other at the same time are one after the other here.
fn is_last_administrator(conn: &mut AnyConnection, known: &Known) -> Result<bool, FlowError> {
    let administers = known.staff == Some(Staff::Administrator) && known.suspended_at.is_none();
    Ok(administers && !accounts::has_other_administrator(conn, known.row)?)
}

fn suspension(suspended: bool, reason: &Reason) -> Event {
    Event::Suspended { suspended, reason: reason.as_str().to_owned() }
}

fn because(reason: &Reason) -> Note {
    Note { reason: Some(reason.as_str().to_owned()), ..Note::default() }
}

//! Resetting a forgotten password by a link.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::account::{Account, Email};
use crate::domain::audit::Deed;
use crate::domain::password::NewPassword;
use crate::domain::{Event, Language};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, Site, letters, notify};
use crate::store::links::Purpose;
use crate::store::{AnyConnection, Store, accounts, links, memberships, outbox, registrations, sessions};

use super::password;
use super::sign_in::as_person;

/// How long the link is good.
const LIFE: TimeDelta = TimeDelta::hours(1);

/// What came of setting another password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// The password is set, all sessions ended; one may sign in with it.
    Done,
    /// The link was used, or has expired.
    BadLink,
}

/// Takes a wish to reset a password; it takes as long and answers the same whether the address has an
/// account.
///
/// # Errors
/// [`FlowError`].
pub fn request_reset(
    site: &Site,
    email: &Email,
    language: Language,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    site.store().write(|conn| registrations::add_reset(conn, email, language, now))?;
    Ok(())
}

/// Answers the oldest wish with a letter, if its address has an account; whether there was one.
pub(super) fn answer_next(
    conn: &mut AnyConnection,
    site: &str,
    now: DateTime<Utc>,
) -> Result<bool, FlowError> {
    let Some(request) = registrations::take_reset(conn)? else { return Ok(false) };
    let known = accounts::find(conn, &request.email)?.filter(|known| known.suspended_at.is_none());
    if let Some(known) = known {
        let token = Token::new();
        links::add(conn, Purpose::Reset, Some(known.row), &token.hash(), now + LIFE)?;
        outbox::add(conn, &letters::reset(site, &known.account, &token)?, now)?;
    }
    Ok(true)
}

/// Whose password a link resets, if it is good, and the names of the organizations that the person acts for.
///
/// # Errors
/// [`FlowError::Store`].
pub fn is_reset_link(
    store: &Store,
    link: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Account, Vec<String>)>, FlowError> {
    store.read(|conn| {
        let Some(link) = links::find(conn, Purpose::Reset, &token::hash(link), now)? else {
            return Ok(None);
        };
        let Some(row) = link.user else { return Ok(None) };
        let Some(known) = accounts::at(conn, row)? else { return Ok(None) };
        let own = memberships::of_user(conn, row)?;
        let names = own.iter().flat_map(|one| one.organization.names.all()).map(ToString::to_string);
        Ok(Some((known.account, names.collect())))
    })
}

/// Sets another password by a link, and ends all sessions. The second factor stays, and is asked for at
/// the next sign-in: the mailbox alone opens no account that has one.
///
/// # Errors
/// [`FlowError`].
pub fn reset(site: &Site, link: &str, new: &NewPassword, caller: &Caller) -> Result<Reset, FlowError> {
    let hash = password::hash(new.as_str())?;
    site.store().write(|conn| {
        let found = links::find(conn, Purpose::Reset, &token::hash(link), caller.at)?;
        let Some(row) = found.and_then(|link| link.user) else { return Ok(Reset::BadLink) };
        let Some(known) = accounts::at(conn, row)? else { return Ok(Reset::BadLink) };
        links::revoke(conn, Purpose::Reset, Some(row))?;
        accounts::set_password_hash(conn, row, &hash)?;
        sessions::end_all(conn, row, None)?;
        as_person(&known, caller).record(conn, Deed::PasswordChanged, known.id, Note::default())?;
        notify::tell(conn, site, &known, Fact::own(&Event::Password, caller.at))?;
        Ok(Reset::Done)
    })
}

//! Signing up: a page that takes the wish, a job that answers it, and a link that confirms the address.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::account::Account;
use crate::domain::password::NewPassword;
use crate::flows::caller::Caller;
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, Site, letters};
use crate::store::registrations::Registration;
use crate::store::{AnyConnection, Store, accounts, invitations, links, outbox, registrations, sessions};

use super::create::{self, AccountError};
use super::password::{self, Verified};
use super::{reset, session, sign_in};

/// How long the link that confirms an address is good.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// What somebody signs up with.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// Name, address and language.
    pub account: Account,
    /// The chosen password.
    pub password: NewPassword,
}

/// What came of following the link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// The account is there, and its person signed in.
    Done(Token),
    /// The password isn't the one that was chosen.
    WrongPassword,
    /// The link was used, or has expired.
    BadLink,
}

/// Takes a wish to sign up. It takes as long and answers the same for an address that has an account:
/// only the letter, written later by [`answer_next`], differs.
///
/// # Errors
/// [`FlowError`].
pub fn sign_up(site: &Site, new: &SignUp, now: DateTime<Utc>) -> Result<(), FlowError> {
    let hash = password::hash(new.password.as_str())?;
    site.store().write(|conn| registrations::add(conn, &new.account, &hash, now))?;
    Ok(())
}

/// Answers the oldest sign-up, or the oldest wish to reset a password, with a letter; whether there was one.
///
/// # Errors
/// [`FlowError`].
pub fn answer_next(site: &Site, now: DateTime<Utc>) -> Result<bool, FlowError> {
    let Some(address) = site.address() else { return Ok(false) };
    site.store().write(|conn| {
        if let Some(registration) = registrations::unanswered(conn)? {
            answer(conn, address, &registration, now)?;
            return Ok(true);
        }
        reset::answer_next(conn, address, now)
    })
}

fn answer(
    conn: &mut AnyConnection,
    site: &str,
    registration: &Registration,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    let account = &registration.account;
    let letter = match accounts::find(conn, &account.email)? {
        Some(known) => {
            registrations::delete(conn, registration.row)?;
            letters::has_account(site, &known.account)?
        }
        None => {
            let token = Token::new();
            registrations::answer(conn, registration.row, &token.hash())?;
            letters::confirm_address(site, account, &token)?
        }
    };
    outbox::add(conn, &letter, now)?;
    Ok(())
}

/// Whether the link of a sign-up is good, and for which address.
///
/// # Errors
/// [`FlowError::Store`].
pub fn is_sign_up_link(store: &Store, link: &str, now: DateTime<Utc>) -> Result<Option<Account>, FlowError> {
    let found = store.read(|conn| registrations::find(conn, &token::hash(link)))?;
    Ok(found.filter(|one| now - one.asked_at < LIFE).map(|one| one.account))
}

/// Confirms an address: the account is made and its person signed in. The password is asked for, so that
/// an account that a stranger asked for in somebody's name is none, even if that person follows the link.
///
/// # Errors
/// [`FlowError`].
pub fn confirm(
    store: &Store,
    link: &str,
    password: &str,
    caller: &Caller,
) -> Result<Confirmation, FlowError> {
    let hash = token::hash(link);
    let found = store.read(|conn| registrations::find(conn, &hash))?;
    let found = found.filter(|one| caller.at - one.asked_at < LIFE);
    let Some(Registration { password_hash, .. }) = found else { return Ok(Confirmation::BadLink) };
    if password::verify(password, Some(&password_hash)) == Verified::Wrong {
        return Ok(Confirmation::WrongPassword);
    }
    let made = store.write(|conn| {
        // Asked again: the link may have been used meanwhile.
        let Some(Registration { account, password_hash, .. }) = registrations::find(conn, &hash)? else {
            return Ok(Confirmation::BadLink);
        };
        registrations::delete_of(conn, &account.email)?;
        let (row, _) = create::insert(conn, &account, &password_hash, None, caller)?;
        let token = session::open(conn, row, true, caller)?;
        if let Some(known) = accounts::at(conn, row)? {
            sign_in::record(conn, &known, caller)?;
        }
        Ok(Confirmation::Done(token))
    });
    match made {
        Ok(done) => Ok(done),
        // Somebody with this address came by another way, such as an invitation.
        Err(AccountError::EmailTaken | AccountError::NoOrganization | AccountError::Link) => {
            Ok(Confirmation::BadLink)
        }
        Err(AccountError::Flow(error)) => Err(error),
    }
}

/// Deletes what has expired: sessions, sign-ups, links and invitations.
///
/// # Errors
/// [`FlowError::Store`].
pub fn purge(store: &Store, now: DateTime<Utc>) -> Result<(), FlowError> {
    store.write(|conn| {
        sessions::purge(conn, now - session::LIFE, now - session::IDLE)?;
        registrations::purge(conn, now - LIFE)?;
        links::purge(conn, now)?;
        invitations::purge(conn, now)?;
        Ok(())
    })
}

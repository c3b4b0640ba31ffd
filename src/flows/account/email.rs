//! The address of an account: changing it by a link in a letter to the new one, and taking for good again
//! what a mail server refused.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Action;
use crate::domain::account::{Account, Email};
use crate::domain::audit::Deed;
use crate::flows::caller::{Caller, Note};
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, Site, letters};
use crate::store::accounts::Known;
use crate::store::links::Purpose;
use crate::store::outbox::Handing;
use crate::store::{
    AnyConnection, RowId, Store, accounts, invitations, links, outbox, registrations, sessions, unreachable,
};

use super::password::{self, Verified};

/// How long the link is good.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// What came of asking for another address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressAsked {
    /// A letter is on its way to it. What it says depends on whether the address has an account; this
    /// answer doesn't.
    Done,
    /// It is the account's address already.
    Own,
    /// The present password is another.
    WrongPassword,
}

/// Why the link does nothing for who follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkRefusal {
    /// It changes the address of another account than the one that is signed in.
    OtherAccount,
    /// It was used, or has expired.
    BadLink,
}

/// What came of following the link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AddressChange {
    /// The account has its new address. All sessions ended but the one that asked, which has this token now.
    Done(Token),
    /// Another account has come to have the address.
    Taken,
    /// Nothing: the link isn't good, or not here.
    Refused(LinkRefusal),
}

/// Asks for another address, by who knows the password: a letter goes there, with a link.
///
/// # Errors
/// [`FlowError`].
pub fn ask_address(
    site: &Site,
    caller: &Caller,
    present: &str,
    new: &Email,
) -> Result<AddressAsked, FlowError> {
    caller.require(Action::UseAccount)?;
    let kept = site.store().read(|conn| caller.account(conn))?;
    if password::verify(present, Some(&kept.password_hash)) == Verified::Wrong {
        return Ok(AddressAsked::WrongPassword);
    }
    if kept.account.email == *new {
        return Ok(AddressAsked::Own);
    }
    let Some(address) = site.address() else { return Ok(AddressAsked::Done) };
    let token = Token::new();
    site.store().write(|conn| {
        let known = caller.account(conn)?;
        // A link in either case, so that both take as long; of the one, nobody gets the token.
        links::add_for_email(conn, known.row, new, &token.hash(), caller.at + LIFE)?;
        let letter = match accounts::find(conn, new)? {
            Some(other) => letters::address_taken(address, &other.account)?,
            None => letters::new_address(
                address,
                &Account { email: new.clone(), ..known.account.clone() },
                &token,
            )?,
        };
        outbox::hand_over(conn, &letter, Handing { user: Some(known.row), ..Handing::default() }, caller.at)?;
        Ok(AddressAsked::Done)
    })
}

/// The address that a link makes the caller's, or why it doesn't.
///
/// # Errors
/// [`FlowError::Denied`] when nobody is signed in.
pub fn address_of_link(
    store: &Store,
    caller: &Caller,
    link: &str,
) -> Result<Result<Email, LinkRefusal>, FlowError> {
    store.read(|conn| Ok(find(conn, caller, link)?.map(|(_, email)| email)))
}

/// The caller's account and the address that a link gives it. A link for another account says only that:
/// the letter may have reached a stranger. Those who are suspended change nothing.
fn find(
    conn: &mut AnyConnection,
    caller: &Caller,
    link: &str,
) -> Result<Result<(Known, Email), LinkRefusal>, FlowError> {
    caller.require(Action::UseAccount)?;
    let found = links::find(conn, Purpose::Email, &token::hash(link), caller.at)?;
    let Some((row, email)) = found.and_then(|link| link.user.zip(link.email)) else {
        return Ok(Err(LinkRefusal::BadLink));
    };
    let Some(known) = accounts::at(conn, row)?.filter(|known| known.suspended_at.is_none()) else {
        return Ok(Err(LinkRefusal::BadLink));
    };
    if known.id != caller.person()?.id {
        return Ok(Err(LinkRefusal::OtherAccount));
    }
    Ok(Ok((known, email)))
}

/// Changes the caller's address by a link, which proves that the new address is read; `session` is that of
/// the caller. Nothing comes of the link alone: a letter to a mistyped address reaches a stranger, who could
/// otherwise take the account over.
///
/// # Errors
/// [`FlowError::Denied`] when nobody is signed in.
pub fn change_address(
    site: &Site,
    caller: &Caller,
    session: RowId,
    link: &str,
) -> Result<AddressChange, FlowError> {
    site.store().write(|conn| {
        let (known, email) = match find(conn, caller, link)? {
            Ok(found) => found,
            Err(refusal) => return Ok(AddressChange::Refused(refusal)),
        };
        links::revoke(conn, Purpose::Email, Some(known.row))?;
        if accounts::find(conn, &email)?.is_some() {
            return Ok(AddressChange::Taken);
        }
        tell_former(conn, site, &known, caller.at)?;
        // Links in letters to the old address are for who reads the old mailbox.
        links::revoke(conn, Purpose::Reset, Some(known.row))?;
        invitations::keep_for(conn, known.row, &known.account.email)?;
        registrations::delete_of(conn, &email)?;
        unreachable::clear(conn, &known.account.email)?;
        unreachable::clear(conn, &email)?;
        accounts::set_email(conn, known.row, &email)?;
        caller.record(conn, Deed::AddressChanged, known.id, Note::default())?;
        sessions::end_all(conn, known.row, Some(session))?;
        let token = Token::new();
        sessions::set_token(conn, session, &token.hash())?;
        Ok(AddressChange::Done(token))
    })
}

/// Tells the old address, unless nothing arrives there.
fn tell_former(
    conn: &mut AnyConnection,
    site: &Site,
    known: &Known,
    now: DateTime<Utc>,
) -> Result<(), FlowError> {
    if unreachable::find(conn, &known.account.email)?.is_some() {
        return Ok(());
    }
    letters::send(conn, site, Some(known.row), now, |address| {
        letters::address_changed(address, &known.account)
    })
}

/// Has the caller's own address written to again, as its owner says that it works.
///
/// # Errors
/// [`FlowError`].
pub fn clear_refusal(store: &Store, caller: &Caller) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        if unreachable::clear(conn, &known.account.email)? {
            caller.record(conn, Deed::AddressCleared, known.id, Note::default())?;
        }
        Ok(())
    })
}

//! How letters leave, for administrators of the site: what waits, what was given up, which addresses were
//! refused, and the letters in the folder where no mail server is set.

use chrono::TimeDelta;

use crate::domain::access::Action;
use crate::domain::account::Email;
use crate::domain::audit::Deed;
use crate::flows::caller::{Caller, Note};
use crate::flows::{FlowError, Site};
use crate::mail::folder;
use crate::store::{AnyConnection, Store, accounts, given_up, unreachable};

pub use crate::mail::folder::{Filed, Opened};
pub use crate::store::given_up::{GivenUp, Standing};
pub use crate::store::unreachable::Refused;

use super::{Listed, PAGE_SIZE};

/// How far back letters that left are counted.
const RECENT: TimeDelta = TimeDelta::hours(24);

/// How letters leave.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The folder that they go into; nothing where a mail server takes them.
    pub folder: Option<String>,
    /// How the outbox stands; what left is that of the last 24 hours.
    pub standing: Standing,
    /// Letters that were given up, the newest first.
    pub given_up: Listed<GivenUp>,
    /// How many addresses were refused.
    pub refused: usize,
}

/// How letters leave, with a page of those that were given up.
///
/// # Errors
/// [`FlowError`].
pub fn outgoing(site: &Site, caller: &Caller, page: usize) -> Result<Outgoing, FlowError> {
    caller.require(Action::ManageSite)?;
    site.store().read(|conn| {
        let given_up =
            Listed::read(page, PAGE_SIZE, |offset, limit| Ok(given_up::newest(conn, offset, limit)?))?;
        Ok(Outgoing {
            folder: site.letters().map(|folder| folder.display().to_string()),
            standing: given_up::standing(conn, caller.at - RECENT)?,
            given_up,
            refused: unreachable::count(conn)?,
        })
    })
}

/// Has a letter that was given up be tried anew. An address that was refused is taken for good again with it:
/// else the letter would be given up again untried.
///
/// # Errors
/// [`FlowError::NotFound`] when there is none with this key.
pub fn retry(store: &Store, caller: &Caller, key: &str) -> Result<(), FlowError> {
    caller.require(Action::ManageSite)?;
    store.write(|conn| {
        let to = given_up::retry(conn, key, caller.at)?.ok_or(FlowError::NotFound)?;
        caller.record(conn, Deed::LetterRetried, key, Note::default())?;
        match Email::parse(&to) {
            Ok(email) => take_for_good(conn, caller, &email),
            Err(_) => Ok(()),
        }
    })
}

/// A page of the addresses that were refused, the last first.
///
/// # Errors
/// [`FlowError`].
pub fn refused(store: &Store, caller: &Caller, page: usize) -> Result<Listed<Refused>, FlowError> {
    caller.require(Action::ManageSite)?;
    store.read(|conn| {
        Listed::read(page, PAGE_SIZE, |offset, limit| Ok(unreachable::newest(conn, offset, limit)?))
    })
}

/// Takes a refused address for good again. The trail names the account that has it, if there is one.
///
/// # Errors
/// [`FlowError`].
pub fn clear(store: &Store, caller: &Caller, email: &Email) -> Result<(), FlowError> {
    caller.require(Action::ManageSite)?;
    store.write(|conn| take_for_good(conn, caller, email))
}

fn take_for_good(conn: &mut AnyConnection, caller: &Caller, email: &Email) -> Result<(), FlowError> {
    if !unreachable::clear(conn, email)? {
        return Ok(());
    }
    let owner = accounts::find(conn, email)?.map(|known| known.id.to_string());
    let object = owner.unwrap_or_else(|| "site".to_owned());
    Ok(caller.record(conn, Deed::AddressCleared, object, Note::default())?)
}

/// The newest letters in the folder.
///
/// # Errors
/// [`FlowError::NotFound`] where a mail server is set.
pub fn filed(site: &Site, caller: &Caller) -> Result<Vec<Filed>, FlowError> {
    caller.require(Action::ManageSite)?;
    let letters = site.letters().ok_or(FlowError::NotFound)?;
    folder::list(letters).map_err(FlowError::Folder)
}

/// A letter out of the folder.
///
/// # Errors
/// [`FlowError::NotFound`] when there is none of this name, or where a mail server is set.
pub fn open(site: &Site, caller: &Caller, name: &str) -> Result<Opened, FlowError> {
    caller.require(Action::ManageSite)?;
    let letters = site.letters().ok_or(FlowError::NotFound)?;
    folder::read(letters, name).map_err(FlowError::Folder)?.ok_or(FlowError::NotFound)
}

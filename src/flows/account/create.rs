//! Making accounts without a sign-up: by the operator, and the site's first administrator.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::account::{Account, Email, Role, Staff};
use crate::domain::audit::Deed;
use crate::domain::password::NewPassword;
use crate::domain::{AccountId, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, free_id};
use crate::store::links::Purpose;
use crate::store::{AnyConnection, RowId, Store, StoreError, accounts, links, memberships, organizations};

use super::password::hash;
use super::session;

/// How long the link for the first administrator is good.
const SETUP: TimeDelta = TimeDelta::hours(24);

/// Why an account could not be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody has an account with this address.
    #[error("the address has an account")]
    EmailTaken,
    /// There is no such organization.
    #[error("no such organization")]
    NoOrganization,
    /// The link was used, or has expired.
    #[error("the link is not good any more")]
    Link,
    /// The flow failed.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        Self::Flow(error.into())
    }
}

/// Makes an account that acts for an organization. The password is kept as an argon2id hash only.
///
/// # Errors
/// [`AccountError`]; nothing is kept then.
pub fn create(
    store: &Store,
    account: &Account,
    password: &str,
    organization: OrganizationId,
    role: Role,
    now: DateTime<Utc>,
) -> Result<(), AccountError> {
    let hash = hash(password)?;
    store.write(|conn| {
        let (organization, _) =
            organizations::find(conn, organization)?.ok_or(AccountError::NoOrganization)?;
        let (user, _) = insert(conn, account, &hash, None, &Caller::operator(now))?;
        memberships::add(conn, user, organization, role)?;
        Ok(())
    })
}

/// Makes an account on the site's staff.
///
/// # Errors
/// As [`create`].
pub fn create_staff(
    store: &Store,
    account: &Account,
    password: &str,
    staff: Staff,
    now: DateTime<Utc>,
) -> Result<AccountId, AccountError> {
    let hash = hash(password)?;
    store.write(|conn| Ok(insert(conn, account, &hash, Some(staff), &Caller::operator(now))?.1))
}

/// Adds an account, with its entry in the audit trail.
pub(in crate::flows) fn insert(
    conn: &mut AnyConnection,
    account: &Account,
    hash: &str,
    staff: Option<Staff>,
    caller: &Caller,
) -> Result<(RowId, AccountId), AccountError> {
    if accounts::find(conn, &account.email)?.is_some() {
        return Err(AccountError::EmailTaken);
    }
    let id = free_id(conn, AccountId::from_random, accounts::find_by_id)?;
    let row = accounts::insert(conn, id, account, hash, staff, caller.at)?;
    let after = staff.map(|staff| staff.code().to_owned());
    caller.record(conn, Deed::AccountMade, id, Note { after, ..Note::default() })?;
    Ok((row, id))
}

/// Gives an account another password; does nothing when there is no such account.
///
/// # Errors
/// [`AccountError::Flow`]; the old password holds then.
pub fn set_password(store: &Store, email: &Email, password: &str) -> Result<(), AccountError> {
    let hash = hash(password)?;
    store.write(|conn| {
        if let Some(known) = accounts::find(conn, email)? {
            accounts::set_password_hash(conn, known.row, &hash)?;
        }
        Ok(())
    })
}

/// A link for making the first administrator, while the site has none; earlier ones open nothing then.
///
/// # Errors
/// [`FlowError::Store`].
pub fn setup_link(store: &Store, now: DateTime<Utc>) -> Result<Option<Token>, FlowError> {
    store.write(|conn| {
        if accounts::has_administrator(conn)? {
            return Ok(None);
        }
        let token = Token::new();
        links::add(conn, Purpose::Setup, None, &token.hash(), now + SETUP)?;
        Ok(Some(token))
    })
}

/// Makes the first administrator by such a link, and signs in. Without an account to make, only says
/// whether the link is good.
///
/// # Errors
/// [`AccountError::Link`] when it isn't, [`AccountError::EmailTaken`].
pub fn setup(
    store: &Store,
    link: &str,
    new: Option<(&Account, &NewPassword)>,
    caller: &Caller,
) -> Result<Option<Token>, AccountError> {
    let find = |conn: &mut AnyConnection| {
        let found = links::find(conn, Purpose::Setup, &token::hash(link), caller.at)?;
        let open = !accounts::has_administrator(conn)?;
        found.filter(|_| open).ok_or(AccountError::Link)
    };
    let Some((account, password)) = new else {
        store.read(find)?;
        return Ok(None);
    };
    let hash = hash(password.as_str())?;
    store.write(|conn| {
        find(conn)?;
        links::revoke(conn, Purpose::Setup, None)?;
        let (row, _) = insert(conn, account, &hash, Some(Staff::Administrator), caller)?;
        Ok(Some(session::open(conn, row, true, caller)?))
    })
}

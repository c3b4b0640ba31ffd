//! Accounts: people, their passwords, and the organizations that they act for.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use chrono::{DateTime, Utc};

use crate::domain::OrganizationId;
use crate::domain::account::{Account, Email, Role};
use crate::store::{Store, StoreError, accounts, organizations};

/// Why an account could not be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody has an account with this address.
    #[error("the address has an account")]
    EmailTaken,
    /// There is no such organization.
    #[error("no such organization")]
    NoOrganization,
    /// The password can't be hashed.
    #[error("the password can't be hashed")]
    Hash(#[from] argon2::password_hash::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
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
        let user = accounts::insert(conn, account, &hash, now).map_err(|error| match error {
            error if error.is_taken() => AccountError::EmailTaken,
            error => AccountError::Store(error),
        })?;
        accounts::add_membership(conn, user, organization, role)?;
        Ok(())
    })
}

/// Gives an account another password.
///
/// # Errors
/// [`AccountError::Hash`] or [`AccountError::Store`]; the old password holds then.
pub fn set_password(store: &Store, email: &Email, password: &str) -> Result<(), AccountError> {
    let hash = hash(password)?;
    store.write(|conn| accounts::set_password_hash(conn, email, &hash))?;
    Ok(())
}

/// The account with this address, if the password is its own.
///
/// Takes as long for an address without an account, so that a stranger can't tell which have one.
///
/// # Errors
/// When the store fails.
pub fn authenticate(store: &Store, email: &Email, password: &str) -> Result<Option<Account>, StoreError> {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody").unwrap_or_default());

    let found = store.read(|conn| accounts::find(conn, email))?;
    let hash = found.as_ref().map_or(NOBODY.as_str(), |(_, hash)| hash);
    let is_own = PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
    Ok(found.filter(|_| is_own).map(|(account, _)| account))
}

/// An argon2id hash with a random salt, as a PHC string.
fn hash(password: &str) -> Result<String, argon2::password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

//! Letters that open something, or go to who has no account: they are no notifications on the site.
//!
//! Each is written in the transaction of what it tells of, and handed to the outbox there. What else is
//! told, [`super::notify`] tells.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::domain::account::{Account, Email, Role};
use crate::domain::organization::Names;
use crate::domain::{Letter, LetterKind};
use crate::i18n::{Messages, Told};
use crate::mail::{Envelope, LetterError, Notice};
use crate::store::outbox::Handing;
use crate::store::{AnyConnection, RowId, outbox};

use super::notify::key;
use super::token::Token;
use super::{FlowError, Site};

#[cfg(test)]
mod tests;

/// A letter whose text is forgotten once it is sent.
fn secret(site: &str, to: &Account, kind: LetterKind, told: Told) -> Result<Letter, LetterError> {
    write(site, to, kind, told, true)
}

fn write(
    site: &str,
    to: &Account,
    kind: LetterKind,
    told: Told,
    secret: bool,
) -> Result<Letter, LetterError> {
    let (key, topic) = (key(kind), kind.topic());
    Notice { envelope: Envelope { to, site, key, topic, thread: None, token: None, secret }, told }.write()
}

/// Hands a letter to the outbox, unless the site has no address that it could link to. One about somebody's account
/// goes with it.
pub(super) fn send(
    conn: &mut AnyConnection,
    site: &Site,
    user: Option<RowId>,
    now: DateTime<Utc>,
    letter: impl FnOnce(&str) -> Result<Letter, LetterError>,
) -> Result<(), FlowError> {
    if let Some(address) = site.address() {
        outbox::hand_over(conn, &letter(address)?, Handing { user, ..Handing::default() }, now)?;
    }
    Ok(())
}

/// Confirms the address of a sign-up.
pub(super) fn confirm_address(site: &str, to: &Account, token: &Token) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-confirm-subject"), m.t("mail-confirm-text"))
        .leading(m.t("mail-confirm-button"), opens("sign-up", token));
    secret(site, to, LetterKind::Confirm, told)
}

/// Tells that somebody tried to sign up with an address that has an account.
pub(super) fn has_account(site: &str, to: &Account) -> Result<Letter, LetterError> {
    known_already(site, to, Messages::new(to.language).t("mail-has-account-text"))
}

/// Tells that somebody wanted to change their address to one that has an account.
pub(super) fn address_taken(site: &str, to: &Account) -> Result<Letter, LetterError> {
    known_already(site, to, Messages::new(to.language).t("mail-address-taken-text"))
}

fn known_already(site: &str, to: &Account, text: String) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told =
        Told::new(m.t("mail-has-account-subject"), text).leading(m.t("mail-has-account-button"), "/sign-in");
    write(site, to, LetterKind::HasAccount, told, false)
}

/// Resets a password.
pub(super) fn reset(site: &str, to: &Account, token: &Token) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-reset-subject"), m.t("mail-reset-text"))
        .leading(m.t("mail-reset-button"), opens("reset", token));
    secret(site, to, LetterKind::Reset, told)
}

/// Tells that the account is gone.
pub(super) fn account_deleted(site: &str, to: &Account) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-deleted-subject"), m.t("mail-deleted-text"));
    write(site, to, LetterKind::Deleted, told, false)
}

/// Invites somebody, who may have no account yet.
pub(super) fn invitation(
    site: &str,
    to: &Account,
    organization: &Names,
    role: Role,
    token: &Token,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.best(to.language).0;
    let role = m.t(&format!("role-{}", role.code()));
    let text =
        m.with("mail-invitation-text", &[("organization", name.to_string().into()), ("role", role.into())]);
    let told = Told::new(m.v("mail-invitation-subject", name), text)
        .leading(m.t("mail-invitation-button"), opens("invitations", token));
    secret(site, to, LetterKind::Invitation, told)
}

/// Hands a message from the contact form to an administrator of the site.
pub(super) fn contact(site: &str, to: &Account, from: &Email, text: &str) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-contact-subject"), m.v("mail-contact-text", from)).quoting(Some(text));
    secret(site, to, LetterKind::Contact, told)
}

/// The path of a page that a token opens.
fn opens(page: &str, token: &Token) -> impl Display {
    format!("/{page}/{}", token.as_str())
}

/// Changes an account's address to the one that this is sent to.
pub(super) fn new_address(site: &str, to: &Account, token: &Token) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-new-address-subject"), m.t("mail-new-address-text"))
        .leading(m.t("mail-new-address-button"), opens("account/email", token));
    secret(site, to, LetterKind::NewAddress, told)
}

/// Tells the old address that the account has another.
pub(super) fn address_changed(site: &str, to: &Account) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let told = Told::new(m.t("mail-address-changed-subject"), m.t("mail-address-changed-text"))
        .leading(m.t("mail-address-changed-button"), "/contact");
    write(site, to, LetterKind::AddressChanged, told, false)
}

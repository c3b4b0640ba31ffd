//! What people change about their own account.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::password::NewPassword;
use crate::domain::person::PersonName;
use crate::domain::{Event, Language, OrganizationId};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::token::Token;
use crate::flows::{FlowError, Site, notify};
use crate::store::{RowId, Store, accounts, links, memberships, sessions};

use super::password::{self, Verified};

/// What came of changing a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangedPassword {
    /// It holds; all other sessions ended, and this one has another token.
    Done(Token),
    /// The present password is another.
    WrongPassword,
}

/// Overwrites name and language.
///
/// # Errors
/// [`FlowError`].
pub fn change_profile(
    store: &Store,
    caller: &Caller,
    name: &PersonName,
    language: Language,
) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        accounts::set_profile(conn, known.row, &name.clone().into(), language)?;
        Ok(())
    })
}

/// Sets another password, by who knows the present one.
///
/// # Errors
/// [`FlowError`].
pub fn change_password(
    site: &Site,
    caller: &Caller,
    session: RowId,
    present: &str,
    new: &NewPassword,
) -> Result<ChangedPassword, FlowError> {
    caller.require(Action::UseAccount)?;
    let store = site.store();
    let kept = store.read(|conn| caller.account(conn))?;
    if password::verify(present, Some(&kept.password_hash)) == Verified::Wrong {
        return Ok(ChangedPassword::WrongPassword);
    }
    let hash = password::hash(new.as_str())?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        accounts::set_password_hash(conn, known.row, &hash)?;
        links::revoke(conn, links::Purpose::Reset, Some(known.row))?;
        sessions::end_all(conn, known.row, Some(session))?;
        let token = Token::new();
        sessions::set_token(conn, session, &token.hash())?;
        caller.record(conn, Deed::PasswordChanged, known.id, Note::default())?;
        notify::tell(conn, site, &known, Fact::own(&Event::Password, caller.at))?;
        Ok(ChangedPassword::Done(token))
    })
}

/// Chooses the organization that the person acts for; the session gets another token.
///
/// # Errors
/// [`FlowError::NotFound`] when the person doesn't belong to it.
pub fn act_for(
    store: &Store,
    caller: &Caller,
    session: RowId,
    id: OrganizationId,
) -> Result<Token, FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        let all = memberships::of_user(conn, known.row)?;
        let chosen = all.iter().find(|one| one.organization.id == id).ok_or(FlowError::NotFound)?;
        sessions::set_organization(conn, session, Some(chosen.row))?;
        let token = Token::new();
        sessions::set_token(conn, session, &token.hash())?;
        Ok(token)
    })
}

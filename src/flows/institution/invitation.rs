//! Invitations: a link, sent to an address, that makes its reader a member.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Action;
use crate::domain::account::{Account, Email, Role};
use crate::domain::audit::Deed;
use crate::domain::password::NewPassword;
use crate::domain::person::PersonName;
use crate::domain::{AccountId, InvitationId, Language, Organization, OrganizationId, Title};
use crate::flows::account::{AccountError, hash, insert_account, open_session};
use crate::flows::caller::{Caller, Note};
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, Site, free_id, letters};
use crate::store::audit::Filter;
use crate::store::invitations::{Invitation, NewInvitation};
use crate::store::{AnyConnection, RowId, Store, accounts, audit, invitations, memberships, registrations};

use super::{members, require};

/// How long an invitation is good.
const LIFE: TimeDelta = TimeDelta::days(14);

/// The most invitations of an organization that may be open, and the most that somebody may send in a day.
const MOST: usize = 100;

/// What came of inviting somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// The letter is on its way.
    Done,
    /// Who has this address is a member already.
    AlreadyMember,
    /// Too many invitations are open, or were sent today.
    TooMany,
}

/// An invitation as who invites sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its public identifier.
    pub id: InvitationId,
    /// Who is invited.
    pub email: Email,
    /// What they will be.
    pub role: Role,
    /// Since when.
    pub invited_at: DateTime<Utc>,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

/// An invitation as who is invited sees it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// To which organization.
    pub organization: Organization,
    /// Who is invited.
    pub email: Email,
    /// What they will be.
    pub role: Role,
    /// The accounts that may accept it: the one with the address, and the one that had it and has another since.
    pub accounts: Vec<AccountId>,
}

impl Offer {
    /// Whether somebody has an account to accept it with.
    pub fn has_account(&self) -> bool {
        !self.accounts.is_empty()
    }
}

/// What came of accepting an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accepted {
    /// The caller is a member of this organization.
    Done(OrganizationId),
    /// The invitation is for another address than the caller has, or had.
    OtherAddress,
    /// The link was used or withdrawn, or has expired.
    BadLink,
}

/// What came of accepting an invitation with a new account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joined {
    /// The person is a member of this organization, and signed in.
    Done(OrganizationId, Token),
    /// The address has an account, whose person must sign in.
    HasAccount,
    /// The link was used or withdrawn, or has expired.
    BadLink,
}

/// Invites whoever has this address.
///
/// # Errors
/// [`FlowError`].
pub fn invite(
    site: &Site,
    caller: &Caller,
    id: OrganizationId,
    email: &Email,
    role: Role,
) -> Result<Invited, FlowError> {
    site.store().write(|conn| {
        let (row, organization) = require(conn, caller, id, Action::ManageMembers)?;
        let own = caller.account(conn)?;
        let known = accounts::find(conn, email)?;
        if let Some(known) = &known
            && memberships::role(conn, known.row, row)?.is_some()
        {
            return Ok(Invited::AlreadyMember);
        }
        invitations::purge(conn, caller.at)?;
        let today = Filter {
            actor: Some(own.id),
            deed: Some(Deed::MemberInvited),
            from: Some(caller.at - TimeDelta::days(1)),
            ..Filter::default()
        };
        if invitations::of_organization(conn, row)?.len() >= MOST || audit::count(conn, &today)? >= MOST {
            return Ok(Invited::TooMany);
        }
        let token = Token::new();
        let new = NewInvitation {
            id: free_id(conn, InvitationId::from_random, invitations::find_by_id)?,
            token_hash: &token.hash(),
            organization: row,
            email,
            role,
            invited_at: caller.at,
            expires_at: caller.at + LIFE,
        };
        invitations::insert(conn, &new)?;
        let after = Some(format!("{} {}", new.id, role.code()));
        caller.record(conn, Deed::MemberInvited, id, Note { after, ..Note::default() })?;
        let to = known.map(|known| known.account).unwrap_or_else(|| stranger(email, &own.account));
        letters::send(conn, site, None, caller.at, |address| {
            letters::invitation(address, &to, &organization.names, role, &token)
        })?;
        Ok(Invited::Done)
    })
}

/// Somebody of whom only the address is known; they are written to in the language of who invites.
fn stranger(email: &Email, inviter: &Account) -> Account {
    let name = Title::from_beginning_of(email.as_str()).unwrap_or_else(|_| inviter.name.clone());
    Account { email: email.clone(), name, language: inviter.language }
}

/// The open invitations of an organization, oldest first.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Vec<Open>, FlowError> {
    let all = store.read(|conn| {
        let (row, _) = require(conn, caller, id, Action::ManageMembers)?;
        Ok::<_, FlowError>(invitations::of_organization(conn, row)?)
    })?;
    let open = |one: Invitation| Open {
        id: one.id,
        email: one.email,
        role: one.role,
        invited_at: one.invited_at,
        expires_at: one.expires_at,
    };
    Ok(all.into_iter().filter(|one| one.expires_at > caller.at).map(open).collect())
}

/// Withdraws an invitation: its link opens nothing any more.
///
/// # Errors
/// [`FlowError::NotFound`] when there is no such invitation.
pub fn withdraw(
    store: &Store,
    caller: &Caller,
    id: OrganizationId,
    invitation: InvitationId,
) -> Result<(), FlowError> {
    store.write(|conn| {
        let (row, _) = require(conn, caller, id, Action::ManageMembers)?;
        if !invitations::withdraw(conn, row, invitation)? {
            return Err(FlowError::NotFound);
        }
        let before = Some(invitation.to_string());
        caller.record(conn, Deed::InvitationWithdrawn, id, Note { before, ..Note::default() })?;
        Ok(())
    })
}

/// What the link of an invitation offers, if it is good.
///
/// # Errors
/// [`FlowError::Store`].
pub fn look(store: &Store, link: &str, now: DateTime<Utc>) -> Result<Option<Offer>, FlowError> {
    store.read(|conn| {
        let Some((invitation, _, organization)) = find(conn, link, now)? else { return Ok(None) };
        let accounts = invited(conn, &invitation)?;
        Ok(Some(Offer { organization, email: invitation.email, role: invitation.role, accounts }))
    })
}

/// The accounts that may accept an invitation.
fn invited(conn: &mut AnyConnection, invitation: &Invitation) -> Result<Vec<AccountId>, FlowError> {
    let present = accounts::find(conn, &invitation.email)?;
    let former = match invitation.former {
        Some(row) => accounts::at(conn, row)?,
        None => None,
    };
    Ok(present.into_iter().chain(former).map(|known| known.id).collect())
}

/// Accepts an invitation as who is signed in, if it is for an address that they have, or had when they were
/// invited.
///
/// # Errors
/// [`FlowError`].
pub fn accept(store: &Store, caller: &Caller, link: &str) -> Result<Accepted, FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let Some((invitation, row, organization)) = find(conn, link, caller.at)? else {
            return Ok(Accepted::BadLink);
        };
        let own = caller.account(conn)?;
        if !invited(conn, &invitation)?.contains(&own.id) {
            return Ok(Accepted::OtherAddress);
        }
        members::admit(conn, caller, (row, organization.id), &own, invitation.role)?;
        Ok(Accepted::Done(organization.id))
    })
}

/// Accepts an invitation with a new account, whose address the link has proven, and signs in.
///
/// # Errors
/// [`FlowError`].
pub fn join(
    store: &Store,
    caller: &Caller,
    link: &str,
    (name, language): (&PersonName, Language),
    password: &NewPassword,
) -> Result<Joined, FlowError> {
    match look(store, link, caller.at)? {
        None => return Ok(Joined::BadLink),
        Some(offer) if offer.has_account() => return Ok(Joined::HasAccount),
        Some(_) => {}
    }
    let hash = hash(password.as_str())?;
    let joined = store.write(|conn| {
        // Asked again: the link may have been used meanwhile.
        let Some((invitation, row, organization)) = find(conn, link, caller.at)? else {
            return Ok(Joined::BadLink);
        };
        let account = Account { email: invitation.email.clone(), name: name.clone().into(), language };
        let (user, id) = insert_account(conn, &account, &hash, None, caller)?;
        registrations::delete_of(conn, &account.email)?;
        let known = accounts::at(conn, user)?.ok_or(FlowError::NotFound)?;
        let caller = caller.clone().proven(id);
        members::admit(conn, &caller, (row, organization.id), &known, invitation.role)?;
        let token = open_session(conn, user, true, &caller)?;
        caller.record(conn, Deed::SignedIn, id, Note::default())?;
        Ok(Joined::Done(organization.id, token))
    });
    match joined {
        Ok(joined) => Ok(joined),
        Err(AccountError::EmailTaken) => Ok(Joined::HasAccount),
        Err(AccountError::NoOrganization | AccountError::Link) => Ok(Joined::BadLink),
        Err(AccountError::Flow(error)) => Err(error),
    }
}

/// The invitation of a link that is good, and whose organization strangers may know of.
fn find(
    conn: &mut AnyConnection,
    link: &str,
    now: DateTime<Utc>,
) -> Result<Option<(Invitation, RowId, Organization)>, FlowError> {
    let found = invitations::find(conn, &token::hash(link), now)?;
    Ok(found.filter(|(_, _, organization)| !organization.suspended))
}

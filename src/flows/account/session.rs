//! Sessions: opening, resuming, listing and ending them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::{Action, Person, Visitor};
use crate::domain::account::Account;
use crate::domain::audit::Deed;
use crate::domain::{AccountId, OrganizationId, SessionId};
use crate::flows::caller::{Caller, Note};
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, free_id};
use crate::store::accounts::Known;
use crate::store::memberships::Membership;
use crate::store::sessions::{NewSession, Session};
use crate::store::unreachable::{self, Refused};
use crate::store::{AnyConnection, RowId, Store, StoreError, accounts, memberships, notifications, sessions};

/// A session ends when it wasn't used for this long,
pub(super) const IDLE: TimeDelta = TimeDelta::days(7);

/// and this long after it began, in any case.
pub(super) const LIFE: TimeDelta = TimeDelta::days(30);

/// How long somebody may take for the second factor.
const SECOND_FACTOR: TimeDelta = TimeDelta::minutes(10);

/// How long the old token of a renewed session is good, for requests under way.
const GRACE: TimeDelta = TimeDelta::minutes(1);

/// A session's last use is known to this.
const PRECISION: TimeDelta = TimeDelta::minutes(5);

/// Somebody with a session.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The session.
    pub session: Session,
    /// The account's public identifier.
    pub id: AccountId,
    /// Name, address and language.
    pub account: Account,
    /// What the rules look at; a stranger as long as the second factor is missing.
    pub visitor: Visitor,
    /// The organizations that the person acts for.
    pub memberships: Vec<Membership>,
    /// How many notifications the person hasn't read.
    pub unread: usize,
    /// Why and since when nothing is sent to the account's address, if it was refused for good.
    pub refused: Option<Refused>,
}

/// A session as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Its public identifier.
    pub id: SessionId,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to a few minutes.
    pub seen_at: DateTime<Utc>,
    /// From which address it was last used.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Whether it is the one that asks.
    pub own: bool,
}

impl Signed {
    /// Whether the second factor is still missing.
    pub fn is_half(&self) -> bool {
        !self.session.complete
    }

    /// The organization that the person acts for at present: the chosen one, or else the first.
    pub fn acting_for(&self) -> Option<&Membership> {
        let chosen: Option<OrganizationId> = self.session.organization;
        let found = self.memberships.iter().find(|one| Some(one.organization.id) == chosen);
        found.or_else(|| self.memberships.first())
    }
}

/// Opens a session; the token goes into the cookie.
pub(in crate::flows) fn open(
    conn: &mut AnyConnection,
    user: RowId,
    complete: bool,
    caller: &Caller,
) -> Result<Token, StoreError> {
    let token = Token::new();
    let id = free_id(conn, SessionId::from_random, sessions::find_by_id)?;
    let address = caller.address.map(|address| address.to_string()).unwrap_or_default();
    let new = NewSession {
        id,
        token_hash: &token.hash(),
        user,
        complete,
        at: caller.at,
        address: &address,
        agent: &caller.agent,
    };
    sessions::insert(conn, &new)?;
    Ok(token)
}

/// Whose session this token opens, unless it has expired or its person is suspended.
///
/// # Errors
/// [`FlowError::Store`].
pub fn resume(store: &Store, token: &str, caller: &Caller) -> Result<Option<Signed>, FlowError> {
    let hash = token::hash(token);
    let found = store.read(|conn| {
        let Some(session) = sessions::find(conn, &hash, caller.at)? else { return Ok(None) };
        let Some(known) = accounts::at(conn, session.user)? else { return Ok(None) };
        if !is_alive(&session, &known, caller.at) {
            return Ok(None);
        }
        let memberships = memberships::of_user(conn, session.user)?;
        let refused = unreachable::find(conn, &known.account.email)?;
        let unread = notifications::count_unread(conn, session.user)?;
        Ok::<_, FlowError>(Some(Signed { refused, unread, ..signed(session, known, memberships) }))
    })?;
    let Some(signed) = found else { return Ok(None) };
    if caller.at - signed.session.seen_at > PRECISION {
        let address = caller.address.map(|address| address.to_string()).unwrap_or_default();
        store.write(|conn| sessions::seen(conn, signed.session.row, caller.at, &address))?;
    }
    Ok(Some(signed))
}

fn is_alive(session: &Session, known: &Known, now: DateTime<Utc>) -> bool {
    let life = if session.complete { LIFE } else { SECOND_FACTOR };
    known.suspended_at.is_none() && now - session.created_at < life && now - session.seen_at < IDLE
}

fn signed(session: Session, known: Known, memberships: Vec<Membership>) -> Signed {
    let person = Person {
        id: known.id,
        staff: known.staff,
        second_factor: known.totp_secret.is_some(),
        memberships: memberships.iter().map(|one| (one.organization.id, one.role)).collect(),
        verified: memberships.iter().any(|one| one.organization.verified && !one.organization.suspended),
    };
    let visitor = if session.complete { Visitor::Person(person) } else { Visitor::Stranger };
    Signed { session, id: known.id, account: known.account, visitor, memberships, unread: 0, refused: None }
}

/// Gives a session another token, as what its person may do has changed; `None` when another request did
/// so meanwhile.
///
/// # Errors
/// [`FlowError::Store`].
pub fn renew(store: &Store, session: &Session, now: DateTime<Utc>) -> Result<Option<Token>, FlowError> {
    let token = Token::new();
    let renewed = store.write(|conn| sessions::renew(conn, session.row, &token.hash(), now + GRACE))?;
    Ok(renewed.then_some(token))
}

/// Ends the session of this token, if there is one.
///
/// # Errors
/// [`FlowError::Store`].
pub fn sign_out(store: &Store, token: &str, now: DateTime<Utc>) -> Result<(), FlowError> {
    let hash = token::hash(token);
    store.write(|conn| {
        if let Some(session) = sessions::find(conn, &hash, now)? {
            sessions::end(conn, session.row)?;
        }
        Ok(())
    })
}

/// The caller's sessions; `own` is the one that asks.
///
/// # Errors
/// [`FlowError`].
pub fn sessions(store: &Store, caller: &Caller, own: RowId) -> Result<Vec<SessionLine>, FlowError> {
    caller.require(Action::UseAccount)?;
    let all = store.read(|conn| {
        let known = caller.account(conn)?;
        Ok::<_, FlowError>(sessions::of_user(conn, known.row)?)
    })?;
    let line = |session: Session| SessionLine {
        id: session.id,
        created_at: session.created_at,
        seen_at: session.seen_at,
        address: session.address,
        agent: session.agent,
        own: session.row == own,
    };
    Ok(all.into_iter().map(line).collect())
}

/// Ends one of the caller's sessions.
///
/// # Errors
/// [`FlowError::NotFound`] when it isn't one of theirs.
pub fn end_session(store: &Store, caller: &Caller, id: SessionId) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        if !sessions::end_of_user(conn, known.row, id)? {
            return Err(FlowError::NotFound);
        }
        caller.record(conn, Deed::SessionsEnded, known.id, Note::default())?;
        Ok(())
    })
}

/// Ends all of the caller's sessions but the one that asks, or that one too; how many they were.
///
/// # Errors
/// [`FlowError`].
pub fn end_other_sessions(store: &Store, caller: &Caller, but: Option<RowId>) -> Result<usize, FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        let ended = sessions::end_all(conn, known.row, but)?;
        let after = Some(ended.to_string());
        caller.record(conn, Deed::SessionsEnded, known.id, Note { after, ..Note::default() })?;
        Ok(ended)
    })
}

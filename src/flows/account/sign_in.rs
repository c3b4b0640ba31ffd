//! Signing in, in one step or two.

use crate::domain::account::Email;
use crate::domain::audit::Deed;
use crate::domain::second_factor::{RecoveryCode, Secret};
use crate::flows::caller::{Caller, Note};
use crate::flows::token::{self, Token};
use crate::flows::{FlowError, Site};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, Store, StoreError, accounts, sessions};

use super::password::{self, Verified};
use super::session;

/// What came of an attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Signed in.
    Done(Token),
    /// The second factor is missing; the session is good for nothing else until then.
    SecondFactor(Token),
    /// The address has no account, or the password isn't its own.
    Refused,
    /// The password is right, but the person is suspended.
    Suspended,
}

/// What came of the second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondStep {
    /// Signed in; with a recovery code, how many are left.
    Done(Token, Option<usize>),
    /// The code is wrong, or was used before.
    Refused,
    /// There is no session that waits for a code any more.
    Expired,
}

/// Signs in with address and password. Takes as long for an address without an account, so that a
/// stranger can't tell which have one; nothing is written when it fails.
///
/// # Errors
/// [`FlowError`].
pub fn sign_in(site: &Site, email: &Email, password: &str, caller: &Caller) -> Result<SignIn, FlowError> {
    let store = site.store();
    let found = store.read(|conn| accounts::find(conn, email))?;
    let verified = password::verify(password, found.as_ref().map(|known| known.password_hash.as_str()));
    let (Some(known), false) = (found, verified == Verified::Wrong) else { return Ok(SignIn::Refused) };
    if known.suspended_at.is_some() {
        return Ok(SignIn::Suspended);
    }
    let rehashed = match verified {
        Verified::Outdated => Some(password::hash(password)?),
        _ => None,
    };
    store.write(|conn| {
        if let Some(hash) = &rehashed {
            accounts::set_password_hash(conn, known.row, hash)?;
        }
        let half = known.totp_secret.is_some();
        let token = session::open(conn, known.row, !half, caller)?;
        if half {
            return Ok(SignIn::SecondFactor(token));
        }
        record(conn, &known, caller)?;
        Ok(SignIn::Done(token))
    })
}

/// Gives the second factor to the session of `half`: a code of the authenticator, or a recovery code. The
/// session gets a new token.
///
/// # Errors
/// [`FlowError`].
pub fn second_step(store: &Store, half: &str, code: &str, caller: &Caller) -> Result<SecondStep, FlowError> {
    let hash = token::hash(half);
    store.write(|conn| {
        let Some(session) = sessions::find(conn, &hash, caller.at)?.filter(|session| !session.complete)
        else {
            return Ok(SecondStep::Expired);
        };
        let Some(known) = accounts::at(conn, session.user)? else { return Ok(SecondStep::Expired) };
        let left = match check(conn, &known, code, caller)? {
            Checked::Wrong => return Ok(SecondStep::Refused),
            Checked::Code => None,
            Checked::RecoveryCode => {
                as_person(&known, caller).record(conn, Deed::RecoveryCodeUsed, known.id, Note::default())?;
                Some(accounts::count_recovery_codes(conn, known.row)?)
            }
        };
        let token = Token::new();
        sessions::complete(conn, session.row)?;
        sessions::set_token(conn, session.row, &token.hash())?;
        record(conn, &known, caller)?;
        Ok(SecondStep::Done(token, left))
    })
}

/// Which kind of second factor was given.
pub(super) enum Checked {
    Wrong,
    Code,
    RecoveryCode,
}

/// Checks a second factor, which counts once.
pub(super) fn check(
    conn: &mut AnyConnection,
    known: &Known,
    code: &str,
    caller: &Caller,
) -> Result<Checked, StoreError> {
    let secret = known.totp_secret.as_deref().and_then(|secret| Secret::decode(secret).ok());
    if let Some(step) = secret.and_then(|secret| secret.step_of(code, caller.at, known.totp_step)) {
        accounts::take_step(conn, known.row, step)?;
        return Ok(Checked::Code);
    }
    if let Ok(code) = RecoveryCode::parse(code)
        && accounts::use_recovery_code(conn, known.row, &code.hash())?
    {
        return Ok(Checked::RecoveryCode);
    }
    Ok(Checked::Wrong)
}

/// Writes down that somebody signed in.
pub(super) fn record(conn: &mut AnyConnection, known: &Known, caller: &Caller) -> Result<(), StoreError> {
    as_person(known, caller).record(conn, Deed::SignedIn, known.id, Note::default())
}

/// The caller as who they turned out to be.
pub(super) fn as_person(known: &Known, caller: &Caller) -> Caller {
    caller.clone().proven(known.id)
}

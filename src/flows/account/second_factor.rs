//! Setting up and removing the second factor.

use crate::domain::Event;
use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::second_factor::{RecoveryCode, Secret, qr_svg};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::token::Token;
use crate::flows::{FlowError, Site, notify};
use crate::store::{AnyConnection, RowId, Store, StoreError, accounts, sessions};

use super::password::{self, Verified};

/// How many recovery codes somebody has.
const CODES: usize = 10;

/// What an authenticator app is told, as a picture, an address and a text to type.
#[derive(Debug, Clone)]
pub struct NewFactor {
    /// The secret in base 32. It is kept by the form until a code confirms it.
    pub secret: String,
    /// The `otpauth://` address.
    pub address: String,
    /// The same as a QR code in SVG.
    pub picture: Option<String>,
}

/// What came of confirming a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// It holds: the session's new token, and the recovery codes, which are never shown again.
    Done(Token, Vec<String>),
    /// The code doesn't belong to the secret.
    WrongCode,
    /// The password is another.
    WrongPassword,
}

/// A secret to show to the caller's authenticator app: a new one, or one shown before.
///
/// # Errors
/// [`FlowError`].
pub fn begin_second_factor(
    store: &Store,
    caller: &Caller,
    secret: Option<&str>,
) -> Result<NewFactor, FlowError> {
    caller.require(Action::UseAccount)?;
    let known = store.read(|conn| caller.account(conn))?;
    let again = secret.and_then(|secret| Secret::decode(secret).ok());
    let secret = again.unwrap_or_else(|| Secret::from_bytes(rand::random()));
    let address = secret.otpauth("Sunmao", &known.account.email);
    Ok(NewFactor { secret: secret.encoded(), picture: qr_svg(&address), address })
}

/// Sets the second factor, once a code shows that the app has the secret. Other sessions end.
///
/// # Errors
/// [`FlowError`].
pub fn confirm_second_factor(
    site: &Site,
    caller: &Caller,
    session: RowId,
    secret: &str,
    code: &str,
    present: &str,
) -> Result<Confirmed, FlowError> {
    caller.require(Action::UseAccount)?;
    let store = site.store();
    let kept = store.read(|conn| caller.account(conn))?;
    if password::verify(present, Some(&kept.password_hash)) == Verified::Wrong {
        return Ok(Confirmed::WrongPassword);
    }
    let step = Secret::decode(secret).ok().and_then(|secret| secret.step_of(code, caller.at, None));
    let Some(step) = step else { return Ok(Confirmed::WrongCode) };
    store.write(|conn| {
        let known = caller.account(conn)?;
        accounts::set_totp(conn, known.row, Some((secret, step)))?;
        let codes = make_codes(conn, known.row)?;
        sessions::end_all(conn, known.row, Some(session))?;
        let token = Token::new();
        sessions::set_token(conn, session, &token.hash())?;
        caller.record(conn, Deed::SecondFactorSet, known.id, Note::default())?;
        notify::tell(conn, site, &known, Fact::own(&Event::SecondFactor { set: true }, caller.at))?;
        Ok(Confirmed::Done(token, codes))
    })
}

/// Removes the second factor, by who knows the password; whether it was the right one.
///
/// # Errors
/// [`FlowError`].
pub fn remove_second_factor(
    site: &Site,
    caller: &Caller,
    session: RowId,
    present: &str,
) -> Result<Option<Token>, FlowError> {
    caller.require(Action::UseAccount)?;
    let store = site.store();
    let kept = store.read(|conn| caller.account(conn))?;
    if password::verify(present, Some(&kept.password_hash)) == Verified::Wrong {
        return Ok(None);
    }
    store.write(|conn| {
        let known = caller.account(conn)?;
        accounts::set_totp(conn, known.row, None)?;
        let token = Token::new();
        sessions::set_token(conn, session, &token.hash())?;
        caller.record(conn, Deed::SecondFactorRemoved, known.id, Note::default())?;
        notify::tell(conn, site, &known, Fact::own(&Event::SecondFactor { set: false }, caller.at))?;
        Ok(Some(token))
    })
}

/// Makes new recovery codes; the old ones are good for nothing then. `None` when the password is another.
///
/// # Errors
/// [`FlowError`].
pub fn new_recovery_codes(
    store: &Store,
    caller: &Caller,
    present: &str,
) -> Result<Option<Vec<String>>, FlowError> {
    caller.require(Action::UseAccount)?;
    let kept = store.read(|conn| caller.account(conn))?;
    let right = password::verify(present, Some(&kept.password_hash)) != Verified::Wrong;
    if !right || kept.totp_secret.is_none() {
        return Ok(None);
    }
    store.write(|conn| {
        let known = caller.account(conn)?;
        let codes = make_codes(conn, known.row)?;
        caller.record(conn, Deed::RecoveryCodesMade, known.id, Note::default())?;
        Ok(Some(codes))
    })
}

/// How many recovery codes the caller has left.
///
/// # Errors
/// [`FlowError`].
pub fn recovery_codes_left(store: &Store, caller: &Caller) -> Result<usize, FlowError> {
    caller.require(Action::UseAccount)?;
    store.read(|conn| {
        let known = caller.account(conn)?;
        Ok(accounts::count_recovery_codes(conn, known.row)?)
    })
}

fn make_codes(conn: &mut AnyConnection, row: RowId) -> Result<Vec<String>, StoreError> {
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| RecoveryCode::from_random(rand::random())).collect();
    let hashes: Vec<String> = codes.iter().map(RecoveryCode::hash).collect();
    accounts::set_recovery_codes(conn, row, &hashes)?;
    Ok(codes.iter().map(ToString::to_string).collect())
}

//! Hashing passwords: argon2id with the parameters that OWASP's Password Storage Cheat Sheet names
//! (19 MiB, 2 passes, 1 lane), which are the library's own.

use std::sync::LazyLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};

use crate::domain::password::normalized;
use crate::flows::FlowError;

/// Whether a password was the right one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    /// No.
    Wrong,
    /// Yes.
    Right,
    /// Yes, but its hash was made with weaker parameters than are usual now.
    Outdated,
}

/// An argon2id hash with a random salt, as a PHC string. Takes some hundredths of a second and 19 MiB.
///
/// # Errors
/// [`FlowError::Hash`].
pub(in crate::flows) fn hash(password: &str) -> Result<String, FlowError> {
    let password = normalized(password);
    Ok(Argon2::default().hash_password(password.as_bytes()).map_err(FlowError::Hash)?.to_string())
}

/// Checks a password against a hash; against nobody's, where there is none, which takes as long.
pub(super) fn verify(password: &str, kept: Option<&str>) -> Verified {
    static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody").unwrap_or_default());

    let Ok(parsed) = PasswordHash::new(kept.unwrap_or(NOBODY.as_str())) else { return Verified::Wrong };
    let right = Argon2::default().verify_password(normalized(password).as_bytes(), &parsed).is_ok();
    match (kept.is_some() && right, is_current(&parsed)) {
        (false, _) => Verified::Wrong,
        (true, true) => Verified::Right,
        (true, false) => Verified::Outdated,
    }
}

/// Whether a hash was made with at least the usual parameters.
fn is_current(hash: &PasswordHash) -> bool {
    let usual = Params::default();
    Params::try_from(hash)
        .is_ok_and(|params| params.m_cost() >= usual.m_cost() && params.t_cost() >= usual.t_cost())
        && hash.algorithm.as_str() == "argon2id"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weaker_hashes_are_told_apart() {
        let weak = Argon2::new(
            argon2::Algorithm::Argon2id,
            argon2::Version::V0x13,
            Params::new(8 * 1024, 1, 1, None).unwrap(),
        );
        let weak = weak.hash_password("correct horse".as_bytes()).unwrap().to_string();
        let strong = hash("correct horse").unwrap();
        assert_eq!(verify("correct horse", Some(&weak)), Verified::Outdated);
        assert_eq!(verify("correct horse", Some(&strong)), Verified::Right);
        assert_eq!(verify("wrong horse", Some(&weak)), Verified::Wrong);
        assert_eq!(verify("nobody", None), Verified::Wrong);
        assert_eq!(verify("anything", Some("no hash at all")), Verified::Wrong);
    }

    #[test]
    fn one_spelling_of_a_letter_is_as_good_as_another() {
        let composed = hash("caf\u{e9} au lait").unwrap();
        assert_eq!(verify("cafe\u{301} au lait", Some(&composed)), Verified::Right);
    }
}

//! Secrets that are handed out once and kept as hashes only: sessions, links, invitations.

use sha2::{Digest, Sha256};

/// A secret of 256 random bits, as it stands in a cookie or a link. Never written to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub(super) fn new() -> Self {
        Self(hex(&rand::random::<[u8; 32]>()))
    }

    /// Always the same, for letters that are compared.
    #[cfg(test)]
    pub(super) fn fixed() -> Self {
        Self("0123456789abcdef".repeat(4))
    }

    /// The token as it is handed out: 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the store keeps of it.
    pub(super) fn hash(&self) -> String {
        hash(&self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

/// What the store keeps of a token that came from outside: SHA-256 as hexadecimal digits. A slow hash
/// is not needed, as nobody can try 2²⁵⁶ tokens.
pub(super) fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

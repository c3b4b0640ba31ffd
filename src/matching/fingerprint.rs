//! What a score was made from, as a hash.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::ENGINE_VERSION;
use crate::domain::{Posting, Region, Weights};

/// A SHA-256 hash.
pub(super) type Digest = [u8; 32];

/// Of what all pairs of a market depend on: version, weights, the figures of the index.
pub(super) fn base(weights: &Weights, index: Digest) -> Digest {
    let hash = Sha256::new().chain_update(ENGINE_VERSION).chain_update("\n").chain_update(weights.written());
    hash.chain_update("\n").chain_update(index).finalize().into()
}

/// Of a posting as it is compared, with the place of its organization.
pub(super) fn posting(posting: &Posting, place: Option<Region>) -> Digest {
    // The debug form names every field; the version of the engine stands for that of the form.
    Sha256::digest(format!("{posting:?}\n{place:?}")).into()
}

/// Of a pair, in hexadecimal digits.
pub(super) fn pair(base: &Digest, need: &Digest, capability: &Digest) -> String {
    let hash: Digest =
        Sha256::new().chain_update(base).chain_update(need).chain_update(capability).finalize().into();
    hash.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

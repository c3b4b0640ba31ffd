//! Identifiers that people see: short, stable, and not to be guessed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::posting::Kind;

/// Crockford's base 32: no I, L, O or U, so that an identifier survives being read aloud.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters after the letter: 32⁶ ≈ 10⁹ values.
const LENGTH: usize = 6;

/// The text is not an identifier of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct BadId;

/// Six characters of the alphabet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "[u8; LENGTH]")]
struct Tail([u8; LENGTH]);

impl TryFrom<[u8; LENGTH]> for Tail {
    type Error = BadId;

    fn try_from(tail: [u8; LENGTH]) -> Result<Self, BadId> {
        if tail.iter().all(|b| ALPHABET.contains(b)) { Ok(Self(tail)) } else { Err(BadId) }
    }
}

impl Tail {
    fn from_random(bits: u64) -> Self {
        Self(std::array::from_fn(|i| ALPHABET[(bits >> (5 * i)) as usize & 31]))
    }

    /// Reads what a person may have typed: lower case, and O, I, L for 0, 1, 1.
    fn parse(s: &str) -> Result<Self, BadId> {
        let mut tail = [0u8; LENGTH];
        let mut chars = s.chars();
        for slot in &mut tail {
            let c = match chars.next().ok_or(BadId)?.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            *slot = u8::try_from(c).ok().filter(|b| ALPHABET.contains(b)).ok_or(BadId)?;
        }
        if chars.next().is_some() { Err(BadId) } else { Ok(Self(tail)) }
    }
}

impl fmt::Display for Tail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{}", char::from(*b)))
    }
}

/// A posting's public identifier: `N-7F3K9Q` for a need, `C-7F3K9Q` for a capability.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PostingId {
    kind: Kind,
    tail: Tail,
}

impl PostingId {
    /// Makes an identifier out of 30 random bits (the lower ones of `bits`).
    pub fn from_random(kind: Kind, bits: u64) -> Self {
        Self { kind, tail: Tail::from_random(bits) }
    }

    /// Which kind of posting it names.
    pub fn kind(self) -> Kind {
        self.kind
    }
}

impl fmt::Display for PostingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.letter(), self.tail)
    }
}

impl fmt::Debug for PostingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PostingId {
    type Err = BadId;

    fn from_str(s: &str) -> Result<Self, BadId> {
        let (letter, tail) = s.trim().split_once('-').ok_or(BadId)?;
        let kind = match letter {
            "N" | "n" => Kind::Need,
            "C" | "c" => Kind::Capability,
            _ => return Err(BadId),
        };
        Ok(Self { kind, tail: Tail::parse(tail)? })
    }
}

/// Declares an identifier of a letter, a hyphen and a tail.
macro_rules! public_id {
    ($(#[$doc:meta])* $name:ident, $upper:literal, $lower:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(Tail);

        impl $name {
            /// Makes an identifier out of 30 random bits (the lower ones of `bits`).
            pub fn from_random(bits: u64) -> Self {
                Self(Tail::from_random(bits))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($upper, "{}"), self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(s: &str) -> Result<Self, BadId> {
                let tail = s.trim();
                let tail = tail.strip_prefix($upper).or_else(|| tail.strip_prefix($lower)).ok_or(BadId)?;
                Ok(Self(Tail::parse(tail)?))
            }
        }
    };
}

public_id!(
    /// An organization's public identifier: `O-7F3K9Q`.
    OrganizationId, "O-", "o-"
);
public_id!(
    /// A person's public identifier: `U-7F3K9Q`.
    AccountId, "U-", "u-"
);
public_id!(
    /// A session's identifier, by which its person ends it: `S-7F3K9Q`. Not what the cookie holds.
    SessionId, "S-", "s-"
);
public_id!(
    /// A notification's identifier: `M-7F3K9Q`.
    NotificationId, "M-", "m-"
);
public_id!(
    /// An invitation's identifier, by which it is withdrawn: `I-7F3K9Q`. Not what its link holds.
    InvitationId, "I-", "i-"
);
public_id!(
    /// The identifier of an organization's wish to be verified: `V-7F3K9Q`.
    VerificationId, "V-", "v-"
);
public_id!(
    /// A draft's identifier: `D-7F3K9Q`.
    DraftId, "D-", "d-"
);
public_id!(
    /// The identifier of a file that is evidence for one: `E-7F3K9Q`.
    EvidenceId, "E-", "e-"
);
public_id!(
    /// The identifier of a file that goes with a posting: `A-7F3K9Q`.
    AttachmentId, "A-", "a-"
);
public_id!(
    /// The identifier of what somebody reported to the moderators: `R-7F3K9Q`.
    ReportId, "R-", "r-"
);
public_id!(
    /// The identifier of an uploaded table of postings: `B-7F3K9Q`.
    UploadId, "B-", "b-"
);
public_id!(
    /// The identifier of a search that somebody saved: `F-7F3K9Q`.
    SearchId, "F-", "f-"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_what_people_type() {
        let id = PostingId::from_random(Kind::Need, 0x1234_5678_9ABC);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("n-7f3k9q".parse::<PostingId>().unwrap().to_string(), "N-7F3K9Q");
        assert_eq!("C-O1IL00".parse::<PostingId>().unwrap().to_string(), "C-011100");
        for bad in ["", "N", "N-", "X-7F3K9Q", "N-7F3K9", "N-7F3K9QQ", "N-7F3K9U", "N-七F3K9Q", "7F3K9Q"] {
            assert_eq!(bad.parse::<PostingId>(), Err(BadId), "{bad}");
        }
        assert_eq!("o-00000A".parse::<OrganizationId>().unwrap().to_string(), "O-00000A");
    }
}

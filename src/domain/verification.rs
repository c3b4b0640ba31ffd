//! How an organization comes to be verified.

use serde::{Deserialize, Serialize};

use super::text::{Line, TextError, clean};

/// Where a wish to be verified stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerificationState {
    /// Waits for a moderator.
    Waiting,
    /// Sent back: something is missing, and the organization may ask again.
    SentBack,
    /// Verified.
    Verified,
    /// Refused.
    Refused,
}

impl VerificationState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::SentBack, Self::Verified, Self::Refused];

    /// The code used in the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::SentBack => "sent-back",
            Self::Verified => "verified",
            Self::Refused => "refused",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What a moderator decides. Only what is good news needs no reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The organization is what it says.
    Verify,
    /// Something is missing.
    SendBack(Reason),
    /// It is not what it says.
    Refuse(Reason),
}

impl Decision {
    /// The state that the decision leads to.
    pub fn state(&self) -> VerificationState {
        match self {
            Self::Verify => VerificationState::Verified,
            Self::SendBack(_) => VerificationState::SentBack,
            Self::Refuse(_) => VerificationState::Refused,
        }
    }

    /// Why.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Verify => None,
            Self::SendBack(reason) | Self::Refuse(reason) => Some(reason),
        }
    }
}

/// Why something was decided, in a moderator's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// The most characters that a reason may have.
    pub const MAX: usize = 1_000;

    /// Cleans and bounds a text from outside.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        bounded(raw, Self::MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What an organization says to be verified: who it is, and what the files show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement(String);

impl Statement {
    /// The most characters that a statement may have.
    pub const MAX: usize = 2_000;

    /// Cleans and bounds a text from outside.
    ///
    /// # Errors
    /// [`TextError`].
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        bounded(raw, Self::MAX).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A file that an organization shows; its kind is told by its first bytes, whatever its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// The name that it had, one line without a path.
    pub name: Line,
    /// What it is.
    pub kind: EvidenceKind,
    /// The bytes.
    pub content: Vec<u8>,
}

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadEvidence {
    /// Larger than [`EvidenceFile::MAX_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// Neither PDF, PNG, JPEG nor WebP.
    #[error("not a kind of file that is taken")]
    Kind,
}

impl EvidenceFile {
    /// The largest file, in bytes.
    pub const MAX_BYTES: usize = 5 * 1024 * 1024;
    /// The most files that are taken with one wish.
    pub const MOST: usize = 3;

    /// Takes a file from outside.
    ///
    /// # Errors
    /// [`BadEvidence`].
    pub fn parse(name: &str, content: Vec<u8>) -> Result<Self, BadEvidence> {
        if content.len() > Self::MAX_BYTES {
            return Err(BadEvidence::TooLarge);
        }
        let kind = EvidenceKind::of(&content).ok_or(BadEvidence::Kind)?;
        let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let short: String = clean(bare, false).chars().take(100).collect();
        let name = Line::parse(&short).or_else(|_| Line::parse(kind.extension()));
        Ok(Self { name: name.map_err(|_| BadEvidence::Kind)?, kind, content })
    }
}

/// Kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
    /// `application/pdf`.
    Pdf,
    /// `image/png`.
    Png,
    /// `image/jpeg`.
    Jpeg,
    /// `image/webp`.
    WebP,
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Png, Self::Jpeg, Self::WebP];

    /// What the first bytes of a file say that it is.
    pub fn of(content: &[u8]) -> Option<Self> {
        let riff = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
        match content {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            _ if riff => Some(Self::WebP),
            _ => None,
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
        }
    }

    /// The kind of this media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The usual ending of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
        }
    }
}

fn bounded(raw: &str, max: usize) -> Result<String, TextError> {
    let text = clean(raw, true);
    match text.chars().count() {
        0 => Err(TextError::Empty),
        length if length > max => Err(TextError::TooLong { max, length }),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let file = EvidenceFile::parse("C:\\scans\\licence.pdf.exe", b"%PDF-1.7 ...".to_vec()).unwrap();
        assert_eq!((file.name.as_str(), file.kind), ("licence.pdf.exe", EvidenceKind::Pdf));
        for bad in [&b"<html>"[..], b"", b"GIF89a", b"PK\x03\x04", b"<?xml version='1.0'?><svg/>"] {
            assert_eq!(EvidenceFile::parse("a.pdf", bad.to_vec()), Err(BadEvidence::Kind));
        }
        let large = [b"%PDF-".to_vec(), vec![0; EvidenceFile::MAX_BYTES]].concat();
        assert_eq!(EvidenceFile::parse("a.pdf", large), Err(BadEvidence::TooLarge));
        let nameless = EvidenceFile::parse("../", b"%PDF-1.7".to_vec()).unwrap();
        assert_eq!(nameless.name.as_str(), "pdf");
    }

    #[test]
    fn what_is_no_good_news_has_a_reason() {
        let reason = Reason::parse(" The licence expired.\n").unwrap();
        assert_eq!(Decision::SendBack(reason.clone()).reason(), Some(&reason));
        assert_eq!(Decision::Refuse(reason).state(), VerificationState::Refused);
        assert_eq!(Reason::parse(" \u{202E} "), Err(TextError::Empty));
    }
}

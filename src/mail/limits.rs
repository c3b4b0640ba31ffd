//! How long a mail server may take over one letter.

use std::time::Duration;

/// How long a mail server may take over one letter. Both together bound the talk about it, however slowly the
/// server answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For all that comes before the content: connecting, signing in, sender and recipient.
    pub talk: Duration,
    /// For the content and the answer to it. A server that takes long here may well deliver in the end, so that
    /// too short a limit makes letters arrive twice (RFC 5321, section 4.5.3.2.6, asks for ten minutes).
    pub answer: Duration,
}

impl Limits {
    /// How long a letter takes at most.
    pub fn total(&self) -> Duration {
        self.talk + self.answer
    }
}

//! Letters: what is told to whom by e-mail.

use super::account::Email;
use super::text::Title;

/// An e-mail as it will be sent. Written once; its text never changes afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The part of the Message-ID before the `@`: unique, and made of letters, digits, `.` and `-`.
    pub key: String,
    /// Where it goes.
    pub to: Email,
    /// To whom.
    pub name: Title,
    /// The subject, one line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// Whether it holds a link that opens something, or something about somebody else: its text is
    /// forgotten once it is sent.
    pub secret: bool,
}

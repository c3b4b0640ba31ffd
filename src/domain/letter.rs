//! Letters: what is told to whom by e-mail.

use super::account::Email;
use super::text::Title;
use super::topic::Topic;

/// An e-mail as it will be sent. Written once; its text never changes afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The part of the Message-ID before the `@`: unique, and made of letters, digits, `.` and `-`.
    pub key: String,
    /// Whose setting it goes by; of a digest, the topic of what it tells.
    pub topic: Topic,
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
    /// What it is about, if other letters may be about the same: mail programs show them together.
    pub thread: Option<String>,
    /// The address at which one click ends letters of the topic.
    pub unsubscribe: Option<String>,
    /// Whether it holds a link that opens something, or something about somebody else: its text is
    /// forgotten once it is sent.
    pub secret: bool,
}

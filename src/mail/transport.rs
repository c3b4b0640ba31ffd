//! How a letter leaves: over SMTP, or into a folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{FileTransport, Message, SmtpTransport, Transport};

use crate::domain::Letter;

/// How long one step of the talk with a mail server may take. The outbox's lease outlasts it.
const SMTP_TIMEOUT: Duration = Duration::from_secs(60);

/// Where letters come from: the mailbox in `From:`; its domain is that of every Message-ID.
#[derive(Debug, Clone)]
pub struct Sender(Mailbox);

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The sender's address or the mail server's URL can't be read.
    #[error("not a mail setting: {0}")]
    Setting(String),
    /// The letter can't be put into the form of an e-mail; trying again doesn't help.
    #[error("the letter can't be written as an e-mail")]
    Letter(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The mail server refused it for good, or could not be reached this time.
    #[error("the mail server didn't take the letter")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// The folder can't be written to.
    #[error("the letter can't be written to the folder")]
    File(#[from] lettre::transport::file::Error),
    /// The folder can't be made.
    #[error("the folder for letters can't be made")]
    Folder(#[from] std::io::Error),
}

impl PostError {
    /// Whether the same letter will fail in the same way however often it is tried.
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Setting(_) | Self::Letter(_) => true,
            Self::Smtp(error) => error.is_permanent(),
            Self::File(_) | Self::Folder(_) => false,
        }
    }
}

impl Sender {
    /// Reads `Name <address>` or `address`.
    ///
    /// # Errors
    /// [`PostError::Setting`].
    pub fn parse(mailbox: &str) -> Result<Self, PostError> {
        mailbox.trim().parse().map(Self).map_err(|_| PostError::Setting(mailbox.to_owned()))
    }
}

/// The way on which letters leave.
#[derive(Debug, Clone)]
pub enum Post {
    /// A mail server.
    Smtp(SmtpTransport),
    /// A folder of `.eml` files, where no mail server is set.
    Folder(PathBuf, FileTransport),
}

impl Post {
    /// A mail server by its URL: `smtp://`, `smtp://…?tls=required` or `smtps://`, with user and
    /// password where it wants them. Connects when the first letter is sent.
    ///
    /// # Errors
    /// [`PostError::Setting`]; the password is not in it.
    pub fn smtp(url: &str) -> Result<Self, PostError> {
        let builder = SmtpTransport::from_url(url).map_err(|error| PostError::Setting(error.to_string()))?;
        Ok(Self::Smtp(builder.timeout(Some(SMTP_TIMEOUT)).build()))
    }

    /// A folder, made when it doesn't exist.
    ///
    /// # Errors
    /// [`PostError::Folder`].
    pub fn folder(path: &Path) -> Result<Self, PostError> {
        std::fs::create_dir_all(path)?;
        Ok(Self::Folder(path.to_owned(), FileTransport::new(path)))
    }

    /// Sends one letter; blocks.
    ///
    /// # Errors
    /// [`PostError`]; after an error of the network the server may have taken the letter all the same.
    pub fn send(&self, letter: &Letter, from: &Sender, written_at: DateTime<Utc>) -> Result<(), PostError> {
        let message = message(letter, from, written_at).map_err(PostError::Letter)?;
        match self {
            Self::Smtp(server) => server.send(&message).map(drop)?,
            Self::Folder(_, folder) => folder.send(&message).map(drop)?,
        }
        Ok(())
    }
}

/// The letter as an e-mail: text and HTML, and the headers that say that a program wrote it.
fn message(
    letter: &Letter,
    from: &Sender,
    written_at: DateTime<Utc>,
) -> Result<Message, Box<dyn std::error::Error + Send + Sync>> {
    let to = Mailbox::new(Some(letter.name.as_str().to_owned()), letter.to.as_str().parse()?);
    let part = |kind, body: &str| SinglePart::builder().header(kind).body(body.to_owned());
    Ok(Message::builder()
        .from(from.0.clone())
        .to(to)
        .date(written_at.into())
        .message_id(Some(format!("<{}@{}>", letter.key, from.0.email.domain())))
        .header(AutoSubmitted)
        .subject(letter.subject.as_str())
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &letter.text))
                .singlepart(part(ContentType::TEXT_HTML, &letter.html)),
        )?)
}

/// `Auto-Submitted: auto-generated` (RFC 3834, section 5), so that no absence note answers.
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Title;
    use crate::domain::account::Email;

    fn letter(subject: &str, name: &str) -> Letter {
        Letter {
            key: "new-matches.1.2".into(),
            to: Email::parse("zhou.min@hengyuan.example").unwrap(),
            name: Title::parse(name).unwrap(),
            subject: subject.into(),
            text: "正文".into(),
            html: "<p>正文</p>".into(),
            secret: false,
            topic: crate::domain::Topic::Match,
            thread: None,
            unsubscribe: None,
        }
    }

    fn written(letter: &Letter) -> String {
        let from = Sender::parse("Sunmao 榫卯 <post@sunmao.example>").unwrap();
        let message = message(letter, &from, DateTime::from_timestamp(1_795_000_000, 0).unwrap()).unwrap();
        String::from_utf8(message.formatted()).unwrap()
    }

    #[test]
    fn a_letter_has_both_parts_and_says_that_a_program_wrote_it() {
        let mail = written(&letter("2 new matches", "Zhou Min"));
        for line in [
            "Message-ID: <new-matches.1.2@sunmao.example>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
        ] {
            assert!(mail.contains(line), "{line:?} is missing in\n{mail}");
        }
    }

    #[test]
    fn a_line_end_in_a_subject_begins_no_header() {
        let mail = written(&letter("fits\r\nBcc: victim@example.com", "Zhou Min"));
        assert!(!mail.contains("\r\nBcc:"), "{mail}");
    }

    #[test]
    fn no_line_is_longer_than_mail_servers_take() {
        let mut long = letter(&"涂层".repeat(200), "周敏");
        long.text = "很长的一段文字".repeat(2000);
        assert!(written(&long).split("\r\n").all(|line| line.len() <= 998));
    }

    #[test]
    fn settings_are_read_or_refused() {
        assert!(Post::smtp("smtp://localhost:1025").is_ok());
        assert!(matches!(Post::smtp("http://localhost"), Err(PostError::Setting(_))));
        assert!(matches!(Sender::parse("nobody"), Err(PostError::Setting(_))));
    }
}

//! How a letter leaves: over SMTP, or into a folder.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp;

use super::limits::Limits;
use super::message::{Outgoing, Sender, message};
use super::refusal::{Refusal, Step, meaning};
use super::server::MailServer;

/// How long writing a letter into a folder may take.
const FOLDER_LIMITS: Limits = Limits { talk: Duration::from_secs(30), answer: Duration::ZERO };

/// How much of a mail server's words is kept.
const WORDS: usize = 500;

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// The sender's address or the mail server's URL can't be read.
    #[error("not a mail setting: {0}")]
    Setting(String),
    /// What sending needs of the system can't be had.
    #[error("sending can't be set up")]
    Start(#[source] io::Error),
    /// The letter can't be put into the form of an e-mail.
    #[error("the letter can't be written as an e-mail: {0}")]
    Letter(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The mail server answered that it doesn't take it.
    #[error("{code} {said}")]
    Refused {
        /// The answer's code.
        code: u16,
        /// The answer's text.
        said: String,
        /// What that means.
        refusal: Refusal,
        /// Whether it was said of the letter, and another may fare better.
        of_letter: bool,
    },
    /// The mail server can't be reached, can't be trusted, or broke off.
    #[error("no answer: {0}")]
    NoAnswer(#[source] smtp::Error),
    /// The mail server took too long.
    #[error("the mail server took too long")]
    TimedOut,
    /// The whole letter was handed over, and no answer came: it may have been delivered.
    #[error("handed over without an answer ({0})")]
    Unanswered(#[source] Box<PostError>),
    /// The mail server offers no encryption, so that the password isn't told.
    #[error("the mail server offers no encryption, and the password isn't sent without it")]
    Unencrypted,
    /// The folder can't be written to.
    #[error("the letter can't be written to the folder: {0}")]
    Folder(#[source] io::Error),
}

impl PostError {
    /// How a talk ended, at a step.
    pub(super) fn answered(step: Step, error: smtp::Error) -> Self {
        let Some(code) = error.status().map(u16::from) else { return Self::NoAnswer(error) };
        let said = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        let refusal = meaning(step, code, &said);
        let said = said.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS).collect();
        // 421: the server closes the connection (RFC 5321, section 3.8).
        let of_letter = matches!(step, Step::Recipient | Step::Content) && code != 421;
        Self::Refused { code, said, refusal, of_letter }
    }

    /// What is to be done with the letter. What happens on the way to the server says nothing of it.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Refused { refusal, .. } => *refusal,
            Self::Letter(_) => Refusal::Letter,
            Self::Setting(_)
            | Self::Start(_)
            | Self::NoAnswer(_)
            | Self::TimedOut
            | Self::Unanswered(_)
            | Self::Unencrypted
            | Self::Folder(_) => Refusal::Later,
        }
    }

    /// Whether another letter may fare better at once.
    pub fn is_of_letter(&self) -> bool {
        matches!(self, Self::Letter(_) | Self::Refused { of_letter: true, .. })
    }
}

/// The way on which letters leave.
#[derive(Debug)]
pub enum Post {
    /// A mail server.
    Smtp(Box<MailServer>),
    /// A folder of `.eml` files, where no mail server is set.
    Folder(PathBuf),
}

impl Post {
    /// A mail server by its URL: `smtp://`, `smtp://…?tls=required` or `smtps://`, with user and
    /// password where it wants them. Connects when the first letter is sent, and holds up to so many
    /// `connections` when as many letters are sent at once.
    ///
    /// # Errors
    /// [`PostError::Setting`], without the password; [`PostError::Start`].
    pub fn smtp(url: &str, limits: Limits, connections: usize) -> Result<Self, PostError> {
        MailServer::parse(url, limits, connections).map(|server| Self::Smtp(Box::new(server)))
    }

    /// A folder, made when it doesn't exist.
    ///
    /// # Errors
    /// [`PostError::Folder`].
    pub fn folder(path: &Path) -> Result<Self, PostError> {
        std::fs::create_dir_all(path).map_err(PostError::Folder)?;
        Ok(Self::Folder(path.to_owned()))
    }

    /// How long sending one letter takes at most.
    pub fn limits(&self) -> Limits {
        match self {
            Self::Smtp(server) => server.limits,
            Self::Folder(_) => FOLDER_LIMITS,
        }
    }

    /// How many letters are best sent at once: waiting for a distant server can be shared, a disk can't.
    pub fn at_once(&self) -> usize {
        match self {
            Self::Smtp(server) => server.connections,
            Self::Folder(_) => 1,
        }
    }

    /// Whether signing in with the mail server sends the password over a network without encryption.
    pub fn exposes_password(&self) -> bool {
        matches!(self, Self::Smtp(server) if server.exposes_password())
    }

    /// Sends one letter; blocks. Several threads may send at once.
    ///
    /// # Errors
    /// [`PostError`]; after [`PostError::Unanswered`] the server may have taken the letter all the same.
    pub fn send(&self, outgoing: Outgoing<'_>, from: &Sender) -> Result<(), PostError> {
        let message = message(outgoing, from).map_err(PostError::Letter)?;
        match self {
            Self::Smtp(server) => server.send(message.envelope(), &message.formatted()),
            Self::Folder(folder) => {
                write(folder, &outgoing.letter.key, &message.formatted()).map_err(PostError::Folder)
            }
        }
    }

    /// Closes what is open for letters, when there are no more for now.
    pub fn rest(&self) {
        if let Self::Smtp(server) = self {
            server.hang_up();
        }
    }
}

/// Writes a letter into a folder, whole or not at all; the same letter again takes its own place.
fn write(folder: &Path, key: &str, mail: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(mail)?;
    // On the disk before the outbox says that it left.
    file.as_file().sync_all()?;
    file.persist(folder.join(format!("{key}.eml")))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(url: &str) -> Result<Post, PostError> {
        let second = Duration::from_secs(1);
        Post::smtp(url, Limits { talk: second, answer: second }, 1)
    }

    #[test]
    fn a_password_is_exposed_that_leaves_the_machine_without_encryption() {
        let exposed = |url: &str| smtp(url).unwrap().exposes_password();
        for url in ["smtp://a:b@mail.example", "smtp://a:b@192.0.2.1", "smtp://a:b@127.0.0.1.example:587"] {
            assert!(exposed(url), "{url}");
        }
        for url in [
            "smtp://mail.example",
            "smtp://a:b@localhost",
            "smtp://a:b@127.0.0.1:1025",
            "smtp://a:b@[::1]",
            "smtp://a:b@mail.example?tls=required",
            "smtp://a:b@mail.example?tls=opportunistic",
            "smtps://a:b@mail.example",
        ] {
            assert!(!exposed(url), "{url}");
        }
    }

    #[test]
    fn settings_are_read_or_refused() {
        for url in [
            "smtp://localhost:1025",
            "smtp://[::1]",
            "smtp://a:b%40c@mail.example?tls=required",
            "smtps://a:b@mail.example/sunmao.example",
        ] {
            assert!(smtp(url).is_ok(), "{url}");
        }
        for url in ["http://localhost", "smtp://", "mail.example:25", "smtp://mail.example?tls=maybe", ""] {
            assert!(matches!(smtp(url), Err(PostError::Setting(_))), "{url}");
        }
    }

    #[test]
    fn no_message_repeats_the_password() {
        let error = smtp("smtp://user:secret@host:notaport").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
        let post = smtp("smtp://user:secret@host").unwrap();
        assert!(!format!("{post:?}").contains("secret"));
    }
}

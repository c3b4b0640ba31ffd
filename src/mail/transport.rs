//! How a letter leaves: over SMTP, or into a folder.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp;

use super::message::{Outgoing, Sender, message};
use super::refusal::{Refusal, Step, meaning};
use super::server::MailServer;

/// How long writing a letter into a folder may take.
const FOLDER_LIMIT: Duration = Duration::from_secs(30);

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
            Self::Setting(_) | Self::Start(_) | Self::NoAnswer(_) | Self::TimedOut | Self::Folder(_) => {
                Refusal::Later
            }
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
    /// password where it wants them. Connects when the first letter is sent. The talk about one letter may
    /// take as long as `limit`.
    ///
    /// # Errors
    /// [`PostError::Setting`], without the password; [`PostError::Start`].
    pub fn smtp(url: &str, limit: Duration) -> Result<Self, PostError> {
        MailServer::parse(url, limit).map(|server| Self::Smtp(Box::new(server)))
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
    pub fn limit(&self) -> Duration {
        match self {
            Self::Smtp(server) => server.limit,
            Self::Folder(_) => FOLDER_LIMIT,
        }
    }

    /// Sends one letter; blocks.
    ///
    /// # Errors
    /// [`PostError`]; after one of the network or a time-out the server may have taken the letter all the same.
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

    #[test]
    fn settings_are_read_or_refused() {
        let limit = Duration::from_secs(1);
        for url in [
            "smtp://localhost:1025",
            "smtp://[::1]",
            "smtp://a:b%40c@mail.example?tls=required",
            "smtps://a:b@mail.example/sunmao.example",
        ] {
            assert!(Post::smtp(url, limit).is_ok(), "{url}");
        }
        for url in ["http://localhost", "smtp://", "mail.example:25", "smtp://mail.example?tls=maybe", ""] {
            assert!(matches!(Post::smtp(url, limit), Err(PostError::Setting(_))), "{url}");
        }
    }

    #[test]
    fn no_message_repeats_the_password() {
        let error = Post::smtp("smtp://user:secret@host:notaport", Duration::from_secs(1)).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"));
        let post = Post::smtp("smtp://user:secret@host", Duration::from_secs(1)).unwrap();
        assert!(!format!("{post:?}").contains("secret"));
    }
}

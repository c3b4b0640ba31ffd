//! What all letters have in common: to whom, about what, and how to end them.

use crate::domain::account::Account;
use crate::domain::{Letter, Topic};

/// A letter without its contents.
#[derive(Debug, Clone)]
pub struct Envelope<'a> {
    /// To whom; the language is the reader's.
    pub to: &'a Account,
    /// The site's address, without a final slash.
    pub site: &'a str,
    /// See [`Letter::key`].
    pub key: String,
    /// Whose setting the letter goes by.
    pub topic: Topic,
    /// See [`Letter::thread`].
    pub thread: Option<String>,
    /// What lets the reader end letters of the topic without signing in; none for who has no account.
    pub token: Option<String>,
    /// See [`Letter::secret`].
    pub secret: bool,
}

impl Envelope<'_> {
    /// The address of a page, in the reader's language.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}/{}{path}", self.site, self.to.language)
    }

    /// The address at which one click ends letters of the topic (RFC 8058).
    pub(super) fn unsubscribe(&self) -> Option<String> {
        let token = self.token.as_deref().filter(|_| self.topic.can_end())?;
        Some(self.address(&format!("/unsubscribe/{token}/{}", self.topic.code())))
    }

    /// The address of all settings.
    pub(super) fn settings(&self) -> String {
        self.address("/account/mail")
    }

    /// The letter with these contents.
    pub(super) fn seal(&self, subject: String, text: String, html: String) -> Letter {
        Letter {
            key: self.key.clone(),
            topic: self.topic,
            to: self.to.email.clone(),
            name: self.to.name.clone(),
            subject,
            text,
            html,
            thread: self.thread.clone(),
            unsubscribe: self.unsubscribe(),
            secret: self.secret,
        }
    }
}

//! Short letters that tell one thing: a few paragraphs, and at most one link to follow.

use askama::Template;

use crate::domain::Letter;
use crate::domain::account::Account;
use crate::i18n::Messages;

/// A short letter. Its words are `mail-KIND-subject`, `mail-KIND-text` and, with a link,
/// `mail-KIND-button` of the catalogues.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    /// To whom; the language is the reader's.
    pub to: &'a Account,
    /// The letter's key, see [`Letter::key`].
    pub key: String,
    /// The site's address, without a final slash.
    pub site: &'a str,
    /// The subject.
    pub subject: String,
    /// What is told, in paragraphs.
    pub paragraphs: Vec<String>,
    /// Somebody's own words, quoted: a reason, a message.
    pub quote: Option<String>,
    /// What the link says, and the path that it leads to, with a slash and the language.
    pub link: Option<(String, String)>,
    /// See [`Letter::secret`].
    pub secret: bool,
}

#[derive(Template)]
#[template(path = "mail/notice.txt", escape = "none")]
struct Text<'a> {
    m: Messages,
    letter: &'a Notice<'a>,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct Html<'a> {
    m: Messages,
    letter: &'a Notice<'a>,
}

impl Notice<'_> {
    /// Writes the letter.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self) -> Result<Letter, askama::Error> {
        let m = Messages::new(self.to.language);
        Ok(Letter {
            key: self.key.clone(),
            to: self.to.email.clone(),
            name: self.to.name.clone(),
            subject: self.subject.clone(),
            text: Text { m, letter: self }.render()?,
            html: Html { m, letter: self }.render()?,
            topic: crate::domain::Topic::Account,
            thread: None,
            unsubscribe: None,
            secret: self.secret,
        })
    }
}

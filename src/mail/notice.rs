//! Short letters that tell one thing: a few paragraphs, and at most one link to follow.

use askama::Template;

use super::Envelope;
use crate::domain::Letter;
use crate::i18n::{Messages, Told};

/// A letter that tells one thing.
#[derive(Debug, Clone)]
pub struct Notice<'a> {
    /// To whom, and about what.
    pub envelope: Envelope<'a>,
    /// What it tells.
    pub told: Told,
}

#[derive(Template)]
#[template(path = "mail/notice.txt", escape = "none")]
struct Text<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    subject: &'a str,
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "mail/notice.html")]
struct Html<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    subject: &'a str,
    told: &'a Told,
}

impl Notice<'_> {
    /// Writes the letter.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self) -> Result<Letter, askama::Error> {
        let Self { envelope, told } = self;
        let m = Messages::new(envelope.to.language);
        let subject = told.subject.as_str();
        let text = Text { m, envelope, subject, told }.render()?;
        let html = Html { m, envelope, subject, told }.render()?;
        Ok(envelope.seal(told.subject.clone(), text, html))
    }
}

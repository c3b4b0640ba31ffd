//! The letter that tells several things of one topic together.

use askama::Template;

use super::Envelope;
use crate::domain::Letter;
use crate::i18n::{Messages, Told};

/// What happened since the last letter of the topic.
#[derive(Debug, Clone)]
pub struct Digest<'a> {
    /// To whom, and about what.
    pub envelope: Envelope<'a>,
    /// What is told, oldest first.
    pub told: Vec<Told>,
    /// How much more happened.
    pub more: usize,
}

#[derive(Template)]
#[template(path = "mail/digest.txt", escape = "none")]
struct Text<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    subject: &'a str,
    told: &'a [Told],
    more: usize,
}

#[derive(Template)]
#[template(path = "mail/digest.html")]
struct Html<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    subject: &'a str,
    told: &'a [Told],
    more: usize,
}

impl Digest<'_> {
    /// Writes the letter.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self) -> Result<Letter, askama::Error> {
        let Self { envelope, told, more } = self;
        let m = Messages::new(envelope.to.language);
        let topic = m.t(&format!("mail-topic-{}", envelope.topic.code()));
        let subject =
            m.with("mail-digest-subject", &[("n", (told.len() + more).into()), ("topic", topic.into())]);
        let text = Text { m, envelope, subject: &subject, told, more: *more }.render()?;
        let html = Html { m, envelope, subject: &subject, told, more: *more }.render()?;
        Ok(envelope.seal(subject, text, html))
    }
}

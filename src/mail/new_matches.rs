//! The letter that tells a member of an organization of new matches of its postings.

use askama::Template;

use super::Envelope;
use crate::domain::{Band, Kind, Language, Letter, PostingId};
use crate::i18n::Messages;

/// New matches for one reader.
#[derive(Debug, Clone)]
pub struct NewMatches<'a> {
    /// To whom, and about what.
    pub envelope: Envelope<'a>,
    /// The reader's postings that have new matches.
    pub postings: Vec<PostingMatches>,
    /// How many more of them have.
    pub more: usize,
}

/// New matches of one posting.
#[derive(Debug, Clone)]
pub struct PostingMatches {
    /// The posting.
    pub id: PostingId,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The best new matches, best first.
    pub best: Vec<NewMatch>,
    /// How many more there are.
    pub more: usize,
}

/// One new match.
#[derive(Debug, Clone)]
pub struct NewMatch {
    /// The counterpart.
    pub id: PostingId,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Its organization and place, in the reader's language.
    pub organization: String,
    /// The score, 0–100.
    pub score: u8,
    /// The strongest reasons, in the reader's language.
    pub reasons: Vec<String>,
    /// The gravest gap, in the reader's language.
    pub gap: Option<String>,
}

#[derive(Template)]
#[template(path = "mail/new_matches.txt", escape = "none")]
struct Text<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    letter: &'a NewMatches<'a>,
    subject: &'a str,
}

#[derive(Template)]
#[template(path = "mail/new_matches.html")]
struct Html<'a> {
    m: Messages,
    envelope: &'a Envelope<'a>,
    letter: &'a NewMatches<'a>,
    subject: &'a str,
}

impl NewMatches<'_> {
    /// Writes the letter in the reader's language.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self) -> Result<Letter, askama::Error> {
        let envelope = &self.envelope;
        let m = Messages::new(envelope.to.language);
        let subject = self.subject(m);
        let text = Text { m, envelope, letter: self, subject: &subject }.render()?;
        let html = Html { m, envelope, letter: self, subject: &subject }.render()?;
        Ok(envelope.seal(subject, text, html))
    }

    fn subject(&self, m: Messages) -> String {
        let count: usize = self.postings.iter().map(|posting| posting.best.len() + posting.more).sum();
        match (self.postings.as_slice(), self.more) {
            ([one], 0) => m.new_matches(one.id.kind(), &one.title, count),
            (several, 0) => {
                m.with("mail-new-matches-several", &[("n", count.into()), ("postings", several.len().into())])
            }
            // Of those that are only counted, nobody counted the matches.
            (several, more) => m.n("mail-new-matches-many", several.len() + more),
        }
    }

    /// What a list of letters shows beside the subject: the gap of the best match, or why it fits.
    fn preview(&self) -> Option<&str> {
        let best = self.postings.first()?.best.first()?;
        best.gap.as_deref().or(best.reasons.first().map(String::as_str))
    }

    /// The address of a posting's matches.
    fn matches(&self, id: &PostingId) -> String {
        self.envelope.address(&format!("/postings/{id}/matches"))
    }

    /// The address of the comparison of two postings.
    fn pair(&self, own: &PostingId, other: &PostingId) -> String {
        let (need, capability) = match own.kind() {
            Kind::Need => (own, other),
            Kind::Capability => (other, own),
        };
        self.envelope.address(&format!("/pairs/{need}/{capability}"))
    }
}

impl NewMatch {
    fn band(&self) -> &'static str {
        Band::of(self.score).code()
    }
}

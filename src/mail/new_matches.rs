//! The letter that tells a member of an organization of new matches of its postings.

use askama::Template;

use crate::domain::account::Account;
use crate::domain::{Band, Kind, Language, Letter, PostingId};
use crate::i18n::Messages;

/// New matches for one reader.
#[derive(Debug, Clone)]
pub struct NewMatches<'a> {
    /// To whom.
    pub to: &'a Account,
    /// The letter's key, see [`Letter::key`].
    pub key: String,
    /// The site's address, without a final slash.
    pub site: &'a str,
    /// The reader's postings that have new matches.
    pub postings: Vec<PostingMatches>,
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
    letter: &'a NewMatches<'a>,
    subject: &'a str,
}

#[derive(Template)]
#[template(path = "mail/new_matches.html")]
struct Html<'a> {
    m: Messages,
    letter: &'a NewMatches<'a>,
    subject: &'a str,
}

impl NewMatches<'_> {
    /// Writes the letter in the reader's language.
    ///
    /// # Errors
    /// When a template fails.
    pub fn write(&self) -> Result<Letter, askama::Error> {
        let m = Messages::new(self.to.language);
        let subject = self.subject(m);
        Ok(Letter {
            key: self.key.clone(),
            to: self.to.email.clone(),
            name: self.to.name.clone(),
            text: Text { m, letter: self, subject: &subject }.render()?,
            html: Html { m, letter: self, subject: &subject }.render()?,
            subject,
            topic: crate::domain::Topic::Match,
            thread: None,
            unsubscribe: None,
            secret: false,
        })
    }

    fn subject(&self, m: Messages) -> String {
        let count: usize = self.postings.iter().map(|posting| posting.best.len() + posting.more).sum();
        match self.postings.as_slice() {
            [one] => {
                let key = match one.id.kind() {
                    Kind::Need => "mail-new-matches-need",
                    Kind::Capability => "mail-new-matches-capability",
                };
                m.with(key, &[("n", count.into()), ("title", one.title.clone().into())])
            }
            several => {
                m.with("mail-new-matches-several", &[("n", count.into()), ("postings", several.len().into())])
            }
        }
    }

    fn language(&self) -> Language {
        self.to.language
    }

    /// The address of a posting's matches.
    fn matches(&self, id: &PostingId) -> String {
        format!("{}/{}/postings/{id}/matches", self.site, self.language())
    }

    /// The address of the comparison of two postings.
    fn pair(&self, own: &PostingId, other: &PostingId) -> String {
        let (need, capability) = match own.kind() {
            Kind::Need => (own, other),
            Kind::Capability => (other, own),
        };
        format!("{}/{}/pairs/{need}/{capability}", self.site, self.language())
    }
}

impl NewMatch {
    fn band(&self) -> &'static str {
        Band::of(self.score).code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Title;
    use crate::domain::account::Email;

    fn letter(language: Language) -> Letter {
        let to = Account {
            email: Email::parse("zhou.min@hengyuan.example").unwrap(),
            name: Title::parse("Zhou Min").unwrap(),
            language,
        };
        let found = NewMatch {
            id: PostingId::from_random(Kind::Capability, 7),
            title: "稀土锆酸盐涂层 <悬浮液>".into(),
            language: Language::Zh,
            organization: "Qinling University of Technology · Xi’an, Shaanxi".into(),
            score: 85,
            reasons: vec!["Both speak of CMAS".into(), "Both in Jiangsu".into()],
            gap: Some("Asks TRL 7, offers TRL 5: no pilot-scale test yet".into()),
        };
        let posting = PostingMatches {
            id: PostingId::from_random(Kind::Need, 3),
            title: "Ceramic coating & bond coat".into(),
            language: Language::En,
            best: vec![found],
            more: 2,
        };
        let key = "new-matches.1.2.3".to_owned();
        NewMatches { to: &to, key, site: "https://sunmao.example", postings: vec![posting] }.write().unwrap()
    }

    #[test]
    fn the_text_is_as_it_was_approved() {
        for language in Language::ALL {
            let letter = letter(language);
            insta::assert_snapshot!(language.code(), format!("{}\n\n{}", letter.subject, letter.text));
        }
    }

    #[test]
    fn markup_in_a_title_is_text() {
        let letter = letter(Language::Zh);
        assert!(letter.html.contains("&#60;悬浮液&#62;") && !letter.html.contains("<悬浮液>"));
        assert!(letter.text.contains("<悬浮液>"));
    }
}

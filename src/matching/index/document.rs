//! What is indexed of a posting: its texts, by field.

use crate::domain::{Detail, Keyword, Language, Line, Posting};

/// A field of an indexed text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextField {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The keywords.
    Keywords,
    /// The description.
    Description,
    /// Must-haves, nice-to-haves, evidence.
    Lines,
}

impl TextField {
    /// How many fields there are.
    pub(super) const COUNT: usize = 5;

    /// How much one occurrence counts beside one in the description.
    pub(super) fn weight(self) -> f32 {
        match self {
            Self::Title | Self::Keywords => 2.0,
            Self::Summary => 1.5,
            Self::Description | Self::Lines => 1.0,
        }
    }

    /// All fields.
    pub(super) const ALL: [Self; Self::COUNT] =
        [Self::Title, Self::Summary, Self::Keywords, Self::Description, Self::Lines];
}

/// A text in fields, each of which may be empty or occur several times.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    pub(super) parts: Vec<(TextField, &'a str)>,
}

impl<'a> Document<'a> {
    /// Adds a text to a field.
    #[must_use]
    pub fn with(mut self, field: TextField, text: &'a str) -> Self {
        self.parts.push((field, text));
        self
    }

    /// The language of its longest text, if that has any letters.
    pub(super) fn language(&self) -> Option<Language> {
        let (_, longest) = self.parts.iter().max_by_key(|(_, text)| text.len())?;
        longest.contains(char::is_alphabetic).then(|| Language::guess(longest))
    }
}

impl<'a> From<&'a Posting> for Document<'a> {
    fn from(posting: &'a Posting) -> Self {
        let lines: [&[Line]; 2] = match &posting.detail {
            Detail::Need { must_haves, nice_to_haves } => [must_haves, nice_to_haves],
            Detail::Capability { evidence } => [evidence, &[]],
        };
        let mut parts = vec![(TextField::Title, posting.title.as_str())];
        parts.extend(posting.summary.iter().map(|text| (TextField::Summary, text.as_str())));
        parts.extend(posting.keywords.iter().map(Keyword::as_str).map(|text| (TextField::Keywords, text)));
        parts.extend(posting.description.iter().map(|text| (TextField::Description, text.as_str())));
        parts.extend(lines.into_iter().flatten().map(|line| (TextField::Lines, line.as_str())));
        Self { parts }
    }
}

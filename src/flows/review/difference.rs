//! What differs between two versions of a posting, word by word.

use std::time::Duration;

use similar::{Algorithm, ChangeTag, TextDiff};

use crate::domain::{Detail, Posting};

/// A comparison that takes longer tells of a larger change than there is.
const PATIENCE: Duration = Duration::from_millis(300);

/// A part of a posting that is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The title.
    Title,
    /// The summary.
    Summary,
    /// The description.
    Description,
    /// What a counterpart must meet.
    MustHaves,
    /// What would be welcome besides.
    NiceToHaves,
    /// What was measured.
    Evidence,
    /// The keywords.
    Keywords,
}

impl Part {
    /// All parts, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::Title,
        Self::Summary,
        Self::Description,
        Self::MustHaves,
        Self::NiceToHaves,
        Self::Evidence,
        Self::Keywords,
    ];

    /// What a posting says there, lists one to a line; empty where it says nothing.
    pub(super) fn of(self, posting: &Posting) -> String {
        let lines = |lines: &[crate::domain::Line]| {
            lines.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n")
        };
        match (self, &posting.detail) {
            (Self::Title, _) => posting.title.to_string(),
            (Self::Summary, _) => posting.summary.as_ref().map(ToString::to_string).unwrap_or_default(),
            (Self::Description, _) => {
                posting.description.as_ref().map(ToString::to_string).unwrap_or_default()
            }
            (Self::MustHaves, Detail::Need { must_haves, .. }) => lines(must_haves),
            (Self::NiceToHaves, Detail::Need { nice_to_haves, .. }) => lines(nice_to_haves),
            (Self::Evidence, Detail::Capability { evidence }) => lines(evidence),
            (Self::Keywords, _) => {
                posting.keywords.iter().map(|word| word.as_str()).collect::<Vec<_>>().join("\n")
            }
            (Self::MustHaves | Self::NiceToHaves | Self::Evidence, _) => String::new(),
        }
    }
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// It stands in both versions.
    Same,
    /// It is gone.
    Deleted,
    /// It is new.
    Inserted,
}

/// A passage of one sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What became of it.
    pub sort: Sort,
    /// Its text.
    pub text: String,
}

/// A part that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Which.
    pub part: Part,
    /// Both versions of it, woven together.
    pub segments: Vec<Segment>,
}

/// The texts that differ.
pub(in crate::flows) fn texts(before: &Posting, after: &Posting) -> Vec<TextChange> {
    let pairs = Part::ALL.into_iter().map(|part| (part, part.of(before), part.of(after)));
    pairs
        .filter(|(_, before, after)| before != after)
        .map(|(part, before, after)| TextChange { part, segments: segments(&before, &after) })
        .collect()
}

/// Cut at the bounds of Unicode words, so that a Han character counts as one.
fn segments(before: &str, after: &str) -> Vec<Segment> {
    let difference = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_unicode_words(before, after);
    let mut segments: Vec<Segment> = Vec::new();
    for change in difference.iter_all_changes() {
        let sort = match change.tag() {
            ChangeTag::Equal => Sort::Same,
            ChangeTag::Delete => Sort::Deleted,
            ChangeTag::Insert => Sort::Inserted,
        };
        match segments.last_mut() {
            Some(last) if last.sort == sort => last.text.push_str(change.value()),
            _ => segments.push(Segment { sort, text: change.value().to_owned() }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> String {
        let one = |segment: Segment| match segment.sort {
            Sort::Same => segment.text,
            Sort::Deleted => format!("[-{}-]", segment.text),
            Sort::Inserted => format!("[+{}+]", segment.text),
        };
        segments(before, after).into_iter().map(one).collect()
    }

    #[test]
    fn words_and_han_characters_are_compared() {
        assert_eq!(
            marked("a coating for blades", "a ceramic coating for blades"),
            "a [+ceramic +]coating for blades"
        );
        assert_eq!(marked("耐高温涂层", "耐低温涂层"), "耐[-高-][+低+]温涂层");
        assert_eq!(marked("", "new"), "[+new+]");
        assert_eq!(marked("old", ""), "[-old-]");
    }

    #[test]
    fn both_texts_can_be_read_from_it() {
        let (before, after) = ("one two\nthree 四五", "two\nthree 五六 seven");
        let woven = segments(before, after);
        let read = |without: Sort| -> String {
            woven.iter().filter(|one| one.sort != without).map(|one| one.text.as_str()).collect()
        };
        assert_eq!((read(Sort::Inserted).as_str(), read(Sort::Deleted).as_str()), (before, after));
    }
}

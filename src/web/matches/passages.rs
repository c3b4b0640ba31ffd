//! A posting's text, cut at the passages that answer the other side's.

use crate::domain::{Detail, Language, Posting};
use crate::matching::{Field, Mark};
use crate::web::segments::cut;

/// A stretch of text: plain, or a passage with the number of its concept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The characters, unescaped.
    pub text: String,
    /// The concept's number, if the other side's text answers this passage.
    pub number: Option<usize>,
}

/// A paragraph, a keyword or a line of a list.
pub type Passage = Vec<Piece>;

/// The text of one posting, ready to be shown beside the other's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedText {
    /// The language of the text.
    pub language: Language,
    /// The title.
    pub title: Passage,
    /// The summary, if any.
    pub summary: Option<Passage>,
    /// The description, a passage each paragraph.
    pub paragraphs: Vec<Passage>,
    /// The must-haves of a need, the evidence of a capability.
    pub lines: Vec<Passage>,
    /// What would be welcome besides.
    pub extras: Vec<Passage>,
    /// The keywords.
    pub keywords: Vec<Passage>,
}

impl MarkedText {
    /// Cuts every field of `posting` at the marks that name it.
    pub fn new(posting: &Posting, marks: &[Mark]) -> Self {
        let cut = |field: Field, text: &str| pieces(text, marks.iter().filter(|mark| mark.field == field));
        let (lines, extras) = match &posting.detail {
            Detail::Need { must_haves, nice_to_haves } => (must_haves.as_slice(), nice_to_haves.as_slice()),
            Detail::Capability { evidence } => (evidence.as_slice(), [].as_slice()),
        };
        let each = |texts: &mut dyn Iterator<Item = &str>, field: fn(usize) -> Field| {
            texts.enumerate().map(|(at, text)| cut(field(at), text)).collect()
        };
        Self {
            language: posting.language,
            title: cut(Field::Title, posting.title.as_str()),
            summary: posting.summary.as_ref().map(|summary| cut(Field::Summary, summary.as_str())),
            paragraphs: posting
                .description
                .as_ref()
                .map(|text| paragraphs(cut(Field::Description, text.as_str())))
                .unwrap_or_default(),
            lines: each(&mut lines.iter().map(AsRef::as_ref), Field::Line),
            extras: each(&mut extras.iter().map(AsRef::as_ref), Field::Extra),
            keywords: each(&mut posting.keywords.iter().map(AsRef::as_ref), Field::Keyword),
        }
    }
}

/// Cuts a text at its marks.
fn pieces<'a>(text: &str, marks: impl Iterator<Item = &'a Mark>) -> Passage {
    let marks = marks.map(|mark| (mark.range.clone(), mark.concept)).collect();
    cut(text, marks).into_iter().map(|(text, number)| Piece { text, number }).collect()
}

/// Parts a text at its line ends; a marked passage that runs over one is marked on both sides.
fn paragraphs(pieces: Passage) -> Vec<Passage> {
    let mut paragraphs = vec![Passage::new()];
    for piece in pieces {
        for (at, line) in piece.text.split('\n').enumerate() {
            if at > 0 {
                paragraphs.push(Passage::new());
            }
            if let (false, Some(paragraph)) = (line.is_empty(), paragraphs.last_mut()) {
                paragraph.push(Piece { text: line.to_owned(), number: piece.number });
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Description, Keyword, Kind, Line, Title};

    fn mark(field: Field, range: Range<usize>, concept: usize) -> Mark {
        Mark { field, range, concept }
    }

    fn piece(text: &str, number: impl Into<Option<usize>>) -> Piece {
        Piece { text: text.into(), number: number.into() }
    }

    fn need() -> Posting {
        let mut need = Posting::bare(Kind::Need, Title::parse("陶瓷涂层").unwrap(), Language::Zh);
        need.description = Description::parse("one two\n\nthree four").ok();
        need.keywords = vec![Keyword::parse("CMAS").unwrap(), Keyword::parse("burner rig").unwrap()];
        need.detail = Detail::Need {
            must_haves: vec![Line::parse("hot").unwrap()],
            nice_to_haves: vec![Line::parse("cheap").unwrap()],
        };
        need
    }

    #[test]
    fn each_field_is_cut_at_its_own_marks() {
        let marks = [
            mark(Field::Keyword(1), 0..6, 2),
            mark(Field::Title, 6..12, 1),
            mark(Field::Extra(0), 0..5, 4),
            mark(Field::Line(0), 0..3, 3),
        ];
        let text = MarkedText::new(&need(), &marks);
        assert_eq!(text.title, [piece("陶瓷", None), piece("涂层", 1)]);
        assert_eq!(text.keywords, [vec![piece("CMAS", None)], vec![piece("burner", 2), piece(" rig", None)]]);
        assert_eq!(
            (&text.lines, &text.extras),
            (&vec![vec![piece("hot", 3)]], &vec![vec![piece("cheap", 4)]])
        );
    }

    #[test]
    fn a_passage_over_a_paragraphs_end_is_marked_on_both_sides() {
        let text = MarkedText::new(&need(), &[mark(Field::Description, 4..14, 1)]);
        assert_eq!(
            text.paragraphs,
            [vec![piece("one ", None), piece("two", 1)], vec![piece("three", 1), piece(" four", None)]]
        );
    }

    #[test]
    fn marks_that_do_not_fit_the_text_are_left_out() {
        let marks = [
            mark(Field::Title, 1..4, 1),
            mark(Field::Title, 3..99, 2),
            mark(Field::Title, 0..6, 3),
            mark(Field::Title, 3..9, 4),
            mark(Field::Keyword(7), 0..1, 5),
        ];
        assert_eq!(MarkedText::new(&need(), &marks).title, [piece("陶瓷", 3), piece("涂层", None)]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_told_twice(
            text in "[a-c涂层 ]{1,40}",
            ranges in prop::collection::vec((0usize..90, 0usize..90), 0..8),
        ) {
            let marks: Vec<Mark> = ranges
                .into_iter()
                .map(|(start, end)| mark(Field::Title, start..end, 1))
                .collect();
            let told: String = pieces(&text, marks.iter()).into_iter().map(|piece| piece.text).collect();
            prop_assert_eq!(told, text);
        }
    }
}

//! Text with passages to be marked.

use std::ops::Range;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text.
    pub text: String,
    /// Whether it is to be marked.
    pub hit: bool,
}

/// Cuts a text at passages, each with its mark; what stands between them has none. Passages are
/// bytes of the text; those that overlap an earlier one, cut a character or don't lie within the
/// text are left out: a page with a passage unmarked is better than none.
pub fn cut<T>(text: &str, mut passages: Vec<(Range<usize>, T)>) -> Vec<(String, Option<T>)> {
    passages.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut out, mut at) = (Vec::with_capacity(passages.len() * 2 + 1), 0);
    let mut push = |text: &str, mark| {
        if !text.is_empty() {
            out.push((text.to_owned(), mark));
        }
    };
    for (range, mark) in passages {
        if let (Some(before), Some(marked)) = (text.get(at..range.start), text.get(range.clone())) {
            push(before, None);
            push(marked, Some(mark));
            at = range.end;
        }
    }
    push(text.get(at..).unwrap_or_default(), None);
    out
}

/// Cuts a text into pieces, marked where `hits` stand and unmarked between; see [`cut`].
pub fn segments(text: &str, hits: &[Range<usize>]) -> Vec<Segment> {
    let hits = hits.iter().map(|hit| (hit.clone(), ())).collect();
    cut(text, hits).into_iter().map(|(text, hit)| Segment { text, hit: hit.is_some() }).collect()
}

/// About `length` characters of a text around its first hit.
pub fn excerpt(text: &str, hits: &[Range<usize>], length: usize) -> Vec<Segment> {
    if text.chars().count() <= length {
        return segments(text, hits);
    }
    let first =
        hits.iter().map(|hit| hit.start).min().filter(|start| text.is_char_boundary(*start)).unwrap_or(0);
    // A third of the excerpt stands before the hit, unless the text begins there.
    let before = text[..first].char_indices().rev().take(length / 3).last().map_or(0, |(at, _)| at);
    let start = if before == 0 { 0 } else { after_blank(text, before, first) };
    let end = match text[start..].char_indices().nth(length) {
        Some((at, _)) => before_blank(text, start, start + at),
        None => text.len(),
    };
    let inside = hits
        .iter()
        .filter(|hit| start <= hit.start && hit.start <= hit.end && hit.end <= end)
        .map(|hit| hit.start - start..hit.end - start);
    let mut out = segments(&text[start..end], &inside.collect::<Vec<_>>());
    let ellipsis = || Segment { text: "…".to_owned(), hit: false };
    if start > 0 {
        out.insert(0, ellipsis());
    }
    if end < text.len() {
        out.push(ellipsis());
    }
    out
}

/// The place after the first blank or Chinese comma or full stop from `from` on, so that nothing
/// begins in the middle of a word.
fn after_blank(text: &str, from: usize, to: usize) -> usize {
    let passage = &text[from..to];
    passage.find(parts).map_or(from, |at| from + at + passage[at..].chars().next().map_or(0, char::len_utf8))
}

/// The place of the last blank or Chinese comma or full stop in the last quarter before `to`.
fn before_blank(text: &str, from: usize, to: usize) -> usize {
    let passage = &text[from..to];
    passage.rfind(parts).filter(|at| at * 4 > passage.len() * 3).map_or(to, |at| from + at)
}

/// Whether a character parts words or clauses.
fn parts(c: char) -> bool {
    c.is_whitespace() || "，。；：".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_what_was_hit() {
        let cut = segments("热障涂层 coating", &[6..12, 13..20]);
        let marked: Vec<_> = cut.iter().map(|s| (s.text.as_str(), s.hit)).collect();
        assert_eq!(marked, [("热障", false), ("涂层", true), (" ", false), ("coating", true)]);
    }

    #[test]
    fn an_excerpt_is_about_the_first_hit() {
        let text = format!("{}coating{}", "before ".repeat(50), " after".repeat(50));
        let cut = excerpt(&text, std::slice::from_ref(&(350..357)), 60);
        assert!(cut.iter().any(|s| s.hit && s.text == "coating"));
        assert_eq!((cut.first().unwrap().text.as_str(), cut.last().unwrap().text.as_str()), ("…", "…"));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_whatever_the_hits(text in ".{0,40}", hits in prop::collection::vec(0usize..60, 0..8)) {
            let hits: Vec<_> = hits.chunks(2).map(|c| c[0]..*c.last().unwrap()).collect();
            let whole: String = segments(&text, &hits).into_iter().map(|s| s.text).collect();
            prop_assert_eq!(whole, text.clone());
            excerpt(&text, &hits, 10);
        }
    }
}

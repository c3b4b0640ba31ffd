//! What of a text tells who or where somebody is, for authors to look at before strangers read it.
//!
//! Patterns, not understanding: names are found after titles and labels only. What is found is shown to the
//! author, who decides; so a rare false alarm costs a glance, and figures, standards, years, readiness levels
//! and money are none.

mod folded;
mod names;
mod numbers;
mod pattern;
mod places;
mod reach;
#[cfg(test)]
mod tests;

use std::ops::Range;

use folded::Folded;

/// What a passage gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leak {
    /// An e-mail address, also one spelt out.
    Email,
    /// A web address or a domain.
    Link,
    /// A unified social credit code.
    CreditCode,
    /// The number of a patent or of an application for one.
    PatentNumber,
    /// A name in a messenger.
    Messenger,
    /// A telephone number.
    Phone,
    /// A street address, a room, a postal code.
    Address,
    /// A person's name.
    PersonName,
}

impl Leak {
    /// All kinds; of two that overlap the earlier one is told.
    pub const ALL: [Self; 8] = [
        Self::Email,
        Self::Link,
        Self::CreditCode,
        Self::PatentNumber,
        Self::Messenger,
        Self::Phone,
        Self::Address,
        Self::PersonName,
    ];

    /// The code used in message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Link => "link",
            Self::CreditCode => "credit-code",
            Self::PatentNumber => "patent-number",
            Self::Messenger => "messenger",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::PersonName => "person-name",
        }
    }
}

/// A passage that gives something away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub kind: Leak,
    /// Where: bytes of the text, on character boundaries, not empty.
    pub range: Range<usize>,
}

/// The passages of a text that give something away, in order; none overlaps another. Time in proportion to
/// the text.
pub fn find(text: &str) -> Vec<Found> {
    let folded = Folded::of(text);
    let mut all: Vec<(Leak, Range<usize>)> = Vec::new();
    for rules in [reach::RULES, numbers::RULES, places::RULES, names::RULES] {
        for rule in rules {
            all.extend(rule.find(folded.text()).into_iter().map(|range| (rule.kind, range)));
        }
    }
    // The kind that tells more first, and of one kind the longest.
    all.sort_by_key(|(kind, range)| (*kind, range.start, std::cmp::Reverse(range.end)));
    let mut kept: Vec<(Leak, Range<usize>)> = Vec::new();
    for (kind, range) in all {
        let at = kept.partition_point(|(_, other)| other.end <= range.start);
        if kept.get(at).is_none_or(|(_, other)| range.end <= other.start) {
            kept.insert(at, (kind, range));
        }
    }
    kept.into_iter().map(|(kind, range)| Found { kind, range: folded.origin(&range) }).collect()
}

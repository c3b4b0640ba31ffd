//! A text's terms in their order, packed: everything that is compared is counted from it.

use serde::{Deserialize, Serialize};

use super::document::TextField;
use super::vocabulary::TermId;

/// Numbers below this are marks; a term's number stands above them.
const MARKS: u32 = 2 * TextField::COUNT as u32 + 1;
/// What follows doesn't stand beside what came before.
const BREAK: u32 = 2 * TextField::COUNT as u32;

/// One step in reading a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The terms that follow stand in this field; in the other language's words if `translated`.
    Field {
        /// The place in [`TextField::ALL`].
        field: usize,
        /// Whether the terms are the other language's names of what the author names.
        translated: bool,
    },
    /// The next term doesn't stand beside the last one.
    Break,
    /// A term.
    Term(TermId),
}

/// The terms of a text, a few bytes each.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sequence(#[serde(with = "serde_bytes")] Box<[u8]>);

impl Sequence {
    /// Packs steps.
    pub(super) fn pack(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut bytes = Vec::new();
        for step in steps {
            push(
                &mut bytes,
                match step {
                    Step::Field { field, translated } => {
                        field as u32 + if translated { TextField::COUNT as u32 } else { 0 }
                    }
                    Step::Break => BREAK,
                    Step::Term(term) => term.saturating_add(MARKS),
                },
            );
        }
        Self(bytes.into_boxed_slice())
    }

    /// Reads the steps.
    pub(super) fn steps(&self) -> Steps<'_> {
        Steps { bytes: &self.0 }
    }

    /// The packed bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Variable length: seven bits a byte, the lowest first; the highest bit says that more follow.
fn push(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Reads a [`Sequence`].
#[derive(Debug, Clone)]
pub(super) struct Steps<'a> {
    bytes: &'a [u8],
}

impl Iterator for Steps<'_> {
    type Item = Step;

    #[inline]
    fn next(&mut self) -> Option<Step> {
        let (&first, mut rest) = self.bytes.split_first()?;
        let mut number = u32::from(first & 0x7f);
        let mut byte = first;
        let mut shift = 7;
        while byte >= 0x80 && shift < 32 {
            let Some((&next, more)) = rest.split_first() else { break };
            number |= u32::from(next & 0x7f) << shift;
            (byte, rest, shift) = (next, more, shift + 7);
        }
        self.bytes = rest;
        const FIELDS: u32 = TextField::COUNT as u32;
        Some(match number {
            0..FIELDS => Step::Field { field: number as usize, translated: false },
            FIELDS..BREAK => Step::Field { field: (number - FIELDS) as usize, translated: true },
            BREAK => Step::Break,
            _ => Step::Term(number - MARKS),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_step() -> impl Strategy<Value = Step> {
        prop_oneof![
            (0..TextField::COUNT, any::<bool>())
                .prop_map(|(field, translated)| Step::Field { field, translated }),
            Just(Step::Break),
            (0..u32::MAX - MARKS).prop_map(Step::Term),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_is_read(steps in prop::collection::vec(any_step(), 0..50)) {
            let packed = Sequence::pack(steps.iter().copied());
            prop_assert_eq!(packed.steps().collect::<Vec<_>>(), steps);
        }

        #[test]
        fn any_bytes_are_read_to_their_end(bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            let length = bytes.len();
            prop_assert!(Sequence(bytes.into()).steps().count() <= length);
        }
    }
}

//! Who may do what to what: the one place that decides it.

use super::state::{Disclosure, State};

/// Who asks.
///
/// Accounts come with their own issue; until then everybody on the web is a stranger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Somebody who isn't signed in.
    Stranger,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Read a posting, find it, and see what it is matched with.
    ReadPosting {
        /// Where it stands in its life.
        state: State,
        /// How much of it strangers may read.
        disclosure: Disclosure,
    },
}

/// Whether `reader` may do `action`. What is not allowed here is forbidden.
pub fn may(reader: Reader, action: Action) -> bool {
    match (reader, action) {
        (Reader::Stranger, Action::ReadPosting { state, disclosure }) => {
            state == State::Published && disclosure == Disclosure::Public
        }
    }
}

/// What a reader may read, as a condition that a query can state: a posting whose state and
/// disclosure are both listed. Agrees with [`may`] on every posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    states: Vec<State>,
    disclosures: Vec<Disclosure>,
}

impl Readable {
    /// What `reader` may read.
    pub fn by(reader: Reader) -> Self {
        match reader {
            Reader::Stranger => {
                Self { states: vec![State::Published], disclosures: vec![Disclosure::Public] }
            }
        }
    }

    /// Whether a posting of this state and disclosure may be read.
    pub fn includes(&self, state: State, disclosure: Disclosure) -> bool {
        self.states.contains(&state) && self.disclosures.contains(&disclosure)
    }

    /// The codes of the listed states.
    pub fn state_codes(&self) -> Vec<&'static str> {
        self.states.iter().map(|state| state.code()).collect()
    }

    /// The codes of the listed disclosure levels.
    pub fn disclosure_codes(&self) -> Vec<&'static str> {
        self.disclosures.iter().map(|disclosure| disclosure.code()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_reads_only_what_is_published_and_public() {
        for state in State::ALL {
            for disclosure in Disclosure::ALL {
                assert_eq!(
                    may(Reader::Stranger, Action::ReadPosting { state, disclosure }),
                    state == State::Published && disclosure == Disclosure::Public,
                    "{state:?} {disclosure:?}"
                );
            }
        }
    }

    #[test]
    fn the_condition_for_queries_agrees_with_the_rule() {
        let readable = Readable::by(Reader::Stranger);
        for state in State::ALL {
            for disclosure in Disclosure::ALL {
                assert_eq!(
                    readable.includes(state, disclosure),
                    may(Reader::Stranger, Action::ReadPosting { state, disclosure }),
                    "{state:?} {disclosure:?}"
                );
            }
        }
    }
}

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
}

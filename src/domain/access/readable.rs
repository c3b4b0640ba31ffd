//! What a visitor may read, as a condition that a query can state.

#[cfg(test)]
use super::{Action, may};
use super::{Subject, Visitor};
use crate::domain::{Disclosure, OrganizationId, State};

/// What everybody may read among postings, as a condition that a query can state: a posting whose state
/// and disclosure are both listed, of an organization that isn't suspended. Members also read all of
/// their own organization. Agrees with [`may`] on every posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    states: Vec<State>,
    disclosures: Vec<Disclosure>,
    own: Vec<OrganizationId>,
}

impl Readable {
    /// What `visitor` may read.
    pub fn by(visitor: &Visitor) -> Self {
        let own = visitor.person().map(|person| person.memberships.iter().map(|(id, _)| *id).collect());
        Self {
            states: vec![State::Published],
            disclosures: vec![Disclosure::Public],
            own: own.unwrap_or_default(),
        }
    }

    /// Whether a posting of this state, disclosure and organization may be read.
    pub fn includes(&self, state: State, disclosure: Disclosure, owner: Subject) -> bool {
        let everybody =
            self.states.contains(&state) && self.disclosures.contains(&disclosure) && !owner.suspended;
        everybody || self.own.contains(&owner.id)
    }

    /// The codes of the states that everybody may read.
    pub fn state_codes(&self) -> Vec<&'static str> {
        self.states.iter().map(|state| state.code()).collect()
    }

    /// The codes of the disclosure levels that everybody may read.
    pub fn disclosure_codes(&self) -> Vec<&'static str> {
        self.disclosures.iter().map(|disclosure| disclosure.code()).collect()
    }

    /// The organizations whose every posting may be read.
    pub fn own(&self) -> &[OrganizationId] {
        &self.own
    }
}

/// The rule itself, for the test that compares them.
#[cfg(test)]
pub(super) fn by_rule(visitor: &Visitor, state: State, disclosure: Disclosure, owner: Subject) -> bool {
    may(visitor, Action::ReadPosting { state, disclosure, owner })
}

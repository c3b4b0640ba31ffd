//! What a visitor may read, as a condition that a query can state.

use super::action::extent;
#[cfg(test)]
use super::{Action, may};
use super::{Subject, Visitor};
use crate::domain::{Disclosure, Extent, OrganizationId, Posting, State};

/// What somebody may read among postings, as a condition that a query can state: a posting whose state is
/// listed, of an organization that isn't suspended. Members also read all of their own organization.
/// Agrees with [`may`] on every posting. How much of each may be read, [`Readable::cut`] knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readable {
    visitor: Visitor,
    states: Vec<State>,
    own: Vec<OrganizationId>,
}

impl Readable {
    /// What `visitor` may read.
    pub fn by(visitor: &Visitor) -> Self {
        let own = visitor.person().map(|person| person.memberships.iter().map(|(id, _)| *id).collect());
        Self { visitor: visitor.clone(), states: vec![State::Published], own: own.unwrap_or_default() }
    }

    /// Whether a posting of this state and organization may be read.
    pub fn includes(&self, state: State, owner: Subject) -> bool {
        (self.states.contains(&state) && !owner.suspended) || self.own.contains(&owner.id)
    }

    /// How much of a posting may be read, if it may.
    pub fn extent(&self, disclosure: Disclosure, owner: OrganizationId) -> Extent {
        extent(&self.visitor, disclosure, owner)
    }

    /// As much of a posting as may be read, if it may.
    pub fn cut(&self, posting: Posting, owner: OrganizationId) -> Posting {
        match self.extent(posting.disclosure, owner) {
            Extent::Whole => posting,
            Extent::PublicPart => posting.public_part(),
        }
    }

    /// The codes of the states that everybody may read.
    pub fn state_codes(&self) -> Vec<&'static str> {
        self.states.iter().map(|state| state.code()).collect()
    }

    /// The organizations whose every posting may be read.
    pub fn own(&self) -> &[OrganizationId] {
        &self.own
    }
}

/// The rule itself, for the test that compares them.
#[cfg(test)]
pub(super) fn by_rule(visitor: &Visitor, state: State, owner: Subject) -> bool {
    may(visitor, Action::ReadPosting { state, owner })
}

//! Who asks.

use crate::domain::account::{Role, Staff};
use crate::domain::{AccountId, OrganizationId};

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Visitor {
    /// Somebody who isn't signed in, or is only half: the second factor is missing.
    #[default]
    Stranger,
    /// Somebody who is. Suspended people can't be.
    Person(Person),
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub id: AccountId,
    /// What the person may do on the whole site.
    pub staff: Option<Staff>,
    /// Whether the account has a second factor, and so this session was opened with it.
    pub second_factor: bool,
    /// The organizations that the person acts for.
    pub memberships: Vec<(OrganizationId, Role)>,
    /// Whether one of these is verified and not suspended.
    pub verified: bool,
}

impl Visitor {
    /// The person, if somebody is signed in.
    pub fn person(&self) -> Option<&Person> {
        match self {
            Self::Stranger => None,
            Self::Person(person) => Some(person),
        }
    }

    /// What the visitor is in an organization.
    pub fn role_in(&self, organization: OrganizationId) -> Option<Role> {
        self.person()?.memberships.iter().find(|(id, _)| *id == organization).map(|(_, role)| *role)
    }
}

//! Who calls a flow, from where and when: what every decision and every entry of the audit trail needs.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use crate::domain::AccountId;
use crate::domain::access::{Action, Denial, Person, Visitor, require};
use crate::domain::audit::{Deed, Entry};
use crate::store::accounts::Known;
use crate::store::{AnyConnection, StoreError, accounts, audit};

use super::FlowError;

/// Who calls.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who.
    pub visitor: Visitor,
    /// From where; `None` for the program itself.
    pub address: Option<IpAddr>,
    /// What the browser calls itself, shortened.
    pub agent: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is written into the audit trail besides the caller.
#[derive(Debug, Clone, Default)]
pub(super) struct Note {
    /// What was before, in codes.
    pub(super) before: Option<String>,
    /// What is after, in codes.
    pub(super) after: Option<String>,
    /// Why.
    pub(super) reason: Option<String>,
}

impl Caller {
    /// The program itself, or who runs it.
    pub fn operator(at: DateTime<Utc>) -> Self {
        Self { visitor: Visitor::Stranger, address: None, agent: String::new(), at }
    }

    /// The caller, who turned out to be this person.
    pub(super) fn proven(self, id: AccountId) -> Self {
        let person =
            Person { id, staff: None, second_factor: false, memberships: Vec::new(), verified: false };
        Self { visitor: Visitor::Person(person), ..self }
    }

    /// Lets the caller do something, or says why not.
    pub(super) fn require(&self, action: Action) -> Result<(), Denial> {
        require(&self.visitor, action)
    }

    /// The person, who must be signed in.
    pub(super) fn person(&self) -> Result<&Person, Denial> {
        self.visitor.person().ok_or(Denial::SignIn)
    }

    /// The caller's own account.
    pub(super) fn account(&self, conn: &mut AnyConnection) -> Result<Known, FlowError> {
        accounts::find_by_id(conn, self.person()?.id)?.ok_or(FlowError::NotFound)
    }

    /// Writes into the audit trail what the caller did to `object`, in the transaction of the deed.
    pub(super) fn record(
        &self,
        conn: &mut AnyConnection,
        deed: Deed,
        object: impl std::fmt::Display,
        note: Note,
    ) -> Result<(), StoreError> {
        audit::append(
            conn,
            &Entry {
                at: self.at,
                actor: self.visitor.person().map(|person| person.id),
                deed,
                object: object.to_string(),
                before: note.before,
                after: note.after,
                reason: note.reason,
                address: self.address,
            },
        )
    }
}

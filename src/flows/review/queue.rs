//! What waits for a moderator.

use chrono::{DateTime, Utc};

use crate::domain::account::Account;
use crate::domain::{Kind, Language, Organization, PostingId, State, Title};
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::flows::staff::{Listed, PAGE_SIZE};
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, Store, accounts, versions};

use super::claim::present;
use super::{Claim, Version, enter};

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// The posting.
    pub id: PostingId,
    /// Need or capability.
    pub kind: Kind,
    /// What the version that waits is called.
    pub title: Title,
    /// The language of the title.
    pub language: Language,
    /// Whose it is.
    pub organization: Organization,
    /// Whether the public reads an earlier version meanwhile.
    pub change: bool,
    /// Whether another moderator refused it, and its author asks for a second look.
    pub appeal: bool,
    /// Since when it waits.
    pub submitted_at: DateTime<Utc>,
    /// Who submitted it, unless the account is gone.
    pub author: Option<Title>,
    /// Who looks at it.
    pub claim: Option<Claim>,
}

/// A page of what waits for a moderator, the longest waiting first.
///
/// # Errors
/// [`FlowError`].
pub fn queue(store: &Store, caller: &Caller, page: usize) -> Result<Listed<QueueLine>, FlowError> {
    enter(caller)?;
    Listed::read(page, PAGE_SIZE, |offset, limit| {
        store.read(|conn| {
            let own = caller.account(conn)?.row;
            let waiting = versions::waiting(conn, offset, limit)?;
            let lines: Result<_, FlowError> = waiting
                .into_iter()
                .map(|(version, stored)| line(conn, caller, own, version, stored))
                .collect();
            Ok((lines?, versions::count_waiting(conn)?))
        })
    })
}

/// How many versions wait; for who may read the queue.
pub(in crate::flows) fn waiting(conn: &mut AnyConnection, caller: &Caller) -> Result<usize, FlowError> {
    enter(caller)?;
    Ok(versions::count_waiting(conn)?)
}

fn line(
    conn: &mut AnyConnection,
    caller: &Caller,
    own: RowId,
    version: Version,
    stored: Stored,
) -> Result<QueueLine, FlowError> {
    Ok(QueueLine {
        id: stored.record.id,
        kind: version.content.kind(),
        language: version.content.language,
        change: stored.record.state == State::Published,
        appeal: version.appeal,
        submitted_at: version.submitted_at,
        author: author(conn, &version)?.map(|author| author.name),
        claim: present(conn, caller, own, &version)?,
        title: version.content.title,
        organization: stored.organization,
    })
}

/// Who submitted a version, unless the account is gone.
pub(super) fn author(conn: &mut AnyConnection, version: &Version) -> Result<Option<Account>, FlowError> {
    let Some(row) = version.author else { return Ok(None) };
    Ok(accounts::at(conn, row)?.map(|known| known.account))
}

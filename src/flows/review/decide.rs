//! What a moderator decides, and what follows from it.

use crate::domain::access::{Action, Subject};
use crate::domain::account::Role;
use crate::domain::audit::Deed;
use crate::domain::version::{Closure, Review, VersionState};
use crate::domain::{Event, Posting, PostingId, Record, State};
use crate::flows::caller::{Caller, Note};
use crate::flows::notify::Fact;
use crate::flows::writing::life::open_until;
use crate::flows::{FlowError, Site, notify};
use crate::flows::{overwrite_posting, writing};
use crate::store::lives::Life;
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, lives, memberships, versions};

use super::claim::others;
use super::{Claim, Version, enter, refusal, submitted};

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// It holds, and author and administrators are told.
    Done,
    /// Somebody decided before, or the organization took it back or sent another version.
    NotWaiting,
    /// Somebody else is at it.
    Taken(Claim),
    /// It speaks against the caller's own refusal.
    OwnRefusal,
}

/// Decides on the version of a posting that the caller read.
///
/// # Errors
/// [`FlowError`].
pub fn decide(
    site: &Site,
    caller: &Caller,
    id: PostingId,
    number: i64,
    review: &Review,
) -> Result<Decided, FlowError> {
    enter(caller)?;
    site.store().write(|conn| {
        let (stored, version, earlier) = submitted(conn, id)?;
        caller.require(Action::ReviewPosting(Subject::from(&stored.organization)))?;
        if version.state != VersionState::Waiting || version.number != number {
            return Ok(Decided::NotWaiting);
        }
        let own = caller.account(conn)?.row;
        if let Some(claim) = others(conn, caller, own, &version)? {
            return Ok(Decided::Taken(claim));
        }
        if refusal(&version, &earlier).is_some_and(|one| one.decided_by == Some(own)) {
            return Ok(Decided::OwnRefusal);
        }
        versions::decide(conn, version.row, review, own, caller.at)?;
        let owner = writing::owner(conn, &stored)?;
        follow(conn, caller, owner, &stored, &version, review)?;
        let note = Note {
            before: Some(format!("v{number}")),
            after: Some(review.state().code().to_owned()),
            reason: review.reason().map(|reason| reason.as_str().to_owned()),
        };
        caller.record(conn, Deed::PostingReviewed, id, note)?;
        if version.replaced.is_none() || *review != Review::Publish {
            announce(conn, site, caller, owner, id, &version, review)?;
        }
        Ok(Decided::Done)
    })
}

/// Brings the posting to where the decision puts it.
fn follow(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
    stored: &Stored,
    version: &Version,
    review: &Review,
) -> Result<(), FlowError> {
    let record = match review {
        // The public reads it already, or else what stood before again.
        Review::Publish if version.replaced.is_some() => return Ok(()),
        _ if version.replaced.is_some() => writing::undone(&stored.record, version),
        Review::Publish => published(conn, caller, stored, &version.content)?,
        // What the public reads stays, whatever is said to a change of it, and what is closed stays so.
        _ if matches!(stored.record.state, State::Published | State::Closed) => return Ok(()),
        Review::AskChanges(_) => Record { state: State::ChangesAsked, ..stored.record.clone() },
        Review::Refuse(_) => Record { state: State::Refused, ..stored.record.clone() },
    };
    Ok(overwrite_posting(conn, owner, &record)?)
}

/// The posting with its new content. One that its organization closed meanwhile isn't opened by that.
fn published(
    conn: &mut AnyConnection,
    caller: &Caller,
    stored: &Stored,
    content: &Posting,
) -> Result<Record, FlowError> {
    let life = lives::of_posting(conn, stored.row)?;
    let closed = stored.record.state == State::Closed
        && life.is_none_or(|life| life.closed_as != Some(Closure::Expired));
    let state = if closed { State::Closed } else { State::Published };
    if !closed {
        let expires_at = open_until(conn, content, caller.at)?;
        let life = Life { expires_at, reminded: false, closed_as: None };
        lives::set(conn, stored.row, &life)?;
    }
    Ok(Record {
        state,
        published_at: stored.record.published_at.or(Some(caller.at)),
        updated_at: caller.at,
        posting: content.clone(),
        ..stored.record.clone()
    })
}

/// Tells the author, as long as they belong to the organization, and its administrators.
fn announce(
    conn: &mut AnyConnection,
    site: &Site,
    caller: &Caller,
    owner: RowId,
    id: PostingId,
    version: &Version,
    review: &Review,
) -> Result<(), FlowError> {
    let event = Event::PostingReviewed {
        posting: id,
        title: version.content.title.clone(),
        state: review.state(),
        reason: review.reason().map(|reason| reason.as_str().to_owned()),
    };
    for (member, role) in memberships::of_organization(conn, owner)? {
        let concerned = role == Role::Administrator || version.author == Some(member.row);
        if concerned && member.suspended_at.is_none() {
            notify::tell(conn, site, &member, Fact::of(owner, &event, caller.at))?;
        }
    }
    Ok(())
}

//! How long postings are open: closing them, renewing them, and what runs out by itself.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Action;
use crate::domain::account::Role;
use crate::domain::audit::Deed;
use crate::domain::version::{Closure, VersionState};
use crate::domain::{Event, State};
use crate::domain::{OrganizationId, Posting, PostingId};
use crate::flows::caller::{Caller, Note};
use crate::flows::institution::tell_members;
use crate::flows::{FlowError, Site};
use crate::store::lives::{self, Life};
use crate::store::postings::Stored;
use crate::store::{AnyConnection, RowId, Store, postings, settings, versions};

use super::correction::undone;
use super::submit::put;
use super::{owner, posting};

/// The most postings that one transaction closes, or reminds of.
const AT_ONCE: usize = 200;

/// What came of closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// It is closed.
    Done,
    /// It was closed already.
    Already,
}

/// What came of renewing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renewed {
    /// It is open until then.
    Until(DateTime<Utc>),
    /// It was changed since it was published, or not closed by its organization: it opens by being
    /// submitted again.
    NeedsReview,
    /// It isn't published yet.
    NotOpen,
}

/// Closes a posting; what waits of it for a moderator is taken back.
///
/// # Errors
/// [`FlowError`].
pub fn close(store: &Store, caller: &Caller, id: PostingId, closure: Closure) -> Result<Closed, FlowError> {
    store.write(|conn| {
        let mut stored = posting(conn, caller, id, Action::Write)?;
        if stored.record.state == State::Closed {
            return Ok(Closed::Already);
        }
        let newest = versions::newest(conn, stored.row)?;
        if let Some(version) = newest.filter(|newest| newest.state == VersionState::Waiting) {
            versions::withdraw(conn, version.row, caller.at)?;
            // Nobody looked at it, and nobody will: it must not come back with the posting.
            stored.record = undone(&stored.record, &version);
        }
        shut(conn, caller, &stored, closure)?;
        Ok(Closed::Done)
    })
}

/// Closes what is open.
fn shut(
    conn: &mut AnyConnection,
    caller: &Caller,
    stored: &Stored,
    closure: Closure,
) -> Result<(), FlowError> {
    let owner = owner(conn, stored)?;
    put(conn, caller, owner, stored.record.clone(), State::Closed)?;
    let known = lives::of_posting(conn, stored.row)?;
    let expires_at = known.map_or(caller.at, |life| life.expires_at);
    lives::set(conn, stored.row, &Life { expires_at, reminded: true, closed_as: Some(closure) })?;
    let note = Note {
        before: Some(stored.record.state.code().to_owned()),
        after: Some(closure.code().to_owned()),
        ..Note::default()
    };
    Ok(caller.record(conn, Deed::PostingClosed, stored.record.id, note)?)
}

/// Until when a posting is open that is published or renewed now: for as long as the site says, or to the
/// end of its closing date, if that comes first.
pub(in crate::flows) fn open_until(
    conn: &mut AnyConnection,
    posting: &Posting,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, FlowError> {
    let usual = now + settings::get(conn)?.life();
    let last = posting.deadline.and_then(|day| day.succ_opt()).and_then(|day| day.and_hms_opt(0, 0, 0));
    // An hour at least, so that whoever renews what is over sees that it was open.
    let last = last.map(|end| end.and_utc().max(now + TimeDelta::hours(1)));
    Ok(last.map_or(usual, |last| last.min(usual)))
}

/// Keeps a posting open from now ([`open_until`]), or opens it again, if a moderator saw what it says.
///
/// # Errors
/// [`FlowError`].
pub fn renew(store: &Store, caller: &Caller, id: PostingId) -> Result<Renewed, FlowError> {
    store.write(|conn| {
        let stored = posting(conn, caller, id, Action::Write)?;
        let before = stored.record.state;
        match before {
            State::Published => {}
            State::Closed if opens_again(conn, &stored)? => {
                let owner = owner(conn, &stored)?;
                put(conn, caller, owner, stored.record.clone(), State::Published)?;
            }
            State::Closed => return Ok(Renewed::NeedsReview),
            _ => return Ok(Renewed::NotOpen),
        }
        let until = open_until(conn, &stored.record.posting, caller.at)?;
        lives::set(conn, stored.row, &Life { expires_at: until, reminded: false, closed_as: None })?;
        let note = Note { before: Some(before.code().to_owned()), ..Note::default() };
        caller.record(conn, Deed::PostingRenewed, id, note)?;
        Ok(Renewed::Until(until))
    })
}

/// Whether a closed posting says what was published last, and was closed by its organization or by time.
fn opens_again(conn: &mut AnyConnection, stored: &Stored) -> Result<bool, FlowError> {
    let by_itself = lives::of_posting(conn, stored.row)?.is_some_and(|life| life.closed_as.is_some());
    if !by_itself || stored.record.published_at.is_none() {
        return Ok(false);
    }
    let all = versions::of_posting(conn, stored.row)?;
    let published = all.iter().find(|version| version.state == VersionState::Published);
    // What came from a file has no version as long as nobody changed it.
    Ok(match published {
        Some(version) => version.content == stored.record.posting,
        None => all.iter().all(|version| version.content == stored.record.posting),
    })
}

/// Closes what has run out, and reminds of what will soon; whether there may be more. A posting that came
/// from a file is open from the time when it is first seen here.
///
/// # Errors
/// [`FlowError`]; what was done before stays.
pub fn expire_due(site: &Site, now: DateTime<Utc>) -> Result<bool, FlowError> {
    let caller = Caller::operator(now);
    let begun = site.store().write(|conn| {
        let rows = lives::missing(conn, AT_ONCE)?;
        for stored in postings::at(conn, &rows)? {
            let expires_at = open_until(conn, &stored.record.posting, now)?;
            lives::set(conn, stored.row, &Life { expires_at, reminded: false, closed_as: None })?;
        }
        Ok::<_, FlowError>(rows.len())
    })?;
    if begun == AT_ONCE {
        return Ok(true);
    }
    let closed = site.store().write(|conn| {
        let rows = lives::expiring(conn, now, false, AT_ONCE)?;
        for stored in postings::at(conn, &rows)? {
            shut(conn, &caller, &stored, Closure::Expired)?;
        }
        Ok::<_, FlowError>(rows.len())
    })?;
    if closed == AT_ONCE {
        return Ok(true);
    }
    let reminded = site.store().write(|conn| remind(conn, site, &caller))?;
    Ok(reminded == AT_ONCE)
}

/// Reminds organizations of what will run out soon, each with one letter for all of its postings.
fn remind(conn: &mut AnyConnection, site: &Site, caller: &Caller) -> Result<usize, FlowError> {
    let soon = caller.at + settings::get(conn)?.reminder();
    let rows = lives::expiring(conn, soon, true, AT_ONCE)?;
    let mut by_owner: BTreeMap<OrganizationId, Vec<Stored>> = BTreeMap::new();
    for stored in postings::at(conn, &rows)? {
        by_owner.entry(stored.organization.id).or_default().push(stored);
    }
    for stored in by_owner.into_values() {
        for one in &stored {
            mark_reminded(conn, one.row)?;
        }
        let Some(first) = stored.first().filter(|first| !first.organization.suspended) else { continue };
        let owner = owner(conn, first)?;
        let titles = stored.iter().map(|one| one.record.posting.title.clone()).collect();
        tell_members(conn, site, owner, Role::Editor, &Event::Expiring { titles }, caller.at)?;
    }
    Ok(rows.len())
}

fn mark_reminded(conn: &mut AnyConnection, row: RowId) -> Result<(), FlowError> {
    if let Some(life) = lives::of_posting(conn, row)? {
        lives::set(conn, row, &Life { reminded: true, ..life })?;
    }
    Ok(())
}

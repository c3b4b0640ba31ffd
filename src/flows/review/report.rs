//! Reports: telling the moderators of something, and what they make of it.

use chrono::TimeDelta;

use crate::domain::access::{Action, Subject, may};
use crate::domain::account::{Account, Role};
use crate::domain::audit::Deed;
use crate::domain::report::{Ground, ReportState, Verdict};
use crate::domain::verification::Reason;
use crate::domain::{Event, Organization, OrganizationId, PostingId, Record, ReportId, State};
use crate::flows::caller::{Caller, Note};
use crate::flows::institution::tell_members;
use crate::flows::notify::Fact;
use crate::flows::{FlowError, Site, free_id, notify, overwrite_posting, writing};
use crate::store::reports::{self, NewReport, Report};
use crate::store::{AnyConnection, RowId, Store, accounts, organizations, postings};

use super::claim::{Claim, of};
use super::enter;

/// The most reports of one person in a day.
pub const MOST: usize = 20;

/// What is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// A posting.
    Posting(PostingId),
    /// An organization.
    Organization(OrganizationId),
}

/// What came of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It waits for a moderator.
    Done(ReportId),
    /// The same person reported it before, and it still waits.
    Already,
    /// The person reported as much as anybody may in a day.
    TooMany,
    /// It is of the person's own organization.
    Own,
}

/// What somebody may report, by its name.
#[derive(Debug, Clone)]
pub struct Reportable {
    /// What it is called.
    pub title: String,
    /// Whose it is, or which it is.
    pub organization: Organization,
    /// Whether it is of the person's own organization.
    pub own: bool,
}

struct Named {
    title: String,
    organization: Organization,
    owner: RowId,
    posting: Option<RowId>,
}

/// What is reported, if the caller may read it.
fn named(conn: &mut AnyConnection, caller: &Caller, object: Object) -> Result<Named, FlowError> {
    match object {
        Object::Posting(id) => {
            let stored = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
            let owner = Subject::from(&stored.organization);
            if !may(&caller.visitor, Action::ReadPosting { state: stored.record.state, owner }) {
                return Err(FlowError::NotFound);
            }
            caller.require(Action::Report(owner))?;
            let owner = writing::owner(conn, &stored)?;
            let title = stored.record.posting.title.to_string();
            Ok(Named { title, organization: stored.organization, owner, posting: Some(stored.row) })
        }
        Object::Organization(id) => {
            let (owner, organization) = organizations::find(conn, id)?.ok_or(FlowError::NotFound)?;
            let subject = Subject::from(&organization);
            if !may(&caller.visitor, Action::ReadOrganization(subject)) {
                return Err(FlowError::NotFound);
            }
            caller.require(Action::Report(subject))?;
            let title = organization.names.best(crate::domain::Language::Zh).0.to_string();
            Ok(Named { title, organization, owner, posting: None })
        }
    }
}

/// What the caller is about to report.
///
/// # Errors
/// [`FlowError`].
pub fn reportable(store: &Store, caller: &Caller, object: Object) -> Result<Reportable, FlowError> {
    store.read(|conn| {
        let Named { title, organization, .. } = named(conn, caller, object)?;
        let own = caller.visitor.role_in(organization.id).is_some();
        Ok(Reportable { title, organization, own })
    })
}

/// Tells the moderators that something is wrong.
///
/// # Errors
/// [`FlowError`].
pub fn report(
    store: &Store,
    caller: &Caller,
    object: Object,
    ground: Ground,
    words: Option<&Reason>,
) -> Result<Reported, FlowError> {
    store.write(|conn| {
        let Named { organization, owner, posting, .. } = named(conn, caller, object)?;
        if caller.visitor.role_in(organization.id).is_some() {
            return Ok(Reported::Own);
        }
        let reporter = caller.account(conn)?.row;
        let known = reports::about(conn, owner, posting)?;
        let waits = |one: &Report| one.reporter == Some(reporter) && one.state == ReportState::Waiting;
        if known.iter().any(waits) {
            return Ok(Reported::Already);
        }
        if reports::count_since(conn, reporter, caller.at - TimeDelta::days(1))? >= MOST {
            return Ok(Reported::TooMany);
        }
        let id = free_id(conn, ReportId::from_random, reports::find)?;
        let at = caller.at;
        reports::insert(conn, &NewReport { id, organization: owner, posting, reporter, ground, words, at })?;
        let about = match object {
            Object::Posting(id) => id.to_string(),
            Object::Organization(id) => id.to_string(),
        };
        let note = Note { before: Some(about), after: Some(ground.code().to_owned()), ..Note::default() };
        caller.record(conn, Deed::Reported, id, note)?;
        Ok(Reported::Done(id))
    })
}

/// All that a moderator looks at to decide on a report.
#[derive(Debug, Clone)]
pub struct ReportCase {
    /// The report.
    pub report: Report,
    /// The organization that is reported, or whose posting is.
    pub organization: Organization,
    /// The posting, if it is about one.
    pub posting: Option<Record>,
    /// Who reported it, unless the account is gone.
    pub reporter: Option<Account>,
    /// Other reports of the same, newest first.
    pub others: Vec<Report>,
    /// Who looks at it.
    pub claim: Option<Claim>,
}

/// One report.
///
/// # Errors
/// [`FlowError`].
pub fn report_case(store: &Store, caller: &Caller, id: ReportId) -> Result<ReportCase, FlowError> {
    enter(caller)?;
    store.read(|conn| {
        let report = reports::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let organization = organizations::at(conn, report.organization)?.ok_or(FlowError::NotFound)?;
        let own = caller.account(conn)?.row;
        let posting = match report.posting {
            Some(row) => postings::at(conn, &[row])?.pop().map(|stored| stored.record),
            None => None,
        };
        let reporter = match report.reporter {
            Some(row) => accounts::at(conn, row)?.map(|known| known.account),
            None => None,
        };
        let mut others = reports::about(conn, report.organization, report.posting)?;
        others.retain(|other| other.id != id);
        let claim = of(conn, caller, own, report.claim)?;
        Ok(ReportCase { report, organization, posting, reporter, others, claim })
    })
}

/// What came of a verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// It holds, and the reporter is told; of a posting that is taken off, its organization too.
    Done,
    /// Somebody decided before.
    NotWaiting,
    /// Somebody else is at it.
    Taken(Claim),
}

/// Decides on a report, and on all that wait about the same.
///
/// # Errors
/// [`FlowError`].
pub fn judge(site: &Site, caller: &Caller, id: ReportId, verdict: &Verdict) -> Result<Judged, FlowError> {
    enter(caller)?;
    site.store().write(|conn| {
        let report = reports::find(conn, id)?.ok_or(FlowError::NotFound)?;
        let organization = organizations::at(conn, report.organization)?.ok_or(FlowError::NotFound)?;
        caller.require(Action::ReviewReport(Subject::from(&organization)))?;
        if report.state != ReportState::Waiting {
            return Ok(Judged::NotWaiting);
        }
        let own = caller.account(conn)?.row;
        if let Some(claim) = of(conn, caller, own, report.claim)?.filter(|claim| !claim.own) {
            return Ok(Judged::Taken(claim));
        }
        if let (Some(row), Verdict::Uphold(reason)) = (report.posting, verdict) {
            take_off(conn, site, caller, row, reason)?;
        }
        let all = reports::about(conn, report.organization, report.posting)?;
        for one in all.into_iter().filter(|one| one.state == ReportState::Waiting) {
            reports::decide(conn, one.row, verdict, own, caller.at)?;
            let note = Note {
                before: None,
                after: Some(verdict.state().code().to_owned()),
                reason: verdict.reason().map(|reason| reason.as_str().to_owned()),
            };
            caller.record(conn, Deed::ReportDecided, one.id, note)?;
            answer(conn, site, caller, &one, verdict.state())?;
        }
        Ok(Judged::Done)
    })
}

/// Takes a posting off the site until it is changed, if it is there.
fn take_off(
    conn: &mut AnyConnection,
    site: &Site,
    caller: &Caller,
    row: RowId,
    reason: &Reason,
) -> Result<(), FlowError> {
    let Some(stored) = postings::at(conn, &[row])?.pop() else { return Ok(()) };
    if stored.record.state != State::Published {
        return Ok(());
    }
    let owner = writing::owner(conn, &stored)?;
    let record = Record { state: State::ChangesAsked, updated_at: caller.at, ..stored.record };
    overwrite_posting(conn, owner, &record)?;
    let note = Note {
        before: Some(State::Published.code().to_owned()),
        after: Some(State::ChangesAsked.code().to_owned()),
        reason: Some(reason.as_str().to_owned()),
    };
    caller.record(conn, Deed::PostingTakenOff, record.id, note)?;
    let (posting, title) = (record.id, record.posting.title);
    let event = Event::PostingTakenOff { posting, title, reason: reason.as_str().to_owned() };
    tell_members(conn, site, owner, Role::Editor, &event, caller.at)
}

/// Tells a reporter what came of it.
fn answer(
    conn: &mut AnyConnection,
    site: &Site,
    caller: &Caller,
    report: &Report,
    state: ReportState,
) -> Result<(), FlowError> {
    let Some(row) = report.reporter else { return Ok(()) };
    let Some(known) = accounts::at(conn, row)?.filter(|known| known.suspended_at.is_none()) else {
        return Ok(());
    };
    let event = Event::ReportDecided { report: report.id, upheld: state == ReportState::Upheld };
    notify::tell(conn, site, &known, Fact::own(&event, caller.at))
}

//! The queue over everything that waits for a moderator, and taking from it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};

use crate::domain::access::{Action, Subject, may};
use crate::domain::{Kind, Language, Organization, PostingId, ReportId, VerificationId};
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::flows::staff::{Listed, PAGE_SIZE};
use crate::store::queue::{self, Waiting};
use crate::store::{
    AnyConnection, RowId, Store, organizations, postings, reports, settings, verifications, versions,
};

pub use crate::store::queue::WorkSort;

use super::claim::{Claim, of, set};
use super::enter;

/// Something that waits, by its identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Task {
    /// A version of a posting.
    Posting(PostingId),
    /// An organization that asks to be verified.
    Verification(VerificationId),
    /// A report.
    Report(ReportId),
}

impl From<PostingId> for Task {
    fn from(id: PostingId) -> Self {
        Self::Posting(id)
    }
}

impl From<VerificationId> for Task {
    fn from(id: VerificationId) -> Self {
        Self::Verification(id)
    }
}

impl From<ReportId> for Task {
    fn from(id: ReportId) -> Self {
        Self::Report(id)
    }
}

/// What of the queue is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Only this sort.
    pub sort: Option<WorkSort>,
    /// Only what nobody else looks at.
    pub free: bool,
}

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct Work {
    /// What it is.
    pub task: Task,
    /// Which sort of work.
    pub sort: WorkSort,
    /// The title of a posting with its language; an organization has its name.
    pub title: Option<(String, Language)>,
    /// Need or capability, if it is about one.
    pub kind: Option<Kind>,
    /// The organization that it is about.
    pub organization: Organization,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Who looks at it.
    pub claim: Option<Claim>,
    /// Whether the caller belongs to the organization, and so doesn't decide.
    pub own: bool,
}

/// A page of the queue.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The lines, the longest waiting first.
    pub lines: Listed<Work>,
    /// How many there are of each sort, whatever was chosen.
    pub counts: BTreeMap<WorkSort, usize>,
}

/// What waits, the longest waiting first.
///
/// # Errors
/// [`FlowError`].
pub fn work(store: &Store, caller: &Caller, choice: Choice, page: usize) -> Result<Queue, FlowError> {
    enter(caller)?;
    store.read(|conn| {
        let own = caller.account(conn)?.row;
        let all = queue::all(conn)?;
        let mut counts: BTreeMap<WorkSort, usize> = WorkSort::ALL.map(|sort| (sort, 0)).into();
        for one in &all {
            *counts.entry(one.sort).or_default() += 1;
        }
        let chosen: Vec<Waiting> = all.into_iter().filter(|one| takes(choice, one, own, caller.at)).collect();
        let lines = Listed::read(page, PAGE_SIZE, |offset, limit| {
            let shown: Vec<Waiting> = chosen.iter().skip(offset).take(limit).copied().collect();
            Ok((lines(conn, caller, own, &shown)?, chosen.len()))
        })?;
        Ok(Queue { lines, counts })
    })
}

fn takes(choice: Choice, one: &Waiting, own: RowId, now: DateTime<Utc>) -> bool {
    let taken = one.claim.is_some_and(|(by, until)| by != own && until > now);
    choice.sort.is_none_or(|sort| sort == one.sort) && !(choice.free && taken)
}

fn lines(
    conn: &mut AnyConnection,
    caller: &Caller,
    own: RowId,
    shown: &[Waiting],
) -> Result<Vec<Work>, FlowError> {
    let mut known = described(conn, shown)?;
    let mut lines = Vec::with_capacity(shown.len());
    for one in shown {
        let Some(organization) = organizations::at(conn, one.organization)? else { continue };
        let Some((task, title, kind)) = known.remove(&(family(one.sort), one.row)) else { continue };
        lines.push(Work {
            task,
            sort: one.sort,
            title,
            kind,
            since: one.since,
            claim: of(conn, caller, own, one.claim)?,
            own: caller.visitor.role_in(organization.id).is_some(),
            organization,
        });
    }
    Ok(lines)
}

/// Which table a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Family {
    Versions,
    Verifications,
    Reports,
}

fn family(sort: WorkSort) -> Family {
    match sort {
        WorkSort::New | WorkSort::Change | WorkSort::Correction | WorkSort::Appeal => Family::Versions,
        WorkSort::Verification => Family::Verifications,
        WorkSort::Report => Family::Reports,
    }
}

type Described = (Task, Option<(String, Language)>, Option<Kind>);

/// What the rows are and are called, a few statements for all.
fn described(
    conn: &mut AnyConnection,
    shown: &[Waiting],
) -> Result<HashMap<(Family, RowId), Described>, FlowError> {
    let rows = |wanted: Family| -> Vec<RowId> {
        shown.iter().filter(|one| family(one.sort) == wanted).map(|one| one.row).collect()
    };
    let mut all = HashMap::new();
    for (version, stored) in versions::at(conn, &rows(Family::Versions))? {
        let content = version.content;
        let title = Some((content.title.to_string(), content.language));
        let described = (Task::Posting(stored.record.id), title, Some(content.kind()));
        all.insert((Family::Versions, version.row), described);
    }
    for (row, id) in verifications::ids(conn, &rows(Family::Verifications))? {
        all.insert((Family::Verifications, row), (Task::Verification(id), None, None));
    }
    let found = reports::at(conn, &rows(Family::Reports))?;
    let about: Vec<RowId> = found.iter().filter_map(|report| report.posting).collect();
    let postings: HashMap<RowId, _> =
        postings::at(conn, &about)?.into_iter().map(|stored| (stored.row, stored.record.posting)).collect();
    for report in found {
        let posting = report.posting.and_then(|row| postings.get(&row));
        let title = posting.map(|posting| (posting.title.to_string(), posting.language));
        let described = (Task::Report(report.id), title, posting.map(|posting| posting.kind()));
        all.insert((Family::Reports, report.row), described);
    }
    Ok(all)
}

/// Claims what waits longest of what the caller may decide and nobody looks at; nothing if there is none.
/// Writers take turns, so that two who ask at once get different things.
///
/// # Errors
/// [`FlowError`].
pub fn take_next(store: &Store, caller: &Caller, choice: Choice) -> Result<Option<Task>, FlowError> {
    enter(caller)?;
    store.write(|conn| {
        let own = caller.account(conn)?.row;
        let until = caller.at + settings::get(conn)?.claim();
        for one in queue::all(conn)? {
            let free = one.claim.is_none_or(|(_, until)| until <= caller.at);
            if !free || !takes(choice, &one, own, caller.at) || !decides(conn, caller, own, &one)? {
                continue;
            }
            let Some((_, (task, ..))) = described(conn, &[one])?.into_iter().next() else { continue };
            let claim = Some((own, until));
            set(conn, task, one.row, claim)?;
            return Ok(Some(task));
        }
        Ok(None)
    })
}

/// Whether the caller may decide on it: nobody judges their own cause, nor an appeal against themselves.
fn decides(conn: &mut AnyConnection, caller: &Caller, own: RowId, one: &Waiting) -> Result<bool, FlowError> {
    let Some(organization) = organizations::at(conn, one.organization)? else { return Ok(false) };
    let subject = Subject::from(&organization);
    let action = match one.sort {
        WorkSort::New | WorkSort::Change | WorkSort::Correction | WorkSort::Appeal => {
            Action::ReviewPosting(subject)
        }
        WorkSort::Verification => Action::DecideVerification(subject),
        WorkSort::Report => Action::ReviewReport(subject),
    };
    if !may(&caller.visitor, action) {
        return Ok(false);
    }
    if one.sort != WorkSort::Appeal {
        return Ok(true);
    }
    let Some((version, stored)) = versions::at(conn, &[one.row])?.pop() else { return Ok(false) };
    let all = versions::of_posting(conn, stored.row)?;
    Ok(super::refusal(&version, &all).is_none_or(|refused| refused.decided_by != Some(own)))
}

//! What an organization posted and is writing, and what became of it.

use std::collections::HashMap;

use chrono::{DateTime, Days, Utc};

use crate::domain::access::{Action, Readable, Subject, may};
use crate::domain::verification::Reason;
use crate::domain::version::VersionState;
use crate::domain::{
    Band, DraftId, Extent, Kind, Organization, OrganizationId, PostingId, Record, State, Title,
};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, PostingView};
use crate::store::attachments::{self, AttachmentLine};
use crate::store::drafts::{self, Draft, Fields};
use crate::store::lives::{self, Life};
use crate::store::{AnyConnection, RowId, Store, matches, postings, settings, versions, views};

use super::{name, organization, posting};

/// Views are counted for so many days.
pub const VIEWED: u64 = 30;

/// What an organization posted and is writing.
#[derive(Debug, Clone)]
pub struct Listing {
    /// The organization.
    pub organization: Organization,
    /// Whether the caller may write, and not only read.
    pub writes: bool,
    /// What it posted; what needs somebody first, then the last changed.
    pub postings: Vec<Line>,
    /// What is being written, last saved first.
    pub drafts: Vec<DraftLine>,
    /// How many postings have a version that waits for a moderator.
    pub waiting: usize,
}

/// One posting of the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// The posting.
    pub record: Record,
    /// How long it is open; unknown for what came from a file.
    pub life: Option<Life>,
    /// Whether a version of it waits for a moderator.
    pub waiting: bool,
    /// How many matches fit closely.
    pub matches: usize,
    /// How often others opened it in the last [`VIEWED`] days.
    pub views: u64,
    /// Why somebody should look at it.
    pub attention: Option<Attention>,
}

/// Why somebody should look at a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A moderator asked for changes.
    ChangesAsked,
    /// A moderator refused it.
    Refused,
    /// It runs out within days.
    Expiring,
}

/// A draft in the list.
#[derive(Debug, Clone)]
pub struct DraftLine {
    /// The draft.
    pub id: DraftId,
    /// What it is to become.
    pub kind: Kind,
    /// The posting that it is to change.
    pub posting: Option<PostingId>,
    /// What was typed.
    pub fields: Fields,
    /// When it was last saved.
    pub changed_at: DateTime<Utc>,
    /// By whom, unless the account is gone.
    pub changed_by: Option<Title>,
}

/// A posting and all that was submitted of it.
#[derive(Debug, Clone)]
pub struct History {
    /// The posting as it stands.
    pub view: PostingView,
    /// How long it is open.
    pub life: Option<Life>,
    /// Its versions, newest first.
    pub versions: Vec<HistoryLine>,
    /// Whether the caller may write, and not only read.
    pub writes: bool,
}

/// One version in a history.
#[derive(Debug, Clone)]
pub struct HistoryLine {
    /// Which one, from 1.
    pub number: i64,
    /// Where it stands.
    pub state: VersionState,
    /// Whether the public read it before a moderator did.
    pub at_once: bool,
    /// The title that it has.
    pub title: Title,
    /// Who submitted it, unless the account is gone.
    pub author: Option<Title>,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// What the author said to the moderator.
    pub message: Option<Reason>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<Reason>,
    /// The files that went with it.
    pub files: Vec<AttachmentLine>,
}

/// What an organization posted and is writing.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller, id: OrganizationId) -> Result<Listing, FlowError> {
    store.read(|conn| {
        let (row, organization) = organization(conn, caller, id, Action::ReadWriting)?;
        let readable = Readable::by(&caller.visitor);
        let stored = postings::of_organization(conn, &readable, id)?;
        let mut lives = lives::of_organization(conn, row)?;
        let newest = versions::newest_states(conn, row)?;
        let counts = counts(conn, &readable, &stored)?;
        let since = caller.at.date_naive() - Days::new(VIEWED);
        let views = views::of_organization(conn, row, since)?;
        let soon = caller.at + settings::get(conn)?.reminder();
        let mut lines: Vec<Line> = stored
            .into_iter()
            .map(|stored| {
                let life = lives.remove(&stored.row);
                let newest = newest.get(&stored.row).copied();
                Line {
                    attention: attention(&stored.record, life.as_ref(), newest, soon),
                    life,
                    waiting: newest == Some(VersionState::Waiting),
                    views: views.get(&stored.row).copied().unwrap_or_default(),
                    matches: counts.get(&stored.row).copied().unwrap_or_default(),
                    record: stored.record,
                }
            })
            .collect();
        lines.sort_by_key(|line| {
            (
                line.attention.is_none(),
                line.attention,
                std::cmp::Reverse(line.record.updated_at),
                line.record.id,
            )
        });
        let drafts = drafts::of_organization(conn, row)?;
        Ok(Listing {
            writes: may(&caller.visitor, Action::Write(Subject::from(&organization))),
            organization,
            waiting: lines.iter().filter(|line| line.waiting).count(),
            postings: lines,
            drafts: drafts.into_iter().map(|draft| draft_line(conn, draft)).collect::<Result<_, _>>()?,
        })
    })
}

/// How many matches of each posting fit closely.
fn counts(
    conn: &mut AnyConnection,
    readable: &Readable,
    stored: &[postings::Stored],
) -> Result<HashMap<RowId, usize>, FlowError> {
    let mut all = HashMap::new();
    for kind in Kind::ALL {
        let rows: Vec<RowId> =
            stored.iter().filter(|one| one.record.id.kind() == kind).map(|one| one.row).collect();
        // As many as one statement takes.
        for some in rows.chunks(500) {
            all.extend(matches::counts(conn, readable, kind, some, Band::Close)?);
        }
    }
    Ok(all)
}

fn attention(
    record: &Record,
    life: Option<&Life>,
    newest: Option<VersionState>,
    soon: DateTime<Utc>,
) -> Option<Attention> {
    let is_open = record.state != State::Closed;
    match newest {
        Some(VersionState::ChangesAsked) if is_open => Some(Attention::ChangesAsked),
        Some(VersionState::Refused) if is_open => Some(Attention::Refused),
        // A moderator took it off the site.
        _ if record.state == State::ChangesAsked => Some(Attention::ChangesAsked),
        _ => {
            let runs_out = life.is_some_and(|life| life.expires_at <= soon);
            (record.state == State::Published && runs_out).then_some(Attention::Expiring)
        }
    }
}

fn draft_line(conn: &mut AnyConnection, draft: Draft) -> Result<DraftLine, FlowError> {
    Ok(DraftLine {
        id: draft.id,
        kind: draft.kind,
        posting: draft.posting.map(|(_, id)| id),
        changed_by: name(conn, draft.changed_by)?,
        fields: draft.fields,
        changed_at: draft.changed_at,
    })
}

/// All that was submitted of a posting, and what moderators said to it.
///
/// # Errors
/// [`FlowError`].
pub fn history(store: &Store, caller: &Caller, id: PostingId) -> Result<History, FlowError> {
    store.read(|conn| {
        let stored = posting(conn, caller, id, Action::ReadWriting)?;
        let mut lines = Vec::new();
        for version in versions::of_posting(conn, stored.row)? {
            lines.push(HistoryLine {
                number: version.number,
                state: version.state,
                at_once: version.replaced.is_some(),
                title: version.content.title,
                author: name(conn, version.author)?,
                submitted_at: version.submitted_at,
                message: version.message,
                decided_at: version.decided_at,
                reason: version.reason,
                files: attachments::lines(conn, &version.attachments)?,
            });
        }
        Ok(History {
            writes: may(&caller.visitor, Action::Write(Subject::from(&stored.organization))),
            life: lives::of_posting(conn, stored.row)?,
            versions: lines,
            view: PostingView {
                record: stored.record,
                organization: stored.organization,
                extent: Extent::Whole,
            },
        })
    })
}

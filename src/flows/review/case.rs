//! One posting that waits: all that there is to decide by.

use crate::domain::account::Account;
use crate::domain::version::VersionState;
use crate::domain::{Language, Organization, Posting, PostingId, Record, State, Title};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, Site};
use crate::store::attachments::{self, AttachmentLine};
use crate::store::postings::Stored;
use crate::store::{AnyConnection, Store, accounts, versions};

use super::checks::checks;
use super::claim::present;
use super::queue::author;
use super::reasons::{self, ListedReason};
use super::{Checks, Claim, TextChange, Version, difference, enter, refusal, submitted};

/// All that a moderator looks at to decide.
#[derive(Debug, Clone)]
pub struct Case {
    /// The posting as it stands; its content is what the public reads, if it is published.
    pub record: Record,
    /// Whose it is.
    pub organization: Organization,
    /// The version that was submitted last.
    pub version: Version,
    /// Who submitted it, unless the account is gone.
    pub author: Option<Account>,
    /// What it is compared with, if there is anything.
    pub before: Option<Before>,
    /// What was decided on the organization's other submissions.
    pub history: History,
    /// What was submitted before, newest first, and who decided on it.
    pub earlier: Vec<(Version, Option<Title>)>,
    /// What was checked without a person.
    pub checks: Checks,
    /// Who looks at it.
    pub claim: Option<Claim>,
    /// Whether it speaks against the caller's own refusal, so that somebody else is to decide.
    pub own_refusal: bool,
    /// The files that go with it.
    pub files: Vec<AttachmentLine>,
    /// The reasons that there are to choose from.
    pub reasons: Vec<ListedReason>,
}

/// What a version is compared with.
#[derive(Debug, Clone)]
pub struct Before {
    /// Whether the public reads it; else it is what was submitted before.
    pub public: bool,
    /// What it says.
    pub posting: Posting,
    /// The texts that differ.
    pub texts: Vec<TextChange>,
    /// The files that went with it.
    pub files: Vec<AttachmentLine>,
}

/// How many of an organization's submissions were decided in which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct History {
    /// Published.
    pub published: usize,
    /// Sent back.
    pub changes_asked: usize,
    /// Refused.
    pub refused: usize,
}

/// What the store has on a case.
struct Kept {
    stored: Stored,
    version: Version,
    author: Option<Account>,
    history: History,
    claim: Option<Claim>,
    own_refusal: bool,
    /// The files of the version, and of the one that it is compared with.
    files: [Vec<AttachmentLine>; 2],
    reasons: Vec<ListedReason>,
    earlier: Vec<(Version, Option<Title>)>,
}

fn kept(conn: &mut AnyConnection, caller: &Caller, id: PostingId) -> Result<Kept, FlowError> {
    let (stored, version, earlier) = submitted(conn, id)?;
    let own = caller.account(conn)?.row;
    let last = compared(&stored.record, &earlier).map(|one| &one.attachments[..]).unwrap_or_default();
    Ok(Kept {
        own_refusal: refusal(&version, &earlier).is_some_and(|one| one.decided_by == Some(own)),
        author: author(conn, &version)?,
        history: history(conn, &stored.organization)?,
        claim: present(conn, caller, own, &version)?,
        files: [attachments::lines(conn, &version.attachments)?, attachments::lines(conn, last)?],
        reasons: offered(conn)?,
        earlier: earlier.into_iter().map(|one| decided(conn, one)).collect::<Result<_, _>>()?,
        stored,
        version,
    })
}

/// What a decision is read by.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Whose the posting is.
    pub organization: Organization,
    /// The language of who reads the reason.
    pub language: Language,
    /// The reasons that there are to choose from.
    pub reasons: Vec<ListedReason>,
}

/// What a decision on a posting is read by, without all that there is to look at.
///
/// # Errors
/// [`FlowError`].
pub fn basis(store: &Store, caller: &Caller, id: PostingId) -> Result<Basis, FlowError> {
    enter(caller)?;
    store.read(|conn| {
        let (stored, version, _) = submitted(conn, id)?;
        let author = author(conn, &version)?;
        Ok(Basis {
            organization: stored.organization,
            language: author.map_or(version.content.language, |author| author.language),
            reasons: offered(conn)?,
        })
    })
}

/// The reasons that moderators may choose from.
fn offered(conn: &mut AnyConnection) -> Result<Vec<ListedReason>, FlowError> {
    let mut reasons = reasons::all(conn)?;
    reasons.retain(|reason| !reason.retired);
    Ok(reasons)
}

/// All that a moderator looks at to decide on a posting; also once it is decided.
///
/// # Errors
/// [`FlowError`].
pub fn case(site: &Site, caller: &Caller, id: PostingId) -> Result<Case, FlowError> {
    enter(caller)?;
    let kept = site.store().read(|conn| kept(conn, caller, id))?;
    let Kept { stored, version, author, history, claim, own_refusal, files, reasons, earlier } = kept;
    let [files, last_files] = files;
    Ok(Case {
        before: before(&stored.record, &version, earlier.first().map(|(one, _)| one), last_files),
        checks: checks(site, id, stored.organization.id, &version)?,
        record: stored.record,
        organization: stored.organization,
        version,
        author,
        history,
        earlier,
        claim,
        own_refusal,
        files,
        reasons,
    })
}

/// The version that the newest is compared with.
fn compared<'a>(record: &Record, earlier: &'a [Version]) -> Option<&'a Version> {
    let public = record.state == State::Published;
    earlier.iter().find(|one| !public || one.state == VersionState::Published)
}

fn before(
    record: &Record,
    version: &Version,
    last: Option<&Version>,
    files: Vec<AttachmentLine>,
) -> Option<Before> {
    if version.state != VersionState::Waiting {
        return None;
    }
    let public = record.state == State::Published;
    let posting = match &version.replaced {
        Some(replaced) => replaced,
        None if public => &record.posting,
        None => &last?.content,
    };
    let texts = difference::texts(posting, &version.content);
    Some(Before { public, posting: posting.clone(), texts, files })
}

fn decided(conn: &mut AnyConnection, version: Version) -> Result<(Version, Option<Title>), FlowError> {
    let by = match version.decided_by {
        Some(row) => accounts::at(conn, row)?.map(|known| known.account.name),
        None => None,
    };
    Ok((version, by))
}

fn history(conn: &mut AnyConnection, organization: &Organization) -> Result<History, FlowError> {
    let counts = versions::counts(conn, organization.id)?;
    let of = |state| counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count);
    Ok(History {
        published: of(VersionState::Published),
        changes_asked: of(VersionState::ChangesAsked),
        refused: of(VersionState::Refused),
    })
}

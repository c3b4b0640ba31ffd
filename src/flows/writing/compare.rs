//! Two versions of a posting beside each other.

use crate::domain::access::Action;
use crate::domain::{Organization, PostingId, Record};
use crate::flows::FlowError;
use crate::flows::caller::Caller;
use crate::flows::review::{Before, Version, texts};
use crate::store::attachments::{self, AttachmentLine};
use crate::store::{Store, versions};

use super::posting;

/// Two versions of a posting.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The posting as it stands.
    pub record: Record,
    /// Whose it is.
    pub organization: Organization,
    /// What the later one is compared with.
    pub before: Before,
    /// The later one.
    pub after: Version,
    /// The files that go with the later one.
    pub files: Vec<AttachmentLine>,
    /// The numbers of all versions, the newest first.
    pub numbers: Vec<i64>,
}

/// What changed from one version to another, for members of the organization.
///
/// # Errors
/// [`FlowError::NotFound`] also for versions that there aren't.
pub fn compare(
    store: &Store,
    caller: &Caller,
    id: PostingId,
    from: i64,
    to: i64,
) -> Result<Compared, FlowError> {
    store.read(|conn| {
        let stored = posting(conn, caller, id, Action::ReadWriting)?;
        let all = versions::of_posting(conn, stored.row)?;
        let numbers = all.iter().map(|version| version.number).collect();
        let numbered = |number: i64| all.iter().find(|version| version.number == number).cloned();
        let (before, after) = numbered(from).zip(numbered(to)).ok_or(FlowError::NotFound)?;
        let files = attachments::lines(conn, &before.attachments)?;
        let texts = texts(&before.content, &after.content);
        Ok(Compared {
            before: Before { public: false, posting: before.content, texts, files },
            files: attachments::lines(conn, &after.attachments)?,
            record: stored.record,
            organization: stored.organization,
            after,
            numbers,
        })
    })
}

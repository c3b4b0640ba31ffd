//! Small corrections, which a site may let verified organizations publish at once: a moderator looks at them
//! afterwards, and what stood before comes back if they say so.

use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::domain::access::{Action, Subject, may};
use crate::domain::audit::Deed;
use crate::domain::version::VersionState;
use crate::domain::{AttachmentId, Detail, Posting, PostingId, Record, State};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::flows::review::{Sort, TextChange, texts};
use crate::store::postings::Stored;
use crate::store::versions::{NewVersion, Version};
use crate::store::{AnyConnection, RowId, postings, settings, versions};

use super::attachment;
use super::submit::{Submission, put};

/// A comparison that takes longer tells of a larger change than there is.
const PATIENCE: Duration = Duration::from_millis(100);

/// Publishes a change at once if the site lets it be and it is a small correction of what is published;
/// whether it did. Of several that nobody looked at, the last stands for all.
pub(super) fn publish(
    conn: &mut AnyConnection,
    caller: &Caller,
    owner: RowId,
    (row, id): (RowId, PostingId),
    submission: Submission<'_>,
) -> Result<bool, FlowError> {
    let Submission { content, attachments, message } = submission;
    let most = settings::get(conn)?.correction();
    let Stored { record, organization, .. } = postings::find(conn, id)?.ok_or(FlowError::NotFound)?;
    let at_once = Action::PublishUnreviewed(Subject::from(&organization));
    if most == 0 || record.state != State::Published || !may(&caller.visitor, at_once) {
        return Ok(false);
    }
    let newest = versions::newest(conn, row)?;
    let waiting = newest.filter(|newest| newest.state == VersionState::Waiting);
    // A change that is no correction waits, and is decided first.
    if waiting.as_ref().is_some_and(|version| version.replaced.is_none()) {
        return Ok(false);
    }
    let reviewed = waiting.as_ref().and_then(|version| version.replaced.as_ref()).unwrap_or(&record.posting);
    let files: Vec<AttachmentId> =
        attachment::own(conn, owner, attachments)?.into_iter().map(|file| file.id).collect();
    if !is_small(reviewed, content, most) || files != versions::published_attachments(conn, row)? {
        return Ok(false);
    }
    if let Some(version) = &waiting {
        versions::withdraw(conn, version.row, caller.at)?;
    }
    let new = NewVersion {
        posting: row,
        author: caller.account(conn)?.row,
        content,
        attachments: &files,
        message,
        appeal: false,
        replaced: Some(reviewed),
        at: caller.at,
    };
    let number = versions::insert(conn, &new)?;
    let note = Note {
        before: Some(record.state.code().to_owned()),
        after: Some(format!("v{number} at once")),
        reason: None,
    };
    put(conn, caller, owner, Record { posting: content.clone(), ..record }, State::Published)?;
    caller.record(conn, Deed::PostingSubmitted, id, note)?;
    Ok(true)
}

/// The posting as it was before a version of it was published at once, if that was; else as it is.
pub(in crate::flows) fn undone(record: &Record, version: &Version) -> Record {
    let posting = version.replaced.as_ref().unwrap_or(&record.posting);
    Record { posting: posting.clone(), ..record.clone() }
}

/// Whether only texts differ, by at most `most` characters that came or went, and nothing came that makes
/// another claim or leads elsewhere: figures, addresses.
fn is_small(before: &Posting, after: &Posting, most: usize) -> bool {
    if with_texts_of(before, after) != *before {
        return false;
    }
    let changes = texts(before, after);
    let is_harmless = |text: &str| {
        !text.chars().any(char::is_numeric) && !["@", "://", "www."].iter().any(|mark| text.contains(mark))
    };
    let mut came =
        changes.iter().flat_map(|change| &change.segments).filter(|one| one.sort == Sort::Inserted);
    came.all(|one| is_harmless(&one.text)) && changes.iter().map(characters).sum::<usize>() <= most
}

/// How many characters came or went.
fn characters(change: &TextChange) -> usize {
    let without = |sort: Sort| -> String {
        change.segments.iter().filter(|one| one.sort != sort).map(|one| one.text.as_str()).collect()
    };
    let (before, after) = (without(Sort::Inserted), without(Sort::Deleted));
    let difference = TextDiff::configure().timeout(PATIENCE).diff_chars(&before, &after);
    difference.iter_all_changes().filter(|one| one.tag() != ChangeTag::Equal).count()
}

/// `posting` with all that is free text taken from `other`.
fn with_texts_of(other: &Posting, posting: &Posting) -> Posting {
    let mut mixed = posting.clone();
    mixed.title = other.title.clone();
    mixed.summary = other.summary.clone();
    mixed.description = other.description.clone();
    mixed.keywords = other.keywords.clone();
    match (&mut mixed.detail, &other.detail) {
        (
            Detail::Need { must_haves, nice_to_haves },
            Detail::Need { must_haves: musts, nice_to_haves: nice },
        ) => {
            must_haves.clone_from(musts);
            nice_to_haves.clone_from(nice);
        }
        (Detail::Capability { evidence }, Detail::Capability { evidence: theirs }) => {
            evidence.clone_from(theirs);
        }
        _ => {}
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Description, Kind, Language, Title, Trl};

    fn posting(title: &str, text: &str) -> Posting {
        let mut posting = Posting::bare(Kind::Need, Title::parse(title).unwrap(), Language::En);
        posting.description = Description::parse(text).ok();
        posting
    }

    #[test]
    fn a_slip_is_a_small_correction_and_a_claim_is_none() {
        let before = posting("Coating for blades", "It must endure 1,200 °C in a turbine.");
        let small = |title: &str, text: &str| is_small(&before, &posting(title, text), 12);
        assert!(small("Coating for blades", "It must endures 1,200 °C in a turbine."));
        assert!(small("A coating for blades", "It must endure 1,200 °C in a turbine."));
        assert!(small("Coating for blades", "It must endure in a turbine."), "a figure may go");
        assert!(!small("Coating for blades", "It must endure 1,300 °C in a turbine."), "but none may come");
        assert!(!small("Coating for blades", "It must endure 1,200 °C, ask a@b.example."));
        assert!(!small("Coating for blades", "Something quite different is wanted now, please."));
        let mut other = before.clone();
        other.trl = Trl::new(7).ok();
        assert!(!is_small(&before, &other, 200), "what is no text is no slip");
    }
}

//! What can be checked without a person: what is missing, what tells who somebody is, and what is alike.

use crate::domain::redaction::{self, Leak};
use crate::domain::{Disclosure, Organization, OrganizationId, Posting, PostingId, State};
use crate::flows::{FlowError, Site};
use crate::matching::quality::{self, Quality};
use crate::store::versions::Version;
use crate::store::{postings, versions};

use super::Part;

/// The most alike postings that are shown.
const MOST_ALIKE: usize = 5;

/// What was found.
#[derive(Debug, Clone)]
pub struct Checks {
    /// What is missing or thin; the same that the author sees.
    pub quality: Quality,
    /// What tells strangers who or where somebody is.
    pub leaks: Vec<Leaked>,
    /// Other postings that say nearly the same, the most alike first.
    pub alike: Vec<Alike>,
    /// What moderators refused that said nearly the same, the most alike first.
    pub refused: Vec<AlikeRefused>,
}

/// A passage in what strangers read that tells who or where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaked {
    /// Where it stands.
    pub part: Part,
    /// What it is.
    pub kind: Leak,
    /// The passage.
    pub text: String,
}

/// Another posting that says nearly the same.
#[derive(Debug, Clone)]
pub struct Alike {
    /// Which.
    pub id: PostingId,
    /// Where it stands in its life.
    pub state: State,
    /// What it says.
    pub posting: Posting,
    /// Whose it is.
    pub organization: Organization,
    /// Whether it is the same organization's.
    pub own: bool,
    /// How alike the texts are, from 0 to 1.
    pub similarity: f64,
}

/// A version that was refused and said nearly the same.
#[derive(Debug, Clone)]
pub struct AlikeRefused {
    /// Which posting it was of.
    pub id: PostingId,
    /// What was refused, and why.
    pub version: Version,
    /// Whose it was.
    pub organization: Organization,
    /// Whether it was the same posting.
    pub same: bool,
    /// How alike the texts are, from 0 to 1.
    pub similarity: f64,
}

/// Checks what `owner` wants to say in a version of the posting `id`. Looks at all postings, so outside of any
/// transaction.
pub(super) fn checks(
    site: &Site,
    id: PostingId,
    owner: OrganizationId,
    version: &Version,
) -> Result<Checks, FlowError> {
    let content = &version.content;
    Ok(Checks {
        quality: quality::assess(content),
        leaks: leaks(content),
        alike: alike(site, id, owner, content)?,
        refused: refused(site, id, version)?,
    })
}

/// The passages of what strangers read that tell who or where somebody is; of what isn't public, in its
/// public part.
pub fn leaks(content: &Posting) -> Vec<Leaked> {
    let open = content.disclosure == Disclosure::Public;
    let parts: &[Part] = if open { &Part::ALL } else { &[Part::Title, Part::Summary] };
    let mut found = Vec::new();
    for part in parts {
        let text = part.of(content);
        for one in redaction::find(&text) {
            // Who says everything in public may say by which patent.
            if !(open && one.kind == Leak::PatentNumber) {
                let text = text.get(one.range).unwrap_or_default().to_owned();
                found.push(Leaked { part: *part, kind: one.kind, text });
            }
        }
    }
    found
}

fn alike(
    site: &Site,
    id: PostingId,
    owner: OrganizationId,
    content: &Posting,
) -> Result<Vec<Alike>, FlowError> {
    let store = site.store();
    let near = site.likes().near(store, content)?;
    // Its own text is among them, and drafts, which are nobody else's business.
    let rows: Vec<_> = near.iter().take(MOST_ALIKE * 4).map(|near| near.key).collect();
    let mut found: Vec<Alike> = store
        .read(|conn| postings::at(conn, &rows))?
        .into_iter()
        .filter(|stored| stored.record.id != id && stored.record.state != State::Draft)
        .filter_map(|stored| {
            let similarity = near.iter().find(|near| near.key == stored.row)?.similarity;
            Some(Alike {
                id: stored.record.id,
                state: stored.record.state,
                own: stored.organization.id == owner,
                posting: stored.record.posting,
                organization: stored.organization,
                similarity,
            })
        })
        .collect();
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.id.cmp(&b.id)));
    found.truncate(MOST_ALIKE);
    Ok(found)
}

/// The version itself may have been refused meanwhile; that it is like itself is no news.
fn refused(site: &Site, id: PostingId, version: &Version) -> Result<Vec<AlikeRefused>, FlowError> {
    let store = site.store();
    let mut near = site.likes().near_refused(store, &version.content)?;
    near.retain(|near| near.key != version.row);
    near.truncate(MOST_ALIKE);
    let rows: Vec<_> = near.iter().map(|near| near.key).collect();
    let mut found: Vec<AlikeRefused> = store
        .read(|conn| versions::at(conn, &rows))?
        .into_iter()
        .filter_map(|(version, stored)| {
            let similarity = near.iter().find(|near| near.key == version.row)?.similarity;
            let same = stored.record.id == id;
            Some(AlikeRefused {
                id: stored.record.id,
                organization: stored.organization,
                same,
                version,
                similarity,
            })
        })
        .collect();
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.id.cmp(&b.id)));
    Ok(found)
}

//! What a table would do, for who looks at it before taking it over.

use std::collections::BTreeMap;

use crate::domain::{Kind, Language, Organization, Posting, PostingId, Title, UploadId};
use crate::exchange::{read_upload, rejected};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, Site};

use super::fate::{Fate, Known, digest, fates};
use super::{Format, RowProblem, require};

/// A row with what it would do.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedRow {
    /// Where it stands in the file.
    pub line: u64,
    /// What it is called.
    pub title: Title,
    /// The language of the title.
    pub language: Language,
    /// Need or capability.
    pub kind: Kind,
    /// What it would do.
    pub fate: Fate,
    /// Another posting of the organization that says nearly the same, if it is new.
    pub like: Option<PostingId>,
}

/// An uploaded table with what it would do.
#[derive(Debug)]
pub struct Plan {
    /// Whose it is.
    pub organization: Organization,
    /// What the file was called.
    pub name: String,
    /// The rows that could be read, in their order.
    pub rows: Vec<PlannedRow>,
    /// Those that couldn't.
    pub problems: Vec<RowProblem>,
    /// Columns that aren't used.
    pub ignored: Vec<String>,
    /// Stands for all that the rows would do.
    pub digest: String,
}

/// What a table would do.
///
/// # Errors
/// [`FlowError`].
pub fn plan(site: &Site, caller: &Caller, id: UploadId) -> Result<Plan, FlowError> {
    let store = site.store();
    let (upload, organization) = store.read(|conn| require(conn, caller, id))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    let known = store.read(|conn| Known::of(conn, upload.organization))?;
    let fates = fates(caller, &organization, &known, &contents.rows);
    let new = contents.rows.iter().zip(&fates).filter(|(_, (fate, _))| *fate == Fate::New);
    let mut likes = likes(site, &known, new.map(|((_, record), _)| &record.posting))?.into_iter();
    let rows = contents.rows.iter().zip(&fates).map(|((line, record), (fate, _))| PlannedRow {
        line: *line,
        title: record.posting.title.clone(),
        language: record.posting.language,
        kind: record.posting.kind(),
        fate: *fate,
        like: if *fate == Fate::New { likes.next().flatten() } else { None },
    });
    let (rows, digest) = (rows.collect(), digest(&fates));
    Ok(Plan {
        organization,
        name: upload.name,
        rows,
        problems: contents.problems,
        ignored: contents.ignored,
        digest,
    })
}

/// For each of these, another posting of the organization that says nearly the same. What others hide must
/// not be found out by what it is like.
fn likes<'a>(
    site: &Site,
    known: &Known,
    postings: impl Iterator<Item = &'a Posting>,
) -> Result<Vec<Option<PostingId>>, FlowError> {
    let near = site.likes().near_each(site.store(), postings)?;
    Ok(near.into_iter().map(|near| near.iter().find_map(|near| known.at(near.key))).collect())
}

/// The rows that do nothing because something is wrong with them, each with what `say` says of it: to be
/// corrected and uploaded again.
///
/// # Errors
/// [`FlowError`].
pub fn wrong(
    site: &Site,
    caller: &Caller,
    id: UploadId,
    format: Format,
    heading: &str,
    say: impl Fn(&Plan) -> BTreeMap<u64, String>,
) -> Result<Vec<u8>, FlowError> {
    let plan = plan(site, caller, id)?;
    let (upload, _) = site.store().read(|conn| require(conn, caller, id))?;
    Ok(rejected(&upload.name, &upload.content, &say(&plan), heading, format)?)
}

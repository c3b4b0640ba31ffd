//! What a table would do, for who looks at it before taking it over.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Kind, Language, Organization, Posting, PostingId, Title, UploadId};
use crate::exchange::record::PostingRecord;
use crate::exchange::{Contents, read_upload, rejected};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, Site};

use super::fate::{Dated, Fate, Known, digest, fates};
use super::take_over::Did;
use super::{Format, RowProblem, Wording, require};

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
    /// What it would do, or did.
    pub fate: Fate,
    /// The posting that it is about, or became.
    pub posting: Option<PostingId>,
    /// Another posting of the organization that says nearly the same, if it is new.
    pub like: Option<PostingId>,
}

impl PlannedRow {
    fn new(line: u64, record: &PostingRecord, fate: Fate, posting: Option<PostingId>) -> Self {
        Self {
            line,
            title: record.posting.title.clone(),
            language: record.posting.language,
            kind: record.posting.kind(),
            fate,
            posting,
            like: None,
        }
    }
}

/// An uploaded table with what it would do, or did.
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
    /// Stands for all that the rows would do; none of a table that was taken over.
    pub digest: Option<String>,
}

/// What a table would do; once it was taken over, what it did.
///
/// # Errors
/// [`FlowError`].
pub fn plan(site: &Site, caller: &Caller, id: UploadId) -> Result<Plan, FlowError> {
    let (upload, organization) = site.store().read(|conn| require(conn, caller, id))?;
    let contents = read_upload(&upload.name, &upload.content, Some(upload.kind))?;
    let (rows, digest) = match &upload.outcome {
        Some(outcome) => (done(outcome, &contents.rows)?, None),
        None => {
            let known = site.store().read(|conn| Known::of(conn, upload.organization))?;
            let fates = fates(caller, &organization, &known, &contents.rows);
            (planned(site, &known, &contents.rows, &fates)?, Some(digest(&fates)))
        }
    };
    let Contents { problems, ignored, .. } = contents;
    Ok(Plan { organization, name: upload.name, rows, problems, ignored, digest })
}

/// What rows would do.
fn planned(
    site: &Site,
    known: &Known,
    rows: &[(u64, PostingRecord)],
    fates: &[Dated],
) -> Result<Vec<PlannedRow>, FlowError> {
    let new = rows.iter().zip(fates).filter(|(_, (fate, _))| *fate == Fate::New);
    let mut likes = likes(site, known, new.map(|((_, record), _)| &record.posting))?.into_iter();
    let planned = rows.iter().zip(fates).map(|((line, record), (fate, _))| {
        let like = if *fate == Fate::New { likes.next().flatten() } else { None };
        PlannedRow { like, ..PlannedRow::new(*line, record, *fate, fate.posting()) }
    });
    Ok(planned.collect())
}

/// What rows did, as it was written down.
fn done(outcome: &str, rows: &[(u64, PostingRecord)]) -> Result<Vec<PlannedRow>, FlowError> {
    let outcome: Vec<Did> = serde_json::from_str(outcome).map_err(FlowError::Json)?;
    let outcome: HashMap<u64, Did> = outcome.into_iter().map(|did| (did.line, did)).collect();
    let done = rows.iter().filter_map(|(line, record)| {
        let Did { fate, posting, .. } = *outcome.get(line)?;
        Some(PlannedRow::new(*line, record, fate, posting))
    });
    Ok(done.collect())
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
    wording: &Wording,
    say: impl Fn(&Plan) -> BTreeMap<u64, String>,
) -> Result<Vec<u8>, FlowError> {
    let plan = plan(site, caller, id)?;
    let (upload, _) = site.store().read(|conn| require(conn, caller, id))?;
    Ok(rejected(&upload.name, &upload.content, &say(&plan), wording, format)?)
}

//! Looking for what saved searches find among the postings that changed.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::access::Readable;
use crate::domain::event::MOST_FOUND;
use crate::domain::{Event, PostingId, SearchId, Visitor};
use crate::flows::browse::{Query, found_among};
use crate::flows::notify::Fact;
use crate::flows::{FlowError, Site, notify};
use crate::store::saved_searches::{self, SavedSearch};
use crate::store::site_state::Revision;
use crate::store::{AnyConnection, RowId, accounts, postings};

/// How many searches are looked through before others get a turn at the database.
const TURN: usize = 100;

/// A posting is published under the time at which its request began, and may come into the store after a
/// search that was saved later: what was published so shortly before counts as new.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// What a search told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The search.
    pub search: SearchId,
    /// The postings, in the order of the search.
    pub postings: Vec<PostingId>,
    /// How many there are besides.
    pub more: usize,
}

/// What came of a turn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Looked {
    /// What was told.
    pub found: Vec<Found>,
    /// Whether other searches wait.
    pub more: bool,
}

/// A search with the postings that it finds.
type Hits = (SavedSearch, Vec<(RowId, PostingId)>);

/// Looks for what is new to the searches that are furthest behind the engine, and tells their people.
///
/// # Errors
/// [`FlowError`]; nothing was told then, and the next turn tries again.
pub fn look(site: &Site, now: DateTime<Utc>) -> Result<Looked, FlowError> {
    let revision = site.engine().revision();
    let mut behind = site.store().read(|conn| saved_searches::behind(conn, revision, TURN))?;
    let Some(since) = behind.first().map(|search| search.revision) else { return Ok(Looked::default()) };
    let waiting = behind.len();
    // Those that stand at one change ask for the same postings.
    behind.retain(|search| search.revision == since);
    let more = behind.len() < waiting || waiting == TURN;
    let hits = search(site, behind, since)?;
    let found = site.store().write(|conn| {
        let mut told = Vec::new();
        for (search, hits) in &hits {
            // Another process may have told, or the search may be gone, or have another pace by now.
            if saved_searches::advance(conn, search.row, since, revision)?
                && let Some(search) = saved_searches::find(conn, search.id)?
            {
                told.extend(tell(conn, site, &search, hits, now)?);
            }
        }
        Ok::<_, FlowError>(told)
    })?;
    Ok(Looked { found, more })
}

/// What each search finds among the postings that changed.
fn search(site: &Site, searches: Vec<SavedSearch>, since: Revision) -> Result<Vec<Hits>, FlowError> {
    let changed = site.store().read(|conn| postings::changed_since(conn, since, usize::MAX))?;
    let changed: HashSet<_> = changed.into_iter().collect();
    let engine = site.engine();
    let hits = |search: SavedSearch| {
        let query = Query::parse(search.query.as_str());
        let found = found_among(&engine, &query, &changed, search.saved_at - OVERLAP);
        (search, found)
    };
    Ok(searches.into_iter().map(hits).collect())
}

/// Tells of what a search hasn't told of yet, as far as it may be read.
fn tell(
    conn: &mut AnyConnection,
    site: &Site,
    search: &SavedSearch,
    hits: &[(RowId, PostingId)],
    now: DateTime<Utc>,
) -> Result<Option<Found>, FlowError> {
    let rows: Vec<RowId> = hits.iter().map(|(row, _)| *row).collect();
    let told: HashSet<RowId> = saved_searches::told_among(conn, search.row, &rows)?.into_iter().collect();
    // The engine may not know yet that something was withdrawn.
    let readable = postings::readable_among(conn, &Readable::by(&Visitor::Stranger), &rows)?;
    let readable: HashSet<RowId> = readable.into_iter().map(|stored| stored.row).collect();
    let is_new = |row: &RowId| readable.contains(row) && !told.contains(row);
    let (rows, ids): (Vec<RowId>, Vec<PostingId>) =
        hits.iter().filter(|(row, _)| is_new(row)).copied().unzip();
    if rows.is_empty() {
        return Ok(None);
    }
    saved_searches::add_told(conn, search.row, &rows)?;
    let shown: Vec<PostingId> = ids.iter().take(MOST_FOUND).copied().collect();
    let found = Found { search: search.id, more: ids.len() - shown.len(), postings: shown };
    // Who is suspended can't look at it.
    if let Some(known) = accounts::at(conn, search.user)?.filter(|known| known.suspended_at.is_none()) {
        let event = Event::Found {
            search: Some(search.id),
            name: search.name.to_string(),
            query: search.query.to_string(),
            found: found.postings.clone(),
            more: found.more,
        };
        notify::tell_at(conn, site, &known, Fact::own(&event, now), search.pace)?;
    }
    Ok(Some(found))
}

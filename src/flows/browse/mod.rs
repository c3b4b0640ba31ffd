//! Browsing and searching: text, facets, sorting, paging.

mod query;

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::domain::access::Readable;
use crate::domain::{
    Band, Chain, Description, Form, Industry, Kind, Language, OrganizationKind, Posting, PostingId, Region,
    Summary, Visitor,
};
use crate::matching::{Field, highlight};
use crate::store::{AnyConnection, RowId, Store, matches, postings};

use super::dock::{Engine, SHOWN};
use super::engine::Listing;
use super::facets::FacetCounter;
use super::{FlowError, PostingView};

pub use query::{Query, Sort};

/// Postings on one page of results.
pub const PAGE_SIZE: usize = 20;

/// One value of a facet and how many results it would leave, were it chosen with the other facets as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue<T> {
    /// The value.
    pub value: T,
    /// How many postings.
    pub count: usize,
}

/// Counts of every facet, each counted without its own choice, most frequent first.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Kinds.
    pub kinds: Vec<FacetValue<Kind>>,
    /// Industry divisions (level 2).
    pub industries: Vec<FacetValue<Industry>>,
    /// Provinces.
    pub provinces: Vec<FacetValue<Region>>,
    /// Steps of the innovation chain, in their order.
    pub chains: Vec<FacetValue<Chain>>,
    /// Forms, in their order.
    pub forms: Vec<FacetValue<Form>>,
    /// Kinds of organization.
    pub organizations: Vec<FacetValue<OrganizationKind>>,
    /// Languages.
    pub languages: Vec<FacetValue<Language>>,
}

/// One result.
#[derive(Debug, Clone)]
pub struct ResultItem {
    /// The posting.
    pub view: PostingView,
    /// How many counterparts score 65 or more ("close" or better).
    pub fits: usize,
    /// Where the searched words stand in title, summary and description (bytes, not overlapping).
    pub highlights: Vec<(Field, Range<usize>)>,
}

/// One page of results.
#[derive(Debug, Clone)]
pub struct Results {
    /// The postings of this page.
    pub items: Vec<ResultItem>,
    /// How many there are on all pages.
    pub total: usize,
    /// The page shown, from 1; never beyond `pages`.
    pub page: usize,
    /// How many pages, at least 1.
    pub pages: usize,
    /// The facets.
    pub facets: Facets,
    /// Whether more postings answer the text than are counted.
    pub is_cut: bool,
    /// Another text, where words of this one are in no posting.
    pub suggestion: Option<String>,
}

/// So many postings of either kind answer a text at most; who leafs that far needs more words.
const MOST_HITS: usize = 5_000;

/// Answers a query with what the reader may see.
///
/// # Errors
/// [`FlowError::Store`].
pub fn browse(store: &Store, engine: &Engine, reader: &Visitor, query: &Query) -> Result<Results, FlowError> {
    let text = query.searched();
    let mut facets = FacetCounter::default();
    let (mut hits, is_cut) = candidates(engine, &text);
    hits.retain(|hit| facets.add(query, engine.facets(hit.kind, hit.place)));
    let total = hits.len();
    let pages = total.div_ceil(PAGE_SIZE).max(1);
    let page = query.page.clamp(1, pages);
    let order = query.order();
    let first = sorted(engine, hits, order, page * PAGE_SIZE);
    let shown: Vec<&Listing> =
        first.iter().skip((page - 1) * PAGE_SIZE).map(|hit| engine.listing(hit.kind, hit.place).0).collect();
    let mut items = store.read(|conn| load(conn, reader, &shown))?;
    items.par_iter_mut().for_each(|item| item.highlights = highlights(&item.view.record.posting, &text));
    let suggestion = engine.market().suggest(&text);
    Ok(Results { items, total, page, pages, facets: facets.facets(), is_cut, suggestion })
}

/// The last published of what a query finds, as much of each as strangers may read, newest first.
///
/// # Errors
/// [`FlowError::Store`].
pub fn newest(
    store: &Store,
    engine: &Engine,
    query: &Query,
    count: usize,
) -> Result<Vec<PostingView>, FlowError> {
    let (mut hits, _) = candidates(engine, &query.searched());
    hits.retain(|hit| engine.facets(hit.kind, hit.place).passes(query));
    let first = sorted(engine, hits, Sort::Newest, count);
    let rows: Vec<RowId> = first.iter().map(|hit| engine.listing(hit.kind, hit.place).0.row).collect();
    let mut views = store.read(|conn| views(conn, &Visitor::Stranger, &rows))?;
    Ok(rows.iter().filter_map(|row| views.remove(row)).collect())
}

/// Those of some postings that a query finds and that were published after a moment, in the query's order.
pub(super) fn found_among(
    engine: &Engine,
    query: &Query,
    rows: &HashSet<(Kind, RowId)>,
    since: DateTime<Utc>,
) -> Vec<(RowId, PostingId)> {
    let is_new = |listing: &Listing| listing.published_at.is_some_and(|at| at > since);
    let mut hits: Vec<Candidate> = rows
        .iter()
        .filter_map(|(kind, row)| {
            Some(Candidate { kind: *kind, place: engine.place_of(*row)?, relevance: 0.0 })
        })
        .filter(|hit| is_new(engine.listing(hit.kind, hit.place).0))
        .filter(|hit| engine.facets(hit.kind, hit.place).passes(query))
        .collect();
    let text = query.searched();
    if !text.is_empty() && !hits.is_empty() {
        let places: HashSet<(Kind, usize)> = hits.iter().map(|hit| (hit.kind, hit.place)).collect();
        // The text is looked for as on the page, so that the page shows what somebody is told of.
        hits = candidates(engine, &text).0;
        hits.retain(|hit| places.contains(&(hit.kind, hit.place)));
    }
    let count = hits.len();
    let listings = sorted(engine, hits, query.order(), count).into_iter();
    let listings = listings.map(|hit| engine.listing(hit.kind, hit.place).0);
    listings.map(|listing| (listing.row, listing.id)).collect()
}

/// A posting that answers the text.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    kind: Kind,
    /// Its place among those of its kind.
    place: usize,
    /// How well it answers, as a share of the best of its kind; 0 without a text.
    relevance: f32,
}

/// What answers the text, at most [`MOST_HITS`] of either kind, and whether that cut it; without a
/// text, everything.
fn candidates(engine: &Engine, text: &str) -> (Vec<Candidate>, bool) {
    let of = |kind| if text.is_empty() { everything(engine, kind) } else { answers(engine, kind, text) };
    let (mut found, more) = rayon::join(|| of(Kind::Need), || of(Kind::Capability));
    let is_cut = !text.is_empty() && found.len().max(more.len()) >= MOST_HITS;
    found.extend(more);
    (found, is_cut)
}

fn everything(engine: &Engine, kind: Kind) -> Vec<Candidate> {
    engine.listed(kind).map(|place| Candidate { kind, place, relevance: 0.0 }).collect()
}

fn answers(engine: &Engine, kind: Kind, text: &str) -> Vec<Candidate> {
    // Scores of the two kinds come from two indexes; as shares of the best they can be mixed.
    let hits = engine.market().search(kind, text, MOST_HITS);
    let best = hits.iter().map(|hit| hit.score).fold(f32::MIN_POSITIVE, f32::max);
    hits.iter().map(|hit| Candidate { kind, place: hit.item, relevance: hit.score / best }).collect()
}

/// The first `count` of the results in an order; equal ones by their identifiers, so that pages don't
/// shift, or by their places.
fn sorted(engine: &Engine, hits: Vec<Candidate>, order: Sort, count: usize) -> Vec<Candidate> {
    let today = Utc::now().date_naive();
    let newest = |listing: &Listing| (Reverse(listing.published_at), listing.id);
    match order {
        Sort::Relevance => first(hits, count, |hit| (Falling(hit.relevance), hit.kind as u8, hit.place)),
        Sort::Newest => first(hits, count, |hit| newest(engine.listing(hit.kind, hit.place).0)),
        Sort::Deadline => first(hits, count, |hit| {
            let (listing, posting) = engine.listing(hit.kind, hit.place);
            let deadline = posting.deadline;
            // What is over comes after what lies ahead.
            (deadline.is_none(), deadline.is_some_and(|day| day < today), deadline, newest(listing))
        }),
        Sort::Stage => first(hits, count, |hit| {
            let (listing, posting) = engine.listing(hit.kind, hit.place);
            (Reverse(posting.trl), newest(listing))
        }),
    }
}

/// A number that is the less the higher it is.
#[derive(Debug, Clone, Copy)]
struct Falling(f32);

impl Ord for Falling {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0)
    }
}

impl PartialOrd for Falling {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Falling {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Falling {}

/// The first `count` by their keys, in order; the keys are made once.
fn first<K: Ord>(hits: Vec<Candidate>, count: usize, key: impl Fn(&Candidate) -> K) -> Vec<Candidate> {
    let mut keyed: Vec<(K, Candidate)> = hits.into_iter().map(|hit| (key(&hit), hit)).collect();
    if count < keyed.len() {
        keyed.select_nth_unstable_by(count, |(a, _), (b, _)| a.cmp(b));
        keyed.truncate(count);
    }
    keyed.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    keyed.into_iter().map(|(_, hit)| hit).collect()
}

/// Reads the postings of one page, in the order given, without highlights. What the reader may no
/// longer see since the engine was loaded is left out.
fn load(
    conn: &mut AnyConnection,
    reader: &Visitor,
    shown: &[&Listing],
) -> Result<Vec<ResultItem>, FlowError> {
    let readable = Readable::by(reader);
    let rows: Vec<RowId> = shown.iter().map(|listing| listing.row).collect();
    let mut fits: HashMap<RowId, usize> = HashMap::new();
    for kind in Kind::ALL {
        let rows: Vec<RowId> =
            shown.iter().filter(|listing| listing.id.kind() == kind).map(|listing| listing.row).collect();
        let counts = matches::counts(conn, &readable, kind, &rows, Band::Close)?;
        fits.extend(counts.into_iter().map(|(row, count)| (row, count.min(SHOWN))));
    }
    let mut views = views(conn, reader, &rows)?;
    Ok(rows
        .iter()
        .filter_map(|row| {
            let view = views.remove(row)?;
            let fits = fits.get(row).copied().unwrap_or(0);
            Some(ResultItem { view, fits, highlights: Vec::new() })
        })
        .collect())
}

/// Those of these postings that the reader may read, and as much of each as they may.
fn views(
    conn: &mut AnyConnection,
    reader: &Visitor,
    rows: &[RowId],
) -> Result<HashMap<RowId, PostingView>, FlowError> {
    let stored = postings::readable_among(conn, &Readable::by(reader), rows)?.into_iter();
    let views = stored.filter_map(|stored| Some((stored.row, PostingView::for_reader(stored, reader)?)));
    Ok(views.collect())
}

/// Where the searched words stand in title, summary and description.
fn highlights(posting: &Posting, text: &str) -> Vec<(Field, Range<usize>)> {
    let fields = [
        (Field::Title, Some(posting.title.as_str())),
        (Field::Summary, posting.summary.as_ref().map(Summary::as_str)),
        (Field::Description, posting.description.as_ref().map(Description::as_str)),
    ];
    fields
        .into_iter()
        .filter_map(|(field, content)| Some((field, content?)))
        .flat_map(|(field, content)| highlight(content, text).into_iter().map(move |range| (field, range)))
        .collect()
}

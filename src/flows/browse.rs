//! Browsing and searching: text, facets, sorting, paging.

use std::collections::BTreeSet;

use crate::domain::{Chain, Form, Industry, Kind, Language, OrganizationKind, Reader, Region};
use crate::matching::Field;
use crate::store::Store;

use super::dock::Engine;
use super::{FlowError, PostingView};

/// Postings on one page of results.
pub const PAGE_SIZE: usize = 20;

/// What somebody looks for. Within one facet the choices are alternatives; facets narrow each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Free text, at most 500 characters; empty: everything.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Sections and divisions.
    pub industries: BTreeSet<Industry>,
    /// Provinces.
    pub provinces: BTreeSet<Region>,
    /// Steps of the innovation chain.
    pub chains: BTreeSet<Chain>,
    /// Forms of cooperation.
    pub forms: BTreeSet<Form>,
    /// Kinds of organization.
    pub organizations: BTreeSet<OrganizationKind>,
    /// Languages of the text.
    pub languages: BTreeSet<Language>,
    /// Only where remote work is accepted.
    pub remote: bool,
    /// Only from verified organizations.
    pub verified: bool,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: usize,
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best answer to the text first; without a text the same as `Newest`.
    #[default]
    Relevance,
    /// Last published first.
    Newest,
    /// Soonest deadline first; none last.
    Deadline,
    /// Ripest first.
    Stage,
}

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
    pub highlights: Vec<(Field, std::ops::Range<usize>)>,
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
}

/// Answers a query with what the reader may see.
///
/// # Errors
/// [`FlowError::Store`].
pub fn browse(store: &Store, engine: &Engine, reader: Reader, query: &Query) -> Result<Results, FlowError> {
    let _ = (store, engine, reader, query);
    Err(FlowError::NotFound)
}

//! The addresses that search engines are told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::access::Readable;
use crate::domain::{OrganizationId, PostingId, Visitor};
use crate::store::{Store, postings};

use super::FlowError;

/// The most addresses that one sitemap may list (sitemaps.org, protocol 0.9).
pub const PAGE_SIZE: usize = 50_000;

/// Something with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// An organization.
    Organization(OrganizationId),
    /// A posting.
    Posting(PostingId),
}

/// One page of the sitemap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitemapPage {
    /// The entries with the time of their last change; an organization's is that of its postings.
    pub entries: Vec<(Entry, DateTime<Utc>)>,
    /// How many pages there are, at least 1.
    pub pages: usize,
}

/// A page (from 1) of all postings that strangers may read and of their organizations.
///
/// # Errors
/// [`FlowError::NotFound`] beyond the last page.
pub fn sitemap(store: &Store, page: usize) -> Result<SitemapPage, FlowError> {
    let changes = store.read(|conn| postings::last_changes(conn, &Readable::by(&Visitor::Stranger)))?;
    paged(entries(changes), page)
}

/// Organizations first, then postings, each in the order of their identifiers.
fn entries(changes: Vec<(PostingId, OrganizationId, DateTime<Utc>)>) -> BTreeMap<Entry, DateTime<Utc>> {
    let mut entries = BTreeMap::new();
    for (posting, organization, at) in changes {
        entries.insert(Entry::Posting(posting), at);
        entries
            .entry(Entry::Organization(organization))
            .and_modify(|last: &mut DateTime<Utc>| *last = at.max(*last))
            .or_insert(at);
    }
    entries
}

fn paged(entries: BTreeMap<Entry, DateTime<Utc>>, page: usize) -> Result<SitemapPage, FlowError> {
    let pages = entries.len().div_ceil(PAGE_SIZE).max(1);
    if !(1..=pages).contains(&page) {
        return Err(FlowError::NotFound);
    }
    let entries = entries.into_iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE).collect();
    Ok(SitemapPage { entries, pages })
}

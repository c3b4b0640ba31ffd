//! What those who look after the site see and do: what waits, the register of people and organizations,
//! and the audit trail.

pub mod codes;
pub mod mail;
pub mod organizations;
pub mod people;
pub mod settings;
pub mod trail;
pub mod weights;

use crate::store::Store;

use super::FlowError;
use super::caller::Caller;
use super::institution::verification::{self, QueueLine};
use super::review;

/// People or organizations on one page of the register, and verifications on one of the queue.
pub const PAGE_SIZE: usize = 25;

/// How many of what waits are named on the staff's front page.
const FIRST: usize = 5;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// The page, from 1; never beyond `pages`.
    pub page: usize,
    /// How many pages, at least 1.
    pub pages: usize,
}

impl<T> Listed<T> {
    /// The page that somebody asked for, or the last one when there aren't as many. `find` reads so many
    /// after so many, and counts all.
    pub(super) fn read(
        page: usize,
        size: usize,
        mut find: impl FnMut(usize, usize) -> Result<(Vec<T>, usize), FlowError>,
    ) -> Result<Self, FlowError> {
        let wanted = page.max(1);
        let (items, total) = find((wanted - 1).saturating_mul(size), size)?;
        let pages = total.div_ceil(size).max(1);
        if wanted <= pages {
            return Ok(Self { items, total, page: wanted, pages });
        }
        let (items, total) = find((pages - 1) * size, size)?;
        Ok(Self { items, total, page: pages, pages })
    }
}

/// What the staff's front page tells.
#[derive(Debug, Clone)]
pub struct Overview {
    /// How many verifications wait.
    pub waiting: usize,
    /// Those that have waited longest.
    pub longest: Vec<QueueLine>,
    /// How many postings wait.
    pub posts: usize,
}

/// What waits for the staff.
///
/// # Errors
/// [`FlowError`].
pub fn overview(store: &Store, caller: &Caller) -> Result<Overview, FlowError> {
    let (longest, waiting) = verification::queue(store, caller, 0, FIRST)?;
    let posts = store.read(|conn| review::waiting(conn, caller))?;
    Ok(Overview { waiting, longest, posts })
}

/// A page of the verifications that wait, the longest waiting first.
///
/// # Errors
/// [`FlowError`].
pub fn queue(store: &Store, caller: &Caller, page: usize) -> Result<Listed<QueueLine>, FlowError> {
    Listed::read(page, PAGE_SIZE, |offset, limit| verification::queue(store, caller, offset, limit))
}

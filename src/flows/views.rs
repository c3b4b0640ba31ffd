//! Counting how often postings are opened: in memory first, and written down by a job, so that a page never
//! waits for it. What a process has counted and not yet written is lost when it dies.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::domain::access::Visitor;
use crate::domain::{PostingId, State};
use crate::store::{postings, views};

use super::{FlowError, PostingView, Site};

/// What was opened since the last time that it was written down. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Views(Arc<Mutex<HashMap<PostingId, u64>>>);

impl Views {
    /// Counts that somebody who doesn't belong to the organization opened a posting.
    pub(super) fn seen(&self, id: PostingId) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default() += 1;
    }

    fn take(&self) -> HashMap<PostingId, u64> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put_back(&self, counts: HashMap<PostingId, u64>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (id, count) in counts {
            *all.entry(id).or_default() += count;
        }
    }
}

/// Counts that a reader opened a posting; its own organization's members don't count.
pub fn seen(site: &Site, reader: &Visitor, view: &PostingView) {
    if view.record.state == State::Published && reader.role_in(view.organization.id).is_none() {
        site.views().seen(view.record.id);
    }
}

/// Writes down what was counted since the last time; what can't be written is kept for the next.
///
/// # Errors
/// [`FlowError::Store`].
pub fn write_down(site: &Site, now: DateTime<Utc>) -> Result<(), FlowError> {
    let counts = site.views().take();
    if counts.is_empty() {
        return Ok(());
    }
    let ids: Vec<PostingId> = counts.keys().copied().collect();
    let written = site.store().write(|conn| {
        for stored in postings::find_all(conn, &ids)? {
            let more = counts.get(&stored.record.id).copied().unwrap_or_default();
            views::add(conn, stored.row, now.date_naive(), more)?;
        }
        Ok::<_, FlowError>(())
    });
    if written.is_err() {
        site.views().put_back(counts);
    }
    written
}

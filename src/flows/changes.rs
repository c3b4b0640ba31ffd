//! What changed in the store since the engine last looked.

use crate::domain::Visitor;
use crate::domain::access::Readable;
use crate::store::postings::Stored;
use crate::store::site_state::Revision;
use crate::store::{RowId, Store, postings, site_state};

use super::FlowError;
use super::engine::{Engine, is_matched};

/// Where more than this part of an engine's postings came or went since it was built, it is built
/// anew: its figures and its latent view are those of other texts by then.
const PART: usize = 20;

/// The postings that changed, and the revision up to which.
#[derive(Debug)]
pub(super) struct Changes {
    pub(super) revision: Revision,
    pub(super) postings: Vec<Stored>,
}

/// What an engine may follow one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pace {
    /// An engine of fewer postings is built anew for every change.
    pub(super) small: usize,
}

impl Pace {
    /// Changes are followed one by one, however few postings there are.
    pub(super) const PATIENT: Self = Self { small: 0 };

    /// How many changes an engine may follow after those that it has followed.
    pub(super) fn most(self, engine: &Engine) -> usize {
        if engine.len() < self.small { 0 } else { (engine.len() / PART).max(1) }
    }

    /// What the engine has to follow; `None` where it is better built anew.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub(super) fn changes(self, store: &Store, engine: &Engine) -> Result<Option<Changes>, FlowError> {
        let most = self.most(engine).saturating_sub(engine.turnover());
        let since = engine.revision();
        store.read(|conn| {
            let revision = site_state::get(conn)?.postings;
            let changed = postings::changed_since(conn, since, most + 1)?;
            if changed.len() > most || revision < since {
                return Ok(None);
            }
            let rows: Vec<RowId> = changed.into_iter().map(|(_, row)| row).collect();
            let postings = postings::at(conn, &rows)?;
            // What was deleted leaves no trace but in the count.
            let known = postings.iter().filter(|stored| engine.knows(stored.record.id)).count();
            let come = postings.iter().filter(|stored| is_matched(stored)).count();
            let count = postings::count_all(conn, &Readable::by(&Visitor::Stranger))?;
            let complete = engine.len() - known + come == count;
            Ok(complete.then_some(Changes { revision, postings }))
        })
    }
}

//! The fingerprints of all postings and of all that was refused, brought up to date when somebody asks for
//! what is alike.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::Posting;
use crate::flows::FlowError;
use crate::matching::duplicates::{Duplicates, Fingerprint, Near};
use crate::store::site_state::Revision;
use crate::store::{RowId, Store, postings, site_state, versions};

/// How many postings are read at once.
const CHUNK: usize = 1_000;

/// The fingerprints; clones share them.
#[derive(Debug, Clone, Default)]
pub(in crate::flows) struct Likes(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// The change of the postings up to which the fingerprints are current.
    revision: Option<Revision>,
    fingerprints: Duplicates<RowId>,
    /// Versions that were refused, and their fingerprints; they stay refused.
    refused: HashSet<RowId>,
    refused_fingerprints: Duplicates<RowId>,
}

impl Likes {
    /// The postings like this one, the most alike first. The first time takes long in a large site.
    pub(in crate::flows) fn near(
        &self,
        store: &Store,
        posting: &Posting,
    ) -> Result<Vec<Near<RowId>>, FlowError> {
        Ok(self.near_each(store, std::iter::once(posting))?.pop().unwrap_or_default())
    }

    /// As [`Likes::near`], for each of several.
    pub(in crate::flows) fn near_each<'a>(
        &self,
        store: &Store,
        postings: impl Iterator<Item = &'a Posting>,
    ) -> Result<Vec<Vec<Near<RowId>>>, FlowError> {
        let wanted: Vec<Fingerprint> = postings.map(Fingerprint::of_posting).collect();
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.keep_up(store)?;
        let near = |wanted| known.fingerprints.near(wanted, Duplicates::<RowId>::LIKELY);
        Ok(wanted.iter().map(near).collect())
    }

    /// The refused versions like this posting, the most alike first.
    pub(in crate::flows) fn near_refused(
        &self,
        store: &Store,
        posting: &Posting,
    ) -> Result<Vec<Near<RowId>>, FlowError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.keep_up_with_refused(store)?;
        let wanted = Fingerprint::of_posting(posting);
        Ok(known.refused_fingerprints.near(&wanted, Duplicates::<RowId>::LIKELY))
    }
}

impl Known {
    fn keep_up(&mut self, store: &Store) -> Result<(), FlowError> {
        store.read(|conn| {
            let present = site_state::get(conn)?.postings;
            if self.revision == Some(present) {
                return Ok(());
            }
            let since = self.revision.unwrap_or(Revision::BEFORE_ALL);
            let changed: Vec<RowId> =
                postings::changed_since(conn, since, usize::MAX)?.into_iter().map(|(_, row)| row).collect();
            for chunk in changed.chunks(CHUNK) {
                for stored in postings::at(conn, chunk)? {
                    let fingerprint = Fingerprint::of_posting(&stored.record.posting);
                    self.fingerprints.insert(stored.row, fingerprint);
                }
            }
            self.revision = Some(present);
            Ok(())
        })
    }

    fn keep_up_with_refused(&mut self, store: &Store) -> Result<(), FlowError> {
        store.read(|conn| {
            let mut new = versions::refused(conn)?;
            new.retain(|row| !self.refused.contains(row));
            for chunk in new.chunks(CHUNK) {
                for (version, _) in versions::at(conn, chunk)? {
                    self.refused_fingerprints.insert(version.row, Fingerprint::of_posting(&version.content));
                    self.refused.insert(version.row);
                }
            }
            Ok(())
        })
    }
}

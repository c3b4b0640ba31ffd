//! The counterparts that something would have which is still being written.

use std::collections::HashMap;

use crate::domain::access::{Readable, Visitor};
use crate::domain::{Fit, Organization, Posting};
use crate::flows::caller::Caller;
use crate::flows::{FlowError, PostingView, Site};
use crate::store::{RowId, postings};

/// The best `top` counterparts of what `organization` writes, as they would be if it were published now, each
/// with how well it fits. As ever, what isn't public of it finds none.
///
/// # Errors
/// [`FlowError::Store`].
pub fn sketch(
    site: &Site,
    caller: &Caller,
    organization: &Organization,
    posting: Posting,
    top: usize,
) -> Result<Vec<(PostingView, Fit)>, FlowError> {
    let posting = Readable::by(&Visitor::Stranger).cut(posting, organization.id);
    let found = site.engine().sketch(organization, posting, top);
    let rows: Vec<RowId> = found.iter().map(|(row, _)| *row).collect();
    let readable = Readable::by(&caller.visitor);
    let stored = site.store().read(|conn| postings::readable_among(conn, &readable, &rows))?;
    let mut views: HashMap<RowId, PostingView> = stored
        .into_iter()
        .filter_map(|stored| Some((stored.row, PostingView::for_reader(stored, &caller.visitor)?)))
        .collect();
    Ok(found.into_iter().filter_map(|(row, fit)| Some((views.remove(&row)?, fit))).collect())
}

//! Keeping a running site's engine and matches up with its postings.

use chrono::{DateTime, TimeDelta, Utc};

use crate::matching::Progress;
use crate::store::site_state;

use super::dock::rematch;
use super::engine::Setting;
use super::{FlowError, Site};

/// How long one process has the sole right to compute the matches; when it dies at it, another
/// tries after this time.
const LEASE: TimeDelta = TimeDelta::minutes(15);

/// What a refresh found to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// The postings had changed: the site has a new engine.
    pub engine: bool,
    /// The matches were older than the postings, or than the engine: they were computed.
    pub matches: bool,
}

/// Loads a new engine when the postings changed, and computes the matches when they are out of
/// date, unless another process does. `owner` names this process.
///
/// # Errors
/// [`FlowError::Store`]; the site goes on with what it has.
pub fn refresh(
    site: &Site,
    owner: &str,
    now: DateTime<Utc>,
    progress: &dyn Progress,
) -> Result<Refreshed, FlowError> {
    let store = site.store();
    let state = store.read(site_state::get)?;
    let mut refreshed = Refreshed::default();
    if site.engine().revision() != state.postings || site.engine().today() != now.date_naive() {
        let setting = Setting { weights: site.weights(), today: now.date_naive() };
        site.renew(setting, progress)?;
        refreshed.engine = true;
    }
    if !state.is_current(&site.engine().label())
        && store.write(|conn| site_state::lease(conn, owner, now, now + LEASE))?
    {
        rematch(store, &site.engine(), site.address(), now, progress)?;
        refreshed.matches = true;
    }
    Ok(refreshed)
}

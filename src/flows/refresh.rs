//! Keeping a running site's engine and matches up with its postings.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::{Kind, codes};
use crate::matching::Progress;
use crate::store::codes as additions;
use crate::store::site_state::SiteState;
use crate::store::{RowId, StoreError, postings, site_state};

use super::engine::{Engine, Setting};
use super::rematch::{rematch, rematch_some};
use super::{FlowError, Site};

/// How long one process has the sole right to compute the matches; when it dies at it, another
/// tries after this time.
const LEASE: TimeDelta = TimeDelta::minutes(15);

/// What a refresh found to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refreshed {
    /// The postings had changed: the engine knows them now.
    pub engine: bool,
    /// The matches were older than the postings, or than the engine: they were computed.
    pub matches: bool,
}

/// Brings the engine up to the postings when they changed, and the matches when they are out of date,
/// unless another process does. `owner` names this process.
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
    let (state, weights, additions) = store.read(|conn| {
        Ok::<_, StoreError>((site_state::get(conn)?, site.weights(conn)?, additions::all(conn)?))
    })?;
    // Before any posting that holds a new entry is read.
    codes::learn(&additions);
    let setting = Setting { weights, today: now.date_naive() };
    let mut refreshed = Refreshed::default();
    let is_current = {
        let engine = site.engine();
        engine.revision() == state.postings && *engine.setting() == setting
    };
    if !is_current {
        site.keep_up(setting, progress)?;
        refreshed.engine = true;
    }
    let engine = site.engine();
    if !state.is_current(&engine.label())
        && store.write(|conn| site_state::lease(conn, owner, now, now + LEASE))?
    {
        match changed(site, &engine, &state)? {
            Some(changed) => rematch_some(store, &engine, &changed, &state, site.address(), now)?,
            None => rematch(store, &engine, site.address(), now, progress)?,
        }
        refreshed.matches = true;
    }
    Ok(refreshed)
}

/// The postings that changed since the matches were made; `None` where all are better matched anew.
fn changed(site: &Site, engine: &Engine, state: &SiteState) -> Result<Option<Vec<(Kind, RowId)>>, FlowError> {
    let most = site.pace().most(engine);
    if state.engine != engine.label() || most == 0 {
        return Ok(None);
    }
    let changed = site.store().read(|conn| postings::changed_since(conn, state.matches, most + 1))?;
    // An engine that was built anew scores all pairs by other figures than those that were kept.
    let followed = engine.turnover() > 0 || changed.is_empty();
    Ok((followed && changed.len() <= most).then_some(changed))
}

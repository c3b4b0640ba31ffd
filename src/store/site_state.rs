//! How current the matches are: revisions, and the lease of the process that computes them.

use std::fmt;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::site_state;
use super::values;

/// A count of the changes to organizations and postings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Revision(pub(super) i64);

impl Revision {
    /// Before the first change.
    pub const BEFORE_ALL: Self = Self(-1);
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What the matches were computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteState {
    /// The last change to the postings.
    pub postings: Revision,
    /// The change up to which the matches are current.
    pub matches: Revision,
    /// The version of the engine that computed them; empty before the first time.
    pub engine: String,
    /// A random text that no other database has.
    pub identity: String,
}

impl SiteState {
    /// Whether the matches are those of the postings, by this version of the engine.
    pub fn is_current(&self, engine_version: &str) -> bool {
        self.matches == self.postings && self.engine == engine_version
    }
}

/// How current the matches are.
///
/// # Errors
/// When the statement fails.
pub fn get(conn: &mut AnyConnection) -> Result<SiteState, StoreError> {
    let (postings, matches, engine, identity) = site_state::table
        .select((
            site_state::postings_revision,
            site_state::matches_revision,
            site_state::matches_engine,
            site_state::identity,
        ))
        .first(conn)?;
    Ok(SiteState { postings: Revision(postings), matches: Revision(matches), engine, identity })
}

/// The revision to write changes of postings and organizations under; [`postings_changed`] makes it
/// the present one, in the same transaction.
///
/// # Errors
/// When the statement fails.
pub fn next_revision(conn: &mut AnyConnection) -> Result<Revision, StoreError> {
    Ok(Revision(get(conn)?.postings.0 + 1))
}

/// Says that postings or organizations changed.
///
/// # Errors
/// When the statement fails.
pub fn postings_changed(conn: &mut AnyConnection) -> Result<(), StoreError> {
    diesel::update(site_state::table)
        .set(site_state::postings_revision.eq(site_state::postings_revision + 1))
        .execute(conn)?;
    Ok(())
}

/// Says that the matches are those of `revision`, by this version of the engine.
///
/// # Errors
/// When the statement fails.
pub fn matches_computed(
    conn: &mut AnyConnection,
    revision: Revision,
    engine_version: &str,
) -> Result<(), StoreError> {
    diesel::update(site_state::table)
        .set((
            site_state::matches_revision.eq(revision.0),
            site_state::matches_engine.eq(engine_version),
            site_state::lease_owner.eq(None::<String>),
            site_state::leased_until.eq(None::<NaiveDateTime>),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes or prolongs the right to compute the matches, unless another process has it at `now`.
///
/// # Errors
/// When the statement fails.
pub fn lease(
    conn: &mut AnyConnection,
    owner: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let free = site_state::leased_until
        .is_null()
        .or(site_state::leased_until.assume_not_null().le(values::time(now)))
        .or(site_state::lease_owner.assume_not_null().eq(owner));
    let taken = diesel::update(site_state::table.filter(free))
        .set((site_state::lease_owner.eq(owner), site_state::leased_until.eq(values::time(until))))
        .execute(conn)?;
    Ok(taken == 1)
}

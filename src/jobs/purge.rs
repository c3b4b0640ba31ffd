//! Deletes what has expired: sessions, sign-ups, links, files that nobody submitted.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::account::{purge, purge_told};
use crate::flows::writing::{attachment, bulk};
use crate::store::Store;

use super::periodic::{More, Periodic};

/// How often. What has expired is good for nothing in the meantime, too.
const INTERVAL: Duration = Duration::from_secs(3600);

pub(super) fn start(store: Store) -> io::Result<Periodic> {
    Periodic::start("purge", INTERVAL, move || {
        let now = Utc::now();
        let done = purge(&store, now)
            .and_then(|()| attachment::purge(&store, now))
            .and_then(|()| bulk::purge(&store, now))
            .and_then(|()| purge_told(&store, now));
        More::after(done.map(|()| false), "what has expired can't be deleted")
    })
}

//! Looks for what saved searches find, and tells their people.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::searches::look;

use super::periodic::{More, Periodic};

/// How often. Nothing is done while no posting changes.
const INTERVAL: Duration = Duration::from_secs(3);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("search", INTERVAL, move || {
        let more = look(&site, Utc::now()).map(|looked| looked.more);
        More::after(more, "saved searches can't be looked through")
    })
}

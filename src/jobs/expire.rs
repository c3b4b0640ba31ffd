//! Closes postings whose time has run out, and reminds organizations before it does.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::writing::life::expire_due;

use super::periodic::{More, Periodic};

/// How often. Postings are open for weeks.
const INTERVAL: Duration = Duration::from_secs(600);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("expire", INTERVAL, move || {
        More::after(expire_due(&site, Utc::now()), "what has run out can't be closed")
    })
}

//! Writes the letters that tell several things together, when they are due.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::notify::digest_next;

use super::periodic::{More, Periodic};

/// How often. They are due at full hours.
const INTERVAL: Duration = Duration::from_secs(10);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("digest", INTERVAL, move || {
        More::after(digest_next(&site, Utc::now()), "letters that are due can't be written")
    })
}

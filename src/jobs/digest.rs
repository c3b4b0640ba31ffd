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
    Periodic::start("digest", INTERVAL, move || match digest_next(&site, Utc::now()) {
        Ok(true) => More::ToDo,
        Ok(false) => More::Later,
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::error!(error, "letters that are due can't be written");
            More::Later
        }
    })
}

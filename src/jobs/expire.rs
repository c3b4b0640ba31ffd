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
    Periodic::start("expire", INTERVAL, move || match expire_due(&site, Utc::now()) {
        Ok(true) => More::ToDo,
        Ok(false) => More::Later,
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::error!(error, "what has run out can't be closed");
            More::Later
        }
    })
}

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
    Periodic::start("search", INTERVAL, move || match look(&site, Utc::now()) {
        Ok(looked) if looked.more => More::ToDo,
        Ok(_) => More::Later,
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::error!(error, "saved searches can't be looked through");
            More::Later
        }
    })
}

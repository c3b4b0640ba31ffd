//! Keeps a running site up with its postings, whichever process changes them.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::refresh::{Refreshed, refresh};
use crate::matching::Silent;

use super::periodic::{More, Periodic};

/// How often the store is asked whether something changed.
const INTERVAL: Duration = Duration::from_secs(2);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    let owner = format!("{:016x}", rand::random::<u64>());
    Periodic::start("refresh", INTERVAL, move || {
        match refresh(&site, &owner, Utc::now(), &Silent) {
            Ok(done) if done == Refreshed::default() => {}
            Ok(done) => tracing::info!(?done, "kept up with the postings"),
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::error!(error, "can't keep up with the postings");
            }
        }
        More::Later
    })
}

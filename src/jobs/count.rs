//! Writes down how often postings were opened.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::views::write_down;

use super::periodic::{More, Periodic};

/// How often: so much of the counts is lost when the process dies.
const INTERVAL: Duration = Duration::from_secs(30);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("count", INTERVAL, move || {
        More::after(
            write_down(&site, Utc::now()).map(|()| false),
            "the counts of views can't be written down",
        )
    })
}

//! Tells staff once a day what waits for them, and what goes wrong.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::notify::tell_staff;

use super::periodic::{More, Periodic};

/// How often it is looked whether somebody's hour has come.
const INTERVAL: Duration = Duration::from_secs(60);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("routine", INTERVAL, move || {
        More::after(tell_staff(&site, Utc::now()).map(|()| false), "staff can't be told what waits")
    })
}

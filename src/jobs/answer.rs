//! Answers sign-ups and wishes to reset a password with letters.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::account::answer_next;

use super::periodic::{More, Periodic};

/// How often it is looked whether somebody asked.
const INTERVAL: Duration = Duration::from_secs(1);

pub(super) fn start(site: Site) -> io::Result<Periodic> {
    Periodic::start("answer", INTERVAL, move || {
        More::after(answer_next(&site, Utc::now()), "sign-ups can't be answered")
    })
}

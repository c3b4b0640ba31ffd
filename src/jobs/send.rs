//! Sends the letters that wait.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::send::send_next;
use crate::mail::{Post, Sender};
use crate::store::Store;

use super::periodic::Periodic;

/// How often the outbox is looked into.
const INTERVAL: Duration = Duration::from_secs(2);

pub(super) fn start(store: Store, post: Post, from: Sender) -> io::Result<Periodic> {
    Periodic::start("send", INTERVAL, move || send_due(&store, &post, &from))
}

/// Sends all that is due.
fn send_due(store: &Store, post: &Post, from: &Sender) {
    loop {
        match send_next(store, post, from, Utc::now()) {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::error!(error, "letters can't be sent");
                return;
            }
        }
    }
}

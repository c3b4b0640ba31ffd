//! Sends the letters that wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use chrono::Utc;

use crate::flows::send::send_next;
use crate::mail::{Post, Sender};
use crate::store::Store;

/// How often the outbox is looked into.
const PERIOD: Duration = Duration::from_secs(2);

/// Sends letters until `stop` is set; the one under way is finished.
pub fn run(store: &Store, post: &Post, from: &Sender, stop: &Arc<AtomicBool>) {
    while !stop.load(Ordering::Relaxed) {
        match send_next(store, post, from, Utc::now()) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                let cause: &dyn std::error::Error = &error;
                tracing::error!(error = cause, "letters can't be sent");
            }
        }
        thread::park_timeout(PERIOD);
    }
}

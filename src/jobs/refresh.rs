//! Keeps a running site up with its postings, whichever process changes them.

use std::io;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use chrono::Utc;

use crate::flows::Site;
use crate::flows::refresh::{Refreshed, refresh};
use crate::matching::Silent;

/// How often the store is asked whether something changed.
const INTERVAL: Duration = Duration::from_secs(2);

/// The job, in a thread of its own. Stops when dropped, once the work under way is done.
#[derive(Debug)]
pub struct Refresher {
    /// Hangs up to say stop; gone once it has.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Refresher {
    /// Refreshes `site` at once, then whenever its postings changed.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(site: Site) -> io::Result<Self> {
        let (running, stop) = channel::<()>();
        let owner = format!("{:016x}", rand::random::<u64>());
        let thread = Builder::new().name("refresh".to_owned()).spawn(move || {
            loop {
                match refresh(&site, &owner, Utc::now(), &Silent) {
                    Ok(done) if done == Refreshed::default() => {}
                    Ok(done) => tracing::info!(?done, "the postings changed"),
                    Err(error) => {
                        let error: &dyn std::error::Error = &error;
                        tracing::error!(error, "the matches could not be refreshed");
                    }
                }
                if stop.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        })?;
        Ok(Self { running: Some(running), thread: Some(thread) })
    }
}

impl Drop for Refresher {
    fn drop(&mut self) {
        self.running = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the refresh job had panicked");
        }
    }
}

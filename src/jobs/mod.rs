//! What runs when, beside the requests.

use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{io, thread};

use chrono::Utc;

use crate::flows::Site;
use crate::flows::refresh::refresh;
use crate::matching::Silent;

/// How often a site looks whether its postings changed.
const EVERY: Duration = Duration::from_secs(5);

/// The jobs of a running site; they end when the value is dropped.
#[derive(Debug)]
pub struct Jobs {
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Jobs {
    /// Keeps the site's engine and matches up with its postings, at once and then again and again.
    ///
    /// # Errors
    /// Those of the operating system.
    pub fn start(site: Site) -> io::Result<Self> {
        let (stop, stopped) = sync_channel(0);
        let owner = format!("{}-{:08x}", std::process::id(), rand::random::<u32>());
        let thread = thread::Builder::new().name("jobs".into()).spawn(move || {
            loop {
                keep_up(&site, &owner);
                if stopped.recv_timeout(EVERY) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
        })?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.stop = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the jobs ended in a panic");
        }
    }
}

fn keep_up(site: &Site, owner: &str) {
    match refresh(site, owner, Utc::now(), &Silent) {
        Ok(refreshed) if refreshed.engine || refreshed.matches => {
            tracing::info!(?refreshed, "kept up with the postings")
        }
        Ok(_) => {}
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "can't keep up with the postings")
        }
    }
}

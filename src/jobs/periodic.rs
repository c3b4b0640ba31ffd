//! Work that is done at once and then again and again, in a thread of its own.

use std::io;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// The thread. It ends when the value is dropped, once the work under way is done.
#[derive(Debug)]
pub(super) struct Periodic {
    name: &'static str,
    /// Hangs up to say stop; gone once it has.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Periodic {
    /// Does `work` at once, then each time `interval` after it was done.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        name: &'static str,
        interval: Duration,
        mut work: impl FnMut() + Send + 'static,
    ) -> io::Result<Self> {
        let (running, stop) = channel();
        let thread = Builder::new().name(name.to_owned()).spawn(move || {
            loop {
                work();
                if stop.recv_timeout(interval) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        })?;
        Ok(Self { name, running: Some(running), thread: Some(thread) })
    }
}

impl Drop for Periodic {
    fn drop(&mut self) {
        self.running = None;
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!(job = self.name, "the job had panicked");
        }
    }
}

//! Work that is done at once and then again and again, in a thread of its own.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use crate::flows::FlowError;

/// Whether a piece of work left something to be done at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// There is more.
    ToDo,
    /// Not now.
    Later,
}

impl More {
    /// What a turn says of itself, whether there is more; one that failed is logged as `trouble`, and tried again
    /// later.
    pub(super) fn after(turn: Result<bool, FlowError>, trouble: &'static str) -> Self {
        match turn {
            Ok(true) => Self::ToDo,
            Ok(false) => Self::Later,
            Err(error) => {
                let error: &dyn std::error::Error = &error;
                tracing::error!(error, "{trouble}");
                Self::Later
            }
        }
    }
}

/// The thread. It ends when the value is dropped, once the work under way is done.
#[derive(Debug)]
pub(super) struct Periodic {
    name: &'static str,
    /// Hangs up to say stop; gone once it has.
    running: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Periodic {
    /// Does `work` at once, then each time `interval` after it was done, or without a pause while
    /// there is [`More::ToDo`]. Work that panics is tried again like any other.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        name: &'static str,
        interval: Duration,
        mut work: impl FnMut() -> More + Send + 'static,
    ) -> io::Result<Self> {
        let (running, stop) = channel();
        let thread = Builder::new().name(name.to_owned()).spawn(move || {
            loop {
                let done = catch_unwind(AssertUnwindSafe(&mut work));
                let pause = match done {
                    Ok(More::ToDo) => Duration::ZERO,
                    Ok(More::Later) => interval,
                    Err(_) => {
                        tracing::error!(job = name, "the job panicked; it goes on");
                        interval
                    }
                };
                if stop.recv_timeout(pause) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
        })?;
        Ok(Self { name, running: Some(running), thread: Some(thread) })
    }

    /// Has the thread end once the work under way is done, without waiting for it.
    pub(super) fn hang_up(&mut self) {
        self.running = None;
    }
}

impl Drop for Periodic {
    fn drop(&mut self) {
        self.hang_up();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!(job = self.name, "the job had panicked");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{TryRecvError, channel};

    use super::*;

    #[test]
    fn a_panic_doesn_t_end_the_job() {
        let (tell, heard) = channel();
        let mut turn = 0;
        let job = Periodic::start("test", Duration::from_millis(1), move || {
            turn += 1;
            tell.send(turn).ok();
            assert_ne!(turn, 1, "this is the panic");
            More::Later
        });
        assert_eq!(heard.iter().take(3).collect::<Vec<_>>(), [1, 2, 3]);
        drop(job);
    }

    #[test]
    fn stopping_does_not_wait_for_all_that_is_to_be_done() {
        let (tell, heard) = channel();
        let job = Periodic::start("test", Duration::from_secs(3600), move || {
            tell.send(()).ok();
            More::ToDo
        });
        heard.recv().unwrap();
        drop(job);
        while heard.try_recv().is_ok() {}
        assert_eq!(heard.try_recv(), Err(TryRecvError::Disconnected), "the job ended and hung up");
    }
}

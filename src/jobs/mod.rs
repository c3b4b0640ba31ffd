//! What runs when, beside the requests.

mod periodic;
mod refresh;

use std::io;

use crate::flows::Site;

use periodic::Periodic;

/// The jobs of a running site. They stop when the value is dropped, once the work under way is done.
#[derive(Debug)]
pub struct Jobs {
    _refresh: Periodic,
}

impl Jobs {
    /// Starts them all.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(site: Site) -> io::Result<Self> {
        Ok(Self { _refresh: refresh::start(site)? })
    }
}

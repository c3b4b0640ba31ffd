//! What runs when, beside the requests.

mod answer;
mod count;
mod digest;
mod expire;
mod periodic;
mod purge;
mod refresh;
mod routine;
mod search;
mod send;

use std::io;

use crate::flows::Site;
use crate::mail::{Post, Sender};

use periodic::Periodic;

/// The jobs of a running site. They stop when the value is dropped, once the work under way is done.
#[derive(Debug)]
pub struct Jobs {
    _refresh: Periodic,
    _send: Periodic,
    _answer: Periodic,
    _purge: Periodic,
    _expire: Periodic,
    _count: Periodic,
    _digest: Periodic,
    _routine: Periodic,
    _search: Periodic,
}

impl Jobs {
    /// Starts them all; letters leave by `post`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(site: Site, post: Post, from: Sender) -> io::Result<Self> {
        Ok(Self {
            _send: send::start(site.store().clone(), post, from)?,
            _answer: answer::start(site.clone())?,
            _purge: purge::start(site.store().clone())?,
            _expire: expire::start(site.clone())?,
            _count: count::start(site.clone())?,
            _digest: digest::start(site.clone())?,
            _routine: routine::start(site.clone())?,
            _search: search::start(site.clone())?,
            _refresh: refresh::start(site)?,
        })
    }
}

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
pub struct Jobs(Vec<Periodic>);

impl Jobs {
    /// Starts them all; letters leave by `post`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(site: Site, post: Post, from: Sender) -> io::Result<Self> {
        // One that can't be started stops those before it.
        let mut jobs = Self(send::start(site.store(), post, from)?);
        jobs.0.push(answer::start(site.clone())?);
        jobs.0.push(purge::start(site.store().clone())?);
        jobs.0.push(expire::start(site.clone())?);
        jobs.0.push(count::start(site.clone())?);
        jobs.0.push(digest::start(site.clone())?);
        jobs.0.push(routine::start(site.clone())?);
        jobs.0.push(search::start(site.clone())?);
        jobs.0.push(refresh::start(site)?);
        Ok(jobs)
    }
}

impl Drop for Jobs {
    /// Tells all before it waits for the first: else the others would begin new work meanwhile.
    fn drop(&mut self) {
        self.0.iter_mut().for_each(Periodic::hang_up);
    }
}

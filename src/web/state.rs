//! What all handlers share.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use ipnet::IpNet;
use tokio::sync::Semaphore;

use crate::flows::{FlowError, Site};

use super::attempts::Attempts;
use super::config::{Config, PublicUrl};
use super::error::WebError;

/// Flows that run at once; more than that only queue up at the database and the cores.
const PERMITS: usize = 16;

/// How long a request waits for its turn before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// What all handlers share: take it as `web::Data<State>`.
#[derive(Debug, Clone)]
pub struct State {
    site: Site,
    permits: Arc<Semaphore>,
    /// For flows that hash passwords, which take a core for some hundredths of a second each.
    hashing: Arc<Semaphore>,
    attempts: Arc<Attempts>,
    trusted_proxies: Arc<[IpNet]>,
    public_url: PublicUrl,
}

impl State {
    pub(super) fn new(site: Site, public_url: PublicUrl, config: &Config) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        Self {
            site: site.at(public_url.as_str()),
            permits: Arc::new(Semaphore::new(PERMITS)),
            // Half of the cores are left to pages.
            hashing: Arc::new(Semaphore::new((cores / 2).max(1))),
            attempts: Arc::new(Attempts::new(config.attempts)),
            trusted_proxies: config.trusted_proxies.clone().into(),
            public_url,
        }
    }

    /// How often somebody may try what could be guessed.
    pub(super) fn attempts(&self) -> &Attempts {
        &self.attempts
    }

    /// Proxies whose word on where a request comes from is believed.
    pub(super) fn trusted_proxies(&self) -> &[IpNet] {
        &self.trusted_proxies
    }

    /// The address under which the world reaches the site.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// Runs a flow away from the threads that serve connections, a bounded number at once.
    ///
    /// # Errors
    /// What the flow answers; [`WebError::Busy`] when no turn came up in time.
    pub async fn ask<T, F>(&self, flow: F) -> Result<T, WebError>
    where
        T: Send + 'static,
        F: FnOnce(&Site) -> Result<T, FlowError> + Send + 'static,
    {
        self.run(&self.permits, flow).await
    }

    /// As [`State::ask`], for a flow that hashes a password: fewer of them run at once, so that pages
    /// never wait for them.
    ///
    /// # Errors
    /// As [`State::ask`].
    pub async fn ask_hashing<T, E, F>(&self, flow: F) -> Result<T, WebError>
    where
        T: Send + 'static,
        E: Into<WebError> + Send + 'static,
        F: FnOnce(&Site) -> Result<T, E> + Send + 'static,
    {
        self.run(&self.hashing, flow).await
    }

    async fn run<T, E, F>(&self, permits: &Arc<Semaphore>, flow: F) -> Result<T, WebError>
    where
        T: Send + 'static,
        E: Into<WebError> + Send + 'static,
        F: FnOnce(&Site) -> Result<T, E> + Send + 'static,
    {
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(permits).acquire_owned());
        let permit = turn.await.map_err(|_| WebError::Busy)?.map_err(WebError::internal)?;
        let site = self.site.clone();
        // The permit goes along: a client that hangs up must not let another flow start early.
        let work = move || {
            let answer = flow(&site);
            drop(permit);
            answer
        };
        web::block(work).await.map_err(WebError::internal)?.map_err(Into::into)
    }
}

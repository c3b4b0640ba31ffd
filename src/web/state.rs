//! What all handlers share.

use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use tokio::sync::Semaphore;

use crate::flows::{FlowError, Site};

use super::config::PublicUrl;
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
    public_url: PublicUrl,
}

impl State {
    pub(super) fn new(site: Site, public_url: PublicUrl) -> Self {
        Self { site, permits: Arc::new(Semaphore::new(PERMITS)), public_url }
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
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.permits).acquire_owned());
        let permit = turn.await.map_err(|_| WebError::Busy)?.map_err(WebError::internal)?;
        let site = self.site.clone();
        // The permit goes along: a client that hangs up must not let another flow start early.
        let work = move || {
            let answer = flow(&site);
            drop(permit);
            answer
        };
        Ok(web::block(work).await.map_err(WebError::internal)??)
    }
}

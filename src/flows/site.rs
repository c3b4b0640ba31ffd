//! What a running site shares between its requests and its jobs.

use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::Weights;
use crate::matching::Progress;
use crate::store::{Store, site_state};

use super::FlowError;
use super::dock::Engine;
use super::engine::Setting;

/// The store and the engine of a running site. Clones share both.
#[derive(Debug, Clone)]
pub struct Site {
    store: Store,
    engine: Arc<RwLock<Arc<Engine>>>,
    address: Option<Arc<str>>,
    weights: Weights,
}

impl Site {
    /// Loads the engine over an open store, with the published weights.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn open(store: Store, progress: &dyn Progress) -> Result<Self, FlowError> {
        Self::open_with(store, Weights::default(), progress)
    }

    /// As [`Site::open`], with the site's own weights.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn open_with(store: Store, weights: Weights, progress: &dyn Progress) -> Result<Self, FlowError> {
        let engine = Engine::load(&store, Setting { weights, ..Setting::usual() }, progress)?;
        Ok(Self { store, engine: Arc::new(RwLock::new(Arc::new(engine))), address: None, weights })
    }

    /// How much each dimension counts here.
    pub fn weights(&self) -> Weights {
        self.weights
    }

    /// The same site under the address by which the world reaches it, without a final slash:
    /// letters link to it. Without one no letters are written.
    pub fn at(self, address: &str) -> Self {
        Self { address: Some(address.into()), ..self }
    }

    /// The address that letters link to.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The engine as it is now; it stays the same for whoever holds it.
    pub fn engine(&self) -> Arc<Engine> {
        Arc::clone(&self.engine.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// [`FlowError::Store`] when it doesn't.
    pub fn check(&self) -> Result<(), FlowError> {
        self.store.read(site_state::get)?;
        Ok(())
    }

    /// Puts a newer engine in the place of the present one.
    pub(super) fn install(&self, engine: Arc<Engine>) {
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }
}

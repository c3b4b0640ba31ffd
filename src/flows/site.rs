//! What a running site shares between its requests and its jobs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use crate::domain::Weights;
use crate::matching::Progress;
use crate::store::{Store, site_state};

use super::dock::Engine;
use super::engine::Setting;
use super::{FlowError, kept};

/// The store and the engine of a running site. Clones share both.
#[derive(Debug, Clone)]
pub struct Site {
    store: Store,
    engine: Arc<RwLock<Arc<Engine>>>,
    address: Option<Arc<str>>,
    weights: Weights,
    snapshot: Option<Arc<Path>>,
}

/// What a site may be opened with.
#[derive(Debug, Clone, Default)]
pub struct SiteOptions {
    /// How much each dimension counts.
    pub weights: Weights,
    /// The file in which the engine is written down, so that the next start is quick.
    pub snapshot: Option<PathBuf>,
}

impl Site {
    /// Loads the engine over an open store, with the published weights.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn open(store: Store, progress: &dyn Progress) -> Result<Self, FlowError> {
        Self::open_with(store, SiteOptions::default(), progress)
    }

    /// As [`Site::open`], with options.
    ///
    /// # Errors
    /// [`FlowError::Store`].
    pub fn open_with(store: Store, options: SiteOptions, progress: &dyn Progress) -> Result<Self, FlowError> {
        let SiteOptions { weights, snapshot } = options;
        let setting = Setting { weights, ..Setting::usual() };
        let engine = kept::engine(&store, setting, snapshot.as_deref(), progress)?;
        let engine = Arc::new(RwLock::new(Arc::new(engine)));
        Ok(Self { store, engine, address: None, weights, snapshot: snapshot.map(Arc::from) })
    }

    /// Brings the engine up to the present postings.
    ///
    /// # Errors
    /// [`FlowError::Store`]; the present engine stays.
    pub(super) fn renew(&self, setting: Setting, progress: &dyn Progress) -> Result<(), FlowError> {
        let engine = kept::engine(&self.store, setting, self.snapshot.as_deref(), progress)?;
        self.install(Arc::new(engine));
        Ok(())
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
    fn install(&self, engine: Arc<Engine>) {
        *self.engine.write().unwrap_or_else(PoisonError::into_inner) = engine;
    }
}

//! What a running site shares between its requests and its jobs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::domain::Weights;
use crate::matching::Progress;
use crate::store::{AnyConnection, Store, StoreError, settings, site_state};

use super::changes::{Changes, Pace};
use super::dock::Engine;
use super::engine::Setting;
use super::read::Front;
use super::review::Likes;
use super::views::Views;
use super::{FlowError, kept};

/// The store and the engine of a running site. Clones share both.
#[derive(Debug, Clone)]
pub struct Site {
    store: Store,
    engine: Arc<RwLock<Engine>>,
    address: Option<Arc<str>>,
    letters: Option<Arc<Path>>,
    weights: Weights,
    snapshot: Option<Arc<Path>>,
    pace: Pace,
    likes: Likes,
    views: Views,
    front: Front,
}

/// What a site may be opened with.
#[derive(Debug, Clone)]
pub struct SiteOptions {
    /// How much each dimension counts where administrators set nothing else.
    pub weights: Weights,
    /// The file in which the engine is written down, so that the next start is quick.
    pub snapshot: Option<PathBuf>,
    /// With fewer postings the engine is built anew for every change, which takes a second or two and
    /// weighs all words by the present texts. With more it follows changes one by one.
    pub small: usize,
}

impl Default for SiteOptions {
    fn default() -> Self {
        Self { weights: Weights::default(), snapshot: None, small: 5_000 }
    }
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
        let SiteOptions { weights, snapshot, small } = options;
        let set = store.read(settings::weights)?;
        let setting = Setting { weights: set.unwrap_or(weights), ..Setting::usual() };
        let pace = Pace { small };
        let engine = kept::engine(&store, setting, snapshot.as_deref(), pace, progress)?;
        let engine = Arc::new(RwLock::new(engine));
        let snapshot = snapshot.map(Arc::from);
        Ok(Self {
            store,
            engine,
            address: None,
            letters: None,
            weights,
            snapshot,
            pace,
            likes: Likes::default(),
            views: Views::default(),
            front: Front::default(),
        })
    }

    /// Brings the engine up to the present postings: it follows few changes one by one, and is built
    /// anew for many, or for another setting.
    ///
    /// # Errors
    /// [`FlowError::Store`]; the present engine stays.
    pub(super) fn keep_up(&self, setting: Setting, progress: &dyn Progress) -> Result<(), FlowError> {
        let snapshot = self.snapshot.as_deref();
        let present = *self.engine().setting();
        if present.weights != setting.weights {
            self.engine_mut().reweigh(setting.weights);
        }
        let same_setting = present.today == setting.today;
        let newer = if same_setting {
            let changes = self.pace.changes(&self.store, &self.engine())?;
            if let Some(Changes { revision, postings }) = changes {
                // Some milliseconds each: who asks meanwhile gets a turn between two of them.
                postings.into_iter().for_each(|stored| self.engine_mut().follow(stored));
                self.engine_mut().arrive(revision);
                return Ok(());
            }
            // Too much for the engine is too much for its snapshot.
            kept::built(&self.store, setting, snapshot, progress)?
        } else {
            kept::engine(&self.store, setting, snapshot, self.pace, progress)?
        };
        let older = std::mem::replace(&mut *self.engine_mut(), newer);
        // Giving back the memory of a large one takes a while, and nobody has to wait for it.
        drop(older);
        Ok(())
    }

    fn engine_mut(&self) -> RwLockWriteGuard<'_, Engine> {
        self.engine.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// How the engine follows changes.
    pub(super) fn pace(&self) -> Pace {
        self.pace
    }

    /// What all postings are like.
    pub(super) fn likes(&self) -> &Likes {
        &self.likes
    }

    /// What the front page tells.
    pub(super) fn front(&self) -> &Front {
        &self.front
    }

    /// What was opened since it was last written down.
    pub(super) fn views(&self) -> &Views {
        &self.views
    }

    /// How much each dimension counts where administrators set nothing else.
    pub fn usual_weights(&self) -> Weights {
        self.weights
    }

    /// How much each dimension counts now.
    ///
    /// # Errors
    /// When the statement fails.
    pub(super) fn weights(&self, conn: &mut AnyConnection) -> Result<Weights, StoreError> {
        Ok(settings::weights(conn)?.unwrap_or(self.weights))
    }

    /// The same site under the address by which the world reaches it, without a final slash:
    /// letters link to it. Without one no letters are written.
    pub fn at(self, address: &str) -> Self {
        Self { address: Some(address.into()), ..self }
    }

    /// The same site, whose letters go into a folder, as no mail server is set.
    pub fn leaving_into(self, folder: &Path) -> Self {
        Self { letters: Some(folder.into()), ..self }
    }

    /// The folder that letters go into; nothing where a mail server takes them.
    pub(super) fn letters(&self) -> Option<&Path> {
        self.letters.as_deref()
    }

    /// The address that letters link to.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The engine as it is now. It stays the same as long as somebody holds it, so it is not to be held
    /// for longer than an answer takes, nor asked for by who holds it already.
    pub fn engine(&self) -> RwLockReadGuard<'_, Engine> {
        self.engine.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// [`FlowError::Store`] when it doesn't.
    pub fn check(&self) -> Result<(), FlowError> {
        self.store.read(site_state::get)?;
        Ok(())
    }
}

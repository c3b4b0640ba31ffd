//! The engine on disk: what was built of the postings is written down, so that a site starts again
//! without reading them all.

use std::io;
use std::path::Path;

use crate::exchange::{NewFile, open_kept};
use crate::matching::{ENGINE_VERSION, Progress, SnapshotError, SnapshotReader, SnapshotWriter};
use crate::store::site_state::SiteState;
use crate::store::{Store, site_state};

use super::FlowError;
use super::changes::Pace;
use super::engine::{Engine, Setting};

/// The engine over what is in the store: from `snapshot` if that is of this store and version and few
/// postings changed since; else [`built`].
///
/// # Errors
/// [`FlowError::Store`]. A snapshot that can't be read or written is told to the log.
pub(super) fn engine(
    store: &Store,
    setting: Setting,
    snapshot: Option<&Path>,
    pace: Pace,
    progress: &dyn Progress,
) -> Result<Engine, FlowError> {
    match again(store, setting, snapshot, pace)? {
        Some(engine) => Ok(engine),
        None => built(store, setting, snapshot, progress),
    }
}

/// The engine built anew over what is in the store, and written to `snapshot` for the next time.
///
/// # Errors
/// [`FlowError::Store`]. A snapshot that can't be written is told to the log.
pub(super) fn built(
    store: &Store,
    setting: Setting,
    snapshot: Option<&Path>,
    progress: &dyn Progress,
) -> Result<Engine, FlowError> {
    let engine = Engine::load(store, setting, progress)?;
    if let Some(path) = snapshot
        && let Err(error) = write(path, &label(store)?, &engine)
    {
        tracing::warn!(%error, path = %path.display(), "no snapshot of the engine could be written");
    }
    Ok(engine)
}

/// The engine from a snapshot of this store and version, brought up to date; `None` where there is none
/// or too much changed since.
///
/// # Errors
/// [`FlowError::Store`]. A snapshot that can't be read is told to the log.
pub(super) fn again(
    store: &Store,
    setting: Setting,
    snapshot: Option<&Path>,
    pace: Pace,
) -> Result<Option<Engine>, FlowError> {
    let Some(path) = snapshot else { return Ok(None) };
    let mut engine = match read(path, &label(store)?, setting) {
        Ok(engine) => engine,
        Err(error) => {
            let is_missing =
                matches!(&error, SnapshotError::Io(error) if error.kind() == io::ErrorKind::NotFound);
            if !is_missing {
                tracing::info!(%error, "the snapshot of the engine is not used");
            }
            return Ok(None);
        }
    };
    let Some(changes) = pace.changes(store, &engine)? else {
        tracing::info!("the snapshot of the engine is of other postings: it is not used");
        return Ok(None);
    };
    changes.postings.into_iter().for_each(|stored| engine.follow(stored));
    engine.arrive(changes.revision);
    Ok(Some(engine))
}

/// What a snapshot beside this store by this version is called.
fn label(store: &Store) -> Result<String, FlowError> {
    let SiteState { identity, .. } = store.read(site_state::get)?;
    let version = env!("CARGO_PKG_VERSION");
    Ok(format!("sunmao {version}, engine {ENGINE_VERSION}, database {identity}"))
}

fn read(path: &Path, label: &str, setting: Setting) -> Result<Engine, SnapshotError> {
    let mut reader = SnapshotReader::begin(open_kept(path)?, label)?;
    let engine = Engine::restore(&mut reader, setting)?;
    reader.end()?;
    Ok(engine)
}

fn write(path: &Path, label: &str, engine: &Engine) -> Result<(), SnapshotError> {
    let file = NewFile::create(path).map_err(io::Error::other)?;
    let mut writer = SnapshotWriter::begin(file, label)?;
    engine.save(&mut writer)?;
    Ok(writer.end()?.keep().map_err(io::Error::other)?)
}

//! The engine on disk: what was built of the postings is written down, so that a site starts again
//! without reading them all.

use std::io;
use std::path::Path;

use crate::domain::Reader;
use crate::domain::access::Readable;
use crate::exchange::{NewFile, open_kept};
use crate::matching::{ENGINE_VERSION, Progress, SnapshotError, SnapshotReader, SnapshotWriter};
use crate::store::{Store, postings, site_state};

use super::FlowError;
use super::engine::{Engine, Setting};

/// The engine over what is in the store: from `snapshot` if that is of the same postings and of this
/// version; else built anew, and written there for the next time.
///
/// # Errors
/// [`FlowError::Store`]. A snapshot that can't be read or written is told to the log.
pub(super) fn engine(
    store: &Store,
    setting: Setting,
    snapshot: Option<&Path>,
    progress: &dyn Progress,
) -> Result<Engine, FlowError> {
    let Some(path) = snapshot else { return Engine::load(store, setting, progress) };
    let before = label(store)?;
    match read(path, &before, setting) {
        Ok(engine) => return Ok(engine),
        Err(SnapshotError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => tracing::info!(%error, "the snapshot of the engine is not used"),
    }
    let engine = Engine::load(store, setting, progress)?;
    // Where postings changed meanwhile, the label would be another's.
    let unchanged = label(store)? == before;
    if unchanged && let Err(error) = write(path, &before, &engine) {
        tracing::warn!(%error, path = %path.display(), "no snapshot of the engine could be written");
    }
    Ok(engine)
}

/// What a snapshot of the present postings by this version is called.
fn label(store: &Store) -> Result<String, FlowError> {
    let (revision, (count, last)) = store.read(|conn| {
        let revision = site_state::get(conn)?.postings;
        Ok::<_, FlowError>((revision, postings::survey(conn, &Readable::by(Reader::Stranger))?))
    })?;
    let version = env!("CARGO_PKG_VERSION");
    Ok(format!(
        "sunmao {version}, engine {ENGINE_VERSION}, revision {revision}, {count} postings to {last:?}"
    ))
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

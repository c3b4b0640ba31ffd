//! Files that are kept beside the database and can be made anew.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The bytes that are read or written at a time.
const BUFFER: usize = 1 << 20;

/// Opens a file.
///
/// # Errors
/// [`io::ErrorKind::NotFound`] when there is none, and others.
pub fn open(path: &Path) -> io::Result<impl Read + use<>> {
    Ok(BufReader::with_capacity(BUFFER, File::open(path)?))
}

/// Writes a file beside, then lets it take the place: whoever opens it finds the old one or the new one.
///
/// # Errors
/// Those of `write`, and what the file system refuses; the old file stays then.
pub fn replace<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let beside = path.with_extension("new");
    let mut file = BufWriter::with_capacity(BUFFER, File::create(&beside)?);
    write(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(&beside, path)?;
    Ok(())
}

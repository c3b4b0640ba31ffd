//! Standard output and standard error: the only place that writes to them.

use std::io::{self, Write};

/// Standard output with a buffer, for much text.
pub(super) fn stdout() -> impl Write {
    io::BufWriter::new(io::stdout().lock())
}

/// Writes a line to standard error. Nothing can be told to anybody if that fails.
pub(super) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Writes a text to standard output.
///
/// # Errors
/// The system's; see [`is_broken_pipe`].
pub(super) fn print(text: impl std::fmt::Display) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "{text}")?;
    out.flush()
}

/// Whether the reader of standard output went away, as `head` does: no failure of ours.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

//! `sunmao evaluate`.

use std::process::ExitCode;

use crate::i18n::Messages;

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let _ = (args, messages);
    anyhow::bail!("not built yet")
}

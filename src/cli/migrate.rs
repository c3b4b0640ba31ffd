//! `sunmao migrate`.

use std::process::ExitCode;

use super::database::{DatabaseArgs, failure};
use super::output;
use crate::i18n::Messages;
use crate::store::Store;

/// Arguments.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    database: DatabaseArgs,
}

pub(super) fn run(args: &Args, messages: Messages) -> anyhow::Result<ExitCode> {
    let applied = Store::migrate(args.database.database_url.as_deref(), &args.database.data_dir)
        .map_err(|error| failure(&error, messages))?;
    output::say(match applied.len() {
        0 => messages.t("migrate-nothing"),
        n => messages.n("migrate-done", n),
    });
    Ok(ExitCode::SUCCESS)
}

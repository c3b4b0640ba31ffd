//! Where the data lives: the arguments of every command that opens the database.

use std::path::PathBuf;

use crate::i18n::Messages;
use crate::store::{Store, StoreError};

/// The database and the folder of what is kept beside it.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct DatabaseArgs {
    /// A PostgreSQL address; without it, the SQLite file `sunmao.db` in the data folder.
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(super) database_url: Option<String>,
    /// The folder for everything that is kept in files.
    #[arg(long, env = "SUNMAO_DATA_DIR", value_name = "DIR", default_value = "./data")]
    pub(super) data_dir: PathBuf,
}

impl DatabaseArgs {
    /// Opens the database and brings it up to date.
    pub(super) fn open(&self, messages: Messages) -> anyhow::Result<Store> {
        Store::open(self.database_url.as_deref(), &self.data_dir).map_err(|error| failure(&error, messages))
    }

    /// The file in which a site writes its engine down.
    pub(super) fn snapshot(&self) -> PathBuf {
        self.data_dir.join("engine.snapshot")
    }
}

/// What a person can do about a failure of the store; the log gets the cause.
pub(super) fn failure(error: &StoreError, messages: Messages) -> anyhow::Error {
    tracing::debug!(cause = ?error, "the store failed");
    anyhow::anyhow!(match error {
        StoreError::Address => messages.t("cli-store-address"),
        StoreError::Folder { path, .. } => messages.v("cli-store-folder", path.display()),
        StoreError::Open(_) | StoreError::Pool(_) => messages.t("cli-store-open"),
        StoreError::Newer { .. } => messages.t("cli-store-newer"),
        StoreError::Migration(_) | StoreError::Query(_) | StoreError::Value { .. } => {
            messages.t("cli-store-failed")
        }
    })
}

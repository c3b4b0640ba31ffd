//! Where the data lives: the arguments of every command that opens the database.

use std::path::PathBuf;

/// The database and the folder of what is kept beside it.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct DatabaseArgs {
    /// A PostgreSQL address (`postgres://…`) or an SQLite file; without it, `sunmao.db` in the data folder.
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub(super) database_url: Option<String>,
    /// The folder for everything that is kept in files.
    #[arg(long, env = "SUNMAO_DATA_DIR", value_name = "DIR", default_value = "./data")]
    pub(super) data_dir: PathBuf,
}

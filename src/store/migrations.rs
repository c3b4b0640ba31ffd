//! Brings a database up to date: embedded migrations, under a lock.

use std::fs::File;
use std::path::Path;

use diesel::backend::Backend;
use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::StoreError;
use super::connection::{Target, open_postgres, open_sqlite};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// The advisory lock of whoever migrates.
const MIGRATION_LOCK: i64 = 0x53_55_4E_4D_41_4F_02;

/// Applies what is missing, one process at a time, and tells the versions applied, oldest first.
///
/// # Errors
/// [`StoreError::Newer`] when the database knows more than this program; it is left as it is.
pub(super) fn bring_up_to_date(target: &Target) -> Result<Vec<String>, StoreError> {
    match target {
        Target::Sqlite(file) => {
            // Held until it is dropped. SQLite's own locks don't cover the change to WAL.
            let _lock = lock(&file.with_extension("db.lock"))?;
            let mut conn = open_sqlite(file).map_err(StoreError::Open)?;
            refuse_newer(&mut conn, &SQLITE)?;
            conn.batch_execute("PRAGMA journal_mode = WAL")?;
            apply(&mut conn, SQLITE)
        }
        Target::Postgres(url) => {
            let mut conn = open_postgres(url).map_err(StoreError::Open)?;
            // Held until the connection closes. Waits for ever: another process may migrate much.
            conn.batch_execute(&format!("SET lock_timeout = 0; SELECT pg_advisory_lock({MIGRATION_LOCK})"))?;
            refuse_newer(&mut conn, &POSTGRES)?;
            apply(&mut conn, POSTGRES)
        }
    }
}

/// Takes the lock beside the file, waiting for whoever has it.
fn lock(path: &Path) -> Result<File, StoreError> {
    let take = || {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        file.lock()?;
        Ok(file)
    };
    take().map_err(|source| StoreError::Folder { path: path.to_owned(), source })
}

/// Fails when the database has a migration that this program doesn't know.
fn refuse_newer<DB: Backend>(
    conn: &mut impl MigrationHarness<DB>,
    known: &impl MigrationSource<DB>,
) -> Result<(), StoreError> {
    let known = known.migrations().map_err(StoreError::Migration)?;
    let applied = conn.applied_migrations().map_err(StoreError::Migration)?;
    let unknown: Vec<String> = applied
        .iter()
        .filter(|version| known.iter().all(|migration| migration.name().version() != **version))
        .map(ToString::to_string)
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(StoreError::Newer { unknown }) }
}

fn apply<DB: Backend>(
    conn: &mut impl MigrationHarness<DB>,
    source: EmbeddedMigrations,
) -> Result<Vec<String>, StoreError>
where
    EmbeddedMigrations: MigrationSource<DB>,
{
    let applied = conn.run_pending_migrations(source).map_err(StoreError::Migration)?;
    Ok(applied.iter().map(ToString::to_string).collect())
}

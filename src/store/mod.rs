//! The database: diesel over SQLite or PostgreSQL; one file per aggregate.
//!
//! [`Store::read`] and [`Store::write`] run a closure in one transaction; what may be asked
//! within it are the functions of the aggregates' modules. All of it blocks.

pub mod accounts;
pub mod attachments;
pub mod audit;
pub mod codes;
mod connection;
pub mod drafts;
mod error;
pub mod given_up;
pub mod invitations;
pub mod joins;
pub mod links;
pub mod lives;
pub mod logos;
pub mod mail_domains;
pub mod mail_settings;
pub mod matches;
pub mod memberships;
mod migrations;
pub mod notifications;
pub mod organizations;
pub mod outbox;
mod posting_row;
pub mod postings;
pub mod queue;
pub mod reasons;
pub mod registrations;
pub mod reports;
pub mod saved_searches;
mod schema;
pub mod sessions;
pub mod settings;
pub mod site_state;
pub mod told;
pub mod unreachable;
pub mod uploads;
mod values;
pub mod verifications;
pub mod versions;
pub mod views;
pub mod written;

use std::path::Path;
use std::time::Duration;

use diesel::r2d2::{HandleError, Pool};

use crate::domain::codes::learn;

pub use connection::AnyConnection;
use connection::{Manager, Mode, Target, transaction};
pub use error::StoreError;

/// A row's own number, which other rows refer to; never shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct RowId(i64);

/// Connections that read at the same time.
const READERS: u32 = 8;

/// How long a caller waits for a connection to come free.
const POOL_PATIENCE: Duration = Duration::from_secs(60);

/// An open database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Store {
    readers: Pool<Manager>,
    /// One connection: writers of this process queue here rather than in the database.
    writer: Pool<Manager>,
}

impl Store {
    /// Opens the database, brings it up to date, and makes known what its site added to the code lists:
    /// `url` begins with `postgres://` or `postgresql://`, or there is none, and the database is the file
    /// `sunmao.db` in `data_dir`, both made when they don't exist.
    ///
    /// # Errors
    /// Any but [`StoreError::Value`]; [`StoreError::Newer`] when a newer program wrote the database.
    pub fn open(url: Option<&str>, data_dir: &Path) -> Result<Self, StoreError> {
        let target = target(url, data_dir)?;
        let applied = migrations::bring_up_to_date(&target)?;
        if !applied.is_empty() {
            tracing::info!(?applied, "the database was brought up to date");
        }
        let pool = |mode: Mode, size: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(POOL_PATIENCE)
                .error_handler(Box::new(Log))
                .build(Manager { target: target.clone(), mode })
        };
        let store = Self { readers: pool(Mode::Read, READERS)?, writer: pool(Mode::Write, 1)? };
        learn(&store.read(codes::all)?);
        Ok(store)
    }

    /// Brings the database up to date without opening it for more, and tells the versions of the
    /// migrations applied, oldest first.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn migrate(url: Option<&str>, data_dir: &Path) -> Result<Vec<String>, StoreError> {
        migrations::bring_up_to_date(&target(url, data_dir)?)
    }

    /// Runs `work` in a transaction that sees one state of the database from beginning to end.
    ///
    /// # Errors
    /// What `work` returns, or the store's own failure.
    pub fn read<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.readers.get().map_err(StoreError::Pool)?;
        transaction(&mut conn, Mode::Read, work)
    }

    /// Runs `work` in a transaction that is alone among writers; it counts when `work` returns
    /// `Ok`, else nothing of it does. Send, hash and score outside of it.
    ///
    /// # Errors
    /// What `work` returns, or the store's own failure.
    pub fn write<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.writer.get().map_err(StoreError::Pool)?;
        transaction(&mut conn, Mode::Write, work)
    }
}

/// Where the database is; makes the data folder if need be.
fn target(url: Option<&str>, data_dir: &Path) -> Result<Target, StoreError> {
    match url {
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            Ok(Target::Postgres(url.to_owned()))
        }
        Some(_) => Err(StoreError::Address),
        None => {
            let folder = |source| StoreError::Folder { path: data_dir.to_owned(), source };
            std::fs::create_dir_all(data_dir).map_err(folder)?;
            // Absolute, as SQLite reads a path that begins with `file:` as an address.
            Ok(Target::Sqlite(std::path::absolute(data_dir).map_err(folder)?.join("sunmao.db")))
        }
    }
}

/// Tells the log why a connection could not be made; the caller only learns that none came.
#[derive(Debug)]
struct Log;

impl HandleError<StoreError> for Log {
    fn handle_error(&self, error: StoreError) {
        let cause: &dyn std::error::Error = &error;
        tracing::error!(error = cause, "no connection to the database");
    }
}

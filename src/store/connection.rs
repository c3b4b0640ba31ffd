//! One connection to either database, how it is made, and its transactions.

use std::path::{Path, PathBuf};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::R2D2Connection;
use diesel::{Connection, ConnectionError, PgConnection, QueryResult, SqliteConnection};

use super::StoreError;

/// A connection to SQLite or PostgreSQL, with a transaction open on it.
///
/// What `MultiConnection` can't say for both at once (batch inserts, on-conflict) is written once
/// and compiled for each inside [`on_both!`].
#[derive(diesel::MultiConnection)]
#[allow(missing_docs, reason = "the derive's own items have no documentation")]
pub enum AnyConnection {
    /// The default: a file.
    Sqlite(SqliteConnection),
    /// A server.
    Postgres(PgConnection),
}

/// Runs one body on the concrete connection of either database.
macro_rules! on_both {
    ($conn:expr, |$inner:ident| $body:expr) => {
        match $conn {
            $crate::store::connection::AnyConnection::Sqlite($inner) => $body,
            $crate::store::connection::AnyConnection::Postgres($inner) => $body,
        }
    };
}
pub(super) use on_both;

/// How long a statement waits for another writer, in milliseconds; longer than any import takes.
const PATIENCE_MS: u32 = 60_000;

/// Where the database is.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// A file in a folder that exists.
    Sqlite(PathBuf),
    /// An address that begins with `postgres://` or `postgresql://`.
    Postgres(String),
}

/// Opens a file, or makes it.
pub(super) fn open_sqlite(file: &Path) -> Result<SqliteConnection, ConnectionError> {
    let file = file
        .to_str()
        .ok_or_else(|| ConnectionError::InvalidConnectionUrl("the path is not valid Unicode".into()))?;
    let mut conn = SqliteConnection::establish(file)?;
    // FULL: what was acknowledged survives a power cut.
    conn.batch_execute(&format!(
        "PRAGMA busy_timeout = {PATIENCE_MS}; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; \
         PRAGMA recursive_triggers = ON;"
    ))
    .map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// Connects to a server.
pub(super) fn open_postgres(url: &str) -> Result<PgConnection, ConnectionError> {
    let mut conn = PgConnection::establish(url)?;
    conn.batch_execute(&format!("SET lock_timeout = {PATIENCE_MS}"))
        .map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(conn)
}

/// Makes connections for a pool. Diesel's own manager would ask each backend in turn and so make
/// an SQLite file out of a mistyped address.
#[derive(Debug)]
pub(super) struct Manager {
    pub(super) target: Target,
    pub(super) mode: Mode,
}

impl diesel::r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConnection, StoreError> {
        match &self.target {
            Target::Sqlite(file) => {
                let mut conn = open_sqlite(file).map_err(StoreError::Open)?;
                if self.mode == Mode::Read {
                    conn.batch_execute("PRAGMA query_only = ON")?;
                }
                Ok(AnyConnection::Sqlite(conn))
            }
            Target::Postgres(url) => {
                open_postgres(url).map(AnyConnection::Postgres).map_err(StoreError::Open)
            }
        }
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), StoreError> {
        match conn {
            // A file doesn't hang up.
            AnyConnection::Sqlite(_) => Ok(()),
            AnyConnection::Postgres(conn) => Ok(conn.ping()?),
        }
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

type Transactions = <AnyConnection as Connection>::TransactionManager;

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Sees one state of the database from beginning to end.
    Read,
    /// Is alone among writers, so that it never has to be repeated.
    Write,
}

/// Runs `work` in one transaction: committed when it returns `Ok`, else undone.
pub(super) fn transaction<T, E: From<StoreError>>(
    conn: &mut AnyConnection,
    mode: Mode,
    work: impl FnOnce(&mut AnyConnection) -> Result<T, E>,
) -> Result<T, E> {
    begin(conn, mode).map_err(StoreError::Query)?;
    match work(conn) {
        Ok(value) => match Transactions::commit_transaction(conn) {
            Ok(()) => Ok(value),
            Err(error) => {
                undo(conn);
                Err(StoreError::Query(error).into())
            }
        },
        Err(error) => {
            undo(conn);
            Err(error)
        }
    }
}

/// Begins a transaction. An SQLite transaction that writes says so at once: one that reads first
/// and writes later fails when another wrote in between. On PostgreSQL an advisory lock makes
/// writers take turns likewise.
fn begin(conn: &mut AnyConnection, mode: Mode) -> QueryResult<()> {
    match (conn, mode) {
        (AnyConnection::Sqlite(conn), Mode::Read) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN DEFERRED")
        }
        (AnyConnection::Sqlite(conn), Mode::Write) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")
        }
        (AnyConnection::Postgres(conn), Mode::Read) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
        (AnyConnection::Postgres(conn), Mode::Write) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")?;
            let locked = conn.batch_execute(&format!("SELECT pg_advisory_xact_lock({WRITER_LOCK})"));
            locked.inspect_err(|_| {
                let _ = AnsiTransactionManager::rollback_transaction(conn);
            })
        }
    }
}

/// The advisory lock of writers; any number that other programs don't use in this database.
const WRITER_LOCK: i64 = 0x53_55_4E_4D_41_4F_01;

/// Undoes a transaction. When that fails too, the pool drops the connection as broken.
fn undo(conn: &mut AnyConnection) {
    if let Err(error) = Transactions::rollback_transaction(conn) {
        tracing::warn!(%error, "a transaction could not be undone");
    }
}

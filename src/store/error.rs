//! Why the store failed.

/// Why the store failed. The text and its sources are for the log; a person is told what to do
/// by the command line, and on a page only that something went wrong.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database's address is none that the store knows.
    #[error("a database address begins with postgres:// or postgresql://")]
    Address,
    /// The data folder can't be made or used.
    #[error("the data folder can't be used: {}", .path.display())]
    Folder {
        /// The folder or the file in it.
        path: std::path::PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database can't be reached or opened.
    #[error("the database can't be opened")]
    Open(#[source] diesel::ConnectionError),
    /// The database was last used by a newer version of the program.
    #[error("the database has changes that this version doesn't know: {}", .unknown.join(", "))]
    Newer {
        /// The versions of the migrations that only the newer program has.
        unknown: Vec<String>,
    },
    /// A migration failed; the database is as it was before it.
    #[error("the database can't be brought up to date")]
    Migration(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// No connection came free, or none could be made.
    #[error("no connection to the database")]
    Pool(#[from] diesel::r2d2::PoolError),
    /// A statement failed.
    #[error("the database refused a statement")]
    Query(#[from] diesel::result::Error),
    /// A stored value is not one that the program ever writes.
    #[error("{table} {key}: `{value}` is not a value of {column}")]
    Value {
        /// The table.
        table: &'static str,
        /// The row, by its public identifier.
        key: String,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
}

impl StoreError {
    /// Whether it is about one row that can't be read, so that others may do.
    pub fn is_of_row(&self) -> bool {
        matches!(self, Self::Value { .. })
    }

    /// Whether a row was refused because its unique value is taken.
    pub fn is_taken(&self) -> bool {
        use diesel::result::{DatabaseErrorKind, Error};
        matches!(self, Self::Query(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
    }
}

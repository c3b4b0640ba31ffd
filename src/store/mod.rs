//! The database: diesel over SQLite or PostgreSQL; one file per aggregate.

/// Why the store failed.
#[derive(Debug, thiserror::Error)]
#[error("store")]
pub struct StoreError;

/// An open database.
#[derive(Debug, Clone)]
pub struct Store {}

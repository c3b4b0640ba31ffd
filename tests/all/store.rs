//! The store, on both databases.

mod opening;
mod schema;
mod transactions;

//! Use cases, on both databases.

mod accounts;
mod browsing;
mod demo;
mod docking;
mod importing;
mod restarting;
mod visibility;

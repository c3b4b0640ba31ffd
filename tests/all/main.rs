//! The integration tests, one binary: each area a module.

mod architecture;
mod browser;
mod catalogues;
mod cli;
mod evaluate;
mod flows;
mod letters;
mod store;
mod support;
mod web;
mod web_matches;

//! The integration tests, one binary: each area a module.

// In a test, a failed expectation is the report; helpers outside of test functions may make one too.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, clippy::print_stderr)]

mod access;
mod architecture;
mod bad_input;
mod browser;
mod catalogues;
mod cli;
mod delivery;
mod evaluate;
mod flows;
mod letters;
mod mail_page;
mod secured;
mod store;
mod support;
mod web;
mod web_matches;

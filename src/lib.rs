//! Sunmao 榫卯 docks the needs of enterprises with the capabilities of universities, and says why
//! they fit and what is missing.
//!
//! The folders are the architecture, and data takes one way through them (see
//! `docs/ARCHITECTURE.md`): `web`, `jobs` and `cli` call `flows`; flows call `store`, `matching`
//! and `mail`; all of them know `domain`, and nothing points back up.

pub mod cli;
pub mod domain;
pub mod exchange;
pub mod flows;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod matching;
pub mod store;
pub mod web;

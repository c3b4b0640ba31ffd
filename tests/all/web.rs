//! Pages over HTTP, without a browser.

mod addresses;
mod assets;
mod browse;
mod crawlers;
mod errors;
mod headers;
mod hidden;
mod language;
mod market;
mod posting;

use std::sync::LazyLock;

use crate::support::served::Served;

/// A small market; tests only read it.
static SITE: LazyLock<Served> = LazyLock::new(|| Served::with(market::organizations(), market::postings()));

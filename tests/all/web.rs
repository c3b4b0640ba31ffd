//! Pages over HTTP, without a browser.

mod addresses;
mod answers;
mod assets;
mod attachments;
mod attempts;
mod browse;
mod cookies;
mod crawlers;
mod disclosure;
mod email;
mod errors;
mod feed;
mod forgery;
mod headers;
mod hidden;
mod institution;
mod language;
mod mail;
mod market;
pub mod moderation;
mod notifications;
mod posting;
mod queue;
mod redirects;
mod searches;
mod sessions;
mod site;
mod upload;
mod writing;

use std::sync::LazyLock;

use crate::support::sample;
use crate::support::served::Served;

/// A small market; tests only read it.
static SITE: LazyLock<Served> = LazyLock::new(|| Served::with(market::organizations(), market::postings()));

/// An organization of [`PEOPLE`].
const ONE: &str = "O-000001";

/// Another.
const OTHER: &str = "O-000002";

/// A site for tests of accounts; each makes its own.
static PEOPLE: LazyLock<Served> = LazyLock::new(|| {
    let named = |id: &str, name: &str| {
        let mut organization = sample::organization(name);
        organization.id = id.parse().ok();
        organization
    };
    Served::with(vec![named(ONE, "one"), named(OTHER, "other")], Vec::new())
});

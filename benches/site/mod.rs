//! A site with many postings, and the release binary that serves it.

mod dice;
pub(crate) mod market;
pub(crate) mod server;

use std::error::Error;
use std::fmt::Display;
use std::path::Path;
use std::time::Instant;

use chrono::Utc;
use serde_json::{Value, json};
use sunmao::domain::account::{Account, Email, Role};
use sunmao::domain::{Language, OrganizationId, Title, Visitor};
use sunmao::flows::account::{AccountError, create};
use sunmao::flows::read::overview;
use sunmao::flows::refresh::refresh;
use sunmao::flows::{Site, SiteOptions};
use sunmao::matching::Silent;
use sunmao::store::Store;

pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "three unlikely words";

/// Fills the database unless it holds at least so much, and brings its matches up to date; the store, how many
/// postings it has, and what took how many seconds.
pub(crate) fn filled(
    folder: &Path,
    database: Option<&str>,
    postings: usize,
    organizations: usize,
) -> Result<(Store, usize, Value), Failure> {
    let store = Store::open(database, folder)?;
    let holds = overview(&store, &Visitor::Stranger, 0)?;
    let mut took = json!({});
    let mut timed = |what: &str, work: &mut dyn FnMut() -> Result<(), Failure>| {
        say(what);
        let began = Instant::now();
        work()?;
        took[what] = json!(rounded(began.elapsed().as_secs_f64()));
        Ok::<_, Failure>(())
    };
    let held = holds.needs + holds.capabilities;
    match (held, holds.organizations) {
        (0, 0) => timed("filling", &mut || market::fill(&store, postings, organizations))?,
        (held, of) if held >= postings && of == organizations => say("filled already"),
        (held, of) => return Err(format!("it holds {held} postings of {of} organizations").into()),
    }
    let options = SiteOptions { snapshot: Some(folder.join("engine.snapshot")), ..SiteOptions::default() };
    let mut site = None;
    timed("engine", &mut || {
        site = Some(Site::open_with(store.clone(), options.clone(), &Silent)?);
        Ok(())
    })?;
    let site = site.ok_or("no engine")?;
    timed("matching", &mut || Ok(refresh(&site, "bench", Utc::now(), &Silent).map(drop)?))?;
    Ok((store, held.max(postings), took))
}

/// The languages in turn, for both of two neighbours.
pub(crate) fn language(at: usize) -> Language {
    Language::ALL[at / 2 % 2]
}

/// Somebody who acts for an organization, unless they are there.
pub(crate) fn member(store: &Store, at: usize, email: &str, of: OrganizationId) -> Result<(), Failure> {
    let account = Account {
        email: Email::parse(email)?,
        name: Title::parse(&format!("Reader {at}"))?,
        language: language(at),
    };
    match create(store, &account, PASSWORD, of, Role::Editor, Utc::now()) {
        Ok(()) | Err(AccountError::EmailTaken) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// With three digits that count.
pub(crate) fn significant(value: f64) -> f64 {
    format!("{value:.2e}").parse().unwrap_or(value)
}

/// Tells how far it is.
#[allow(clippy::print_stderr, reason = "whoever runs it wants to know")]
pub(crate) fn say(what: impl Display) {
    eprintln!("{what}");
}

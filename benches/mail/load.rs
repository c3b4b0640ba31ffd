//! From a publication to the letter in the counterpart's mailbox.
//!
//! `cargo build --release && cargo run --release --example mail` fills two databases with made-up postings, a
//! large market and one of a hundredth of it, with one member of each organization who hears of matches at once;
//! starts the release binary on each, with a mail server that takes everything; and publishes postings in turns,
//! one in the one and one in the other, at any moment of the programs' own intervals. Each publication is
//! followed until its matches are made and no letter waits any more.
//!
//! Prints figures as a JSON object; times are in seconds since the publication was begun.

#![allow(clippy::print_stdout, reason = "whoever runs it reads the figures")]

mod mailbox;
#[path = "../site/mod.rs"]
mod site;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use chrono::Utc;
use clap::Parser;
use serde_json::{Value, json};
use sunmao::domain::settings::Setting;
use sunmao::domain::{Kind, Organization, OrganizationKind};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::export::{Export, export};
use sunmao::flows::import::{Outcome, import};
use sunmao::store::{Store, StoreError, given_up, settings, site_state};

use mailbox::Mailbox;
use site::server::Server;
use site::{Failure, filled, market, member, say, significant};

/// How often a site is asked how far it is.
const LOOK: Duration = Duration::from_millis(50);
/// The program looks for news and letters every two seconds; publications come at any moment of it.
const INTERVAL: Duration = Duration::from_secs(2);
/// How long one publication is followed at most.
const PATIENCE: Duration = Duration::from_secs(300);
/// The large market to the small one.
const RATIO: usize = 100;

#[derive(Debug, Parser)]
struct Args {
    #[arg(long, default_value_t = 100_000)]
    postings: usize,
    #[arg(long, default_value_t = 5_000)]
    organizations: usize,
    /// Publications in each of the two markets.
    #[arg(long, default_value_t = 40)]
    publications: usize,
    /// From which score on people are told.
    #[arg(long, default_value_t = 80)]
    threshold: u16,
    /// Where the databases are made and found again; without it, in a temporary folder.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The address of an empty PostgreSQL database, or one filled here before, for the large market; the small
    /// one is always on SQLite. Without it both are.
    #[arg(long)]
    database: Option<String>,
}

fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let temporary = tempfile::tempdir()?;
    let folder = args.folder.as_deref().unwrap_or(temporary.path());
    let database = args.database.as_deref();
    let mut sides = [
        Side::start(&args, &folder.join("large"), database, args.postings, args.organizations)?,
        Side::start(&args, &folder.join("small"), None, args.postings / RATIO, args.organizations / RATIO)?,
    ];
    for at in 0..args.publications {
        for side in &mut sides {
            // The golden section spreads the moments evenly over the interval.
            thread::sleep(INTERVAL.mul_f64((at as f64 * 0.618_034).fract()));
            side.publish(at)?;
        }
        say(format_args!("{} of {} publications", at + 1, args.publications));
    }
    let [large, small] = sides.map(|side| side.told);
    let ratio = |of: fn(&Published) -> Option<f64>| significant(median(&large, of) / median(&small, of));
    let figures = json!({
        "database": if database.is_some() { "PostgreSQL" } else { "SQLite" },
        "threshold": args.threshold,
        "large": summary(&large, args.postings),
        "small": summary(&small, args.postings / RATIO),
        "large to small, medians": {
            "published": ratio(|one| Some(one.published)),
            "matched": ratio(|one| Some(one.matched)),
            "first counterpart": ratio(|one| one.first),
            "last counterpart": ratio(|one| one.last),
        },
    });
    println!("{figures:#}");
    Ok(())
}

/// What became of one publication, in seconds since it was begun.
struct Published {
    /// The publication was in the store.
    published: f64,
    /// Its matches were.
    matched: f64,
    /// The first and the last letter were in counterparts' mailboxes, if there were any.
    first: Option<f64>,
    last: Option<f64>,
    /// The letters to counterparts.
    letters: usize,
}

/// A site, its people's mailboxes, and what is to be published there.
struct Side {
    store: Store,
    mailbox: Mailbox,
    _server: Server,
    next: Vec<PostingRecord>,
    told: Vec<Published>,
}

impl Side {
    fn start(
        args: &Args,
        folder: &Path,
        database: Option<&str>,
        postings: usize,
        organizations: usize,
    ) -> Result<Self, Failure> {
        std::fs::create_dir_all(folder)?;
        let (store, ..) = filled(folder, database, postings, organizations)?;
        // No cap keeps a letter back that is to be measured.
        store.write(|conn| {
            let set = settings::get(conn)?.with(Setting::MatchThreshold, args.threshold)?;
            settings::set(conn, &set.with(Setting::MatchCap, *Setting::MatchCap.range().end())?)?;
            Ok::<_, Failure>(())
        })?;
        say("people");
        let Export { organizations: members, postings: held } = export(&store)?;
        people(&store, &members)?;
        // A database that was used before holds what was published there: go on after it.
        let next = market::next(held.len(), args.publications, organizations)?;
        let mailbox = Mailbox::open()?;
        let url = mailbox.url();
        let options = ["--smtp-url", &url, "--public-url", "https://load.example"];
        let server = Server::start(folder, database, &options)?;
        let side = Self { store, mailbox, _server: server, next, told: Vec::new() };
        side.settled(Instant::now())?;
        side.mailbox.take();
        Ok(side)
    }

    /// Publishes the posting number `at`, and follows it until there is nothing left to do.
    fn publish(&mut self, at: usize) -> Result<(), Failure> {
        let posting = self.next[at].clone();
        let counterparts = mailboxes(posting.posting.kind().counterpart());
        let began = Instant::now();
        let imported = import(&self.store, Vec::new(), vec![posting], Utc::now())?;
        if imported.postings != [Outcome::Added] {
            return Err(format!("not published: {:?}", imported.postings).into());
        }
        let published = began.elapsed().as_secs_f64();
        let matched = self.settled(began)?;
        let arrived = self.mailbox.take();
        let times: Vec<f64> = arrived
            .iter()
            .filter(|one| one.to.starts_with(counterparts))
            .map(|one| one.at.duration_since(began).as_secs_f64())
            .collect();
        self.told.push(Published {
            published,
            matched,
            first: times.iter().copied().min_by(f64::total_cmp),
            last: times.iter().copied().max_by(f64::total_cmp),
            letters: times.len(),
        });
        Ok(())
    }

    /// Waits until all matches are made and no letter waits; when the matches were made.
    fn settled(&self, began: Instant) -> Result<f64, Failure> {
        let mut matched = None;
        loop {
            let (state, waiting) = self.store.read(|conn| {
                Ok::<_, StoreError>((site_state::get(conn)?, given_up::standing(conn, Utc::now())?.waiting))
            })?;
            if state.matches == state.postings {
                let matched = *matched.get_or_insert_with(|| began.elapsed().as_secs_f64());
                if waiting == 0 {
                    return Ok(matched);
                }
            }
            if began.elapsed() > PATIENCE {
                return Err("the site doesn't come to rest".into());
            }
            thread::sleep(LOOK);
        }
    }
}

/// How the addresses of those begin whose organizations post this kind: enterprises post needs here.
fn mailboxes(kind: Kind) -> &'static str {
    match kind {
        Kind::Need => "enterprise.",
        Kind::Capability => "other.",
    }
}

/// One member of each organization, unless they are there.
fn people(store: &Store, organizations: &[Organization]) -> Result<(), Failure> {
    for (at, one) in organizations.iter().enumerate() {
        let kind = if one.kind == OrganizationKind::Enterprise { Kind::Need } else { Kind::Capability };
        let email = format!("{}{}@load.example", mailboxes(kind), one.id).to_lowercase();
        member(store, at, &email, one.id)?;
    }
    Ok(())
}

fn summary(told: &[Published], postings: usize) -> Value {
    let letters: usize = told.iter().map(|one| one.letters).sum();
    json!({
        "postings": postings,
        "publications": told.len(),
        "with letters to counterparts": told.iter().filter(|one| one.letters > 0).count(),
        "letters to counterparts": letters,
        "published": spread(told, |one| Some(one.published)),
        "matched": spread(told, |one| Some(one.matched)),
        "first counterpart": spread(told, |one| one.first),
        "last counterpart": spread(told, |one| one.last),
    })
}

fn sorted(told: &[Published], of: fn(&Published) -> Option<f64>) -> Vec<f64> {
    let mut times: Vec<f64> = told.iter().filter_map(of).collect();
    times.sort_by(f64::total_cmp);
    times
}

fn median(told: &[Published], of: fn(&Published) -> Option<f64>) -> f64 {
    let times = sorted(told, of);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn spread(told: &[Published], of: fn(&Published) -> Option<f64>) -> Value {
    let times = sorted(told, of);
    let at = |part: f64| times.get((times.len() as f64 * part) as usize).copied().map(significant);
    json!({ "median": at(0.5), "90th percentile": at(0.9), "highest": times.last().copied().map(significant) })
}

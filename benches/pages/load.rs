//! The pages that are asked for most, under load, beside the answer that takes no work.
//!
//! `cargo build --release && cargo run --release --example pages` fills a database with made-up postings,
//! starts the release binary on a free port of this machine, and asks it over connections that stay open,
//! each for its next page as soon as it has the last (a closed loop). Every page takes turns with `/healthz`,
//! so that both meet the same machine. Answers are asked for as browsers do, compressed, and each is
//! checked: one that isn't the page's makes the run fail.
//!
//! Prints figures as a JSON object; times are in milliseconds.

#![allow(clippy::print_stdout, reason = "whoever runs it reads the figures")]

mod client;
#[path = "../site/mod.rs"]
mod site;
mod targets;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use serde_json::{Map, Value, json};

use client::Connection;
use site::server::Server;
use site::{Failure, filled, rounded, say, significant};
use targets::{Pages, Target};

/// Turns of each page.
const TURNS: usize = 3;
/// A turn of the health answer takes so much of a page's.
const HEALTH: f64 = 0.25;
/// Before anything counts, each page is asked for so long.
const WARMING: Duration = Duration::from_secs(1);

#[derive(Debug, Parser)]
struct Args {
    #[arg(long, default_value_t = 100_000)]
    postings: usize,
    #[arg(long, default_value_t = 5_000)]
    organizations: usize,
    /// How long a turn of a page takes; each has three.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// Where the database is made and found again; without it, in a temporary folder.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The address of an empty PostgreSQL database, or one filled here before; without it, SQLite.
    #[arg(long)]
    database: Option<String>,
}

fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let temporary = tempfile::tempdir()?;
    let folder = args.folder.as_deref().unwrap_or(temporary.path());
    let database = args.database.as_deref();
    let (store, held, prepared) = filled(folder, database, args.postings, args.organizations)?;
    if held != args.postings {
        return Err(format!("it holds {held} postings").into());
    }
    let (mut pages, people) = targets::gather(&store)?;
    let began = Instant::now();
    let server = Server::start(folder, database, &[])?;
    let started = rounded(began.elapsed().as_secs_f64());
    pages.push(targets::sign_in(&mut Connection::open(server.address())?, &people)?);
    let load = Load { address: server.address(), connections: args.connections };
    let measured = load.measure(pages, Duration::from_secs(args.seconds));
    drop(server);
    let mut health = Tally::default();
    measured.iter().for_each(|one| health.add(&one.health));
    let figures = json!({
        "database": if args.database.is_some() { "PostgreSQL" } else { "SQLite" },
        "postings": args.postings,
        "organizations": args.organizations,
        "connections": args.connections,
        "seconds": args.seconds * TURNS as u64,
        "prepared, seconds": prepared,
        "started, seconds": started,
        "health": Spread::of(&health).json(),
        "pages": measured.iter().map(|one| (one.name.to_owned(), one.json())).collect::<Map<_, _>>(),
    });
    println!("{figures:#}");
    let failures: usize = measured.iter().map(|one| one.page.failures + one.health.failures).sum();
    if failures > 0 { Err(format!("{failures} answers were wrong").into()) } else { Ok(()) }
}

/// The server and how many ask it at once.
struct Load {
    address: SocketAddr,
    connections: usize,
}

/// What one kind of page took, and the health answer in turns with it.
struct Measured {
    name: &'static str,
    page: Tally,
    health: Tally,
}

impl Measured {
    fn json(&self) -> Value {
        let (page, health) = (Spread::of(&self.page), Spread::of(&self.health));
        let mut figures = page.json();
        figures["rate to health's"] = json!(significant(page.rate / health.rate));
        figures["median to health's"] = json!(significant(page.median / health.median));
        figures
    }
}

impl Load {
    fn measure(&self, pages: Vec<Pages>, turn: Duration) -> Vec<Measured> {
        let health = Asked::of(targets::health());
        let mut sides: Vec<(Asked, Measured)> = pages
            .into_iter()
            .map(|(name, targets)| {
                let measured = Measured { name, page: Tally::default(), health: Tally::default() };
                (Asked::of(targets), measured)
            })
            .collect();
        for (asked, measured) in &mut sides {
            // Whatever fails counts, from the first.
            measured.page.failures += self.turn(asked, WARMING).failures;
        }
        for at in 1..=TURNS {
            for (asked, measured) in &mut sides {
                say(format_args!("turn {at}: {}", measured.name));
                measured.health.add(&self.turn(&health, turn.mul_f64(HEALTH)));
                measured.page.add(&self.turn(asked, turn));
            }
        }
        sides.into_iter().map(|(_, measured)| measured).collect()
    }

    /// All connections ask for one page after the other until the time is over.
    fn turn(&self, asked: &Asked, turn: Duration) -> Tally {
        let began = Instant::now();
        let one = || {
            let mut tally = Tally::default();
            let mut connection = None;
            while began.elapsed() < turn {
                if let Err(error) = self.ask(&mut connection, asked.next(), &mut tally) {
                    say(format_args!("wrong: {error}"));
                    tally.failures += 1;
                    connection = None;
                }
            }
            tally
        };
        let mut all = Tally::default();
        thread::scope(|scope| {
            let threads: Vec<_> = (0..self.connections).map(|_| scope.spawn(one)).collect();
            for thread in threads {
                match thread.join() {
                    Ok(tally) => all.add(&tally),
                    Err(_) => all.failures += 1,
                }
            }
        });
        all.seconds = began.elapsed().as_secs_f64();
        all
    }

    /// Asks once, with the connection that is there or a new one.
    fn ask(
        &self,
        connection: &mut Option<Connection>,
        target: &Target,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let connection = match connection {
            Some(open) => open,
            None => connection.insert(Connection::open(self.address)?),
        };
        let began = Instant::now();
        let answer = connection.ask(&target.request)?;
        let took = began.elapsed().as_secs_f64() * 1e3;
        target.check(answer.status, &answer.text()?)?;
        tally.times.push(took);
        tally.bytes += answer.body.len();
        Ok(())
    }
}

/// Addresses, one after the other, for all connections and turns.
struct Asked {
    targets: Vec<Target>,
    next: AtomicUsize,
}

impl Asked {
    fn of(targets: Vec<Target>) -> Self {
        Self { targets, next: AtomicUsize::new(0) }
    }

    fn next(&self) -> &Target {
        &self.targets[self.next.fetch_add(1, Ordering::Relaxed) % self.targets.len()]
    }
}

/// What answers took, and how many were none.
#[derive(Debug, Default)]
struct Tally {
    times: Vec<f64>,
    bytes: usize,
    seconds: f64,
    failures: usize,
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.times.extend(&other.times);
        self.bytes += other.bytes;
        self.seconds += other.seconds;
        self.failures += other.failures;
    }
}

/// What is told of many times.
struct Spread {
    count: usize,
    rate: f64,
    median: f64,
    rest: [f64; 3],
    bytes: usize,
}

impl Spread {
    fn of(tally: &Tally) -> Self {
        let mut times = tally.times.clone();
        times.sort_by(f64::total_cmp);
        let last = times.len().saturating_sub(1);
        let at = |part: f64| {
            times.get(((times.len() as f64 * part) as usize).min(last)).copied().unwrap_or(f64::NAN)
        };
        Self {
            count: times.len(),
            rate: times.len() as f64 / tally.seconds,
            median: at(0.5),
            rest: [0.9, 0.99, 1.0].map(at),
            bytes: tally.bytes / times.len().max(1),
        }
    }

    fn json(&self) -> Value {
        let [p90, p99, highest] = self.rest.map(significant);
        json!({
            "requests": self.count,
            "a second": significant(self.rate),
            "median": significant(self.median),
            "90th percentile": p90,
            "99th percentile": p99,
            "highest": highest,
            "bytes": self.bytes,
        })
    }
}

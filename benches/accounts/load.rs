//! Signing in under load, and what answers tell by their time.
//!
//! usage: accounts [SECONDS]
//!
//! Serves the demo's sample from a temporary folder within this process, and asks it over HTTP:
//!
//! - how long a public page takes with and without 20 sign-ins a second, in turns of SECONDS (default 5)
//!   that follow each other four times, so that both meet the same machine;
//! - how long the answers for an address with an account and for one without take, in turns of one
//!   request each.
//!
//! Prints figures as a JSON object; times are in milliseconds.

use std::error::Error;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::Utc;
use serde_json::{Value, json};
use sunmao::flows::Site;
use sunmao::flows::demo::{bring_in, open_accounts};
use sunmao::flows::refresh::refresh;
use sunmao::matching::Silent;
use sunmao::store::Store;
use sunmao::web::{Application, Config};

type Failure = Box<dyn Error + Send + Sync>;

/// Sign-ins a second.
const RATE: u32 = 20;
/// Threads that sign in, so that one slow answer doesn't hold up the next.
const SIGNERS: u32 = 10;
/// Turns with and without.
const TURNS: usize = 4;
/// Requests for each side of a comparison.
const ASKED: usize = 300;
/// The public page.
const PAGE: &str = "/en/browse?q=coating";

fn main() -> Result<(), Failure> {
    let seconds = std::env::args().nth(1).map_or(Ok(5), |text| text.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(None, folder.path())?;
    bring_in(&store, Utc::now())?;
    let password = "three unlikely words";
    let accounts = open_accounts(&store, password, Utc::now())?;
    let known = accounts[0].account.email.to_string();
    let site = Site::open(store, &Silent)?;
    refresh(&site, "bench", Utc::now(), &Silent)?;
    let many = NonZeroU32::new(10_000_000).ok_or("not zero")?;
    let config = Config { attempts: many, ..Config::direct(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))) };
    let application = Application::bind(&config, site)?;
    let client = Client { origin: format!("http://{}", application.address()) };
    thread::spawn(move || application.run());

    client.get(PAGE)?;
    let load = under_load(&client, &known, password, Duration::from_secs(seconds))?;
    let unknown = "nobody.at.all@hengyuan-turbine.example";
    let compared = json!({
        "sign-in with a wrong password": compare(&client, "/en/sign-in", [&known, unknown], "&password=wrong+password&next=")?,
        "sign-up": compare(&client, "/en/sign-up", [&known, unknown], "&name=Zhou+Min&password=three+unlikely+words")?,
        "reset": compare(&client, "/en/reset", [&known, unknown], "")?,
    });
    let figures = json!({ "page under load": load, "known and unknown": compared });
    writeln!(std::io::stdout(), "{figures:#}")?;
    Ok(())
}

/// Latencies of the page in alternating turns.
fn under_load(client: &Client, email: &str, password: &str, turn: Duration) -> Result<Value, Failure> {
    let (mut quiet, mut loaded) = (Vec::new(), Vec::new());
    let signed = AtomicUsize::new(0);
    for _ in 0..TURNS {
        quiet.extend(pages(client, turn)?);
        let stop = AtomicBool::new(false);
        loaded.extend(thread::scope(|scope| {
            for _ in 0..SIGNERS {
                scope.spawn(|| sign_in_again_and_again(client, email, password, &stop, &signed));
            }
            let found = pages(client, turn);
            stop.store(true, Ordering::Relaxed);
            found
        })?);
    }
    let rate = signed.load(Ordering::Relaxed) as f64 / (turn.as_secs_f64() * TURNS as f64);
    let (without, with) = (Spread::of(quiet), Spread::of(loaded));
    Ok(json!({
        "sign-ins a second": (rate * 10.0).round() / 10.0,
        "without": without.json(),
        "with": with.json(),
        "median, ratio": ratio(with.median, without.median),
        "99th percentile, ratio": ratio(with.p99, without.p99),
    }))
}

/// One page after the other, with a pause as a reader makes it.
fn pages(client: &Client, turn: Duration) -> Result<Vec<f64>, Failure> {
    let (start, mut times) = (Instant::now(), Vec::new());
    while start.elapsed() < turn {
        let asked = Instant::now();
        client.get(PAGE)?;
        times.push(asked.elapsed().as_secs_f64() * 1000.0);
        thread::sleep(Duration::from_millis(10));
    }
    Ok(times)
}

fn sign_in_again_and_again(
    client: &Client,
    email: &str,
    password: &str,
    stop: &AtomicBool,
    signed: &AtomicUsize,
) {
    let pause = Duration::from_secs(1) * SIGNERS / RATE;
    let body = form(&[("email", email), ("password", password), ("next", "")]);
    while !stop.load(Ordering::Relaxed) {
        let asked = Instant::now();
        if client.post("/en/sign-in", &body).is_ok_and(|status| status == 303) {
            signed.fetch_add(1, Ordering::Relaxed);
        }
        thread::sleep(pause.saturating_sub(asked.elapsed()));
    }
}

/// Latencies of one form for two addresses, in turns.
fn compare(client: &Client, path: &str, emails: [&str; 2], rest: &str) -> Result<Value, Failure> {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..ASKED {
        // Each goes first in every other round, so that neither always meets what the other left.
        for side in [round % 2, 1 - round % 2] {
            let body = format!("{}{rest}", form(&[("email", emails[side])]));
            let asked = Instant::now();
            client.post(path, &body)?;
            times[side].push(asked.elapsed().as_secs_f64() * 1000.0);
        }
    }
    let [known, unknown] = times.map(Spread::of);
    Ok(
        json!({ "known": known.json(), "unknown": unknown.json(), "median, ratio": ratio(known.median, unknown.median) }),
    )
}

/// What is told of many times.
struct Spread {
    count: usize,
    median: f64,
    p99: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        let at =
            |part: f64| times.get(((times.len() as f64 * part) as usize).min(times.len().saturating_sub(1)));
        let (median, p99) = (at(0.5).copied().unwrap_or(f64::NAN), at(0.99).copied().unwrap_or(f64::NAN));
        Self { count: times.len(), median, p99 }
    }

    fn json(&self) -> Value {
        json!({ "requests": self.count, "median": rounded(self.median), "99th percentile": rounded(self.p99) })
    }
}

fn ratio(a: f64, b: f64) -> f64 {
    rounded(a / b)
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

struct Client {
    origin: String,
}

impl Client {
    fn agent() -> ureq::Agent {
        ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().into()
    }

    fn get(&self, path: &str) -> Result<(), Failure> {
        let mut answer = Self::agent().get(format!("{}{path}", self.origin)).call()?;
        if answer.status() != 200 {
            return Err(format!("{path}: {}", answer.status()).into());
        }
        answer.body_mut().read_to_string()?;
        Ok(())
    }

    fn post(&self, path: &str, body: &str) -> Result<u16, Failure> {
        let mut answer = Self::agent()
            .post(format!("{}{path}", self.origin))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .send(body)?;
        answer.body_mut().read_to_string()?;
        Ok(answer.status().as_u16())
    }
}

fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

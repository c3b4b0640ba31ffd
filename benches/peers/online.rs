//! A site of many postings: starting, searching, and a posting that comes and goes, timed.
//!
//! usage: online FOLDER POSTINGS WORK
//!
//! FOLDER holds what `benches/peers/generate.py` wrote; half of the POSTINGS are its texts as
//! capabilities, half its needs. The database and the snapshot go into the folder WORK, and are used
//! again if they are there. Prints figures as a JSON object; times are in milliseconds. Every search is
//! that of the site: text, facets, first page.

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::Utc;
use serde_json::{Value, json};
use sunmao::domain::organization::Names;
use sunmao::domain::{
    Description, Industry, Kind, Language, OrganizationKind, Posting, Reader, Region, State, Title, Trl,
    Weights,
};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::browse::{Query, browse};
use sunmao::flows::{Site, SiteOptions, import::import};
use sunmao::matching::{Circumstances, Item, Lists, Market, Silent};
use sunmao::store::Store;

/// Postings of one transaction.
const CHUNK: usize = 5_000;
/// Organizations on either side.
const ORGANIZATIONS: usize = 500;
/// Searches that are timed.
const SEARCHES: usize = 1_000;
/// Postings that come and go.
const CHANGES: usize = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, postings, work] = &arguments[..] else {
        return Err("usage: online FOLDER POSTINGS WORK".into());
    };
    let count = postings.parse::<usize>()? / 2;
    let folder = Path::new(folder);
    let read = |name: &str| -> Result<Vec<String>, std::io::Error> {
        let text = std::fs::read_to_string(folder.join(name))?;
        let lines = text.lines().filter(|line| line.len() > 20);
        Ok(lines.take(count + CHANGES).map(str::to_owned).collect())
    };
    let (texts, needs) = (read("documents.txt")?, read("needs.txt")?);
    let count = count.min(texts.len()).min(needs.len());
    let work = Path::new(work);
    let store = Store::open(None, work)?;
    if !work.join("filled").exists() {
        fill(&store, &needs[..count], &texts[..count])?;
        std::fs::write(work.join("filled"), "")?;
    }
    let mut figures = site(&store, work, &texts)?;
    figures["changes"] = changes(&needs, &texts, count)?;
    figures["postings"] = json!(count * 2);
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

/// Starting without and with a snapshot, and searching.
fn site(store: &Store, work: &Path, texts: &[String]) -> Result<Value, Box<dyn Error>> {
    let snapshot = work.join("engine.snapshot");
    let _ = std::fs::remove_file(&snapshot);
    let options = SiteOptions { snapshot: Some(snapshot.clone()), ..SiteOptions::default() };
    let began = Instant::now();
    drop(Site::open_with(store.clone(), options.clone(), &Silent)?);
    let build = milliseconds(began);
    let began = Instant::now();
    let site = Site::open_with(store.clone(), options, &Silent)?;
    let restart = milliseconds(began);
    let engine = site.engine();
    let mut times = Vec::new();
    let mut found = 0;
    for (at, text) in texts.iter().cycle().step_by(7).take(SEARCHES).enumerate() {
        // Two or three words that stand together somewhere.
        let words: Vec<&str> = text.split(' ').skip(5 + at % 20).take(2 + at % 2).collect();
        let query = Query { text: words.join(" "), ..Query::default() };
        let began = Instant::now();
        found += browse(store, &engine, Reader::Stranger, &query)?.total;
        times.push(milliseconds(began));
    }
    Ok(json!({
        "build": build, "restart": restart, "snapshot_bytes": std::fs::metadata(snapshot)?.len(),
        "search": quantiles(times), "found": found / SEARCHES,
    }))
}

/// Postings that come and go, with the lists of both sides kept up.
fn changes(needs: &[String], texts: &[String], count: usize) -> Result<Value, Box<dyn Error>> {
    let items = |kind, texts: &[String]| -> Result<Vec<Item>, Box<dyn Error>> {
        texts.iter().enumerate().map(|(at, text)| Ok(item(posting(kind, text, at)?))).collect()
    };
    let (a, b) = (items(Kind::Need, &needs[..count])?, items(Kind::Capability, &texts[..count])?);
    let market = Market::build(a, b, Weights::default(), Circumstances::default(), &Silent);
    let began = Instant::now();
    let mut lists = Lists::build(market, 20, &Silent);
    let all = milliseconds(began);
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for at in 0..CHANGES {
        let (kind, text) = if at % 2 == 0 {
            (Kind::Need, &needs[needs.len() - 1 - at])
        } else {
            (Kind::Capability, &texts[texts.len() - 1 - at])
        };
        let new = item(posting(kind, text, at)?);
        let began = Instant::now();
        let place = lists.add(new);
        added.push(milliseconds(began));
        let gone = if at % 3 == 0 { place } else { at * 7 % count };
        let began = Instant::now();
        lists.remove(kind, gone);
        removed.push(milliseconds(began));
    }
    Ok(json!({ "all_lists": all, "added": quantiles(added), "withdrawn": quantiles(removed) }))
}

fn fill(store: &Store, needs: &[String], texts: &[String]) -> Result<(), Box<dyn Error>> {
    let names = (0..ORGANIZATIONS).flat_map(|at| {
        [(OrganizationKind::Enterprise, format!("n{at}")), (OrganizationKind::University, format!("c{at}"))]
    });
    let organizations = names.map(|(kind, name)| organization(kind, &name)).collect::<Result<_, _>>()?;
    import(store, organizations, Vec::new(), Utc::now())?;
    for (kind, letter, texts) in [(Kind::Need, 'n', needs), (Kind::Capability, 'c', texts)] {
        for (chunk, texts) in texts.chunks(CHUNK).enumerate() {
            let records = texts.iter().enumerate().map(|(at, text)| -> Result<_, Box<dyn Error>> {
                let at = chunk * CHUNK + at;
                Ok(PostingRecord {
                    id: None,
                    reference: Some(format!("{letter}{at}")),
                    organization: Some(format!("{letter}{}", at % ORGANIZATIONS)),
                    state: Some(State::Published),
                    published_at: None,
                    updated_at: None,
                    posting: posting(kind, text, at)?,
                    states_disclosure: true,
                })
            });
            import(store, Vec::new(), records.collect::<Result<_, _>>()?, Utc::now())?;
        }
    }
    Ok(())
}

fn organization(kind: OrganizationKind, name: &str) -> Result<OrganizationRecord, Box<dyn Error>> {
    let names = Names::new(Some(Title::parse(name)?), None).ok_or("no name")?;
    Ok(OrganizationRecord::bare(kind, Some(name.to_owned()), names))
}

/// A posting with codes that vary with its place.
fn posting(kind: Kind, text: &str, at: usize) -> Result<Posting, Box<dyn Error>> {
    let mut posting = Posting::bare(kind, Title::from_beginning_of(text)?, Language::En);
    posting.description = Some(Description::parse(text)?);
    posting.trl = Trl::new((at % 9 + 1) as u8).ok();
    posting.industries = Industry::all().filter(|code| code.level() == 3).nth(at % 400).into_iter().collect();
    posting.region = Region::all().filter(|region| region.level() == 1).nth(at % 30);
    Ok(posting)
}

fn item(posting: Posting) -> Item {
    Item { id: None, organization: None, place: None, posting: Arc::new(posting) }
}

fn milliseconds(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1e3
}

/// The median, the 99th percentile and the highest.
fn quantiles(mut times: Vec<f64>) -> Value {
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
    json!({ "median": at(0.5), "p99": at(0.99), "highest": times.last() })
}

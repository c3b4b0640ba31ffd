//! A site of many postings: starting, searching, and a posting that comes and goes, timed.
//!
//! usage: online FOLDER POSTINGS WORK [search]
//!
//! FOLDER holds what `benches/peers/generate.py` wrote; half of the POSTINGS are its texts as
//! capabilities, half its needs. The database and the snapshot go into the folder WORK, and are used
//! again if they are there. With `search` nothing comes and goes. Prints figures as a JSON object; times are in milliseconds. Every search is
//! that of the site: text, facets, first page.

use std::error::Error;
use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::Utc;
use serde_json::{Value, json};
use sunmao::domain::organization::Names;
use sunmao::domain::{
    Description, Industry, Kind, Language, OrganizationKind, Posting, Region, State, Title, Trl, Visitor,
    Weights,
};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};
use sunmao::flows::browse::{Query, browse};
use sunmao::flows::refresh::refresh;
use sunmao::flows::{Site, SiteOptions, import::import};
use sunmao::matching::{Circumstances, Item, Market, Silent};
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
    let (folder, postings, work, only_search) = match &arguments[..] {
        [_, folder, postings, work] => (folder, postings, work, false),
        [_, folder, postings, work, last] if last == "search" => (folder, postings, work, true),
        _ => return Err("usage: online FOLDER POSTINGS WORK [search]".into()),
    };
    let count = postings.parse::<usize>()? / 2;
    let folder = Path::new(folder);
    let read = |name: &str| -> Result<Vec<String>, std::io::Error> {
        let text = std::fs::read_to_string(folder.join(name))?;
        let lines = text.lines().filter(|line| line.len() > 20);
        Ok(lines.take(count + CHANGES).map(str::to_owned).collect())
    };
    let (texts, needs) = (read("documents.txt")?, read("needs.txt")?);
    let count = count.min(texts.len().min(needs.len()).saturating_sub(CHANGES));
    let work = Path::new(work);
    let store = Store::open(None, work)?;
    if !work.join("filled").exists() {
        fill(&store, &needs[..count], &texts[..count])?;
        std::fs::write(work.join("filled"), "")?;
    }
    let (site, mut figures) = started(&store, work)?;
    figures["search"] = searches(&site, &texts)?;
    figures["postings"] = json!(count * 2);
    if !only_search {
        figures["site"] = on_site(&site, &needs, &texts)?;
        drop(site);
        figures["engine"] = in_engine(&needs, &texts, count)?;
    }
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

/// Starting without and with a snapshot.
fn started(store: &Store, work: &Path) -> Result<(Site, Value), Box<dyn Error>> {
    let snapshot = work.join("engine.snapshot");
    let _ = std::fs::remove_file(&snapshot);
    let options = SiteOptions { snapshot: Some(snapshot.clone()), ..SiteOptions::default() };
    let began = Instant::now();
    drop(Site::open_with(store.clone(), options.clone(), &Silent)?);
    let build = milliseconds(began);
    let began = Instant::now();
    let site = Site::open_with(store.clone(), options, &Silent)?;
    let restart = milliseconds(began);
    let bytes = std::fs::metadata(snapshot)?.len();
    Ok((site, json!({ "build": build, "restart": restart, "snapshot_bytes": bytes })))
}

/// Two or three words that stand together somewhere, and how many postings have one of them.
fn searches(site: &Site, texts: &[String]) -> Result<Value, Box<dyn Error>> {
    let mut times = Vec::new();
    let mut found = 0;
    let long = texts.iter().filter(|text| text.split(' ').count() > 30);
    for (at, text) in long.cycle().step_by(7).take(SEARCHES).enumerate() {
        let words: Vec<&str> = text.split(' ').skip(5 + at % 20).take(2 + at % 2).collect();
        let query = Query { text: words.join(" "), ..Query::default() };
        let began = Instant::now();
        found += browse(site.store(), &site.engine(), &Visitor::Stranger, &query)?.total;
        times.push(milliseconds(began));
    }
    let mut figures = quantiles(times);
    figures["found"] = json!(found / SEARCHES);
    Ok(figures)
}

/// Postings that come and go in the engine alone: indexed, and compared with all that may enter their
/// lists or have them in theirs; withdrawn.
fn in_engine(needs: &[String], texts: &[String], count: usize) -> Result<Value, Box<dyn Error>> {
    let items = |kind, texts: &[String]| -> Result<Vec<Item>, Box<dyn Error>> {
        texts.iter().enumerate().map(|(at, text)| Ok(item(posting(kind, text, at)?))).collect()
    };
    let (a, b) = (items(Kind::Need, &needs[..count])?, items(Kind::Capability, &texts[..count])?);
    let mut market = Market::build(a, b, Weights::default(), Circumstances::default(), &Silent);
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for at in 0..CHANGES {
        let (kind, text) = newcomer(needs, texts, at);
        let new = item(posting(kind, text, at)?);
        let began = Instant::now();
        let place = market.add(new);
        black_box(market.best(kind, place, usize::MAX));
        added.push(milliseconds(began));
        let gone = if at % 3 == 0 { place } else { at * 7 % count };
        let began = Instant::now();
        market.remove(kind, gone);
        removed.push(milliseconds(began));
    }
    Ok(json!({ "added": quantiles(added), "withdrawn": quantiles(removed) }))
}

/// Postings that come and go on the site: from the change in the database until the engine knows it and
/// the lists of both sides are written.
fn on_site(site: &Site, needs: &[String], texts: &[String]) -> Result<Value, Box<dyn Error>> {
    let keep_up = || -> Result<f64, Box<dyn Error>> {
        let began = Instant::now();
        refresh(site, "online", Utc::now(), &Silent)?;
        Ok(milliseconds(began))
    };
    let all = keep_up()?;
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for at in 0..CHANGES {
        let (kind, text) = newcomer(needs, texts, at);
        let letter = if kind == Kind::Need { 'n' } else { 'c' };
        let mut new = record(kind, letter, at, text)?;
        new.reference = Some(format!("new {letter}{at}"));
        import(site.store(), Vec::new(), vec![new.clone()], Utc::now())?;
        added.push(keep_up()?);
        // One that nobody knew yet, or one that has stood in lists for long.
        let gone = if at % 3 == 0 {
            new
        } else {
            let texts = if kind == Kind::Need { needs } else { texts };
            record(kind, letter, at * 7, &texts[at * 7])?
        };
        let gone = PostingRecord { state: Some(State::Closed), ..gone };
        import(site.store(), Vec::new(), vec![gone], Utc::now())?;
        removed.push(keep_up()?);
    }
    Ok(json!({ "all_lists": all, "added": quantiles(added), "withdrawn": quantiles(removed) }))
}

/// A text that isn't among the postings yet.
fn newcomer<'a>(needs: &'a [String], texts: &'a [String], at: usize) -> (Kind, &'a str) {
    if at.is_multiple_of(2) {
        (Kind::Need, &needs[needs.len() - 1 - at])
    } else {
        (Kind::Capability, &texts[texts.len() - 1 - at])
    }
}

fn fill(store: &Store, needs: &[String], texts: &[String]) -> Result<(), Box<dyn Error>> {
    let names = (0..ORGANIZATIONS).flat_map(|at| {
        [(OrganizationKind::Enterprise, format!("n{at}")), (OrganizationKind::University, format!("c{at}"))]
    });
    let organizations = names.map(|(kind, name)| organization(kind, &name)).collect::<Result<_, _>>()?;
    import(store, organizations, Vec::new(), Utc::now())?;
    for (kind, letter, texts) in [(Kind::Need, 'n', needs), (Kind::Capability, 'c', texts)] {
        for (chunk, texts) in texts.chunks(CHUNK).enumerate() {
            let records = texts.iter().zip(chunk * CHUNK..);
            let records =
                records.map(|(text, at)| record(kind, letter, at, text)).collect::<Result<_, _>>()?;
            import(store, Vec::new(), records, Utc::now())?;
        }
    }
    Ok(())
}

fn record(kind: Kind, letter: char, at: usize, text: &str) -> Result<PostingRecord, Box<dyn Error>> {
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

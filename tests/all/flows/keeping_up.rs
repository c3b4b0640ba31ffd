//! A site that follows changes one by one has the matches of one that makes them all anew.

use std::path::Path;

use chrono::Utc;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sunmao::domain::access::Readable;
use sunmao::domain::account::{Account, Email, Role};
use sunmao::domain::{Description, Fit, Kind, Language, PostingId, Region, State, Title, Visitor};
use sunmao::exchange::record::PostingRecord;
use sunmao::flows::dock::{SHOWN, Setting, rematch};
use sunmao::flows::explain::{Agreement, explain};
use sunmao::flows::import::import;
use sunmao::flows::refresh::{Refreshed, refresh};
use sunmao::flows::send::{Turn, send_next};
use sunmao::flows::{Site, SiteOptions, account};
use sunmao::mail::{Post, Sender};
use sunmao::matching::Silent;
use sunmao::store::postings::Stored;
use sunmao::store::{AnyConnection, RowId, Store, StoreError, matches, organizations, postings};

use crate::support::database::on_both;
use crate::support::sample::{organization, posting};

const WORDS: [&str; 24] = [
    "turbine",
    "blade",
    "coating",
    "ceramic",
    "battery",
    "electrolyte",
    "membrane",
    "catalyst",
    "laser",
    "welding",
    "robot",
    "gripper",
    "sensor",
    "fibre",
    "vaccine",
    "antibody",
    "soil",
    "irrigation",
    "wheat",
    "storage",
    "hydrogen",
    "valve",
    "bearing",
    "lubricant",
];

/// A posting on some of the words.
fn any(random: &mut StdRng, kind: Kind, at: usize) -> PostingRecord {
    let mut words = || -> Vec<&str> { (0..8).map(|_| WORDS[random.random_range(0..WORDS.len())]).collect() };
    let (title, text) = (words().join(" "), words().join(" "));
    let owner = if kind == Kind::Need { "acme" } else { ["lab", "institute"][at % 2] };
    let mut record = posting(kind, &format!("{kind:?}{at}"), owner, &title);
    record.posting.description = Description::parse(&text).ok();
    record
}

fn bring(store: &Store, postings: Vec<PostingRecord>) {
    let organizations = ["acme", "lab", "institute"].map(organization).to_vec();
    import(store, organizations, postings, Utc::now()).unwrap();
}

/// A site that follows changes one by one, however small it is.
fn open(store: &Store) -> Site {
    let options = SiteOptions { small: 0, ..SiteOptions::default() };
    Site::open_with(store.clone(), options, &Silent).unwrap()
}

fn keep_up(site: &Site) -> Refreshed {
    refresh(site, "test", Utc::now(), &Silent).unwrap()
}

/// The kept counterparts of every open posting, with their fits.
fn lists(site: &Site) -> Vec<(PostingId, Vec<(RowId, Fit)>)> {
    let open = |stored: &Stored| stored.record.state == State::Published;
    let work = |conn: &mut AnyConnection| {
        postings::all(conn)?
            .into_iter()
            .filter(open)
            .map(|Stored { row, record, .. }| {
                let found = matches::of_posting(conn, record.id.kind(), row, SHOWN)?.into_iter();
                Ok((record.id, found.map(|ranked| (ranked.counterpart, ranked.fit)).collect()))
            })
            .collect::<Result<_, StoreError>>()
    };
    site.store().read(work).unwrap()
}

on_both! {
    fn matches_kept_up_one_by_one_are_those_made_anew(database) {
        let store = database.open();
        let mut random = StdRng::seed_from_u64(7);
        let both = |count: usize, random: &mut StdRng| -> Vec<PostingRecord> {
            let pairs = (0..count).map(|at| [any(random, Kind::Need, at), any(random, Kind::Capability, at)]);
            pairs.flatten().collect()
        };
        bring(&store, both(32, &mut random));
        let site = open(&store);
        keep_up(&site);
        let mut written = 0;
        for step in 0..15 {
            // New ones, changed ones, and ones that are withdrawn or come back.
            let kind = Kind::ALL[step % 2];
            let at = if step % 4 == 0 { 32 + step } else { random.random_range(0..32) };
            let mut change = any(&mut random, kind, at);
            if step % 3 == 1 {
                change.state = Some(State::Closed);
            }
            bring(&store, vec![change]);
            let done = keep_up(&site);
            assert_eq!(done, Refreshed { engine: true, matches: true });
            let kept_up = lists(&site);
            rematch(&store, &site.engine(), None, Utc::now(), &Silent).unwrap();
            let anew = lists(&site);
            assert_eq!(kept_up.len(), anew.len());
            for (kept_up, anew) in kept_up.iter().zip(&anew) {
                assert_eq!(kept_up, anew, "step {step}");
            }
            written += anew.iter().map(|(_, list)| list.len()).sum::<usize>();
        }
        assert!(written > 15 * 50 * 20, "lists are full: {written}");
    }

    fn a_list_that_loses_many_is_filled_again(database) {
        let store = database.open();
        let title = |at: usize| format!("Ceramic coating {} {}", WORDS[at % 24], WORDS[at / 24]);
        let offer = |at: usize| posting(Kind::Capability, &format!("c{at}"), "lab", &title(at));
        let mut all: Vec<PostingRecord> = (0..400).map(offer).collect();
        all.push(posting(Kind::Need, "n", "acme", "Ceramic coating turbine blade"));
        bring(&store, all);
        let site = open(&store);
        keep_up(&site);
        let list = |site: &Site| lists(site).into_iter().find(|(id, _)| id.kind() == Kind::Need).unwrap().1;
        let first = list(&site);
        assert_eq!(first.len(), 20);
        let rows: Vec<RowId> = first.iter().take(12).map(|(row, _)| *row).collect();
        let gone = store.read(|conn| postings::readable_among(conn, &Readable::by(&Visitor::Stranger), &rows));
        let close = |stored: Stored| {
            let at: usize = stored.record.reference.unwrap()[1..].parse().unwrap();
            PostingRecord { state: Some(State::Closed), ..offer(at) }
        };
        bring(&store, gone.unwrap().into_iter().map(close).collect());
        keep_up(&site);
        let left = list(&site);
        assert_eq!(left.len(), 20);
        assert_eq!(left[..8], first[12..]);
    }

    fn a_match_that_was_kept_up_is_made_again_from_the_snapshot(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let (store, mut random) = (database.open(), StdRng::seed_from_u64(11));
        bring(&store, (0..60).map(|at| any(&mut random, Kind::Capability, at)).collect());
        let options = SiteOptions { small: 0, snapshot: Some(snapshot.clone()), ..SiteOptions::default() };
        let site = Site::open_with(store.clone(), options, &Silent).unwrap();
        keep_up(&site);
        bring(&store, vec![any(&mut random, Kind::Need, 1)]);
        bring(&store, vec![any(&mut random, Kind::Capability, 7)]);
        keep_up(&site);
        let lists = lists(&site);
        let (need, list) = lists.iter().find(|(id, _)| id.kind() == Kind::Need).unwrap();
        assert_eq!(list.len(), 20);
        let rows: Vec<RowId> = list.iter().map(|(row, _)| *row).step_by(6).collect();
        let readable = Readable::by(&Visitor::Stranger);
        let others = store.read(|conn| postings::readable_among(conn, &readable, &rows)).unwrap();
        for other in others {
            let again = |snapshot: Option<&Path>| {
                explain(&store, Setting::usual(), snapshot, *need, other.record.id, &Silent).unwrap().agreement()
            };
            assert_eq!(again(Some(&snapshot)), Agreement::Agrees);
            // Built of the present postings, the figures are others, and that is said.
            assert_eq!(again(None), Agreement::OtherInputs);
        }
    }

    fn a_change_of_the_organization_reaches_its_postings(database) {
        let store = database.open();
        let mut random = StdRng::seed_from_u64(3);
        bring(&store, vec![any(&mut random, Kind::Need, 1), any(&mut random, Kind::Capability, 1)]);
        let site = open(&store);
        keep_up(&site);
        let before = lists(&site);
        let (mut acme, mut institute) = (organization("acme"), organization("institute"));
        (acme.region, institute.region) = (Region::from_code("320200").ok(), Region::from_code("320200").ok());
        import(&store, vec![acme, institute], Vec::new(), Utc::now()).unwrap();
        assert_eq!(keep_up(&site), Refreshed { engine: true, matches: true });
        let after = lists(&site);
        assert_ne!(before, after, "both are in one city now");
        assert_eq!(keep_up(&site), Refreshed::default());
    }

    fn members_are_told_of_what_comes_one_by_one_and_only_once(database) {
        let store = database.open();
        let now = Utc::now();
        let title = "Ceramic coating of turbine blades sprayed as a suspension";
        let mut random = StdRng::seed_from_u64(5);
        bring(&store, (0..80).map(|at| any(&mut random, Kind::Capability, at)).collect());
        bring(&store, vec![posting(Kind::Need, "n", "acme", title)]);
        let (_, acme) = store.read(|conn| organizations::find_by_reference(conn, "acme")).unwrap().unwrap();
        let member = Account {
            email: Email::parse("zhou.min@acme.example").unwrap(),
            name: Title::parse("Zhou Min").unwrap(),
            language: Language::En,
        };
        account::create(&store, &member, "correct horse", acme.id, Role::Editor, now).unwrap();
        let site = open(&store).at("https://sunmao.example");
        let told = || {
            keep_up(&site);
            let folder = tempfile::tempdir().unwrap();
            let post = Post::folder(folder.path()).unwrap();
            let sender = Sender::parse("Sunmao <post@sunmao.example>").unwrap();
            while send_next(&store, &post, &sender, Utc::now).unwrap() == Turn::Sent {}
            std::fs::read_dir(folder.path()).unwrap().count()
        };
        told();
        bring(&store, vec![posting(Kind::Capability, "c", "lab", title)]);
        assert_eq!(told(), 1);
        bring(&store, vec![posting(Kind::Capability, "c", "lab", &format!("{title} twice"))]);
        assert_eq!(told(), 0, "the pair is known");
        bring(&store, vec![posting(Kind::Capability, "d", "lab", title)]);
        assert_eq!(told(), 1);
    }
}

//! The sample: large and varied enough, and its matches say what its authors meant.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Utc;
use sunmao::domain::{Band, Form, Kind, PostingId, Record, Visitor};
use sunmao::flows::Caller;
use sunmao::flows::Site;
use sunmao::flows::account::{SignIn, sign_in};
use sunmao::flows::demo::{DemoPart, bring_in, open_accounts};
use sunmao::flows::export::{Export, export};
use sunmao::flows::read::overview;
use sunmao::matching::Silent;

use crate::support::database::Database;

fn demo(database: &Database) -> (Site, Export) {
    let store = database.open();
    bring_in(&store, Utc::now()).unwrap();
    let all = export(&store).unwrap();
    (Site::open(store, &Silent).unwrap(), all)
}

fn is_open(record: &&Record) -> bool {
    use sunmao::domain::{Disclosure, State};
    record.state == State::Published && record.posting.disclosure == Disclosure::Public
}

#[test]
fn the_sample_shows_every_form_and_many_industries_in_both_languages() {
    let database = Database::sqlite();
    let (site, all) = demo(&database);
    let figures = overview(site.store(), &Visitor::Stranger, 0).unwrap();
    assert!(figures.organizations >= 24, "{figures:?}");
    assert!(figures.needs >= 60, "{figures:?}");
    assert!(figures.capabilities >= 90, "{figures:?}");
    let open: Vec<&Record> = all.postings.iter().filter(is_open).collect();
    let forms: BTreeSet<Form> = open.iter().flat_map(|record| record.posting.forms.iter()).collect();
    assert_eq!(forms.len(), Form::ALL.len());
    let divisions: BTreeSet<&str> = open
        .iter()
        .flat_map(|record| &record.posting.industries)
        .flat_map(|industry| industry.lineage())
        .filter(|industry| industry.level() == 2)
        .map(|industry| industry.code())
        .collect();
    assert!(divisions.len() >= 12, "{divisions:?}");
    let languages: BTreeSet<_> = open.iter().map(|record| record.posting.language).collect();
    assert_eq!(languages.len(), 2);
    let today = Utc::now().date_naive();
    let ahead = open.iter().filter_map(|record| record.posting.deadline).filter(|day| *day > today);
    assert!(ahead.count() >= 60, "deadlines lie ahead");
    assert!(open.iter().all(|record| record.published_at.is_some_and(|at| at < Utc::now())));
}

#[test]
fn the_sample_comes_in_a_second_time_without_repeats() {
    let database = Database::sqlite();
    let (site, first) = demo(&database);
    bring_in(site.store(), Utc::now()).unwrap();
    let second = export(site.store()).unwrap();
    let ids = |export: &Export| export.postings.iter().map(|record| record.id).collect::<Vec<PostingId>>();
    assert_eq!(ids(&first), ids(&second));
}

#[test]
fn the_accounts_sign_in_with_the_password_of_the_run() {
    let database = Database::sqlite();
    let (site, _) = demo(&database);
    let mut kinds = BTreeSet::new();
    for password in ["first", "second"] {
        let accounts = open_accounts(site.store(), password, Utc::now()).unwrap();
        for one in &accounts {
            let caller = Caller::operator(Utc::now());
            let done = sign_in(&site, &one.account.email, password, &caller).unwrap();
            assert!(matches!(done, SignIn::Done(_)), "{done:?}");
            if let DemoPart::Member(_, organization) = &one.part {
                kinds.insert(organization.kind);
            }
        }
    }
    assert_eq!(kinds.len(), 7, "one for each kind of organization");
}

/// What the authors of the sample meant: pairs by the references of both sides.
fn meant() -> BTreeMap<String, Vec<(String, String)>> {
    let mut pairs: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for line in include_str!("../../data/demo-pairs.tsv").lines().skip(1) {
        let [need, capability, kind] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        pairs.entry(need.to_owned()).or_default().push((capability.to_owned(), kind.to_owned()));
    }
    pairs
}

#[test]
fn strong_pairs_come_before_middling_ones_and_those_before_near_misses() {
    let database = Database::sqlite();
    let (site, all) = demo(&database);
    let ids: HashMap<&str, PostingId> =
        all.postings.iter().filter_map(|record| Some((record.reference.as_deref()?, record.id))).collect();
    let engine = site.engine();
    let mut totals: BTreeMap<&str, Vec<f32>> = BTreeMap::new();
    // For each order that should hold: how often it does, and how often it could.
    let mut held: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let pairs = meant();
    for (need, counterparts) in &pairs {
        let scored: Vec<(&str, f32)> = counterparts
            .iter()
            .filter_map(|(capability, kind)| {
                let need = ids.get(need.as_str()).unwrap_or_else(|| panic!("{need}"));
                let capability = ids.get(capability.as_str()).unwrap_or_else(|| panic!("{capability}"));
                assert_eq!((need.kind(), capability.kind()), (Kind::Need, Kind::Capability));
                Some((kind.as_str(), engine.explain(*need, *capability)?.fit.total().value() as f32))
            })
            .collect();
        for (kind, total) in &scored {
            totals.entry(kind).or_default().push(*total);
        }
        for (better, worse) in [("strong", "middling"), ("middling", "near-miss"), ("strong", "near-miss")] {
            let of = |kind| scored.iter().filter(move |(one, _)| *one == kind).map(|(_, total)| *total);
            let (kept, all) = held.entry((better, worse)).or_default();
            for high in of(better) {
                *kept += of(worse).filter(|low| high > *low).count();
                *all += of(worse).count();
            }
        }
    }
    let median = |kind: &str| {
        let mut values = totals[kind].clone();
        values.sort_by(f32::total_cmp);
        values[values.len() / 2]
    };
    let share = |order: (&str, &str)| held[&order].0 as f32 / held[&order].1 as f32;
    let told = format!(
        "{held:?}, medians: strong {}, middling {}, near miss {}",
        median("strong"),
        median("middling"),
        median("near-miss")
    );
    assert!(share(("strong", "near-miss")) >= 0.95, "{told}");
    assert!(share(("strong", "middling")) >= 0.85, "{told}");
    let band = |kind| Band::of(median(kind).round() as u8);
    assert_eq!((band("strong"), band("near-miss")), (Band::Snug, Band::Loose), "{told}");
    assert!(
        Band::Snug.from() as f32 > median("middling") && median("middling") > median("near-miss"),
        "{told}"
    );
}

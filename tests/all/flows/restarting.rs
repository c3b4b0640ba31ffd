//! Starting again: the engine that was written down is used where it is the present one, and only then.

use std::fs;
use std::path::Path;

use chrono::Utc;
use sunmao::domain::{Kind, PostingId, Visitor};
use sunmao::flows::dock::{Choice, matches};
use sunmao::flows::export::export;
use sunmao::flows::import::import;
use sunmao::flows::refresh::refresh;
use sunmao::flows::{Site, SiteOptions};
use sunmao::matching::Silent;
use sunmao::store::Store;

use crate::support::database::{Database, on_both};
use crate::support::sample::{organization, posting};

fn fill(store: &Store, titles: &[&str]) {
    let need = posting(Kind::Need, "n", "acme", "Thermal barrier coating for turbine blades");
    let offers = titles.iter().map(|title| posting(Kind::Capability, title, "lab", title));
    let postings = std::iter::once(need).chain(offers).collect();
    import(store, vec![organization("acme"), organization("lab")], postings, Utc::now()).unwrap();
}

fn open(store: &Store, snapshot: &Path) -> Site {
    open_with(store, snapshot, SiteOptions::default())
}

/// A site that follows changes one by one, however small it is.
fn open_large(store: &Store, snapshot: &Path) -> Site {
    open_with(store, snapshot, SiteOptions { small: 0, ..SiteOptions::default() })
}

fn open_with(store: &Store, snapshot: &Path, options: SiteOptions) -> Site {
    let options = SiteOptions { snapshot: Some(snapshot.to_owned()), ..options };
    Site::open_with(store.clone(), options, &Silent).unwrap()
}

/// The matches of the need with their scores.
fn found(site: &Site) -> Vec<(PostingId, String)> {
    refresh(site, "test", Utc::now(), &Silent).unwrap();
    let postings = export(site.store()).unwrap().postings;
    let need = postings.iter().find(|record| record.id.kind() == Kind::Need).unwrap().id;
    let docking = matches(site.store(), &site.engine(), &Visitor::Stranger, need, Choice::default()).unwrap();
    docking.matches.iter().map(|one| (one.counterpart.record.id, format!("{:?}", one.explanation))).collect()
}

on_both! {
    fn a_snapshot_of_the_same_postings_is_used(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let store = database.open();
        fill(&store, &["Thermal barrier coatings", "Turbine blades", "Medieval poetry"]);
        let before = found(&open(&store, &snapshot));
        let written = fs::metadata(&snapshot).unwrap().modified().unwrap();
        let after = found(&open(&store, &snapshot));
        assert_eq!(after, before);
        assert!(before.len() >= 2, "{before:?}");
        assert_eq!(fs::metadata(&snapshot).unwrap().modified().unwrap(), written, "it was written again");
    }

    fn a_snapshot_of_older_postings_is_made_anew(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let store = database.open();
        fill(&store, &["Thermal barrier coatings"]);
        let site = open(&store, &snapshot);
        let older = fs::read(&snapshot).unwrap();
        fill(&store, &["Thermal barrier coatings", "Coating of turbine blades"]);
        assert_eq!(found(&open(&store, &snapshot)).len(), 2);
        let newer = fs::read(&snapshot).unwrap();
        assert_ne!(newer, older);
        fs::write(&snapshot, older).unwrap();
        assert_eq!(found(&site).len(), 2, "a running site keeps up, too");
        assert_eq!(fs::read(&snapshot).unwrap().len(), newer.len());
    }

    fn what_changed_since_a_snapshot_is_followed(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let store = database.open();
        fill(&store, &["Thermal barrier coatings"]);
        found(&open_large(&store, &snapshot));
        let older = fs::read(&snapshot).unwrap();
        fill(&store, &["Thermal barrier coatings", "Coating of turbine blades"]);
        let site = open_large(&store, &snapshot);
        assert_eq!(fs::read(&snapshot).unwrap(), older, "it was made anew");
        assert_eq!(found(&site).len(), 2);
        // Of more changes than postings it is made anew.
        fill(&store, &["Blades", "Turbine blade", "Barrier coatings", "Coating", "Turbines"]);
        assert_eq!(found(&open_large(&store, &snapshot)).len(), 7);
        assert_ne!(fs::read(&snapshot).unwrap(), older);
    }

    fn a_snapshot_of_another_database_is_not_used(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let other = Database::sqlite();
        let other = other.open();
        fill(&other, &["Medieval poetry on turbine blades"]);
        found(&open_large(&other, &snapshot));
        let store = database.open();
        fill(&store, &["Thermal barrier coatings"]);
        let site = open_large(&store, &snapshot);
        let shown = format!("{:?}", found(&site));
        assert!(shown.contains("barrier"), "{shown}");
    }

    fn a_damaged_snapshot_is_made_anew(database) {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("engine.snapshot");
        let store = database.open();
        fill(&store, &["Thermal barrier coatings"]);
        let before = found(&open(&store, &snapshot));
        let whole = fs::read(&snapshot).unwrap();
        for damaged in [&whole[..whole.len() / 2], b"", &[&whole[..], b"more"].concat()] {
            fs::write(&snapshot, damaged).unwrap();
            assert_eq!(found(&open(&store, &snapshot)), before);
            assert_eq!(fs::read(&snapshot).unwrap().len(), whole.len());
        }
        let mut flipped = whole.clone();
        flipped[whole.len() / 3] ^= 1;
        fs::write(&snapshot, flipped).unwrap();
        assert_eq!(found(&open(&store, &snapshot)), before);
    }

    fn without_a_place_to_write_the_site_still_starts(database) {
        let store = database.open();
        fill(&store, &["Thermal barrier coatings"]);
        assert_eq!(found(&open(&store, Path::new("/nonexistent/folder/engine.snapshot"))).len(), 1);
    }
}

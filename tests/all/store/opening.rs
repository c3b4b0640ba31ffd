//! Opening, migrating, and refusing what can't be opened.

use std::path::Path;
use std::thread;

use sunmao::store::{Store, StoreError, site_state};
use tempfile::TempDir;

use crate::support::database::{Database, on_both};

on_both! {
    fn a_newer_database_is_refused_and_left_alone(database) {
        drop(database.open());
        database.execute(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('29991231000000');
             DELETE FROM __diesel_schema_migrations WHERE version = '20261123000003';",
        );
        for _ in 0..2 {
            let refused = Store::open(database.url(), database.folder());
            let Err(StoreError::Newer { unknown }) = refused else { panic!("{refused:?}") };
            assert_eq!(unknown, ["29991231000000"]);
        }
    }
}

#[test]
fn many_open_a_new_database_at_once_and_one_of_them_migrates_it() {
    for database in [Database::sqlite(), Database::empty_postgres()] {
        let migrated = thread::scope(|scope| {
            let runs: Vec<_> = (0..6)
                .map(|_| {
                    scope.spawn(|| {
                        let applied = Store::migrate(database.url(), database.folder()).unwrap();
                        assert!(database.open().read(site_state::get).is_ok());
                        applied
                    })
                })
                .collect();
            runs.into_iter().map(|run| run.join().unwrap()).filter(|applied| !applied.is_empty()).count()
        });
        assert_eq!(migrated, 1);
    }
}

#[test]
fn a_mistyped_address_makes_no_file() {
    let folder = TempDir::new().unwrap();
    for url in ["postgress://sunmao@localhost/sunmao", "sunmao.db", "sqlite://sunmao.db", ""] {
        assert!(matches!(Store::open(Some(url), folder.path()), Err(StoreError::Address)), "{url}");
    }
    let nobody = "postgres://sunmao@/sunmao?host=/nonexistent";
    assert!(matches!(Store::open(Some(nobody), folder.path()), Err(StoreError::Open(_))));
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    assert!(!Path::new("sunmao.db").exists());
}

#[test]
fn a_data_folder_that_is_a_file_is_a_clear_error() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("data");
    std::fs::write(&file, "").unwrap();
    let error = Store::open(None, &file).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error:?}");
}

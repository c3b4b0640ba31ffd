//! Transactions: all or nothing, writers in turn, readers undisturbed.

use std::thread;

use sunmao::store::{StoreError, site_state};

use crate::support::database::on_both;

on_both! {
    fn writers_of_several_processes_take_turns(database) {
        const WRITERS: usize = 6;
        const WRITES: usize = 10;
        drop(database.open());
        thread::scope(|scope| {
            for _ in 0..WRITERS {
                // A store of its own, as another process has it.
                scope.spawn(|| {
                    let store = database.open();
                    for _ in 0..WRITES {
                        // Reads first, as an import does: where SQLite would fail if it only then became a writer.
                        store.write(|conn| {
                            site_state::get(conn)?;
                            site_state::postings_changed(conn)
                        }).unwrap();
                    }
                });
            }
        });
        let revision = database.open().read(site_state::get).unwrap().postings;
        assert_eq!(format!("{revision:?}"), format!("Revision({})", WRITERS * WRITES));
    }

    fn what_fails_leaves_nothing_behind(database) {
        let store = database.open();
        let before = store.read(site_state::get).unwrap();
        let failed: Result<(), StoreError> = store.write(|conn| {
            site_state::postings_changed(conn)?;
            Err(StoreError::Address)
        });
        assert!(failed.is_err());
        assert_eq!(store.read(site_state::get).unwrap(), before);
        store.write(site_state::postings_changed).unwrap();
        assert_ne!(store.read(site_state::get).unwrap(), before);
    }

    fn a_reader_sees_one_state_and_no_writer_waits_for_it(database) {
        let store = database.open();
        store.read::<_, StoreError>(|conn| {
            let before = site_state::get(conn)?;
            thread::scope(|scope| {
                scope.spawn(|| store.write(site_state::postings_changed).unwrap());
            });
            assert_eq!(site_state::get(conn)?, before);
            Ok(())
        }).unwrap();
    }

    fn a_reader_cannot_write(database) {
        let store = database.open();
        assert!(store.read(site_state::postings_changed).is_err());
    }

    fn one_process_at_a_time_has_the_lease(database) {
        use chrono::{TimeDelta, Utc};
        let store = database.open();
        let now = Utc::now();
        let lease = |owner: &'static str, after: i64| {
            let at = now + TimeDelta::minutes(after);
            store.write(|conn| site_state::lease(conn, owner, at, at + TimeDelta::minutes(15))).unwrap()
        };
        assert!(lease("first", 0));
        assert!(!lease("second", 14));
        assert!(lease("first", 14), "its owner prolongs it");
        assert!(!lease("second", 28));
        assert!(lease("second", 30), "a dead owner's lease runs out");
        assert!(!lease("first", 31));
    }
}

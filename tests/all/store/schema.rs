//! The two folders of migrations: one schema, and a way back.

use std::collections::BTreeSet;
use std::path::Path;

use diesel::backend::Backend;
use diesel::connection::LoadConnection;
use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::migration::{Migration, MigrationSource};
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use crate::support::database::Database;

/// One column or index, in words that both databases share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, QueryableByName)]
struct Part {
    #[diesel(sql_type = Text)]
    part: String,
}

type Schema = BTreeSet<Part>;

const SQLITE_SCHEMA: &str = "
    SELECT t.name || '.' || c.name || ' '
        || CASE c.type WHEN 'INTEGER' THEN 'BIGINT' ELSE c.type END
        || CASE WHEN c.\"notnull\" THEN ' NOT NULL' ELSE '' END AS part
    FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\'
    UNION ALL
    SELECT t.name || '.' || f.\"from\" || ' -> ' || f.\"table\" || ' ' || f.on_delete
    FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
    UNION ALL
    SELECT i.tbl_name || ' INDEX ' || i.name FROM sqlite_master i WHERE i.type = 'index' AND i.sql IS NOT NULL";

const POSTGRES_SCHEMA: &str = "
    SELECT table_name || '.' || column_name || ' '
        || CASE data_type
            WHEN 'integer' THEN 'BIGINT'
            WHEN 'timestamp without time zone' THEN 'TIMESTAMP'
            WHEN 'bytea' THEN 'BLOB'
            ELSE upper(data_type) END
        || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS part
    FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'
    UNION ALL
    SELECT k.table_name || '.' || k.column_name || ' -> ' || u.table_name || ' ' || r.delete_rule
    FROM information_schema.referential_constraints r
    JOIN information_schema.key_column_usage k USING (constraint_name)
    JOIN information_schema.constraint_table_usage u USING (constraint_name)
    UNION ALL
    SELECT tablename || ' INDEX ' || indexname FROM pg_indexes
    WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_key'";

#[test]
fn both_folders_make_one_schema_and_down_restores_it() {
    let (sqlite, postgres) = (Database::sqlite(), Database::postgres());
    drop(sqlite.open());
    let file = sqlite.folder().join("sunmao.db");
    let mut conn = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
    // The pool of the store that made the file may still be letting go of it.
    conn.batch_execute("PRAGMA busy_timeout = 60000").unwrap();
    let of_sqlite = down_and_up(&mut conn, "migrations/sqlite", SQLITE_SCHEMA);
    let mut conn = PgConnection::establish(postgres.url().unwrap()).unwrap();
    let of_postgres = down_and_up(&mut conn, "migrations/postgres", POSTGRES_SCHEMA);
    assert_eq!(of_sqlite.len(), of_postgres.len(), "the folders have the same migrations");
    for (sqlite, postgres) in of_sqlite.iter().zip(&of_postgres) {
        let differences: Vec<_> = sqlite.symmetric_difference(postgres).collect();
        assert!(differences.is_empty(), "{differences:#?}");
    }
    assert!(of_sqlite.last().unwrap().len() > 50, "the query finds the columns");
}

/// Takes all migrations of an up-to-date database back and forth again; the schemas on the way,
/// from that of the empty database to that of the newest migration.
fn down_and_up<DB, C>(conn: &mut C, folder: &str, query: &str) -> Vec<Schema>
where
    DB: Backend,
    C: MigrationHarness<DB> + LoadConnection<Backend = DB>,
    Part: QueryableByName<DB>,
    FileBasedMigrations: MigrationSource<DB>,
    for<'q> diesel::query_builder::SqlQuery: diesel::query_dsl::LoadQuery<'q, C, Part>,
{
    let source = FileBasedMigrations::from_path(Path::new(folder)).unwrap();
    let mut migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().unwrap();
    migrations.sort_by_key(|migration| migration.name().to_string());
    let schema = |conn: &mut C| -> Schema {
        diesel::sql_query(query).load::<Part>(conn).unwrap().into_iter().collect()
    };
    let mut downwards = vec![schema(conn)];
    for migration in migrations.iter().rev() {
        conn.revert_migration(migration.as_ref()).unwrap();
        downwards.push(schema(conn));
    }
    let mut upwards = vec![schema(conn)];
    for migration in &migrations {
        conn.run_migration(migration.as_ref()).unwrap();
        upwards.push(schema(conn));
    }
    downwards.reverse();
    assert_eq!(downwards, upwards, "{folder}: up, down and up again");
    assert!(upwards[0].is_empty(), "{folder}: all is taken back");
    upwards
}

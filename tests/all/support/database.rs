//! A database of its own for each test, on SQLite and on PostgreSQL.

use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use sunmao::store::Store;
use tempfile::TempDir;

/// Declares each test twice: once on SQLite, once on PostgreSQL.
macro_rules! on_both {
    ($(fn $name:ident($database:ident) $body:block)+) => {
        $(mod $name {
            use super::*;

            fn behaves($database: &$crate::support::database::Database) $body

            #[test]
            fn sqlite() {
                behaves(&$crate::support::database::Database::sqlite());
            }

            #[test]
            fn postgres() {
                behaves(&$crate::support::database::Database::postgres());
            }
        })+
    };
}
pub(crate) use on_both;

/// An empty database; it is gone when the value is dropped.
pub struct Database {
    folder: TempDir,
    /// The name of the database on the server, with its address.
    postgres: Option<(String, String)>,
}

impl Database {
    /// A folder without a database file yet.
    pub fn sqlite() -> Self {
        Self { folder: TempDir::new().unwrap(), postgres: None }
    }

    /// A database on the server that `scripts/with-postgres` started, migrated already.
    pub fn postgres() -> Self {
        Self::on_server(&format!("TEMPLATE {}", SERVER.template))
    }

    /// A database on that server without a table.
    pub fn empty_postgres() -> Self {
        Self::on_server("")
    }

    fn on_server(options: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        SERVER.execute(&format!("CREATE DATABASE {name} {options}"));
        let url = SERVER.address_of(&name);
        Self { folder: TempDir::new().unwrap(), postgres: Some((name, url)) }
    }

    /// The address to open, if it is not a file.
    pub fn url(&self) -> Option<&str> {
        self.postgres.as_ref().map(|(_, url)| url.as_str())
    }

    /// The folder of the database file.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Opens the database, as often as a test likes.
    pub fn open(&self) -> Store {
        Store::open(self.url(), self.folder()).unwrap()
    }

    /// Executes SQL behind the store's back.
    pub fn execute(&self, sql: &str) {
        self.try_execute(sql).unwrap();
    }

    /// Executes SQL behind the store's back, which may refuse it.
    pub fn try_execute(&self, sql: &str) -> diesel::QueryResult<()> {
        match self.url() {
            Some(url) => PgConnection::establish(url).unwrap().batch_execute(sql),
            None => {
                let file = self.folder().join("sunmao.db");
                let mut conn = diesel::SqliteConnection::establish(file.to_str().unwrap()).unwrap();
                conn.batch_execute(sql)
            }
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((name, _)) = &self.postgres {
            SERVER.execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// The server with a template, so that each test's database is a quick copy of a migrated one.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let url = std::env::var("SUNMAO_TEST_POSTGRES").expect(
        "SUNMAO_TEST_POSTGRES holds no PostgreSQL address: run scripts/test, \
         or scripts/with-postgres cargo test",
    );
    let server = Server { url, template: format!("template_{}", std::process::id()) };
    server.execute(&format!("CREATE DATABASE {}", server.template));
    Store::migrate(Some(&server.address_of(&server.template)), Path::new("unused")).unwrap();
    server
});

struct Server {
    url: String,
    template: String,
}

impl Server {
    fn execute(&self, sql: &str) {
        PgConnection::establish(&self.url).unwrap().batch_execute(sql).unwrap();
    }

    /// The server's address with another database: `postgres://user@host/NAME?host=…`.
    fn address_of(&self, name: &str) -> String {
        let (address, parameters) = self.url.split_once('?').unwrap_or((&self.url, ""));
        let (server, _) = address.rsplit_once('/').unwrap();
        format!("{server}/{name}?{parameters}")
    }
}

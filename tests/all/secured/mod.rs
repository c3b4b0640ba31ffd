//! Letters of the real program to a real mail server: encryption, certificates and sign-in. The database plays no
//! part in it, so that all run on SQLite. The server comes from PyPI; `scripts/test` installs it.

mod certificates;
mod encryption;
mod sign_in;

use std::fs::File;
use std::path::Path;

use diesel::{Connection, RunQueryDsl, SqliteConnection};
use sunmao::store::Store;

use crate::delivery::{fill, waiting};
use crate::support::database::Database;
use crate::support::program::Program;
use crate::support::smtpd::{Smtpd, Taken};
use crate::support::wait::until;

/// How many seconds the program gives a talk; no test means to reach them.
const SECONDS: u32 = 20;

/// The program with letters in its outbox.
struct Sending {
    database: Database,
    store: Store,
    _program: Program,
}

#[derive(diesel::QueryableByName)]
struct LastError {
    #[diesel(sql_type = diesel::sql_types::Text)]
    last_error: String,
}

impl Sending {
    /// Starts it with a letter for a server, whose authority it trusts.
    fn to(server: &Smtpd, url: &str) -> Self {
        Self::trusting(Some(&server.authority()), url, 1)
    }

    /// Starts it with letters, trusting those authorities, or those of the machine.
    fn trusting(authority: Option<&Path>, url: &str, letters: usize) -> Self {
        let database = Database::sqlite();
        let store = database.open();
        fill(&store, letters, 0);
        let mut command = Program::command(&database, url, SECONDS);
        command.args(["--smtp-connections", "1"]);
        command.env_remove("SSL_CERT_DIR").env_remove("SSL_CERT_FILE").env("SUNMAO_LOG", "trace");
        if let Some(authority) = authority {
            command.env("SSL_CERT_FILE", authority);
        }
        command.stderr(File::create(database.folder().join("log")).unwrap());
        Self { _program: Program::spawn(command), database, store }
    }

    /// Waits until all letters left; what the server took.
    fn arrived(&self, server: &Smtpd) -> Vec<Taken> {
        let of = |error: Option<String>| error.map_or(String::new(), |error| format!(": {error}"));
        until(|| waiting(&self.store) == 0, || format!("no letter leaves{}", of(self.last_error())));
        let sent = || server.taken().len();
        until(|| sent() > 0, || "the server took nothing".to_owned());
        server.taken()
    }

    /// Waits until an attempt failed; why. The letter still waits then, and the server has none.
    fn put_off(&self, server: &Smtpd) -> String {
        until(
            || self.last_error().is_some() || waiting(&self.store) == 0,
            || "the letter isn't tried".to_owned(),
        );
        assert_eq!(server.taken(), []);
        assert_eq!(waiting(&self.store), 1, "the letter doesn't wait any more");
        self.last_error().unwrap()
    }

    /// What the letter's last attempt ended with.
    fn last_error(&self) -> Option<String> {
        let file = self.database.folder().join("sunmao.db");
        let mut conn = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
        let sql = "SELECT last_error FROM letters WHERE last_error IS NOT NULL";
        // The program may be writing: the next turn comes soon.
        let found: Vec<LastError> = diesel::sql_query(sql).load(&mut conn).unwrap_or_default();
        found.into_iter().next().map(|found| found.last_error)
    }

    /// All that the program wrote into its log.
    fn log(&self) -> String {
        std::fs::read_to_string(self.database.folder().join("log")).unwrap()
    }
}

//! `sunmao serve` on an empty database.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::support::database::Database;

/// How long the program may take to say where it is.
const PATIENCE: Duration = Duration::from_secs(60);

/// The running program. Ends when dropped, its database with it.
pub(super) struct Program {
    child: Child,
    setup: String,
    database: Database,
}

impl Program {
    /// Starts it on a free port, and waits for the link that makes the first administrator.
    pub(super) fn start(postgres: bool) -> Self {
        let database = if postgres { Database::postgres() } else { Database::sqlite() };
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunmao"));
        command.args(["--lang", "en", "serve", "--listen", "127.0.0.1:0", "--attempts", "90", "--data-dir"]);
        command.arg(database.folder()).env_remove("DATABASE_URL");
        if let Some(url) = database.url() {
            command.env("DATABASE_URL", url);
        }
        let mut child = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, links) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // Reads to the end, so that the program can always write.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let Some(at) = line.find("http://").filter(|_| line.contains("/setup/")) {
                    let _ = sender.send(line[at..].trim().to_owned());
                }
            }
        });
        let setup = links.recv_timeout(PATIENCE);
        let program = Self { child, setup: setup.clone().unwrap_or_default(), database };
        assert!(setup.is_ok(), "the program printed no link for the first administrator");
        program
    }

    /// Scheme, host and port.
    pub(super) fn origin(&self) -> &str {
        self.setup.split("/en/setup/").next().unwrap_or_default()
    }

    /// The path below a language that makes the first administrator.
    pub(super) fn setup(&self) -> String {
        format!("/setup/{}", self.setup.rsplit('/').next().unwrap_or_default())
    }

    /// What it keeps its data in.
    pub(super) fn database(&self) -> &Database {
        &self.database
    }

    /// The folder of what is kept in files.
    pub(super) fn folder(&self) -> &Path {
        self.database.folder()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

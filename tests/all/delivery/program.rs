//! `sunmao serve` with a mail server.

use std::process::{Child, Command, Stdio};

use crate::support::database::Database;

/// The running program; it is killed when dropped.
pub(super) struct Program(Child);

impl Program {
    /// Starts it; it sends what is due by itself.
    pub(super) fn start(database: &Database, smtp: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunmao"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--smtp-url", smtp, "--smtp-timeout", "1"]);
        command.arg("--data-dir").arg(database.folder()).env_remove("DATABASE_URL");
        if let Some(url) = database.url() {
            command.env("DATABASE_URL", url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self(command.spawn().unwrap())
    }

    /// SIGKILL: it can't put anything in order.
    pub(super) fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

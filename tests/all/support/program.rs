//! `sunmao serve` with a mail server.

use std::process::{Child, Command, Stdio};

use super::database::Database;

/// The running program; it is killed when dropped.
pub struct Program(Child);

impl Program {
    /// Starts it, with a second for each part of a talk; it sends what is due by itself.
    pub fn start(database: &Database, smtp: &str) -> Self {
        Self::spawn(Self::command(database, smtp, 1))
    }

    /// The command that starts it, for those who want to change more of it.
    pub fn command(database: &Database, smtp: &str, seconds: u32) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sunmao"));
        let seconds = seconds.to_string();
        command.args(["serve", "--listen", "127.0.0.1:0", "--smtp-url", smtp]);
        command.args(["--smtp-timeout", &seconds, "--smtp-answer-timeout", &seconds]);
        command.arg("--data-dir").arg(database.folder()).env_remove("DATABASE_URL");
        if let Some(url) = database.url() {
            command.env("DATABASE_URL", url);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Starts it by such a command.
    pub fn spawn(mut command: Command) -> Self {
        Self(command.spawn().unwrap())
    }

    /// SIGKILL: it can't put anything in order.
    pub fn kill(&mut self) {
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

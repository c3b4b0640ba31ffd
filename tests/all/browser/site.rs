//! The demo, served by the real program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

/// How long the demo may take to say where it is.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running demo. Ends when dropped.
pub(super) struct Site {
    program: Child,
    origin: String,
}

impl Site {
    /// Starts the demo on a free port and waits until it serves.
    pub(super) fn start() -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sunmao"))
            .args(["--lang", "en", "demo", "--port", "0"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, origins) = channel();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        // Reads to the end, so that the program can always write.
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = origin(&line).map(|origin| sender.send(origin));
            }
        });
        let origin = origins.recv_timeout(PATIENCE);
        let site = Self { program, origin: origin.clone().unwrap_or_default() };
        assert!(origin.is_ok(), "the demo didn't say where it is");
        site
    }

    /// The whole address of a path.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Scheme, host and port of an address in a line.
fn origin(line: &str) -> Option<String> {
    let address = &line[line.find("http://")?..];
    let host = address["http://".len()..]
        .split(|c: char| !(c.is_ascii_alphanumeric() || ".:-".contains(c)))
        .next()?;
    Some(format!("http://{host}"))
}

//! A real mail server with TLS and sign-in, in Python (`smtpd.py`).

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use tempfile::TempDir;

/// A letter that the server took, with the facts about the talk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Taken {
    /// Whether the talk was encrypted.
    pub tls: bool,
    /// Who signed in.
    pub user: Option<String>,
    /// For whom the letter was.
    pub recipients: Vec<String>,
    /// The port of the client's end of the connection.
    pub connection: u16,
}

/// The running server; it ends when dropped, and when the test is killed.
pub struct Smtpd {
    child: Child,
    folder: TempDir,
    port: u16,
    taken: Arc<Mutex<Vec<Taken>>>,
}

impl Smtpd {
    /// Starts one on a free port of 127.0.0.1: `plain`, `starttls`, `starttls-required` or `tls`, and what
    /// else `smtpd.py` takes.
    pub fn start(mode: &str, options: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = root.join("target/test-tools/bin/python");
        assert!(python.exists(), "{} is missing: scripts/test installs it", python.display());
        let folder = TempDir::new().unwrap();
        let mut child = Command::new(python)
            .arg(root.join("tests/all/support/smtpd.py"))
            .args([mode, "--authority"])
            .arg(folder.path().join("authority.pem"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines.next().expect("the mail server didn't start; scripts/test installs what it needs");
        let taken = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&taken);
        std::thread::spawn(move || {
            lines.for_each(|line| list.lock().unwrap().push(serde_json::from_str(&line).unwrap()));
        });
        Self { child, folder, port: port.parse().unwrap(), taken }
    }

    /// The port that it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The file with the certificate of the authority that vouches for it.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// The letters that it took, in this order.
    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }
}

impl Drop for Smtpd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

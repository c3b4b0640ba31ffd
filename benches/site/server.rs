//! The release binary as a server, for as long as a value lives.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use super::{Failure, say};

/// The running server; it stops when the value is dropped.
pub(crate) struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts `sunmao serve` on a free port with these further options, and waits until it listens.
    pub(crate) fn start(folder: &Path, database: Option<&str>, options: &[&str]) -> Result<Self, Failure> {
        let example = std::env::current_exe()?;
        let built = example.parent().and_then(Path::parent).ok_or("no folder of built programs")?;
        let program = built.join("sunmao");
        if !program.is_file() {
            return Err("build the program first: cargo build --release".into());
        }
        let mut command = Command::new(program);
        // Nothing that is set here by chance may change what is measured.
        command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command.args(["serve", "--listen", "127.0.0.1:0", "--attempts", "10000000"]);
        command.args(options);
        command.arg("--data-dir").arg(folder);
        if let Some(database) = database {
            command.args(["--database-url", database]);
        }
        let mut child = command.spawn()?;
        let told = child.stderr.take().ok_or("no standard error")?;
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        let mut lines = BufReader::new(told).lines();
        server.address = loop {
            let line = lines.next().ok_or("the server ended")??;
            if let Some(address) = address(&line) {
                break address;
            }
            say(format_args!("server: {line}"));
        };
        // It goes on telling, and must find somebody who reads.
        thread::spawn(move || {
            lines.map_while(Result::ok).for_each(|line| say(format_args!("server: {line}")));
        });
        Ok(server)
    }

    #[allow(dead_code, reason = "of the benchmark of mail nobody asks for pages")]
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

/// The address that the server listens at, if a line tells it; what it says to people first is the site's public
/// address, where it has one.
fn address(line: &str) -> Option<SocketAddr> {
    let (_, address) = line.rsplit_once("listening on: ")?;
    address.trim().parse().ok()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

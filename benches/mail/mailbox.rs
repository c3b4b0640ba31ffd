//! A mail server that takes everything, and notes when.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use crate::site::Failure;

/// A letter that arrived: for whom, and when.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) to: String,
    pub(crate) at: Instant,
}

/// All mailboxes of the people of one site. Its threads end with the process.
pub(crate) struct Mailbox {
    address: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrival>>>,
}

impl Mailbox {
    pub(crate) fn open() -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let mailbox = Self { address: listener.local_addr()?, arrived: Arc::default() };
        let arrived = Arc::clone(&mailbox.arrived);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let arrived = Arc::clone(&arrived);
                thread::spawn(move || talk(stream, &arrived));
            }
        });
        Ok(mailbox)
    }

    pub(crate) fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// What arrived since this was asked last.
    pub(crate) fn take(&self) -> Vec<Arrival> {
        std::mem::take(&mut self.arrived.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Talks until the client leaves.
fn talk(stream: TcpStream, arrived: &Mutex<Vec<Arrival>>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes()).ok();
    say("220 bench ESMTP")?;
    let mut to = String::new();
    loop {
        let line = lines.next()?.ok()?;
        match line.split([' ', ':']).next()? {
            "RCPT" => {
                to = line.split(['<', '>']).nth(1)?.to_owned();
                say("250 ok")?;
            }
            "DATA" => {
                say("354 go on")?;
                while lines.next()?.ok()? != "." {}
                let arrival = Arrival { to: to.clone(), at: Instant::now() };
                arrived.lock().unwrap_or_else(PoisonError::into_inner).push(arrival);
                say("250 taken")?;
            }
            "QUIT" => return say("221 bye"),
            _ => say("250 ok")?,
        }
    }
}

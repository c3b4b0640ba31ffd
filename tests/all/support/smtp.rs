//! A mail server that misbehaves as a plan says, and remembers what it delivered.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// How long the server waits for a client's next line.
const PATIENCE: Duration = Duration::from_secs(10);

/// How the server misbehaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plan {
    /// What chance is drawn from.
    pub seed: u64,
    /// Each letter is put off at its first attempt.
    pub greylists: bool,
    /// At a letter's first attempt an answer comes byte by byte, and never ends.
    pub trickles: bool,
    /// Of a hundred letters, in how many talks the connection breaks before the letter is handed over, and
    /// after, without a delivery.
    pub breaks: u32,
    /// In how many an answer takes longer than the client waits.
    pub stalls: u32,
    /// Every letter is delivered, and then the answer stalls and the connection breaks.
    pub unanswered: bool,
    /// How many letters have to be handed over before the first is delivered.
    pub gathers: usize,
    /// How long every delivery takes.
    pub slowness: Duration,
    /// How long an answer that stalls takes.
    pub stall: Duration,
}

/// A letter that arrived.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The part of its Message-ID before the `@`.
    pub key: String,
    /// When.
    pub at: Instant,
    /// The port of the client's end of the connection, which tells the clients apart.
    pub connection: u16,
    /// The name by which the client greeted.
    pub client: String,
}

#[derive(Debug, Default)]
struct Known {
    attempts: HashMap<String, u32>,
    handed_over: usize,
    deliveries: Vec<Delivery>,
}

/// The server. Addresses that begin with `nobody` are unknown to it.
#[derive(Debug)]
pub struct MailServer {
    address: SocketAddr,
    plan: Plan,
    known: Arc<Mutex<Known>>,
    /// Whether the server stands; each time that it comes back it has a new flag.
    stands: Arc<AtomicBool>,
}

impl MailServer {
    /// Starts one on a free port.
    pub fn start(plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut server = Self {
            address: listener.local_addr().unwrap(),
            plan,
            known: Arc::default(),
            stands: Arc::default(),
        };
        server.accept(listener);
        server
    }

    /// Its address as the program takes it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Goes away: nobody listens at the address any more, and talks break off.
    pub fn leave(&mut self) {
        if self.stands.swap(false, Ordering::SeqCst) {
            // Wakes the thread that waits for connections.
            let _ = TcpStream::connect(self.address);
            while TcpStream::connect(self.address).is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    /// Comes back at the same address.
    pub fn come_back(&mut self) {
        let listener = TcpListener::bind(self.address).unwrap();
        self.accept(listener);
    }

    /// What arrived, in this order.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.known.lock().unwrap().deliveries.clone()
    }

    /// How often a recipient was named.
    pub fn attempts(&self, recipient: &str) -> u32 {
        self.known.lock().unwrap().attempts.get(recipient).copied().unwrap_or(0)
    }

    fn accept(&mut self, listener: TcpListener) {
        self.stands = Arc::new(AtomicBool::new(true));
        let (plan, known, stands) = (self.plan, Arc::clone(&self.known), Arc::clone(&self.stands));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if !stands.load(Ordering::SeqCst) {
                    return;
                }
                let talk = Talk { plan, known: Arc::clone(&known), stands: Arc::clone(&stands) };
                std::thread::spawn(move || talk.hold(stream));
            }
        });
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.leave();
    }
}

struct Talk {
    plan: Plan,
    known: Arc<Mutex<Known>>,
    stands: Arc<AtomicBool>,
}

/// What goes wrong with one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mishap {
    None,
    BreaksBefore,
    BreaksAfter,
    Stalls,
}

impl Talk {
    /// Talks until the client leaves, or a mishap ends it.
    fn hold(&self, stream: TcpStream) -> Option<()> {
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.set_nodelay(true).ok()?;
        let connection = stream.peer_addr().ok()?.port();
        let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
        let say = |text: &str| (&stream).write_all(format!("{text}\r\n").as_bytes()).ok();
        say("220 test ESMTP")?;
        let (mut client, mut recipient, mut mishap) = (String::new(), String::new(), Mishap::None);
        loop {
            let line = lines.next()?.ok()?;
            if !self.stands.load(Ordering::SeqCst) {
                return None;
            }
            match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => {
                    client = line.split(' ').nth(1).unwrap_or_default().to_owned();
                    say("250 test")?;
                }
                "RCPT" => {
                    recipient = line.split(['<', '>']).nth(1)?.to_owned();
                    let attempt = self.count(&recipient);
                    mishap = self.mishap(&recipient, attempt);
                    if recipient.starts_with("nobody") {
                        say("550 5.1.1 No such user")?;
                    } else if self.plan.trickles && attempt == 1 {
                        return self.trickle(&stream);
                    } else if self.plan.greylists && attempt == 1 {
                        say("451 4.7.1 Greylisted, come back later")?;
                    } else {
                        say("250 ok")?;
                    }
                }
                "DATA" => {
                    if mishap == Mishap::BreaksBefore {
                        return None;
                    }
                    say("354 go on")?;
                    let key = content(&mut lines)?;
                    match mishap {
                        Mishap::BreaksAfter => return None,
                        Mishap::Stalls => {
                            std::thread::sleep(self.plan.stall);
                            return None;
                        }
                        Mishap::None | Mishap::BreaksBefore => {}
                    }
                    std::thread::sleep(self.plan.slowness);
                    self.gather()?;
                    // Delivered first, as servers do: what is acknowledged isn't lost.
                    let delivery = Delivery { key, at: Instant::now(), connection, client: client.clone() };
                    self.known.lock().unwrap().deliveries.push(delivery);
                    if self.plan.unanswered {
                        std::thread::sleep(self.plan.stall);
                        return None;
                    }
                    say(&format!("250 2.0.0 taken for {recipient}"))?;
                }
                "QUIT" => return say("221 bye"),
                _ => say("250 ok")?,
            }
        }
    }

    /// Counts a letter that was handed over, and waits for the others that are to be.
    fn gather(&self) -> Option<()> {
        self.known.lock().unwrap().handed_over += 1;
        while self.known.lock().unwrap().handed_over < self.plan.gathers {
            self.stands.load(Ordering::SeqCst).then_some(())?;
            std::thread::sleep(Duration::from_millis(5));
        }
        Some(())
    }

    /// Answers with line after line, a byte at a time, until the client leaves.
    fn trickle(&self, mut stream: &TcpStream) -> Option<()> {
        for byte in b"250-just a moment\r\n".iter().cycle() {
            if !self.stands.load(Ordering::SeqCst) {
                break;
            }
            stream.write_all(&[*byte]).ok()?;
            std::thread::sleep(Duration::from_millis(100));
        }
        None
    }

    /// The number of this attempt at a recipient.
    fn count(&self, recipient: &str) -> u32 {
        let mut known = self.known.lock().unwrap();
        let attempts = known.attempts.entry(recipient.to_owned()).or_default();
        *attempts += 1;
        *attempts
    }

    /// Chance, which for the same seed, recipient and attempt is always the same.
    fn mishap(&self, recipient: &str, attempt: u32) -> Mishap {
        let letter =
            recipient.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let seed = self.plan.seed ^ letter.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ u64::from(attempt);
        let drawn: u32 = StdRng::seed_from_u64(seed).random_range(0..100);
        let Plan { breaks, stalls, .. } = self.plan;
        match drawn {
            n if n < breaks => Mishap::BreaksBefore,
            n if n < 2 * breaks => Mishap::BreaksAfter,
            n if n < 2 * breaks + stalls => Mishap::Stalls,
            _ => Mishap::None,
        }
    }
}

/// Reads a letter to its end; the key in its Message-ID.
fn content(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Option<String> {
    let mut head = String::new();
    loop {
        let line = lines.next()?.ok()?;
        if line == "." {
            break;
        }
        head.push_str(&line);
        head.push('\n');
    }
    let at = head.find("Message-ID:")?;
    Some(head[at..].split(['<', '@']).nth(1)?.to_owned())
}

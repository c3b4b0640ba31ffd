//! Sends the letters that wait, several at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::Utc;

use crate::flows::FlowError;
use crate::flows::send::{Turn, send_next};
use crate::mail::{Post, Sender};
use crate::store::Store;

use super::periodic::{More, Periodic};

/// How often the outbox is looked into.
const INTERVAL: Duration = Duration::from_secs(2);

/// As many senders as the post takes letters at once; each leases its own.
pub(super) fn start(store: &Store, post: Post, from: Sender) -> io::Result<Vec<Periodic>> {
    let shared = Arc::new((post, from, Away::default()));
    let sender = |number: usize| {
        let (store, shared) = (store.clone(), Arc::clone(&shared));
        // One letter a turn, so that stopping waits for those under way only.
        Periodic::start("send", INTERVAL, move || {
            let (post, from, away) = &*shared;
            let turn = away.turn(number == 0, || send_next(&store, post, from, Utc::now));
            if matches!(turn, Ok(Turn::Idle)) {
                post.rest();
            }
            let more = turn.map(|turn| matches!(turn, Turn::Sent | Turn::Refused));
            More::after(more, "letters can't be sent")
        })
    };
    (0..shared.0.at_once()).map(sender).collect()
}

/// Whether no letter could leave just now. Then the first sender alone goes on, one letter each time that it looks,
/// so that a server that is away isn't asked for each letter in turn, by all of them.
#[derive(Debug, Default)]
struct Away(AtomicBool);

impl Away {
    /// A sender's turn: it doesn't send while another is to find out whether letters leave again.
    fn turn(&self, first: bool, send: impl FnOnce() -> Result<Turn, FlowError>) -> Result<Turn, FlowError> {
        if !first && self.0.load(Ordering::Relaxed) {
            return Ok(Turn::Failed);
        }
        let turn = send();
        match turn {
            Ok(Turn::Failed) => self.0.store(true, Ordering::Relaxed),
            Ok(Turn::Sent) => self.0.store(false, Ordering::Relaxed),
            _ => {}
        }
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_the_server_is_away_one_sender_alone_asks_it() {
        let away = Away::default();
        // Whether this sender was let, and what came of it.
        let turn = |first, outcome| {
            let mut sent = false;
            let turn = away.turn(first, || {
                sent = true;
                Ok(outcome)
            });
            (sent, turn.unwrap())
        };
        assert_eq!(turn(false, Turn::Sent), (true, Turn::Sent), "all send");
        assert_eq!(turn(false, Turn::Failed), (true, Turn::Failed), "any notices");
        assert_eq!(turn(false, Turn::Sent), (false, Turn::Failed));
        for outcome in [Turn::Failed, Turn::Refused, Turn::Idle] {
            assert_eq!(turn(true, outcome), (true, outcome), "the first goes on");
            assert_eq!(turn(false, Turn::Sent), (false, Turn::Failed), "{outcome:?} is no proof");
        }
        assert_eq!(turn(true, Turn::Sent), (true, Turn::Sent));
        assert_eq!(turn(false, Turn::Sent), (true, Turn::Sent), "all send again");
    }
}

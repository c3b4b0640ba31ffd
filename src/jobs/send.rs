//! Sends the letters that wait.

use std::io;
use std::time::Duration;

use chrono::Utc;

use crate::flows::send::{Turn, send_next};
use crate::mail::{Post, Sender};
use crate::store::Store;

use super::periodic::{More, Periodic};

/// How often the outbox is looked into.
const INTERVAL: Duration = Duration::from_secs(2);

pub(super) fn start(store: Store, post: Post, from: Sender) -> io::Result<Periodic> {
    // One letter a turn, so that stopping waits for one at most; none at once when no letter could leave,
    // so that a server that is away isn't asked for each letter in turn.
    Periodic::start("send", INTERVAL, move || match send_next(&store, &post, &from, Utc::now()) {
        Ok(Turn::Sent | Turn::Refused) => More::ToDo,
        Ok(Turn::Failed) => More::Later,
        Ok(Turn::Idle) => {
            post.rest();
            More::Later
        }
        Err(error) => {
            let error: &dyn std::error::Error = &error;
            tracing::error!(error, "letters can't be sent");
            More::Later
        }
    })
}

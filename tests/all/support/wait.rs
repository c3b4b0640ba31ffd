//! Waiting for what a program does by itself.

use std::time::{Duration, Instant};

/// Many times what anything takes, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(180);

/// Waits until something holds.
pub fn until(holds: impl Fn() -> bool, otherwise: impl Fn() -> String) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "{}", otherwise());
        std::thread::sleep(Duration::from_millis(20));
    }
}

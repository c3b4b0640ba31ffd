//! An authenticator app.

use std::time::Duration;

use chrono::Utc;
use totp_rs::{Builder, Secret, Totp};

/// Seconds that a code lasts.
const STEP: i64 = 30;

/// An app that knows one secret, and shows no code twice.
pub(super) struct Authenticator {
    totp: Totp,
    /// The step of the last code.
    shown: i64,
}

impl Authenticator {
    /// Types in the secret.
    pub(super) fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        Self { totp: Builder::new().with_secret(secret).build_noncompliant(), shown: 0 }
    }

    /// The present code, or the next one when that was shown before: the program takes it half a minute
    /// early. Waits where that isn't enough.
    pub(super) fn code(&mut self) -> String {
        let now = || Utc::now().timestamp().div_euclid(STEP);
        self.shown = now().max(self.shown + 1);
        while self.shown > now() + 1 {
            std::thread::sleep(Duration::from_millis(200));
        }
        self.totp.generate(u64::try_from(self.shown * STEP).unwrap()).to_string()
    }
}

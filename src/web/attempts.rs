//! How often somebody may try what could be guessed or abused: signing in and up, resetting, writing
//! to the operator.
//!
//! Counted in this process, by address and by account, as one may try many accounts and another come from
//! many addresses. Several processes each count for themselves.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client::party;
use super::error::WebError;

/// The time in which the attempts are allowed, and come back.
const WINDOW: Duration = Duration::from_secs(600);

/// When this many are remembered, those that could begin anew are forgotten.
const MANY: usize = 10_000;

/// What is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Attempt {
    /// Signing in, with either step.
    SignIn,
    /// Signing up.
    SignUp,
    /// Asking for a link that resets a password.
    Reset,
    /// Asking for a letter to another address.
    NewAddress,
    /// Writing to the operator.
    Contact,
}

/// Counts attempts.
#[derive(Debug)]
pub(super) struct Attempts {
    addresses: DefaultKeyedRateLimiter<(Attempt, Option<IpAddr>)>,
    accounts: DefaultKeyedRateLimiter<(Attempt, String)>,
    clock: DefaultClock,
}

impl Attempts {
    /// Allows `most` attempts of each kind within ten minutes for an address, a third of it for an account.
    pub(super) fn new(most: NonZeroU32) -> Self {
        let quota = |most: NonZeroU32| {
            Quota::with_period(WINDOW / most.get()).unwrap_or(Quota::per_minute(most)).allow_burst(most)
        };
        let third = NonZeroU32::new(most.get().div_ceil(3)).unwrap_or(NonZeroU32::MIN);
        Self {
            addresses: RateLimiter::keyed(quota(most)),
            accounts: RateLimiter::keyed(quota(third)),
            clock: DefaultClock::default(),
        }
    }

    /// Counts an attempt by an address on an account: the address that was typed, whether or not there is
    /// an account.
    ///
    /// # Errors
    /// [`WebError::TooMany`] with the time after which the next one may succeed.
    pub(super) fn count(
        &self,
        attempt: Attempt,
        address: Option<IpAddr>,
        account: &str,
    ) -> Result<(), WebError> {
        self.forget();
        let wait = |until: governor::NotUntil<_>| WebError::TooMany(until.wait_time_from(self.clock.now()));
        self.addresses.check_key(&(attempt, address.map(party))).map_err(wait)?;
        self.accounts.check_key(&(attempt, account.trim().to_lowercase())).map_err(wait)
    }

    fn forget(&self) {
        if self.addresses.len() > MANY {
            self.addresses.retain_recent();
        }
        if self.accounts.len() > MANY {
            self.accounts.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(counted: &Result<(), WebError>) -> bool {
        !matches!(counted, Err(WebError::TooMany(wait)) if *wait > Duration::ZERO)
    }

    #[test]
    fn addresses_and_accounts_are_counted_apart() {
        let attempts = Attempts::new(NonZeroU32::new(6).unwrap());
        let (one, other): (Option<IpAddr>, Option<IpAddr>) =
            ("192.0.2.1".parse().ok(), "192.0.2.2".parse().ok());
        let zhou: Vec<bool> =
            (0..3).map(|_| allowed(&attempts.count(Attempt::SignIn, one, "Zhou@a.example "))).collect();
        assert_eq!(zhou, [true, true, false], "an account is tried twice");
        let from_elsewhere = attempts.count(Attempt::SignIn, other, "zhou@a.example");
        assert!(!allowed(&from_elsewhere), "whoever tries");
        assert!(allowed(&attempts.count(Attempt::Reset, one, "zhou@a.example")), "something else");
        let many: Vec<bool> = (0..4)
            .map(|i| allowed(&attempts.count(Attempt::SignIn, one, &format!("{i}@a.example"))))
            .collect();
        assert_eq!(many, [true, true, true, false], "an address tries six times, whichever account");
    }
}

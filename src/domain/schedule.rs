//! When somebody is written to: their time zone, the hour of digests, and the hours of quiet.

use chrono::{
    DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc,
    Weekday,
};
use chrono_tz::Tz;

use super::topic::Pace;

/// When somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// The time zone that the hours are told in.
    pub zone: Tz,
    /// The hour of daily and weekly letters.
    pub digest: Hour,
    /// The hours in which nothing is sent that can wait.
    pub quiet: Quiet,
}

/// A full hour of the day, 0–23.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hour(u8);

impl Hour {
    /// All hours.
    pub const ALL: std::ops::Range<u8> = 0..24;

    /// The hour, if there is one of this number.
    pub fn new(hour: u8) -> Option<Self> {
        Self::ALL.contains(&hour).then_some(Self(hour))
    }

    /// Its number.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// From one hour to another, over midnight where the second is less; none where they are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The first quiet hour.
    pub from: Hour,
    /// The first hour after.
    pub to: Hour,
}

impl Quiet {
    fn holds(self, hour: u32) -> bool {
        let (from, to) = (u32::from(self.from.0), u32::from(self.to.0));
        if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to }
    }
}

impl Default for Schedule {
    /// China's time, digests at eight in the morning, no hours of quiet: who wants some chooses them.
    fn default() -> Self {
        Self { zone: Tz::Asia__Shanghai, digest: Hour(8), quiet: Quiet { from: Hour(0), to: Hour(0) } }
    }
}

impl Schedule {
    /// When something that happens now is told at this pace; `None` for never. At once means now, or when
    /// the hours of quiet are over.
    pub fn due(&self, pace: Pace, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match pace {
            Pace::AtOnce => Some(self.after_quiet(now)),
            Pace::Daily => Some(self.after_quiet(self.next_digest(now, None))),
            Pace::Weekly => Some(self.after_quiet(self.next_digest(now, Some(Weekday::Mon)))),
            Pace::Never => None,
        }
    }

    /// The end of the hours of quiet that now is in, if it is in some.
    pub fn quiet_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        Some(self.after_quiet(now)).filter(|end| *end > now)
    }

    /// The last midnight where the reader is.
    pub fn day_began(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.at(now.with_timezone(&self.zone).date_naive(), 0)
    }

    /// The last time a daily letter was due.
    pub fn last_digest(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let today = now.with_timezone(&self.zone).date_naive();
        let at = self.at(today, self.digest.0);
        if at <= now { at } else { self.at(today - Days::new(1), self.digest.0) }
    }

    /// The next digest after `now`, on a day of the week where one is given.
    fn next_digest(&self, now: DateTime<Utc>, on: Option<Weekday>) -> DateTime<Utc> {
        let today = now.with_timezone(&self.zone).date_naive();
        let days = (0..=7).map(|days| today + Days::new(days));
        let right = days.filter(|day| on.is_none_or(|on| day.weekday() == on));
        let times = right.map(|day| self.at(day, self.digest.0));
        times.into_iter().find(|at| *at > now).unwrap_or(now + TimeDelta::days(1))
    }

    /// Now, or the end of the hours of quiet that now is in.
    fn after_quiet(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let local = now.with_timezone(&self.zone);
        if !self.quiet.holds(local.hour()) {
            return now;
        }
        let today = local.date_naive();
        let end = self.at(today, self.quiet.to.0);
        if end > now { end } else { self.at(today + Days::new(1), self.quiet.to.0) }
    }

    /// An hour of a day in the zone; where the clock skips it, the first moment after.
    fn at(&self, day: NaiveDate, hour: u8) -> DateTime<Utc> {
        let local: NaiveDateTime = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::hours(hour.into());
        let found = [0, 1, 2].into_iter().find_map(|later| {
            match self.zone.from_local_datetime(&(local + TimeDelta::hours(later))) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.with_timezone(&Utc)),
                LocalResult::None => None,
            }
        });
        found.unwrap_or_else(|| local.and_utc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Quiet from ten at night to seven.
    fn quiet() -> Schedule {
        Schedule { quiet: Quiet { from: Hour(22), to: Hour(7) }, ..Schedule::default() }
    }

    fn due(pace: Pace, now: &str) -> String {
        let due = quiet().due(pace, at(now));
        due.map(|at| at.format("%m-%d %H:%M").to_string()).unwrap_or_default()
    }

    #[test]
    fn at_once_waits_for_the_end_of_the_night() {
        // In Shanghai it is eight hours later.
        assert_eq!(due(Pace::AtOnce, "2026-11-27T09:30:00Z"), "11-27 09:30");
        assert_eq!(due(Pace::AtOnce, "2026-11-27T14:00:00Z"), "11-27 23:00", "ten at night");
        assert_eq!(due(Pace::AtOnce, "2026-11-27T22:59:59Z"), "11-27 23:00", "one to seven");
        assert_eq!(due(Pace::AtOnce, "2026-11-27T23:00:00Z"), "11-27 23:00", "seven");
    }

    #[test]
    fn a_digest_comes_at_its_hour() {
        assert_eq!(due(Pace::Daily, "2026-11-27T09:30:00Z"), "11-28 00:00");
        assert_eq!(
            due(Pace::Daily, "2026-11-27T00:00:00Z"),
            "11-28 00:00",
            "one that is due now is no later one"
        );
        assert_eq!(due(Pace::Weekly, "2026-11-27T09:30:00Z"), "11-30 00:00", "the Monday after a Friday");
        assert_eq!(due(Pace::Weekly, "2026-11-30T01:00:00Z"), "12-07 00:00");
        assert_eq!(due(Pace::Never, "2026-11-27T09:30:00Z"), "");
    }

    #[test]
    fn a_digest_within_the_hours_of_quiet_waits_for_their_end() {
        let schedule = Schedule { digest: Hour(3), ..quiet() };
        assert_eq!(schedule.due(Pace::Daily, at("2026-11-27T09:30:00Z")), Some(at("2026-11-27T23:00:00Z")));
    }

    #[test]
    fn equal_hours_are_no_quiet_at_all() {
        let quiet = Quiet { from: Hour(5), to: Hour(5) };
        let schedule = Schedule { quiet, ..Schedule::default() };
        let now = at("2026-11-27T21:10:00Z");
        assert_eq!(schedule.due(Pace::AtOnce, now), Some(now));
    }

    #[test]
    fn an_hour_that_the_clock_skips_is_the_next_one() {
        let zone = Tz::Europe__Berlin;
        let schedule = Schedule { zone, digest: Hour(2), quiet: Quiet { from: Hour(0), to: Hour(0) } };
        assert_eq!(schedule.due(Pace::Daily, at("2026-03-28T12:00:00Z")), Some(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn the_last_digest_is_today_s_or_yesterday_s() {
        let schedule = Schedule::default();
        assert_eq!(schedule.last_digest(at("2026-11-27T00:00:00Z")), at("2026-11-27T00:00:00Z"));
        assert_eq!(schedule.last_digest(at("2026-11-26T23:59:00Z")), at("2026-11-26T00:00:00Z"));
        assert_eq!(schedule.day_began(at("2026-11-26T23:59:00Z")), at("2026-11-26T16:00:00Z"));
    }
}

//! Days and points in time as people write them.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};
use unicode_normalization::UnicodeNormalization;

/// The years that a file may name; chrono knows so many more that sums of them overflow.
const YEARS: RangeInclusive<i32> = 1900..=9999;

/// A day: `2027-01-31`, `2027/1/31`, `2027.1.31`, `20270131`, `2027年1月31日`, `31 Jan 2027`,
/// `January 31, 2027`, also with a time behind it. Days of which nobody knows whether the month
/// comes first (`1/2/2027`) are refused.
pub(super) fn date(text: &str) -> Option<NaiveDate> {
    let text: String = text.nfkc().collect();
    day(text.trim()).or_else(|| {
        let (day_part, time) = text.trim().split_once(['T', ' '])?;
        let is_time = time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || ":.Z+-".contains(c));
        if is_time { day(day_part) } else { None }
    })
}

fn day(text: &str) -> Option<NaiveDate> {
    let unified: String = text
        .trim_end_matches(['日', '号'])
        .chars()
        .filter(|c| *c != ' ' || !text.contains('年'))
        .map(|c| if "年月/.".contains(c) { '-' } else { c })
        .collect();
    let spaced = text.replace([',', '.'], " ");
    let spaced = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = NaiveDate::parse_from_str(&unified, "%Y-%m-%d")
        .or_else(|_| NaiveDate::parse_from_str(&spaced, "%d %B %Y"))
        .or_else(|_| NaiveDate::parse_from_str(&spaced, "%B %d %Y"))
        .ok()
        .or_else(|| compact_day(text))?;
    YEARS.contains(&found.year()).then_some(found)
}

fn compact_day(text: &str) -> Option<NaiveDate> {
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    compact.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

/// A point in time; without an offset it is UTC.
pub(super) fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    let local = |form| NaiveDateTime::parse_from_str(text, form).ok().map(|time| time.and_utc());
    let found = DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|time| time.to_utc())
        .or_else(|| local("%Y-%m-%dT%H:%M:%S"))
        .or_else(|| local("%Y-%m-%d %H:%M:%S"))
        .or_else(|| date(text)?.and_hms_opt(0, 0, 0).map(|time| time.and_utc()))?;
    YEARS.contains(&found.year()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 31);
        for text in [
            "2027-01-31",
            "2027/1/31",
            "2027.01.31",
            "20270131",
            "2027年1月31日",
            "2027 年 1 月 31 日",
            "31 Jan 2027",
            "31 January 2027",
            "Jan 31, 2027",
            "2027-01-31 00:00:00",
            "2027-01-31T08:00:00Z",
            "２０２７－０１－３１",
        ] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in
            ["1/2/2027", "31.1.2027", "2027-02-30", "soon", "", "0000-01-01", "2027-01", "T", "2027年"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn points_in_time_stay_within_years_that_can_be_reckoned_with() {
        let time = "2027-01-31T08:00:00Z".parse().ok();
        for text in ["2027-01-31T08:00:00Z", "2027-01-31T16:00:00+08:00", "2027-01-31 08:00:00"] {
            assert_eq!(timestamp(text), time, "{text}");
        }
        for text in [
            "+262142-12-31T23:59:59",
            "-262143-01-01 00:00:00",
            "0000-01-01T00:00:00Z",
            "1900-01-01T00:00:00+08:00",
            "9999-12-31T23:59:59-01:00",
            "+262142-12-31",
        ] {
            assert_eq!(timestamp(text), None, "{text}");
        }
    }
}

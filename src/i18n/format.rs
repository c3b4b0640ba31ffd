//! How dates, money, numbers and places are written in each language.
//!
//! A number and its unit are joined by a no-break space. Amounts are exact: they are scaled
//! (`M`, 万, 亿) only where two decimals lose nothing, and otherwise written in full.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use fluent_templates::fluent_bundle::FluentValue;
use rust_decimal::Decimal;

use super::Messages;
use crate::domain::{Amount, Currency, Language, MoneyRange, Months, Region, Trl};

/// The most decimals of a scaled amount.
const MAX_DECIMALS: u32 = 2;

impl Messages {
    /// A calendar day: `31 Jan 2027`, `2027年1月31日`.
    pub fn date(self, date: NaiveDate) -> String {
        self.with(
            "format-date",
            &[
                ("day", date.day().to_string().into()),
                ("month", date.month().into()),
                ("year", date.year().to_string().into()),
            ],
        )
    }

    /// The day on which a moment falls in the site's time zone.
    pub fn day(self, moment: DateTime<Utc>) -> String {
        self.date(moment.with_timezone(&self.zone).date_naive())
    }

    /// The moment at which a day begins in the site's time zone; `None` beyond what can be counted.
    pub fn start_of(self, day: NaiveDate) -> Option<DateTime<Utc>> {
        let local = self.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest()?;
        Some(local.with_timezone(&Utc))
    }

    /// A moment to the minute in the site's time zone: `31 Jan 2027, 09:05`, `2027年1月31日 09:05`.
    pub fn moment(self, moment: DateTime<Utc>) -> String {
        let local = moment.with_timezone(&self.zone);
        self.with(
            "format-moment",
            &[
                ("date", self.date(local.date_naive()).into()),
                ("time", local.format("%H:%M").to_string().into()),
            ],
        )
    }

    /// A duration: `18 months`, `18个月`.
    pub fn months(self, months: Months) -> String {
        self.n("format-months", months.get())
    }

    /// A readiness level: `TRL 7`.
    pub fn trl(self, trl: Trl) -> String {
        self.v("format-trl", trl)
    }

    /// A whole number in groups of three digits: `27,760`.
    pub fn number(self, number: impl TryInto<u64>) -> String {
        grouped(&number.try_into().unwrap_or(u64::MAX).to_string())
    }

    /// A share from 0 to 1 in whole percent: `35%`.
    pub fn percent(self, share: f32) -> String {
        self.v("format-percent", (share * 100.0).round())
    }

    /// A budget or a price band: `¥3.0–4.5 M`, `300–450万元`, `up to ¥80,000`, `8万元以内`.
    pub fn money(self, range: &MoneyRange) -> String {
        let amounts = |ends: &[Amount]| self.amounts(ends, range.currency());
        match (range.min(), range.max()) {
            (Some(min), Some(max)) if min == max => amounts(&[min]),
            (Some(min), Some(max)) => amounts(&[min, max]),
            (Some(min), None) => self.v("format-money-from", amounts(&[min])),
            (None, Some(max)) => self.v("format-money-to", amounts(&[max])),
            (None, None) => String::new(),
        }
    }

    /// One amount: `¥4.5 M`, `450万元`.
    pub fn amount(self, amount: Amount, currency: Currency) -> String {
        self.amounts(&[amount], currency)
    }

    /// A city with its province, or a province: `Wuxi, Jiangsu`, `江苏无锡`.
    pub fn region(self, region: Region) -> String {
        let name = |region: Region| region.short(self.language).to_owned();
        if !region.is_city() {
            return name(region);
        }
        self.with(
            "format-city",
            &[("city", name(region).into()), ("province", name(region.province()).into())],
        )
    }

    /// Things in a row: `one, two and three`, `一、二和三`.
    pub fn list(self, items: impl IntoIterator<Item = String>) -> String {
        let mut items: Vec<String> = items.into_iter().collect();
        let Some(last) = items.pop() else { return String::new() };
        if items.is_empty() {
            return last;
        }
        let first = items.join(&self.t("format-list-comma"));
        self.with("format-list", &[("first", first.into()), ("last", last.into())])
    }

    /// Amounts of one currency, joined by a dash, all at the same scale.
    fn amounts(self, ends: &[Amount], currency: Currency) -> String {
        let ends: Vec<Decimal> = ends.iter().map(|end| end.decimal()).collect();
        let scale = Scale::of(&ends, self.language);
        let numbers: Vec<String> = ends.iter().map(|end| scale.write(*end)).collect();
        self.with(
            "format-money",
            &[
                ("number", numbers.join("–").into()),
                ("scale", FluentValue::from(scale.exponent)),
                ("symbol", currency.symbol().into()),
                ("code", currency.code().into()),
            ],
        )
    }
}

/// By which power of ten amounts are divided, and with how many decimals they are written.
#[derive(Debug, Clone, Copy)]
struct Scale {
    exponent: u32,
    decimals: u32,
}

impl Scale {
    /// The largest scale of the language at which every amount is 1 or more and keeps its value.
    fn of(amounts: &[Decimal], language: Language) -> Self {
        let exponents: &[u32] = match language {
            Language::En => &[6],
            Language::Zh => &[8, 4],
        };
        for exponent in exponents.iter().copied() {
            let scaled = amounts.iter().map(|amount| divided(*amount, exponent));
            let decimals = scaled.clone().map(|amount| amount.scale()).max().unwrap_or(0);
            if scaled.clone().all(|amount| amount >= Decimal::ONE) && decimals <= MAX_DECIMALS {
                return Self { exponent, decimals };
            }
        }
        let whole = amounts.iter().all(|amount| amount.fract().is_zero());
        Self { exponent: 0, decimals: if whole { 0 } else { MAX_DECIMALS } }
    }

    fn write(self, amount: Decimal) -> String {
        let text = format!("{:.*}", self.decimals as usize, divided(amount, self.exponent));
        match text.split_once('.') {
            Some((whole, decimals)) => format!("{}.{decimals}", grouped(whole)),
            None => grouped(&text),
        }
    }
}

/// `amount` divided by a power of ten, exactly.
fn divided(amount: Decimal, exponent: u32) -> Decimal {
    (amount * Decimal::new(1, exponent)).normalize()
}

/// Digits with a comma before every third from the right.
fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EN: fn() -> Messages = || Messages::new(Language::En);
    const ZH: fn() -> Messages = || Messages::new(Language::Zh);

    fn range(min: &str, max: &str, currency: Currency) -> MoneyRange {
        MoneyRange::new(min.parse().ok(), max.parse().ok(), currency).unwrap()
    }

    #[test]
    fn dates_are_written_in_the_order_of_the_language() {
        let date = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
        assert_eq!(EN().date(date), "31\u{a0}Jan 2027");
        assert_eq!(ZH().date(date), "2027年1月31日");
    }

    #[test]
    fn a_moment_falls_on_the_day_of_the_sites_zone() {
        let moment = Utc.with_ymd_and_hms(2026, 12, 31, 16, 30, 0).unwrap();
        assert_eq!(EN().day(moment), "1\u{a0}Jan 2027");
        assert_eq!(EN().moment(moment), "1\u{a0}Jan 2027, 00:30");
        assert_eq!(EN().in_zone(chrono_tz::Tz::UTC).day(moment), "31\u{a0}Dec 2026");
        assert_eq!(ZH().moment(moment), "2027年1月1日 00:30");
        let start = EN().start_of(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()).unwrap();
        assert_eq!(start, Utc.with_ymd_and_hms(2026, 12, 31, 16, 0, 0).unwrap());
    }

    #[test]
    fn money_is_scaled_only_where_nothing_is_lost() {
        for (min, max, en, zh) in [
            ("3000000", "4500000", "¥3.0–4.5\u{a0}M", "300–450万元"),
            ("300000", "300000", "¥300,000", "30万元"),
            ("", "80000", "up to ¥80,000", "8万元以内"),
            ("1250000", "", "from ¥1.25\u{a0}M", "125万元起"),
            ("800000", "1200000", "¥800,000–1,200,000", "80–120万元"),
            ("3456789", "", "from ¥3,456,789", "3,456,789元起"),
            ("120000000", "300000000", "¥120–300\u{a0}M", "1.2–3.0亿元"),
            ("50000000", "120000000", "¥50–120\u{a0}M", "5,000–12,000万元"),
            ("1234.5", "", "from ¥1,234.50", "1,234.50元起"),
            ("0", "5000", "¥0–5,000", "0–5,000元"),
        ] {
            let range = range(min, max, Currency::Cny);
            assert_eq!((EN().money(&range).as_str(), ZH().money(&range).as_str()), (en, zh));
        }
    }

    #[test]
    fn other_currencies_have_their_sign_and_their_name() {
        let range = range("200000", "2000000", Currency::Usd);
        assert_eq!(EN().money(&range), "US$200,000–2,000,000");
        assert_eq!(ZH().money(&range), "20–200万美元");
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(EN().number(27_760usize), "27,760");
        assert_eq!(EN().number(999usize), "999");
        assert_eq!(EN().trl(Trl::new(7).unwrap()), "TRL\u{a0}7");
        assert_eq!(EN().months(Months::new(1).unwrap()), "1\u{a0}month");
        assert_eq!(ZH().months(Months::new(18).unwrap()), "18个月");
        assert_eq!(ZH().percent(0.347), "35%");
    }

    #[test]
    fn places_and_lists() {
        let wuxi = Region::from_code("320200").unwrap();
        assert_eq!((EN().region(wuxi), ZH().region(wuxi)), ("Wuxi, Jiangsu".into(), "江苏无锡".into()));
        assert_eq!(ZH().region(wuxi.province()), "江苏");
        let items = |n: usize| ["a", "b", "c"][..n].iter().map(|s| (*s).to_owned());
        assert_eq!((EN().list(items(3)), EN().list(items(2))), ("a, b and c".into(), "a and b".into()));
        assert_eq!((ZH().list(items(3)), ZH().list(items(1))), ("a、b和c".into(), "a".into()));
    }

    proptest! {
        #[test]
        fn an_amount_reads_back_to_what_was_written(minor in 0i64..=1_000_000_000_000_000) {
            let amount = Amount::from_minor(minor).unwrap();
            for messages in [EN(), ZH()] {
                let text = messages.amount(amount, Currency::Cny).replace(['¥', '\u{a0}'], "");
                prop_assert_eq!(text.parse::<Amount>().unwrap(), amount, "{}", text);
            }
        }
    }
}

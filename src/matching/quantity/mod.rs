//! Numbers with units as evidence: "1,250 °C", "≥ 400 Wh/kg", "5–10 万元", read, brought to one unit,
//! and compared as ranges.
//!
//! ```
//! use sunmao::matching::quantity::{Answer, quantities};
//!
//! let asked = quantities("must survive at least 1,250 °C");
//! let offered = quantities("高达1300摄氏度");
//! assert_eq!((asked[0].low, offered[0].high), (1250.0, 1300.0));
//! assert_eq!(asked[0].answered_by(&offered[0]), Some(Answer::Met));
//! assert_eq!(asked[0].answered_by(&quantities("5 mm")[0]), None, "lengths say nothing of temperatures");
//! ```

mod scan;
mod units;

use std::ops::Range;

pub use units::Measure;

/// The most quantities that are read of one text.
pub const MAX_QUANTITIES: usize = 200;

/// How a quantity is bounded by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// One value, or about it: "1250 °C", "about 3 mm", "约3毫米".
    Exact,
    /// At least: "≥ 400 Wh/kg", "不低于". Also what is reached: "up to 1300 °C", "高达": who reaches it
    /// can do with less.
    AtLeast,
    /// At most: "≤ 5 %", "within 12 months", "不超过".
    AtMost,
    /// From one value to another: "3–5 mm".
    Between,
}

/// A number with a unit, or two.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What it measures.
    pub measure: Measure,
    /// How it is bounded.
    pub bound: Bound,
    /// The lower value in the unit of the measure; finite.
    pub low: f64,
    /// The upper value in the unit of the measure; finite, not below `low`.
    pub high: f64,
    /// Bytes of the text, with the words that bound it; on character boundaries.
    pub range: Range<usize>,
}

/// How a quantity that is offered answers one that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Answer {
    /// It can't: it lies on the wrong side of what is asked.
    Contradicted,
    /// In part, nearly, or it doesn't say.
    Partly,
    /// It meets what is asked.
    Met,
}

/// The quantities of a text in their order, at most [`MAX_QUANTITIES`]. Time in proportion to the text.
pub fn quantities(text: &str) -> Vec<Quantity> {
    scan::scan(text)
}

impl Quantity {
    /// How `offered` answers this quantity, if both measure the same.
    ///
    /// | asked | met by | contradicted by |
    /// |---|---|---|
    /// | at least `a` | a value, a lower bound or a range from `a` on | what stays more than a tenth below `a` |
    /// | at most `a` | a value, an upper bound or a range up to `a` | a value or a lower bound more than a tenth above `a` |
    /// | `a` to `b` | what covers both | what doesn't touch the range |
    /// | about `a` | what covers `a` by a tenth | nothing: it may be one value of many |
    pub fn answered_by(&self, offered: &Self) -> Option<Answer> {
        if self.measure != offered.measure {
            return None;
        }
        // A temperature in Celsius has no zero to take a tenth of.
        let slack = |value: f64| if self.measure == Measure::Temperature { 20.0 } else { value.abs() * 0.1 };
        Some(match self.bound {
            Bound::AtLeast => match offered.bound {
                Bound::AtMost if offered.high < self.low - slack(self.low) => Answer::Contradicted,
                Bound::AtMost => Answer::Partly,
                _ if offered.high >= self.low => Answer::Met,
                _ if offered.high >= self.low - slack(self.low) => Answer::Partly,
                _ => Answer::Contradicted,
            },
            Bound::AtMost => match offered.bound {
                Bound::AtLeast if offered.low > self.high + slack(self.high) => Answer::Contradicted,
                Bound::AtLeast => Answer::Partly,
                _ if offered.high <= self.high => Answer::Met,
                Bound::AtMost => Answer::Partly,
                _ if offered.low <= self.high + slack(self.high) => Answer::Partly,
                _ => Answer::Contradicted,
            },
            Bound::Between => {
                let (low, high) = offered.reach();
                if low <= self.low && high >= self.high {
                    Answer::Met
                } else if low <= self.high && high >= self.low {
                    Answer::Partly
                } else {
                    Answer::Contradicted
                }
            }
            Bound::Exact => {
                let (low, high) = offered.reach();
                let slack = slack(self.low);
                if low - slack <= self.low && high + slack >= self.high {
                    Answer::Met
                } else {
                    Answer::Partly
                }
            }
        })
    }

    /// All values that it may stand for.
    fn reach(&self) -> (f64, f64) {
        match self.bound {
            // What reaches a value can do with less, and what lies above it with more.
            Bound::AtLeast => (f64::NEG_INFINITY, f64::INFINITY),
            Bound::AtMost => (f64::NEG_INFINITY, self.high),
            Bound::Exact | Bound::Between => (self.low, self.high),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> Quantity {
        let found = quantities(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found.into_iter().next().unwrap()
    }

    #[test]
    fn reads_numbers_as_people_write_them() {
        use Bound::{AtLeast, AtMost, Between, Exact};
        use Measure::*;
        for (text, measure, bound, low, high) in [
            ("1,250 °C", Temperature, Exact, 1250.0, 1250.0),
            ("１２５０℃", Temperature, Exact, 1250.0, 1250.0),
            ("up to 1250 C of heat: 1250 °C", Temperature, Exact, 1250.0, 1250.0),
            ("≥ 400 Wh/kg", SpecificEnergy, AtLeast, 400.0, 400.0),
            ("不低于400Wh/kg", SpecificEnergy, AtLeast, 400.0, 400.0),
            ("an energy of at least 0.4 kWh/kg", SpecificEnergy, AtLeast, 400.0, 400.0),
            ("5–10 万元", Yuan, Between, 50_000.0, 100_000.0),
            ("5万-10万元", Yuan, Between, 50_000.0, 100_000.0),
            ("预算1.5亿元以内", Yuan, AtMost, 150_000_000.0, 150_000_000.0),
            ("between 3 and 5 mm", Length, Between, 0.003, 0.005),
            ("3 mm to 5 mm", Length, Between, 0.003, 0.005),
            ("厚度3至5毫米", Length, Between, 0.003, 0.005),
            ("粗糙度≤0.1 μm", Length, AtMost, 1e-7, 1e-7),
            ("less than 5 %", Ratio, AtMost, 5.0, 5.0),
            ("95％以上", Ratio, AtLeast, 95.0, 95.0),
            ("高达1300℃", Temperature, AtLeast, 1300.0, 1300.0),
            ("1×10⁻³ mbar", Pressure, Exact, 0.1, 0.1),
            ("10^5 cycles", Cycles, Exact, 1e5, 1e5),
            ("3.5 kW", Power, Exact, 3500.0, 3500.0),
            ("12个月内", Duration, AtMost, 12.0 * 2_629_746.0, 12.0 * 2_629_746.0),
            ("−40 °C", Temperature, Exact, -40.0, -40.0),
            ("300 K", Temperature, Exact, 26.85, 26.85),
            ("5±0.1 mm", Length, Between, 0.0049, 0.0051),
        ] {
            let found = quantities(text);
            let q = found.last().unwrap_or_else(|| panic!("{text}"));
            assert_eq!((q.measure, q.bound), (measure, bound), "{text}");
            assert!(
                (q.low - low).abs() <= low.abs() * 1e-9 && (q.high - high).abs() <= high.abs() * 1e-9,
                "{text}: {q:?}"
            );
        }
    }

    #[test]
    fn what_is_no_quantity_is_left_out() {
        for text in
            ["H2O", "in 2024 we", "GB/T 4754-2017", "3D printing", "no. 5", "1e999999 mm", "A4 m", "24/7", ""]
        {
            assert_eq!(quantities(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn answers_are_compared_as_ranges() {
        use Answer::{Contradicted, Met, Partly};
        for (asked, offered, answer) in [
            ("≥ 1250 °C", "up to 1300 °C", Met),
            ("≥ 1250 °C", "1250 °C", Met),
            ("≥ 1250 °C", "1240 °C", Partly),
            ("≥ 1250 °C", "900 °C", Contradicted),
            ("at least 400 Wh/kg", "高达350 Wh/kg", Contradicted),
            ("≤ 5 %", "3 %", Met),
            ("≤ 5 %", "below 5 %", Met),
            ("≤ 5 %", "below 8 %", Partly),
            ("≤ 5 %", "12 %", Contradicted),
            ("≤ 5 %", "at least 20 %", Contradicted),
            ("3–5 mm", "1–10 mm", Met),
            ("3–5 mm", "4–10 mm", Partly),
            ("3–5 mm", "8–10 mm", Contradicted),
            ("20 kHz", "20.5 kHz", Met),
            ("20 kHz", "5 kHz", Partly),
            ("12个月内", "6 months", Met),
        ] {
            assert_eq!(one(asked).answered_by(&one(offered)), Some(answer), "{asked} / {offered}");
        }
        assert_eq!(one("3 mm").answered_by(&one("3 kg")), None);
    }

    #[test]
    fn hostile_texts_are_read_in_proportion() {
        for text in [
            "1".repeat(3_000_000),
            "1,".repeat(1_000_000),
            "1 mm ".repeat(500_000),
            "≥".repeat(1_000_000),
            "1-".repeat(1_000_000),
        ] {
            let found = quantities(&text);
            assert!(found.len() <= MAX_QUANTITIES);
        }
    }

    proptest! {
        #[test]
        fn any_text_yields_finite_ranges_on_character_boundaries(text in "(\\PC|[0-9.,–±≥ ]|mm|万元|°C){0,60}") {
            for quantity in quantities(&text) {
                prop_assert!(text.get(quantity.range.clone()).is_some_and(|part| !part.is_empty()));
                prop_assert!(quantity.low.is_finite() && quantity.high.is_finite() && quantity.low <= quantity.high);
            }
        }

        #[test]
        fn the_unit_makes_no_difference(value in 1_u32..100_000) {
            let millimetres = one(&format!("{} mm", u64::from(value) * 1000));
            let metres = one(&format!("{value} m"));
            prop_assert!((millimetres.low - metres.low).abs() < 1e-9 * metres.low);
        }
    }
}

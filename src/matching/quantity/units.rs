//! Units: how they are written, what they measure, and how large they are.

/// What a quantity measures. Quantities of one kind can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Degrees Celsius.
    Temperature,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Litres.
    Volume,
    /// Kilograms.
    Mass,
    /// Seconds.
    Duration,
    /// Hertz.
    Frequency,
    /// Revolutions a minute.
    Rotation,
    /// Metres a second.
    Speed,
    /// Newtons.
    Force,
    /// Pascals.
    Pressure,
    /// Watt hours.
    Energy,
    /// Watt hours a kilogram.
    SpecificEnergy,
    /// Watts.
    Power,
    /// Volts.
    Voltage,
    /// Amperes.
    Current,
    /// Ampere hours.
    Charge,
    /// Hundredths.
    Ratio,
    /// Parts in a million.
    Traces,
    /// Milligrams a litre.
    Concentration,
    /// Decibels.
    Level,
    /// Repetitions.
    Cycles,
    /// People.
    People,
    /// Yuan.
    Yuan,
    /// US dollars.
    Dollars,
    /// Euros.
    Euros,
}

/// A unit: its spellings in small letters, what it measures, and the size and zero of one in the
/// unit of that measure.
pub(super) struct Unit {
    pub(super) spellings: &'static [&'static str],
    pub(super) measure: Measure,
    pub(super) factor: f64,
    pub(super) offset: f64,
}

const fn unit(spellings: &'static [&'static str], measure: Measure, factor: f64) -> Unit {
    Unit { spellings, measure, factor, offset: 0.0 }
}

/// All units. Spellings that mean several things in texts (`m` for minute, `t` for time) are taken in
/// the sense of technical texts.
pub(super) const UNITS: &[Unit] = &[
    unit(&["°c", "℃", "度c", "摄氏度", "degrees celsius", "degree celsius"], Measure::Temperature, 1.0),
    Unit { spellings: &["k", "kelvin"], measure: Measure::Temperature, factor: 1.0, offset: -273.15 },
    Unit {
        spellings: &["°f", "℉"], measure: Measure::Temperature, factor: 5.0 / 9.0, offset: -160.0 / 9.0
    },
    unit(&["nm", "纳米", "nanometres", "nanometers"], Measure::Length, 1e-9),
    unit(
        &["μm", "um", "㎛", "微米", "microns", "micron", "micrometres", "micrometers"],
        Measure::Length,
        1e-6,
    ),
    unit(&["mm", "㎜", "毫米", "millimetres", "millimeters"], Measure::Length, 1e-3),
    unit(&["cm", "㎝", "厘米", "centimetres", "centimeters"], Measure::Length, 1e-2),
    unit(&["m", "米", "metres", "meters"], Measure::Length, 1.0),
    unit(&["km", "公里", "千米", "kilometres", "kilometers"], Measure::Length, 1e3),
    unit(&["mm2", "平方毫米"], Measure::Area, 1e-6),
    unit(&["cm2", "平方厘米"], Measure::Area, 1e-4),
    unit(&["m2", "㎡", "平方米", "square metres", "square meters"], Measure::Area, 1.0),
    unit(&["ha", "公顷", "hectares"], Measure::Area, 1e4),
    unit(&["亩"], Measure::Area, 10_000.0 / 15.0),
    unit(&["μl", "ul", "微升"], Measure::Volume, 1e-6),
    unit(&["ml", "毫升"], Measure::Volume, 1e-3),
    unit(&["l", "升", "litres", "liters"], Measure::Volume, 1.0),
    unit(&["m3", "立方米", "cubic metres", "cubic meters"], Measure::Volume, 1e3),
    unit(&["μg", "ug", "微克"], Measure::Mass, 1e-9),
    unit(&["mg", "毫克"], Measure::Mass, 1e-6),
    unit(&["g", "克", "grams"], Measure::Mass, 1e-3),
    unit(&["kg", "㎏", "千克", "公斤", "kilograms"], Measure::Mass, 1.0),
    unit(&["t", "吨", "tonnes", "tons"], Measure::Mass, 1e3),
    unit(&["ns", "纳秒"], Measure::Duration, 1e-9),
    unit(&["μs", "us", "微秒"], Measure::Duration, 1e-6),
    unit(&["ms", "毫秒", "milliseconds"], Measure::Duration, 1e-3),
    unit(&["s", "秒", "seconds", "sec"], Measure::Duration, 1.0),
    unit(&["min", "分钟", "minutes"], Measure::Duration, 60.0),
    unit(&["h", "小时", "hours", "hour", "hrs"], Measure::Duration, 3_600.0),
    unit(&["天", "日", "days", "day"], Measure::Duration, 86_400.0),
    unit(&["周", "weeks", "week"], Measure::Duration, 604_800.0),
    unit(&["个月", "months", "month"], Measure::Duration, 2_629_746.0),
    unit(&["年", "years", "year"], Measure::Duration, 31_556_952.0),
    unit(&["hz", "赫兹"], Measure::Frequency, 1.0),
    unit(&["khz", "千赫"], Measure::Frequency, 1e3),
    unit(&["mhz", "兆赫"], Measure::Frequency, 1e6),
    unit(&["ghz", "吉赫"], Measure::Frequency, 1e9),
    unit(&["thz", "太赫兹"], Measure::Frequency, 1e12),
    unit(&["rpm", "r/min", "转/分", "rev/min"], Measure::Rotation, 1.0),
    unit(&["mm/s"], Measure::Speed, 1e-3),
    unit(&["mm/min"], Measure::Speed, 1e-3 / 60.0),
    unit(&["m/min"], Measure::Speed, 1.0 / 60.0),
    unit(&["m/s", "米/秒"], Measure::Speed, 1.0),
    unit(&["km/h", "公里/小时", "kph"], Measure::Speed, 1.0 / 3.6),
    unit(&["n", "牛顿"], Measure::Force, 1.0),
    unit(&["kn", "千牛"], Measure::Force, 1e3),
    unit(&["mn", "兆牛"], Measure::Force, 1e6),
    unit(&["pa", "帕"], Measure::Pressure, 1.0),
    unit(&["hpa", "mbar"], Measure::Pressure, 100.0),
    unit(&["kpa", "千帕"], Measure::Pressure, 1e3),
    unit(&["mpa", "兆帕"], Measure::Pressure, 1e6),
    unit(&["gpa", "吉帕"], Measure::Pressure, 1e9),
    unit(&["bar"], Measure::Pressure, 1e5),
    unit(&["atm", "大气压"], Measure::Pressure, 101_325.0),
    unit(&["wh"], Measure::Energy, 1.0),
    unit(&["kwh", "千瓦时", "度电"], Measure::Energy, 1e3),
    unit(&["mwh", "兆瓦时"], Measure::Energy, 1e6),
    unit(&["gwh"], Measure::Energy, 1e9),
    unit(&["j", "焦耳"], Measure::Energy, 1.0 / 3_600.0),
    unit(&["kj", "千焦"], Measure::Energy, 1.0 / 3.6),
    unit(&["mj", "兆焦"], Measure::Energy, 1e3 / 3.6),
    unit(&["wh/kg", "瓦时/千克", "瓦时/公斤"], Measure::SpecificEnergy, 1.0),
    unit(&["kwh/kg"], Measure::SpecificEnergy, 1e3),
    unit(&["mw", "兆瓦", "megawatts"], Measure::Power, 1e6),
    unit(&["w", "瓦", "watts"], Measure::Power, 1.0),
    unit(&["kw", "千瓦", "kilowatts"], Measure::Power, 1e3),
    unit(&["gw", "吉瓦"], Measure::Power, 1e9),
    unit(&["mv", "毫伏"], Measure::Voltage, 1e-3),
    unit(&["v", "伏", "volts"], Measure::Voltage, 1.0),
    unit(&["kv", "千伏"], Measure::Voltage, 1e3),
    unit(&["ma", "毫安"], Measure::Current, 1e-3),
    unit(&["a", "安培", "amperes"], Measure::Current, 1.0),
    unit(&["ka", "千安"], Measure::Current, 1e3),
    unit(&["mah", "毫安时"], Measure::Charge, 1e-3),
    unit(&["ah", "安时"], Measure::Charge, 1.0),
    unit(&["%", "percent", "per cent", "个百分点"], Measure::Ratio, 1.0),
    unit(&["‰"], Measure::Ratio, 0.1),
    unit(&["ppm"], Measure::Traces, 1.0),
    unit(&["ppb"], Measure::Traces, 1e-3),
    unit(&["mg/l", "毫克/升"], Measure::Concentration, 1.0),
    unit(&["g/l", "克/升"], Measure::Concentration, 1e3),
    unit(&["μg/l", "ug/l"], Measure::Concentration, 1e-3),
    unit(&["db", "分贝"], Measure::Level, 1.0),
    unit(&["cycles", "cycle", "次循环", "次", "times"], Measure::Cycles, 1.0),
    unit(&["人", "名", "people", "students", "trainees"], Measure::People, 1.0),
    unit(&["元", "yuan", "rmb", "cny", "人民币"], Measure::Yuan, 1.0),
    unit(&["万元"], Measure::Yuan, 1e4),
    unit(&["亿元"], Measure::Yuan, 1e8),
    unit(&["usd", "美元", "dollars"], Measure::Dollars, 1.0),
    unit(&["万美元"], Measure::Dollars, 1e4),
    unit(&["eur", "欧元", "euros"], Measure::Euros, 1.0),
    unit(&["万欧元"], Measure::Euros, 1e4),
];

/// The most characters of a spelling.
pub(super) const LONGEST: usize = 16;

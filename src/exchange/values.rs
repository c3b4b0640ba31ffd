//! From a cell to a domain type.
//!
//! Every reader returns `None` for a cell that says that nothing is stated ("不限", "n/a").

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::str::FromStr;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use unicode_normalization::UnicodeNormalization;

use crate::domain::text::{TextError, Website};
use crate::domain::{
    Discipline, Disclosure, Form, Industry, IpStance, Kind, Language, Months, OrganizationKind, Region,
    State, StrategicIndustry, Trl,
};

use super::MAX_CELL;
use super::columns::Filled;
use super::error::Reason;
use super::table::Cell;
use super::vocabulary::{Expected, alias, normal, says_nothing, words};

/// A reason that quotes the beginning of what stands in the cell.
pub(super) fn unreadable(expected: Expected, text: &str) -> Reason {
    const SHOWN: usize = 40;
    let mut value: String = text.trim().chars().take(SHOWN).collect();
    if value.len() < text.trim().len() {
        value.push('…');
    }
    Reason::Unreadable { expected, value }
}

/// The cell as one text; the entries of a list under each other.
pub(super) fn whole<'a>(cell: &Filled<'a>) -> Result<Cow<'a, str>, Reason> {
    let text: Cow<'_, str> = match cell.cell {
        Cell::Text(text) => text.into(),
        Cell::List(items) => items.join("\n").into(),
        Cell::Other => return Err(unreadable(Expected::Text, "")),
    };
    within_bounds(&text)?;
    Ok(text)
}

fn within_bounds(text: &str) -> Result<(), Reason> {
    // Characters are counted only where bytes don't already settle it.
    let length = if text.len() > MAX_CELL { text.chars().count() } else { 0 };
    if length > MAX_CELL { Err(Reason::TooLong { max: MAX_CELL, length }) } else { Ok(()) }
}

/// A bounded text; blank is none.
pub(super) fn text<T>(
    cell: &Filled<'_>,
    parse: impl FnOnce(&str) -> Result<T, TextError>,
) -> Result<Option<T>, Reason> {
    bounded(parse(&whole(cell)?))
}

fn bounded<T>(parsed: Result<T, TextError>) -> Result<Option<T>, Reason> {
    match parsed {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(TextError::TooLong { max, length }) => Err(Reason::TooLong { max, length }),
    }
}

/// One value; `None` also for words that say that nothing is stated.
pub(super) fn value<T>(
    cell: &Filled<'_>,
    expected: Expected,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Reason> {
    let text = whole(cell)?;
    match parse(text.trim()) {
        Some(value) => Ok(Some(value)),
        None if says_nothing(&text) => Ok(None),
        None => Err(unreadable(expected, &text)),
    }
}

/// How the entries of a list stand in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separated {
    /// Words: by semicolons, bars, line ends, commas and enumeration commas.
    Words,
    /// Sentences, in which commas belong to the text: by line ends if there are any, or else by
    /// semicolons and bars.
    Sentences,
}

/// The entries of a list. A cell with a JSON array is one, as an export writes it where an entry
/// holds a separator.
pub(super) fn entries(cell: &Filled<'_>, separated: Separated) -> Result<Vec<String>, Reason> {
    if let Cell::List(items) = cell.cell {
        items.iter().try_for_each(|item| within_bounds(item))?;
        return Ok(items.clone());
    }
    let text = whole(cell)?;
    if let Some(items) = json_list(&text) {
        return Ok(items);
    }
    let parts: Vec<&str> = match separated {
        Separated::Words => text.split(|c| ";；|、,，\n\r".contains(c)).collect(),
        Separated::Sentences if text.trim().contains('\n') => text.lines().collect(),
        Separated::Sentences => text.split([';', '；', '|']).collect(),
    };
    Ok(parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect())
}

/// The entries of a JSON array of texts.
fn json_list(text: &str) -> Option<Vec<String>> {
    text.trim().starts_with('[').then(|| serde_json::from_str(text.trim()).ok())?
}

/// How a list is written into one cell, so that [`entries`] gives it back.
pub(super) fn joined(items: &[String]) -> String {
    let plain = |item: &String| {
        !item.contains(|c| ";；|、,，\n\r".contains(c)) && !item.starts_with('[') && item.trim() == item
    };
    match items.iter().all(plain) {
        true => items.join("; "),
        // Texts always can be written as JSON.
        false => serde_json::to_string(items).unwrap_or_default(),
    }
}

/// A list of bounded texts.
pub(super) fn texts<T>(
    cell: &Filled<'_>,
    separated: Separated,
    parse: impl Fn(&str) -> Result<T, TextError>,
) -> Result<Vec<T>, Reason> {
    let parsed: Result<Vec<Option<T>>, Reason> =
        entries(cell, separated)?.iter().map(|entry| bounded(parse(entry))).collect();
    Ok(parsed?.into_iter().flatten().collect())
}

/// A list of codes or names. Names hold commas too (`农、林、牧、渔业`), so that a part is divided
/// further only if no entry of the code list answers to it as it is.
pub(super) fn codes<T>(
    cell: &Filled<'_>,
    expected: Expected,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, Reason> {
    let parts = match cell.cell {
        Cell::List(items) => items.clone(),
        _ => {
            let text = whole(cell)?;
            json_list(&text)
                .unwrap_or_else(|| text.split([';', '；', '|', '\n']).map(str::to_owned).collect())
        }
    };
    let mut found = Vec::new();
    for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
        match parse(part) {
            Some(code) => found.push(code),
            None if says_nothing(part) => {}
            None => {
                for piece in part.split(['、', ',', '，', '/']).map(str::trim).filter(|p| !p.is_empty()) {
                    found.push(parse(piece).ok_or_else(|| unreadable(expected, part))?);
                }
            }
        }
    }
    Ok(found)
}

/// Declares a reader of a closed set of values by code, label or alias.
macro_rules! by_word {
    ($(#[$doc:meta])* $name:ident -> $type:ty, $values:expr, $code:expr, label $label:literal, list $list:literal) => {
        $(#[$doc])*
        pub(super) fn $name(text: &str) -> Option<$type> {
            static WORDS: LazyLock<HashMap<String, $type>> =
                LazyLock::new(|| words($values, $code, $label, $list));
            known(&WORDS, text)
        }
    };
}

fn known<T: Copy + Eq + Hash>(words: &HashMap<String, T>, text: &str) -> Option<T> {
    words.get(&normal(text)).copied()
}

by_word!(
    /// A form of cooperation.
    form -> Form, Form::ALL, |form| form.code().to_owned(), label "form-", list "form"
);
by_word!(
    /// A stance on intellectual property.
    ip -> IpStance, IpStance::ALL, |ip| ip.code().to_owned(), label "ip-", list "ip"
);
by_word!(
    /// A kind of organization.
    organization_kind -> OrganizationKind, OrganizationKind::ALL, |kind| kind.code().to_owned(),
    label "organization-", list "organization-kind"
);
by_word!(
    /// A state.
    state -> State, State::ALL, |state| state.code().to_owned(), label "state-", list "state"
);
by_word!(
    /// A disclosure level.
    disclosure -> Disclosure, Disclosure::ALL, |level| level.code().to_owned(),
    label "disclosure-", list "disclosure"
);
by_word!(
    /// A kind of posting.
    kind -> Kind, Kind::ALL, |kind| kind.code().to_owned(), label "kind-", list "kind"
);
by_word!(
    /// A level by its name, or by the stage that it stands for.
    trl_by_name -> Trl, Trl::all(), |trl| trl.to_string(), label "trl-", list "trl"
);

/// A readiness level.
pub(super) fn trl(text: &str) -> Option<Trl> {
    let text: String = text.nfkc().collect();
    text.parse().ok().or_else(|| trl_by_name(&text))
}

/// A language.
pub(super) fn language(text: &str) -> Option<Language> {
    text.parse().ok()
}

/// An industry.
pub(super) fn industry(text: &str) -> Option<Industry> {
    Industry::parse(text).ok()
}

/// A discipline.
pub(super) fn discipline(text: &str) -> Option<Discipline> {
    Discipline::parse(text).ok()
}

/// A strategic emerging industry; `新材料` counts as `新材料产业`.
pub(super) fn strategic_industry(text: &str) -> Option<StrategicIndustry> {
    StrategicIndustry::parse(text).or_else(|_| StrategicIndustry::parse(&format!("{}产业", text.trim()))).ok()
}

/// Yes or no.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    alias("yes-no", text).map(|code| code == "yes")
}

/// A duration; a bare number counts in the unit of the column's name.
pub(super) fn months(text: &str, unit: Option<&str>) -> Option<Months> {
    let text: String = text.nfkc().collect();
    let bare = text.chars().all(|c| c.is_ascii_digit());
    let with_unit = unit.filter(|_| bare).map(|unit| format!("{text}{unit}"));
    let by_name = || alias("period", &text).and_then(|months| months.parse().ok());
    with_unit.and_then(|text| Months::from_str(&text).ok()).or_else(|| text.parse().ok()).or_else(by_name)
}

/// A web address; without a scheme, https is meant.
pub(super) fn website(text: &str) -> Result<Website, TextError> {
    let text = text.trim();
    if text.is_empty() || text.starts_with("https://") || text.starts_with("http://") {
        Website::parse(text)
    } else {
        Website::parse(&format!("https://{text}"))
    }
}

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
    ("1900-01-01".parse().ok()?..="9999-12-31".parse().ok()?).contains(&found).then_some(found)
}

fn compact_day(text: &str) -> Option<NaiveDate> {
    let compact = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    compact.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
}

/// A point in time; without an offset it is UTC.
pub(super) fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    let local = |form| NaiveDateTime::parse_from_str(text, form).ok().map(|time| time.and_utc());
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|time| time.to_utc())
        .or_else(|| local("%Y-%m-%dT%H:%M:%S"))
        .or_else(|| local("%Y-%m-%d %H:%M:%S"))
        .or_else(|| date(text)?.and_hms_opt(0, 0, 0).map(|time| time.and_utc()))
}

/// A place: by code, by name, or as people chain them: `陕西省西安市雁塔区`, `Xi’an, Shaanxi`.
/// What is smaller than a city is left off.
pub(super) fn region(text: &str) -> Option<Region> {
    let text = text.trim().trim_start_matches("中国").trim_start_matches(['/', '-', '·', ' ']);
    Region::parse(text).ok().or_else(|| chained(text)).or_else(|| {
        let parts: Vec<Region> =
            text.split([',', '，']).filter_map(|part| Region::parse(part).ok()).collect();
        parts.iter().copied().find(|part| part.is_city()).or(parts.first().copied())
    })
}

/// A Chinese place name that begins with a province or a city.
fn chained(text: &str) -> Option<Region> {
    let province = Region::all()
        .filter(|region| !region.is_city())
        .find_map(|region| Some((region, rest(text, region)?)));
    match province {
        Some((province, rest_of)) => {
            let cities = Region::all().filter(|city| city.parent() == Some(province));
            Some(cities.into_iter().find(|city| rest(rest_of, *city).is_some()).unwrap_or(province))
        }
        None => Region::all().find(|city| city.is_city() && text.starts_with(city.label(Language::Zh))),
    }
}

/// What follows the region's Chinese name at the beginning of the text.
fn rest(text: &str, region: Region) -> Option<&str> {
    let after = |name: &str| text.strip_prefix(name).filter(|_| !name.is_empty());
    let rest = after(region.label(Language::Zh)).or_else(|| after(region.short(Language::Zh)))?;
    Some(rest.trim_start_matches(|c: char| c.is_whitespace() || "省市/-·,，、".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled<T>(text: &str, read: impl FnOnce(&Filled<'_>) -> T) -> T {
        read(&Filled::of(&Cell::Text(text.to_owned())))
    }

    #[test]
    fn values_are_known_by_code_label_and_alias() {
        for text in ["licensing", "Transfer and licensing", "成果转让与许可", "技术转让", " LICENSING "]
        {
            assert_eq!(form(text), Some(Form::Licensing), "{text}");
        }
        assert_eq!(ip("双方共有"), Some(IpStance::JointOwnership));
        assert_eq!(organization_kind("高校"), Some(OrganizationKind::University));
        assert_eq!(state("已发布"), Some(State::Published));
        assert_eq!((yes_no("是"), yes_no("NO"), yes_no("maybe")), (Some(true), Some(false), None));
        assert_eq!(
            (trl("ＴＲＬ 7"), trl("中试阶段"), trl("完成概念验证")),
            (Trl::new(7).ok(), Trl::new(6).ok(), Trl::new(3).ok())
        );
        assert_eq!(strategic_industry("新材料").map(StrategicIndustry::code), Some("3"));
        assert_eq!(form("marriage"), None);
    }

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
    fn durations_count_in_the_unit_of_their_column() {
        for (text, unit, expected) in [
            ("18", None, 18),
            ("2", Some("年"), 24),
            ("6", Some("月"), 6),
            ("2年", Some("月"), 24),
            ("半年", None, 6),
            ("12个月", None, 12),
        ] {
            assert_eq!(months(text, unit), Months::new(expected).ok(), "{text} {unit:?}");
        }
        assert_eq!(months("soon", None), None);
    }

    #[test]
    fn places_as_people_chain_them() {
        for text in [
            "610100",
            "西安",
            "陕西省西安市",
            "陕西西安",
            "陕西 西安市雁塔区",
            "西安市高新区",
            "Xi’an, Shaanxi",
            "中国陕西西安",
        ] {
            assert_eq!(region(text).map(Region::code), Some("610100"), "{text}");
        }
        assert_eq!(region("江苏省").map(Region::code), Some("320000"));
        assert_eq!(region("吉林省").map(Region::code), Some("220000"));
        assert_eq!(region("北京市海淀区").map(Region::code), Some("110000"));
        assert_eq!(region("Atlantis"), None);
    }

    #[test]
    fn lists_are_divided_where_their_kind_is() {
        let words = |text| filled(text, |cell| entries(cell, Separated::Words).unwrap());
        let sentences = |text| filled(text, |cell| entries(cell, Separated::Sentences).unwrap());
        assert_eq!(
            words("CMAS； 热障涂层、YSZ,top coat|x\ny"),
            ["CMAS", "热障涂层", "YSZ", "top coat", "x", "y"]
        );
        assert_eq!(
            sentences("黏度、聚体均达标，见附件；周期≤6个月"),
            ["黏度、聚体均达标，见附件", "周期≤6个月"]
        );
        assert_eq!(sentences("a; b\nc"), ["a; b", "c"]);
        assert!(words(" ; ; ").is_empty());
    }

    #[test]
    fn names_of_industries_may_hold_commas() {
        let industries = |text| filled(text, |cell| codes(cell, Expected::Industry, industry));
        let found = |text| industries(text).unwrap().into_iter().map(Industry::code).collect::<Vec<_>>();
        assert_eq!(found("农、林、牧、渔业"), ["A"]);
        assert_eq!(found("37,38；C39"), ["37", "38", "39"]);
        assert_eq!(found("不限"), [""; 0]);
        assert_eq!(
            industries("37;baking of clouds"),
            Err(unreadable(Expected::Industry, "baking of clouds"))
        );
    }

    #[test]
    fn a_written_list_reads_back() {
        for items in
            [vec!["a", "b"], vec!["a; b", "c、d"], vec!["[\"x\"]"], vec![], vec!["one"], vec!["a\"b", "-"]]
        {
            let items: Vec<String> = items.into_iter().map(str::to_owned).collect();
            for separated in [Separated::Words, Separated::Sentences] {
                assert_eq!(filled(&joined(&items), |cell| entries(cell, separated)), Ok(items.clone()));
            }
        }
    }

    #[test]
    fn quotes_only_the_beginning_of_what_it_cannot_read() {
        let Reason::Unreadable { value, .. } = unreadable(Expected::Date, &"很".repeat(99)) else {
            panic!()
        };
        assert_eq!(value.chars().count(), 41);
    }
}

//! From a cell to a domain type.
//!
//! Every reader returns `None` for a cell that says that nothing is stated ("不限", "n/a").

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;
use std::str::FromStr;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::domain::text::{TextError, Website, clean};
use crate::domain::{
    Discipline, Disclosure, Form, Industry, IpStance, Kind, Language, Months, OrganizationKind, State,
    StrategicIndustry, Trl,
};

use super::MAX_CELL;
use super::columns::Filled;
use super::error::Reason;
use super::table::Cell;
use super::vocabulary::{Expected, alias, normal, says_nothing, words};

/// A reason that quotes the beginning of what stands in the cell, without what would work on a
/// terminal.
pub(super) fn unreadable(expected: Expected, text: &str) -> Reason {
    const SHOWN: usize = 40;
    let text = clean(text, false);
    let mut value: String = text.chars().take(SHOWN).collect();
    if value.len() < text.len() {
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

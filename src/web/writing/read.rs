//! The form, read as a posting.

use chrono::{Datelike, NaiveDate, Utc};

use crate::domain::verification::Reason;
use crate::domain::{
    Amount, Currency, Description, Detail, Discipline, Disclosure, Form as Cooperation, Industry, IpStance,
    Keyword, Kind, Language, Line, MoneyRange, Months, Posting, Region, StrategicIndustry, Summary,
    TextError, Title, Trl,
};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::fields::codes;
use crate::web::forms::Form;

use super::fields::label;

/// The most characters of a title. Files may bring longer ones.
pub(super) const LONGEST_TITLE: usize = 80;

/// Reads the form as a posting of a kind, with what the author says to the moderator; what is wrong is said
/// in it.
pub(super) fn read(m: Messages, kind: Kind, form: &mut Form) -> Option<(Posting, Option<Reason>)> {
    let title = title(m, kind, form);
    let summary = form
        .read_optional("summary", Summary::parse, |error| words::text(m, label(m, kind, "summary"), &error));
    let language = form.read("language", str::parse::<Language>, |_| m.t("writing-language-bad"));
    let description = form.read_optional("description", Description::parse, |error| {
        words::text(m, label(m, kind, "description"), &error)
    });
    let detail = detail(m, kind, form);
    let mut keywords: Vec<Keyword> = Vec::new();
    for keyword in lines(m, form, "keywords", Keyword::parse) {
        if !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    let industries: Vec<Industry> = codes(m, form, "industries", Posting::MAX_LIST);
    let disciplines: Vec<Discipline> = codes(m, form, "disciplines", Posting::MAX_LIST);
    let strategic_industries: Vec<StrategicIndustry> = codes(m, form, "strategic", Posting::MAX_LIST);
    let trl = form.read_optional("trl", str::parse::<Trl>, |_| m.t("institution-choice-bad"));
    let forms = forms(m, form);
    let region = form.read_optional("region", Region::from_code, |_| m.t("institution-choice-bad"));
    let remote = form.read_optional("remote", yes_or_no, |()| m.t("institution-choice-bad"));
    let budget = budget(m, form);
    let period =
        form.read_optional("period", str::parse::<Months>, |_| m.n("writing-period-bad", Months::MAX));
    let ip = form.read_optional("ip", str::parse::<IpStance>, |_| m.t("institution-choice-bad"));
    let deadline = deadline(m, form);
    let disclosure =
        form.read_optional("disclosure", str::parse::<Disclosure>, |_| m.t("institution-choice-bad"));
    let message = form
        .read_optional("message", Reason::parse, |error| words::text(m, label(m, kind, "message"), &error));
    if form.failed() {
        return None;
    }
    let posting = Posting {
        title: title?,
        summary,
        description,
        language: language?,
        keywords,
        detail,
        trl,
        forms,
        industries,
        disciplines,
        strategic_industries,
        region,
        remote,
        budget,
        period,
        ip,
        deadline,
        // As long as nothing is chosen, as in a draft of before there was a choice, nothing is hidden.
        disclosure: disclosure.unwrap_or(Disclosure::Public),
    };
    Some((posting, message))
}

fn title(m: Messages, kind: Kind, form: &mut Form) -> Option<Title> {
    let parse = |raw: &str| {
        let title = Title::parse(raw)?;
        let length = title.as_str().chars().count();
        if length > LONGEST_TITLE {
            return Err(TextError::TooLong { max: LONGEST_TITLE, length });
        }
        Ok(title)
    };
    form.read("title", parse, |error| match &error {
        TextError::Empty => m.t("writing-title-missing"),
        TextError::TooLong { .. } => {
            let label = label(m, kind, "title");
            words::text(m, label, &TextError::TooLong { max: LONGEST_TITLE, length: 0 })
        }
    })
}

fn detail(m: Messages, kind: Kind, form: &mut Form) -> Detail {
    match kind {
        Kind::Need => Detail::Need {
            must_haves: lines(m, form, "must-haves", Line::parse),
            nice_to_haves: lines(m, form, "nice-to-haves", Line::parse),
        },
        Kind::Capability => Detail::Capability { evidence: lines(m, form, "evidence", Line::parse) },
    }
}

/// What is wrong with a list of lines.
enum BadLines {
    /// This line, counted from 1, is longer than this.
    Long(usize, usize),
    Many,
}

/// One entry on each line; empty lines are none.
fn lines<T>(
    m: Messages,
    form: &mut Form,
    field: &'static str,
    parse: impl Fn(&str) -> Result<T, TextError>,
) -> Vec<T> {
    let read = |text: &str| {
        let mut entries = Vec::new();
        for (number, line) in text.lines().enumerate() {
            match parse(line) {
                Ok(entry) => entries.push(entry),
                Err(TextError::Empty) => {}
                Err(TextError::TooLong { max, .. }) => return Err(BadLines::Long(number + 1, max)),
            }
        }
        if entries.len() > Posting::MAX_LIST { Err(BadLines::Many) } else { Ok(entries) }
    };
    let say = |error| match error {
        BadLines::Long(line, max) => m.with("writing-line-long", &[("line", line.into()), ("n", max.into())]),
        BadLines::Many => m.n("writing-lines-many", Posting::MAX_LIST),
    };
    form.read_optional(field, read, say).unwrap_or_default()
}

fn forms(m: Messages, form: &mut Form) -> crate::domain::Forms {
    let chosen: Result<_, _> = form.values("forms").iter().map(|code| code.parse::<Cooperation>()).collect();
    chosen.unwrap_or_else(|_| {
        form.complain("forms", m.t("institution-choice-bad"));
        crate::domain::Forms::default()
    })
}

fn yes_or_no(code: &str) -> Result<bool, ()> {
    match code {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(()),
    }
}

fn budget(m: Messages, form: &mut Form) -> Option<MoneyRange> {
    let amount = |form: &mut Form, field| {
        form.read_optional(field, str::parse::<Amount>, |_| m.t("writing-amount-bad"))
    };
    let (min, max) = (amount(form, "budget-min"), amount(form, "budget-max"));
    let currency = form.read_optional("currency", str::parse::<Currency>, |_| m.t("institution-choice-bad"));
    if min.is_none() && max.is_none() {
        return None;
    }
    let range = MoneyRange::new(min, max, currency.unwrap_or_default());
    if range.is_err() {
        form.complain("budget-max", m.t("writing-budget-reversed"));
    }
    range.ok()
}

fn deadline(m: Messages, form: &mut Form) -> Option<NaiveDate> {
    let read = |text: &str| {
        let date = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").map_err(|_| "writing-date-bad")?;
        let is_date = (2000..=2200).contains(&date.year());
        if !is_date {
            return Err("writing-date-bad");
        }
        if date < Utc::now().date_naive() { Err("writing-date-past") } else { Ok(date) }
    };
    form.read_optional("deadline", read, |key| match key {
        "writing-date-past" => m.t("writing-date-past"),
        _ => m.t("writing-date-bad"),
    })
}

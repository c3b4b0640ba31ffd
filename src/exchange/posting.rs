//! Needs and capabilities: from a row to a record, and back to cells.

use chrono::SecondsFormat;

use crate::domain::text::clean;
use crate::domain::{
    Currency, Description, Detail, Keyword, Kind, Language, Line, MoneyRange, Posting, PostingId, Summary,
    Title,
};

use super::columns::{Field, Row};
use super::dates;
use super::error::{Reason, RowProblem};
use super::money::money;
use super::output::Value;
use super::places;
use super::record::{MAX_REFERENCE, PostingRecord};
use super::values::{self, Separated};
use super::vocabulary::Expected;

/// A column of needs and capabilities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostingField {
    /// The public identifier, or else the author's own key.
    Id,
    /// The author's own key.
    Ref,
    /// Need or capability.
    Kind,
    /// Whose it is.
    Organization,
    /// The language of the text.
    Language,
    /// The title.
    Title,
    /// One sentence.
    Summary,
    /// The text.
    Description,
    /// Keywords.
    Keywords,
    /// The readiness.
    Trl,
    /// Forms of cooperation.
    Forms,
    /// Industries.
    Industries,
    /// Disciplines.
    Disciplines,
    /// Strategic emerging industries.
    StrategicIndustries,
    /// The place.
    Region,
    /// Whether it may be done at a distance.
    Remote,
    /// An amount or a range in one cell; only read.
    Budget,
    /// The lowest amount.
    BudgetMin,
    /// The highest amount.
    BudgetMax,
    /// The currency of the amounts.
    Currency,
    /// The duration in months.
    PeriodMonths,
    /// The stance on intellectual property.
    Ip,
    /// A need's requirements.
    MustHaves,
    /// A need's wishes.
    NiceToHaves,
    /// A capability's evidence.
    Evidence,
    /// Measured figures: a need's requirements, a capability's evidence; only read.
    Indicators,
    /// The last day.
    Deadline,
    /// How much strangers may read.
    Disclosure,
    /// Where it stands in its life.
    State,
    /// When it was first published.
    PublishedAt,
    /// When it last changed.
    UpdatedAt,
}

use PostingField as F;

impl Field for PostingField {
    const ALL: &'static [Self] = &[
        F::Id,
        F::Ref,
        F::Kind,
        F::Organization,
        F::Language,
        F::Title,
        F::Summary,
        F::Description,
        F::Keywords,
        F::Trl,
        F::Forms,
        F::Industries,
        F::Disciplines,
        F::StrategicIndustries,
        F::Region,
        F::Remote,
        F::Budget,
        F::BudgetMin,
        F::BudgetMax,
        F::Currency,
        F::PeriodMonths,
        F::Ip,
        F::MustHaves,
        F::NiceToHaves,
        F::Evidence,
        F::Indicators,
        F::Deadline,
        F::Disclosure,
        F::State,
        F::PublishedAt,
        F::UpdatedAt,
    ];
    const LIST: &'static str = "posting";

    fn code(self) -> &'static str {
        match self {
            F::Id => "id",
            F::Ref => "ref",
            F::Kind => "kind",
            F::Organization => "organization",
            F::Language => "language",
            F::Title => "title",
            F::Summary => "summary",
            F::Description => "description",
            F::Keywords => "keywords",
            F::Trl => "trl",
            F::Forms => "forms",
            F::Industries => "industries",
            F::Disciplines => "disciplines",
            F::StrategicIndustries => "strategic_industries",
            F::Region => "region",
            F::Remote => "remote",
            F::Budget => "budget",
            F::BudgetMin => "budget_min",
            F::BudgetMax => "budget_max",
            F::Currency => "currency",
            F::PeriodMonths => "period_months",
            F::Ip => "ip",
            F::MustHaves => "must_haves",
            F::NiceToHaves => "nice_to_haves",
            F::Evidence => "evidence",
            F::Indicators => "indicators",
            F::Deadline => "deadline",
            F::Disclosure => "disclosure",
            F::State => "state",
            F::PublishedAt => "published_at",
            F::UpdatedAt => "updated_at",
        }
    }

    fn is_repeatable(self) -> bool {
        matches!(
            self,
            F::Description
                | F::Keywords
                | F::Forms
                | F::Industries
                | F::Disciplines
                | F::StrategicIndustries
                | F::MustHaves
                | F::NiceToHaves
                | F::Evidence
                | F::Indicators
        )
    }
}

/// Makes a record of a row. `expected` is the kind that the whole file holds, if it is known.
pub(super) fn read(row: &Row<'_, F>, expected: Option<Kind>) -> Result<PostingRecord, RowProblem> {
    let kind = kind(row, expected)?;
    let (id, reference) = identity(row, kind)?;
    let disclosure =
        row.one(F::Disclosure, |cell| values::value(cell, Expected::Disclosure, values::disclosure))?;
    let mut posting = posting(row, kind)?;
    posting.disclosure = disclosure.unwrap_or(posting.disclosure);
    Ok(PostingRecord {
        id,
        reference,
        organization: row.one(F::Organization, short_text)?,
        state: row.one(F::State, |cell| values::value(cell, Expected::State, values::state))?,
        published_at: row
            .one(F::PublishedAt, |cell| values::value(cell, Expected::Timestamp, dates::timestamp))?,
        updated_at: row
            .one(F::UpdatedAt, |cell| values::value(cell, Expected::Timestamp, dates::timestamp))?,
        posting,
        states_disclosure: disclosure.is_some(),
    })
}

fn kind(row: &Row<'_, F>, expected: Option<Kind>) -> Result<Kind, RowProblem> {
    let stated = row.one(F::Kind, |cell| match values::value(cell, Expected::Kind, values::kind)? {
        Some(kind) if expected.is_some_and(|expected| expected != kind) => Err(Reason::OtherKind),
        kind => Ok(kind),
    })?;
    stated.or(expected).ok_or_else(|| row.problem(Reason::Missing { field: F::Kind.code() }))
}

/// The public identifier and the author's key. What stands under `id` and isn't one of ours is
/// the author's, unless another column states that.
fn identity(row: &Row<'_, F>, kind: Kind) -> Result<(Option<PostingId>, Option<String>), RowProblem> {
    let mut reference = row.one(F::Ref, short_text)?;
    let id = row.one(F::Id, |cell| {
        let text = values::whole(cell)?;
        match text.parse::<PostingId>() {
            Ok(id) if id.kind() != kind => Err(Reason::OtherKind),
            Ok(id) => Ok(Some(id)),
            Err(_) if reference.is_none() => {
                reference = short_text(cell)?;
                Ok(None)
            }
            Err(_) => Err(values::unreadable(Expected::Id, &text)),
        }
    })?;
    Ok((id, reference))
}

/// A short text on one line.
pub(super) fn short_text(cell: &super::columns::Filled<'_>) -> Result<Option<String>, Reason> {
    let text = clean(&values::whole(cell)?, false);
    let length = text.chars().count();
    match length {
        0 => Ok(None),
        1..=MAX_REFERENCE => Ok(Some(text)),
        _ => Err(Reason::TooLong { max: MAX_REFERENCE, length }),
    }
}

fn posting(row: &Row<'_, F>, kind: Kind) -> Result<Posting, RowProblem> {
    let summary = row.one(F::Summary, |cell| values::text(cell, Summary::parse))?;
    let description = description(row)?;
    let keywords = row
        .list(F::Keywords, Posting::MAX_LIST, |cell| values::texts(cell, Separated::Words, Keyword::parse))?;
    let title = match row.one(F::Title, |cell| values::text(cell, Title::parse))? {
        Some(title) => title,
        None => made_up_title(summary.as_ref(), description.as_ref())
            .ok_or_else(|| row.problem(Reason::NoText))?,
    };
    let language = row.one(F::Language, |cell| values::value(cell, Expected::Language, values::language))?;
    let language = language.unwrap_or_else(|| {
        let texts = [Some(title.as_str()), summary.as_ref().map(Summary::as_str)];
        let texts = texts.into_iter().chain([description.as_ref().map(Description::as_str)]);
        Language::guess(&texts.flatten().collect::<Vec<_>>().join("\n"))
    });
    Ok(Posting {
        summary,
        description,
        keywords,
        detail: detail(row, kind)?,
        trl: row.one(F::Trl, |cell| values::value(cell, Expected::Trl, values::trl))?,
        forms: row
            .list(F::Forms, Posting::MAX_LIST, |cell| values::codes(cell, Expected::Form, values::form))?
            .into_iter()
            .collect(),
        industries: row.list(F::Industries, Posting::MAX_LIST, |cell| {
            values::codes(cell, Expected::Industry, values::industry)
        })?,
        disciplines: row.list(F::Disciplines, Posting::MAX_LIST, |cell| {
            values::codes(cell, Expected::Discipline, values::discipline)
        })?,
        strategic_industries: row.list(F::StrategicIndustries, Posting::MAX_LIST, |cell| {
            values::codes(cell, Expected::StrategicIndustry, values::strategic_industry)
        })?,
        region: row.one(F::Region, |cell| values::value(cell, Expected::Region, places::region))?,
        remote: row.one(F::Remote, |cell| values::value(cell, Expected::YesNo, values::yes_no))?,
        budget: budget(row)?,
        period: row.one(F::PeriodMonths, |cell| {
            values::value(cell, Expected::Months, |text| values::months(text, cell.unit))
        })?,
        ip: row.one(F::Ip, |cell| values::value(cell, Expected::Ip, values::ip))?,
        deadline: row.one(F::Deadline, |cell| values::value(cell, Expected::Date, dates::date))?,
        ..Posting::bare(kind, title, language)
    })
}

/// The description out of one column or of several, each a paragraph.
fn description(row: &Row<'_, F>) -> Result<Option<Description>, RowProblem> {
    let paragraphs = row.list(F::Description, Posting::MAX_LIST, |cell| {
        Ok(values::text(cell, Description::parse)?.into_iter().collect::<Vec<Description>>())
    })?;
    let paragraphs: Vec<&str> = paragraphs.iter().map(Description::as_str).collect();
    match Description::parse(&paragraphs.join("\n\n")) {
        Ok(description) => Ok(Some(description)),
        Err(crate::domain::TextError::Empty) => Ok(None),
        Err(crate::domain::TextError::TooLong { max, length }) => {
            Err(row.problem(Reason::TooLong { max, length }))
        }
    }
}

fn made_up_title(summary: Option<&Summary>, description: Option<&Description>) -> Option<Title> {
    let text = description.map(Description::as_str).or(summary.map(Summary::as_str))?;
    Title::from_beginning_of(text).ok()
}

fn detail(row: &Row<'_, F>, kind: Kind) -> Result<Detail, RowProblem> {
    let lines = |field| {
        row.list(field, Posting::MAX_LIST, |cell| values::texts(cell, Separated::Sentences, Line::parse))
    };
    let with_indicators = |field| {
        let mut lines_of_both = lines(field)?;
        lines_of_both.extend(lines(F::Indicators)?);
        let count = lines_of_both.len();
        match count > Posting::MAX_LIST {
            true => Err(row.problem(Reason::TooMany { max: Posting::MAX_LIST, count })),
            false => Ok(lines_of_both),
        }
    };
    match kind {
        Kind::Need => {
            row.refuse(F::Evidence, Reason::NotForKind)?;
            Ok(Detail::Need {
                must_haves: with_indicators(F::MustHaves)?,
                nice_to_haves: lines(F::NiceToHaves)?,
            })
        }
        Kind::Capability => {
            row.refuse(F::MustHaves, Reason::NotForKind)?;
            row.refuse(F::NiceToHaves, Reason::NotForKind)?;
            Ok(Detail::Capability { evidence: with_indicators(F::Evidence)? })
        }
    }
}

/// The range: the columns for its two ends go before the one for both.
fn budget(row: &Row<'_, F>) -> Result<Option<MoneyRange>, RowProblem> {
    let read =
        |field| row.one(field, |cell| values::value(cell, Expected::Money, |text| money(text, cell.unit)));
    let (both, low, high) = (read(F::Budget)?, read(F::BudgetMin)?, read(F::BudgetMax)?);
    let min = low.and_then(|low| low.min.or(low.max)).or(both.and_then(|both| both.min));
    let max = high.and_then(|high| high.max.or(high.min)).or(both.and_then(|both| both.max));
    let stated =
        row.one(F::Currency, |cell| values::value(cell, Expected::Currency, |text| text.parse().ok()))?;
    let currency =
        stated.or_else(|| [both, low, high].into_iter().flatten().find_map(|money| money.currency));
    match (min, max) {
        (None, None) => Ok(None),
        _ => MoneyRange::new(min, max, currency.unwrap_or(Currency::Cny))
            .map(Some)
            .map_err(|_| row.problem(Reason::Reversed)),
    }
}

/// The fields that are written, in order: all but those that only reading knows.
pub(super) fn written() -> impl Iterator<Item = F> {
    F::ALL.iter().copied().filter(|field| !matches!(field, F::Budget | F::Indicators))
}

/// The value of one field as it is written.
pub(super) fn value(record: &PostingRecord, field: F) -> Value {
    let posting = &record.posting;
    let time = |time: Option<chrono::DateTime<chrono::Utc>>| {
        time.map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true)).into()
    };
    match field {
        F::Id => record.id.map(|id| id.to_string()).into(),
        F::Ref => record.reference.clone().into(),
        F::Kind => posting.kind().code().into(),
        F::Organization => record.organization.clone().into(),
        F::Language => posting.language.code().into(),
        F::Title => posting.title.as_str().into(),
        F::Summary => posting.summary.as_ref().map(ToString::to_string).into(),
        F::Description => posting.description.as_ref().map(ToString::to_string).into(),
        F::Keywords => Value::list(&posting.keywords),
        F::Trl => Value::number(posting.trl.map(|trl| trl.level())),
        F::Forms => Value::list(posting.forms.iter().map(|form| form.code())),
        F::Industries => Value::list(posting.industries.iter().map(|code| code.code())),
        F::Disciplines => Value::list(posting.disciplines.iter().map(|code| code.code())),
        F::StrategicIndustries => Value::list(posting.strategic_industries.iter().map(|code| code.code())),
        F::Region => posting.region.map(|region| region.code().to_owned()).into(),
        F::Remote => posting.remote.map_or(Value::Nothing, Value::Flag),
        F::BudgetMin => posting.budget.and_then(|budget| budget.min()).map_or(Value::Nothing, Value::Amount),
        F::BudgetMax => posting.budget.and_then(|budget| budget.max()).map_or(Value::Nothing, Value::Amount),
        F::Currency => posting.budget.map(|budget| budget.currency().code().to_owned()).into(),
        F::PeriodMonths => Value::number(posting.period.map(|period| period.get())),
        F::Ip => posting.ip.map(|ip| ip.code().to_owned()).into(),
        F::MustHaves | F::NiceToHaves | F::Evidence => lines(&posting.detail, field),
        F::Deadline => posting.deadline.map(|day| day.to_string()).into(),
        F::Disclosure => posting.disclosure.code().into(),
        F::State => record.state.map(|state| state.code().to_owned()).into(),
        F::PublishedAt => time(record.published_at),
        F::UpdatedAt => time(record.updated_at),
        F::Budget | F::Indicators => Value::Nothing,
    }
}

fn lines(detail: &Detail, field: F) -> Value {
    match (detail, field) {
        (Detail::Need { must_haves, .. }, F::MustHaves) => Value::list(must_haves),
        (Detail::Need { nice_to_haves, .. }, F::NiceToHaves) => Value::list(nice_to_haves),
        (Detail::Capability { evidence }, F::Evidence) => Value::list(evidence),
        _ => Value::Nothing,
    }
}

//! One row of `postings`, and the record that it stands for.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::StoreError;
use super::schema::postings;
use super::values::{self, Row};
use crate::domain::text::TextError;
use crate::domain::{
    Amount, Currency, Description, Detail, Discipline, Form, Industry, Keyword, Kind, Line, MoneyRange,
    Months, OrganizationId, Posting, PostingId, Record, Region, StrategicIndustry, Summary, Title, Trl,
};

/// All columns but the row's own number and its organization's.
#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = postings, treat_none_as_null = true)]
pub(super) struct Columns {
    public_id: String,
    reference: Option<String>,
    kind: String,
    state: String,
    disclosure: String,
    published_at: Option<NaiveDateTime>,
    updated_at: NaiveDateTime,
    language: String,
    title: String,
    summary: Option<String>,
    description: Option<String>,
    keywords: String,
    must_haves: String,
    nice_to_haves: String,
    evidence: String,
    trl: Option<i32>,
    forms: String,
    industries: String,
    disciplines: String,
    strategic_industries: String,
    region: Option<String>,
    remote: Option<bool>,
    budget_min: Option<i64>,
    budget_max: Option<i64>,
    currency: Option<String>,
    period_months: Option<i32>,
    ip: Option<String>,
    deadline: Option<NaiveDate>,
}

impl From<&Record> for Columns {
    fn from(record: &Record) -> Self {
        let posting = &record.posting;
        let (must_haves, nice_to_haves, evidence): (&[Line], &[Line], &[Line]) = match &posting.detail {
            Detail::Need { must_haves, nice_to_haves } => (must_haves, nice_to_haves, &[]),
            Detail::Capability { evidence } => (&[], &[], evidence),
        };
        let budget = posting.budget;
        Self {
            public_id: record.id.to_string(),
            reference: record.reference.clone(),
            kind: posting.kind().code().to_owned(),
            state: record.state.code().to_owned(),
            disclosure: posting.disclosure.code().to_owned(),
            published_at: record.published_at.map(values::time),
            updated_at: values::time(record.updated_at),
            language: posting.language.code().to_owned(),
            title: posting.title.to_string(),
            summary: posting.summary.as_ref().map(Summary::to_string),
            description: posting.description.as_ref().map(Description::to_string),
            keywords: values::list(&posting.keywords),
            must_haves: values::list(must_haves),
            nice_to_haves: values::list(nice_to_haves),
            evidence: values::list(evidence),
            trl: posting.trl.map(|trl| trl.level().into()),
            forms: values::list(posting.forms.iter().map(Form::code)),
            industries: values::list(posting.industries.iter().map(|code| code.code())),
            disciplines: values::list(posting.disciplines.iter().map(|code| code.code())),
            strategic_industries: values::list(posting.strategic_industries.iter().map(|code| code.code())),
            region: posting.region.map(|region| region.code().to_owned()),
            remote: posting.remote,
            budget_min: budget.and_then(|range| range.min()).map(Amount::minor),
            budget_max: budget.and_then(|range| range.max()).map(Amount::minor),
            currency: budget.map(|range| range.currency().code().to_owned()),
            period_months: posting.period.map(|months| months.get().into()),
            ip: posting.ip.map(|ip| ip.code().to_owned()),
            deadline: posting.deadline,
        }
    }
}

impl Columns {
    /// The record that the row stands for.
    pub(super) fn record(self, organization: OrganizationId) -> Result<Record, StoreError> {
        let row = Row { table: "postings", key: &self.public_id };
        let id: PostingId = row.value("public_id", &self.public_id, str::parse)?;
        Ok(Record {
            id,
            organization,
            state: row.value("state", &self.state, str::parse)?,
            published_at: self.published_at.map(|at| at.and_utc()),
            updated_at: self.updated_at.and_utc(),
            posting: Posting {
                title: row.value("title", &self.title, Title::parse)?,
                summary: row.optional("summary", self.summary.as_deref(), Summary::parse)?,
                description: row.optional("description", self.description.as_deref(), Description::parse)?,
                language: row.value("language", &self.language, str::parse)?,
                keywords: row.list("keywords", &self.keywords, Keyword::parse)?,
                detail: self.detail(row)?,
                trl: row.number("trl", self.trl, Trl::new)?,
                forms: row.list("forms", &self.forms, str::parse::<Form>)?,
                industries: row.list("industries", &self.industries, Industry::from_code)?,
                disciplines: row.list("disciplines", &self.disciplines, Discipline::from_code)?,
                strategic_industries: row.list(
                    "strategic_industries",
                    &self.strategic_industries,
                    StrategicIndustry::from_code,
                )?,
                region: row.optional("region", self.region.as_deref(), Region::from_code)?,
                remote: self.remote,
                budget: self.budget(row)?,
                period: row.number("period_months", self.period_months, Months::new)?,
                ip: row.optional("ip", self.ip.as_deref(), str::parse)?,
                deadline: self.deadline,
                disclosure: row.value("disclosure", &self.disclosure, str::parse)?,
            },
            reference: self.reference,
        })
    }

    fn detail(&self, row: Row<'_>) -> Result<Detail, StoreError> {
        let lines = |column, json: &str| row.list::<Vec<Line>, _, TextError>(column, json, Line::parse);
        Ok(match row.value("kind", &self.kind, str::parse)? {
            Kind::Need => Detail::Need {
                must_haves: lines("must_haves", &self.must_haves)?,
                nice_to_haves: lines("nice_to_haves", &self.nice_to_haves)?,
            },
            Kind::Capability => Detail::Capability { evidence: lines("evidence", &self.evidence)? },
        })
    }

    fn budget(&self, row: Row<'_>) -> Result<Option<MoneyRange>, StoreError> {
        let Some(currency) = &self.currency else { return Ok(None) };
        let currency: Currency = row.value("currency", currency, str::parse)?;
        let min = row.number("budget_min", self.budget_min, Amount::from_minor)?;
        let max = row.number("budget_max", self.budget_max, Amount::from_minor)?;
        MoneyRange::new(min, max, currency).map(Some).map_err(|error| row.bad("budget_min", error))
    }
}

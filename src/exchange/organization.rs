//! Organizations: from a row to a record, and back to cells.

use crate::domain::organization::Names;
use crate::domain::{Description, Language, OrganizationId, Posting, Title};

use super::columns::{Field, Row};
use super::error::{Reason, RowProblem};
use super::output::Value;
use super::places;
use super::posting::short_text;
use super::record::OrganizationRecord;
use super::values;
use super::vocabulary::Expected;

/// A column of organizations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganizationField {
    /// The public identifier, or else the author's own key.
    Id,
    /// The author's own key.
    Ref,
    /// What it is.
    Kind,
    /// The name in the language that it looks like; only read.
    Name,
    /// The English name.
    NameEn,
    /// The Chinese name.
    NameZh,
    /// The place.
    Region,
    /// Industries.
    Industries,
    /// Disciplines.
    Disciplines,
    /// The web site.
    Website,
    /// The description in the language that it looks like; only read.
    Description,
    /// The English description.
    DescriptionEn,
    /// The Chinese description.
    DescriptionZh,
    /// Whether a moderator verified it.
    Verified,
}

use OrganizationField as F;

impl Field for OrganizationField {
    const ALL: &'static [Self] = &[
        F::Id,
        F::Ref,
        F::Kind,
        F::Name,
        F::NameEn,
        F::NameZh,
        F::Region,
        F::Industries,
        F::Disciplines,
        F::Website,
        F::Description,
        F::DescriptionEn,
        F::DescriptionZh,
        F::Verified,
    ];
    const LIST: &'static str = "organization";

    fn code(self) -> &'static str {
        match self {
            F::Id => "id",
            F::Ref => "ref",
            F::Kind => "kind",
            F::Name => "name",
            F::NameEn => "name_en",
            F::NameZh => "name_zh",
            F::Region => "region",
            F::Industries => "industries",
            F::Disciplines => "disciplines",
            F::Website => "website",
            F::Description => "description",
            F::DescriptionEn => "description_en",
            F::DescriptionZh => "description_zh",
            F::Verified => "verified",
        }
    }

    fn is_repeatable(self) -> bool {
        matches!(self, F::Industries | F::Disciplines)
    }
}

/// Makes a record of a row.
pub(super) fn read(row: &Row<'_, F>) -> Result<OrganizationRecord, RowProblem> {
    let (id, reference) = identity(row)?;
    let kind =
        row.one(F::Kind, |cell| values::value(cell, Expected::OrganizationKind, values::organization_kind))?;
    let [description_en, description_zh] =
        in_both(row, [F::DescriptionEn, F::DescriptionZh], F::Description, Description::parse)?;
    Ok(OrganizationRecord {
        id,
        reference,
        kind: kind.ok_or_else(|| row.problem(Reason::Missing { field: F::Kind.code() }))?,
        names: names(row)?,
        region: row.one(F::Region, |cell| values::value(cell, Expected::Region, places::region))?,
        industries: row.list(F::Industries, Posting::MAX_LIST, |cell| {
            values::codes(cell, Expected::Industry, values::industry)
        })?,
        disciplines: row.list(F::Disciplines, Posting::MAX_LIST, |cell| {
            values::codes(cell, Expected::Discipline, values::discipline)
        })?,
        website: row.one(F::Website, |cell| values::text(cell, values::website))?,
        description_en,
        description_zh,
        verified: row.one(F::Verified, |cell| values::value(cell, Expected::YesNo, values::yes_no))?,
    })
}

/// The public identifier and the author's key. What stands under `id` and isn't one of ours is
/// the author's, unless another column states that.
fn identity(row: &Row<'_, F>) -> Result<(Option<OrganizationId>, Option<String>), RowProblem> {
    let mut reference = row.one(F::Ref, short_text)?;
    let id = row.one(F::Id, |cell| {
        let text = values::whole(cell)?;
        match text.parse::<OrganizationId>() {
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

fn names(row: &Row<'_, F>) -> Result<Names, RowProblem> {
    let [en, zh] = in_both(row, [F::NameEn, F::NameZh], F::Name, Title::parse)?;
    Names::new(en, zh).ok_or_else(|| row.problem(Reason::Missing { field: F::Name.code() }))
}

/// A text in English and in Chinese; the column that doesn't say which fills the one it looks like.
fn in_both<T: AsRef<str>>(
    row: &Row<'_, F>,
    [en, zh]: [F; 2],
    either: F,
    parse: impl Fn(&str) -> Result<T, crate::domain::TextError>,
) -> Result<[Option<T>; 2], RowProblem> {
    let read = |field| row.one(field, |cell| values::text(cell, &parse));
    let (mut en, mut zh, either) = (read(en)?, read(zh)?, read(either)?);
    if let Some(text) = either {
        match Language::guess(text.as_ref()) {
            Language::En => en = en.or(Some(text)),
            Language::Zh => zh = zh.or(Some(text)),
        }
    }
    Ok([en, zh])
}

/// The fields that are written, in order: all but those that only reading knows.
pub(super) fn written() -> impl Iterator<Item = F> {
    F::ALL.iter().copied().filter(|field| !matches!(field, F::Name | F::Description))
}

/// The value of one field as it is written.
pub(super) fn value(record: &OrganizationRecord, field: F) -> Value {
    let name = |language| record.names.exactly(language).map(ToString::to_string).into();
    match field {
        F::Id => record.id.map(|id| id.to_string()).into(),
        F::Ref => record.reference.clone().into(),
        F::Kind => record.kind.code().into(),
        F::NameEn => name(Language::En),
        F::NameZh => name(Language::Zh),
        F::Region => record.region.map(|region| region.code().to_owned()).into(),
        F::Industries => Value::list(record.industries.iter().map(|code| code.code())),
        F::Disciplines => Value::list(record.disciplines.iter().map(|code| code.code())),
        F::Website => record.website.as_ref().map(ToString::to_string).into(),
        F::DescriptionEn => record.description_en.as_ref().map(ToString::to_string).into(),
        F::DescriptionZh => record.description_zh.as_ref().map(ToString::to_string).into(),
        F::Verified => record.verified.map_or(Value::Nothing, Value::Flag),
        F::Name | F::Description => Value::Nothing,
    }
}

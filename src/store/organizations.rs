//! Organizations.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::organizations;
use super::site_state::Revision;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::credit_code::CreditCode;
use crate::domain::organization::{Names, Size};
use crate::domain::text::Website;
use crate::domain::{Description, Discipline, Industry, Organization, OrganizationId, Region, Title};

/// All columns but the row's own number.
#[derive(Debug, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = organizations, treat_none_as_null = true)]
pub(super) struct Columns {
    public_id: String,
    reference: Option<String>,
    kind: String,
    name_en: Option<String>,
    name_zh: Option<String>,
    region: Option<String>,
    industries: String,
    disciplines: String,
    website: Option<String>,
    description_en: Option<String>,
    description_zh: Option<String>,
    verified: bool,
    credit_code: Option<String>,
    size: Option<String>,
    suspended: bool,
}

impl From<&Organization> for Columns {
    fn from(organization: &Organization) -> Self {
        use crate::domain::Language::{En, Zh};
        Self {
            public_id: organization.id.to_string(),
            reference: organization.reference.clone(),
            kind: organization.kind.code().to_owned(),
            name_en: organization.names.exactly(En).map(Title::to_string),
            name_zh: organization.names.exactly(Zh).map(Title::to_string),
            region: organization.region.map(|region| region.code().to_owned()),
            industries: values::list(organization.industries.iter().map(|code| code.code())),
            disciplines: values::list(organization.disciplines.iter().map(|code| code.code())),
            website: organization.website.as_ref().map(Website::to_string),
            description_en: organization.description_en.as_ref().map(Description::to_string),
            description_zh: organization.description_zh.as_ref().map(Description::to_string),
            verified: organization.verified,
            credit_code: organization.credit_code.as_ref().map(CreditCode::to_string),
            size: organization.size.map(|size| size.code().to_owned()),
            suspended: organization.suspended,
        }
    }
}

impl TryFrom<Columns> for Organization {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        let row = Row { table: "organizations", key: &columns.public_id };
        let name_en = row.optional("name_en", columns.name_en.as_deref(), Title::parse)?;
        let name_zh = row.optional("name_zh", columns.name_zh.as_deref(), Title::parse)?;
        Ok(Self {
            id: row.value("public_id", &columns.public_id, str::parse)?,
            kind: row.value("kind", &columns.kind, str::parse)?,
            names: Names::new(name_en, name_zh).ok_or_else(|| row.bad("name_en", ""))?,
            region: row.optional("region", columns.region.as_deref(), Region::from_code)?,
            industries: row.list("industries", &columns.industries, Industry::from_code)?,
            disciplines: row.list("disciplines", &columns.disciplines, Discipline::from_code)?,
            website: row.optional("website", columns.website.as_deref(), Website::parse)?,
            description_en: row.optional(
                "description_en",
                columns.description_en.as_deref(),
                Description::parse,
            )?,
            description_zh: row.optional(
                "description_zh",
                columns.description_zh.as_deref(),
                Description::parse,
            )?,
            verified: columns.verified,
            credit_code: row.optional("credit_code", columns.credit_code.as_deref(), CreditCode::parse)?,
            size: row.optional("size", columns.size.as_deref(), |code| Size::from_code(code).ok_or(()))?,
            suspended: columns.suspended,
            reference: columns.reference,
        })
    }
}

/// Adds an organization, as a change of `revision` ([`super::site_state::next_revision`]).
///
/// # Errors
/// [`StoreError::is_taken`] when its identifier or its reference is.
pub fn insert(
    conn: &mut AnyConnection,
    organization: &Organization,
    Revision(revision): Revision,
) -> Result<RowId, StoreError> {
    let row = diesel::insert_into(organizations::table)
        .values((organizations::revision.eq(revision), Columns::from(organization)))
        .returning(organizations::id)
        .get_result(conn)?;
    Ok(RowId(row))
}

/// Overwrites an organization, as a change of `revision`.
///
/// # Errors
/// As [`insert`].
pub fn update(
    conn: &mut AnyConnection,
    row: RowId,
    organization: &Organization,
    Revision(revision): Revision,
) -> Result<(), StoreError> {
    diesel::update(organizations::table.find(row.0))
        .set((organizations::revision.eq(revision), Columns::from(organization)))
        .execute(conn)?;
    Ok(())
}

/// The organization with this public identifier.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find(
    conn: &mut AnyConnection,
    id: OrganizationId,
) -> Result<Option<(RowId, Organization)>, StoreError> {
    let found = organizations::table
        .filter(organizations::public_id.eq(id.to_string()))
        .select((organizations::id, Columns::as_select()))
        .first::<(i64, Columns)>(conn)
        .optional()?;
    found.map(located).transpose()
}

/// The organization in this row.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn at(conn: &mut AnyConnection, row: RowId) -> Result<Option<Organization>, StoreError> {
    let found: Option<Columns> =
        organizations::table.find(row.0).select(Columns::as_select()).first(conn).optional()?;
    found.map(Organization::try_from).transpose()
}

/// The organization that files call by this key.
///
/// # Errors
/// When a statement fails or the row doesn't parse.
pub fn find_by_reference(
    conn: &mut AnyConnection,
    reference: &str,
) -> Result<Option<(RowId, Organization)>, StoreError> {
    let found = organizations::table
        .filter(organizations::reference.eq(reference))
        .select((organizations::id, Columns::as_select()))
        .first::<(i64, Columns)>(conn)
        .optional()?;
    found.map(located).transpose()
}

/// The organizations with exactly this name in either language.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find_by_name(conn: &mut AnyConnection, name: &str) -> Result<Vec<(RowId, Organization)>, StoreError> {
    organizations::table
        .filter(organizations::name_en.eq(name).or(organizations::name_zh.eq(name)))
        .select((organizations::id, Columns::as_select()))
        .order(organizations::id)
        .load::<(i64, Columns)>(conn)?
        .into_iter()
        .map(located)
        .collect()
}

/// The organizations with this unified social credit code.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find_by_credit_code(
    conn: &mut AnyConnection,
    code: &CreditCode,
) -> Result<Vec<(RowId, Organization)>, StoreError> {
    organizations::table
        .filter(organizations::credit_code.eq(code.as_str()))
        .select((organizations::id, Columns::as_select()))
        .order(organizations::id)
        .load::<(i64, Columns)>(conn)?
        .into_iter()
        .map(located)
        .collect()
}

/// Which organizations to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Any.
    #[default]
    All,
    /// Those that no moderator verified.
    Unverified,
    /// Those that are suspended.
    Suspended,
}

/// Organizations one of whose names holds this text, or whose identifier is it, newest first; all when it
/// is empty. `limit` of them after the first `offset`, and how many there are.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn search(
    conn: &mut AnyConnection,
    text: &str,
    which: Which,
    offset: usize,
    limit: usize,
) -> Result<(Vec<Organization>, usize), StoreError> {
    let (pattern, small) = (values::holding(text), values::holding(&text.to_lowercase()));
    let chosen = || {
        let mut query = organizations::table.into_boxed();
        if !text.is_empty() {
            query = query.filter(
                organizations::name_en
                    .like(pattern.clone())
                    .escape('\\')
                    .or(values::lower(organizations::name_en).like(small.clone()).escape('\\'))
                    .or(organizations::name_zh.like(pattern.clone()).escape('\\'))
                    .or(values::lower(organizations::name_zh).like(small.clone()).escape('\\'))
                    .or(organizations::public_id.eq(text.to_uppercase())),
            );
        }
        match which {
            Which::All => query,
            Which::Unverified => query.filter(organizations::verified.eq(false)),
            Which::Suspended => query.filter(organizations::suspended.eq(true)),
        }
    };
    let count: i64 = chosen().count().get_result(conn)?;
    let rows: Vec<Columns> = chosen()
        .order(organizations::id.desc())
        .offset(i64::try_from(offset).unwrap_or(i64::MAX))
        .limit(i64::try_from(limit).unwrap_or(i64::MAX))
        .select(Columns::as_select())
        .load(conn)?;
    let found: Result<Vec<Organization>, StoreError> = rows.into_iter().map(Organization::try_from).collect();
    Ok((found?, usize::try_from(count).unwrap_or_default()))
}

/// The organizations with these identifiers, in no particular order; those that are gone are left out.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn find_all(conn: &mut AnyConnection, ids: &[OrganizationId]) -> Result<Vec<Organization>, StoreError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
        let rows: Vec<Columns> = organizations::table
            .filter(organizations::public_id.eq_any(ids))
            .select(Columns::as_select())
            .load(conn)?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Every organization, in the order in which they came.
///
/// # Errors
/// When a statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Organization>, StoreError> {
    let rows: Vec<Columns> =
        organizations::table.select(Columns::as_select()).order(organizations::id).load(conn)?;
    rows.into_iter().map(Organization::try_from).collect()
}

fn located((row, columns): (i64, Columns)) -> Result<(RowId, Organization), StoreError> {
    Ok((RowId(row), columns.try_into()?))
}

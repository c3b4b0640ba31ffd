//! Organizations.

use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::organizations;
use super::site_state::Revision;
use super::values::{self, Row};
use super::{RowId, StoreError};
use crate::domain::organization::Names;
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

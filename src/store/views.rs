//! How often postings were opened, by day.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::connection::AnyConnection;
use super::schema::{postings, views};
use super::{RowId, StoreError};

/// Counts that a posting was opened so often more on a day.
///
/// # Errors
/// When a statement fails.
pub fn add(conn: &mut AnyConnection, posting: RowId, day: NaiveDate, more: u64) -> Result<(), StoreError> {
    let more = i64::try_from(more).unwrap_or(i64::MAX);
    let known = diesel::update(views::table.find((posting.0, day)))
        .set(views::count.eq(views::count + more))
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(views::table)
            .values((views::posting_id.eq(posting.0), views::day.eq(day), views::count.eq(more)))
            .execute(conn)?;
    }
    Ok(())
}

/// How often each of an organization's postings was opened since a day; those that weren't are left out.
///
/// # Errors
/// When the statement fails.
pub fn of_organization(
    conn: &mut AnyConnection,
    organization: RowId,
    since: NaiveDate,
) -> Result<HashMap<RowId, u64>, StoreError> {
    let rows: Vec<(i64, i64)> = views::table
        .inner_join(postings::table)
        .filter(postings::organization_id.eq(organization.0))
        .filter(views::day.ge(since))
        .select((views::posting_id, views::count))
        .load(conn)?;
    let mut counts = HashMap::new();
    for (posting, count) in rows {
        *counts.entry(RowId(posting)).or_default() += u64::try_from(count).unwrap_or_default();
    }
    Ok(counts)
}

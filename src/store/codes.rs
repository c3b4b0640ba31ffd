//! What the site added to the official code lists.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::code_additions;
use super::values::{self, Row};
use crate::domain::Title;
use crate::domain::codes::{Addition, Extensible, UnknownCode};

/// All additions, in the order in which they came.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<Addition>, StoreError> {
    let rows: Vec<(String, String, String, String, String, bool)> = code_additions::table
        .order(code_additions::id)
        .select((
            code_additions::list,
            code_additions::code,
            code_additions::parent,
            code_additions::name_en,
            code_additions::name_zh,
            code_additions::retired,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(list, code, parent, en, zh, retired)| {
            let row = Row { table: "code_additions", key: &code };
            Ok(Addition {
                list: row.value("list", &list, |list| Extensible::from_code(list).ok_or(UnknownCode))?,
                en: row.value("name_en", &en, Title::parse)?,
                zh: row.value("name_zh", &zh, Title::parse)?,
                parent,
                retired,
                code,
            })
        })
        .collect()
}

/// Adds an entry.
///
/// # Errors
/// When the statement fails, as for a code that the list has already.
pub fn add(conn: &mut AnyConnection, addition: &Addition, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::insert_into(code_additions::table)
        .values((
            code_additions::list.eq(addition.list.code()),
            code_additions::code.eq(&addition.code),
            code_additions::parent.eq(&addition.parent),
            code_additions::name_en.eq(addition.en.as_str()),
            code_additions::name_zh.eq(addition.zh.as_str()),
            code_additions::retired.eq(addition.retired),
            code_additions::added_at.eq(values::time(at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Says whether an entry can still be chosen; whether there is such an entry.
///
/// # Errors
/// When the statement fails.
pub fn set_retired(
    conn: &mut AnyConnection,
    list: Extensible,
    code: &str,
    retired: bool,
) -> Result<bool, StoreError> {
    let one = code_additions::list.eq(list.code()).and(code_additions::code.eq(code));
    let changed = diesel::update(code_additions::table.filter(one))
        .set(code_additions::retired.eq(retired))
        .execute(conn)?;
    Ok(changed == 1)
}

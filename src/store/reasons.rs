//! The reasons that moderators choose from, as far as a site has others than the program.

use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::reasons;
use super::values::Row;
use crate::domain::Line;

/// A reason of the site's own, or one of the program's that is retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReason {
    /// Of one of the program's its code.
    pub code: String,
    /// In English and in Chinese; the program has words of its own for its own.
    pub texts: Option<(Line, Line)>,
    /// Whether moderators can't choose it any more.
    pub retired: bool,
}

/// All that the site has, in the order in which they came.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<KeptReason>, StoreError> {
    let rows: Vec<(String, Option<String>, Option<String>, bool)> = reasons::table
        .order(reasons::id)
        .select((reasons::code, reasons::text_en, reasons::text_zh, reasons::retired))
        .load(conn)?;
    rows.into_iter()
        .map(|(code, en, zh, retired)| {
            let row = Row { table: "reasons", key: &code };
            let en: Option<Line> = row.optional("text_en", en.as_deref(), Line::parse)?;
            let zh: Option<Line> = row.optional("text_zh", zh.as_deref(), Line::parse)?;
            Ok(KeptReason { texts: en.zip(zh), retired, code })
        })
        .collect()
}

/// Adds a reason, or overwrites whether one is retired.
///
/// # Errors
/// When a statement fails.
pub fn put(conn: &mut AnyConnection, reason: &KeptReason) -> Result<(), StoreError> {
    let known = diesel::update(reasons::table.filter(reasons::code.eq(&reason.code)))
        .set(reasons::retired.eq(reason.retired))
        .execute(conn)?;
    if known == 0 {
        diesel::insert_into(reasons::table)
            .values((
                reasons::code.eq(&reason.code),
                reasons::text_en.eq(reason.texts.as_ref().map(|(en, _)| en.as_str())),
                reasons::text_zh.eq(reason.texts.as_ref().map(|(_, zh)| zh.as_str())),
                reasons::retired.eq(reason.retired),
            ))
            .execute(conn)?;
    }
    Ok(())
}

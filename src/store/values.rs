//! Columns and domain values: how lists, codes and times are kept, and read back with care.

use std::fmt::Display;

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use diesel::sql_types::{Nullable, Text};

use super::StoreError;

diesel::define_sql_function! {
    /// A text in small letters; of other scripts than Latin only where the database knows them.
    fn lower(text: Nullable<Text>) -> Nullable<Text>;
}

/// The pattern of `LIKE`, escaped by `\`, that texts fit which hold this one.
pub(super) fn holding(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}

/// A list as a column keeps it: a JSON array of texts.
pub(super) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<serde_json::Value> =
        items.into_iter().map(|item| serde_json::Value::String(item.to_string())).collect();
    serde_json::Value::Array(items).to_string()
}

/// A time as both databases keep it: UTC, to the microsecond.
pub(super) fn time(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().trunc_subsecs(6)
}

/// The row that is being read, so that a value that doesn't parse can be found again.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The table.
    pub(super) table: &'static str,
    /// The row, by its public identifier.
    pub(super) key: &'a str,
}

impl Row<'_> {
    /// The error that names this row and column.
    pub(super) fn bad(self, column: &'static str, value: impl Display) -> StoreError {
        StoreError::Value {
            table: self.table,
            key: self.key.to_owned(),
            column,
            value: value.to_string().chars().take(80).collect(),
        }
    }

    /// A value that must be there.
    pub(super) fn value<T, E>(
        self,
        column: &'static str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, StoreError> {
        parse(text).map_err(|_| self.bad(column, text))
    }

    /// A value that may be missing.
    pub(super) fn optional<T, E>(
        self,
        column: &'static str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<Option<T>, StoreError> {
        text.map(|text| self.value(column, text, parse)).transpose()
    }

    /// A list.
    pub(super) fn list<C: FromIterator<T>, T, E>(
        self,
        column: &'static str,
        json: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Result<C, StoreError> {
        let items: Vec<String> = serde_json::from_str(json).map_err(|_| self.bad(column, json))?;
        items.iter().map(|item| self.value(column, item, &parse)).collect()
    }

    /// A number kept in a wider type than the domain's.
    pub(super) fn number<S: Copy + Display, N: TryFrom<S>, T, E>(
        self,
        column: &'static str,
        number: Option<S>,
        parse: impl FnOnce(N) -> Result<T, E>,
    ) -> Result<Option<T>, StoreError> {
        let Some(number) = number else { return Ok(None) };
        let narrow = N::try_from(number).map_err(|_| self.bad(column, number))?;
        parse(narrow).map(Some).map_err(|_| self.bad(column, number))
    }
}

diesel::define_sql_function! {
    /// How many bytes there are.
    fn length(content: diesel::sql_types::Binary) -> diesel::sql_types::Integer;
}

//! What the site's administrators set: numbers, and the site's own texts.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::{settings, site_texts};
use super::values::{self, Row};
use crate::domain::settings::{Setting, Settings, SiteText};
use crate::domain::{Description, Language, Weights};

/// The row of the weights of matching, beside those of the numbers.
const WEIGHTS: &str = "weights";

/// The settings of the site. A row that is none, or out of range, is left out of account.
///
/// # Errors
/// When the statement fails.
pub fn get(conn: &mut AnyConnection) -> Result<Settings, StoreError> {
    let rows: Vec<(String, String)> = settings::table
        .filter(settings::name.ne(WEIGHTS))
        .select((settings::name, settings::value))
        .load(conn)?;
    let mut all = Settings::default();
    for (name, value) in rows {
        let set = Setting::from_code(&name).zip(value.parse().ok());
        match set.and_then(|(setting, value)| all.with(setting, value).ok()) {
            Some(changed) => all = changed,
            None => tracing::warn!(%name, %value, "a setting isn't one"),
        }
    }
    Ok(all)
}

/// Overwrites all settings.
///
/// # Errors
/// When a statement fails.
pub fn set(conn: &mut AnyConnection, all: &Settings) -> Result<(), StoreError> {
    let names: Vec<&str> = Setting::ALL.iter().map(|setting| setting.code()).collect();
    diesel::delete(settings::table.filter(settings::name.eq_any(names))).execute(conn)?;
    for setting in Setting::ALL.into_iter().filter(|setting| all.get(*setting) != setting.usual()) {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(setting.code()), settings::value.eq(all.get(setting).to_string())))
            .execute(conn)?;
    }
    Ok(())
}

/// The weights of matching, where administrators set some. A row that holds none is left out of account.
///
/// # Errors
/// When the statement fails.
pub fn weights(conn: &mut AnyConnection) -> Result<Option<Weights>, StoreError> {
    let value: Option<String> =
        settings::table.find(WEIGHTS).select(settings::value).first(conn).optional()?;
    let Some(value) = value else { return Ok(None) };
    let weights = value.parse();
    if weights.is_err() {
        tracing::warn!(%value, "the weights aren't any");
    }
    Ok(weights.ok())
}

/// Sets the weights of matching, or with none leaves them to the program's start.
///
/// # Errors
/// When a statement fails.
pub fn set_weights(conn: &mut AnyConnection, weights: Option<&Weights>) -> Result<(), StoreError> {
    diesel::delete(settings::table.find(WEIGHTS)).execute(conn)?;
    if let Some(weights) = weights {
        diesel::insert_into(settings::table)
            .values((settings::name.eq(WEIGHTS), settings::value.eq(weights.written())))
            .execute(conn)?;
    }
    Ok(())
}

/// A text of the site in the languages that it has, with the time of its last change.
///
/// # Errors
/// When the statement fails or a row doesn't parse.
pub fn texts(
    conn: &mut AnyConnection,
    text: SiteText,
) -> Result<Vec<(Language, Description, DateTime<Utc>)>, StoreError> {
    let rows: Vec<(String, String, NaiveDateTime)> = site_texts::table
        .filter(site_texts::name.eq(text.code()))
        .select((site_texts::language, site_texts::markdown, site_texts::changed_at))
        .load(conn)?;
    let row = Row { table: "site_texts", key: text.code() };
    rows.into_iter()
        .map(|(language, markdown, at)| {
            Ok((
                row.value("language", &language, str::parse)?,
                row.value("markdown", &markdown, Description::parse)?,
                at.and_utc(),
            ))
        })
        .collect()
}

/// Overwrites a text in one language, or takes it away.
///
/// # Errors
/// When a statement fails.
pub fn set_text(
    conn: &mut AnyConnection,
    text: SiteText,
    language: Language,
    markdown: Option<&Description>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::delete(site_texts::table.find((text.code(), language.code()))).execute(conn)?;
    if let Some(markdown) = markdown {
        diesel::insert_into(site_texts::table)
            .values((
                site_texts::name.eq(text.code()),
                site_texts::language.eq(language.code()),
                site_texts::markdown.eq(markdown.as_str()),
                site_texts::changed_at.eq(values::time(at)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

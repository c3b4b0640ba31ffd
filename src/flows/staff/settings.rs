//! What the site's administrators set for all, and who reads it.

use chrono::{DateTime, Utc};

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::settings::{Setting, Settings, SiteText};
use crate::domain::{Description, Language};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::store::{Store, matches, settings, told};

/// The settings, for administrators.
///
/// # Errors
/// [`FlowError`].
pub fn read(store: &Store, caller: &Caller) -> Result<Settings, FlowError> {
    caller.require(Action::ManageSite)?;
    Ok(store.read(settings::get)?)
}

/// Changes the settings. What is open keeps the time that it has until it is renewed.
///
/// # Errors
/// [`FlowError`].
pub fn change(store: &Store, caller: &Caller, new: &Settings) -> Result<(), FlowError> {
    caller.require(Action::ManageSite)?;
    store.write(|conn| {
        let old = settings::get(conn)?;
        let differing = || Setting::ALL.into_iter().filter(|one| old.get(*one) != new.get(*one));
        let written = |all: &Settings| {
            let parts = differing().map(|one| format!("{}={}", one.code(), all.get(one)));
            parts.collect::<Vec<_>>().join(" ")
        };
        if differing().next().is_none() {
            return Ok(());
        }
        settings::set(conn, new)?;
        let threshold = |all: &Settings| u8::try_from(all.get(Setting::MatchThreshold)).unwrap_or(u8::MAX);
        if threshold(new) < threshold(&old) {
            // What scores between the two stands on the pages for long: that isn't news.
            let known = told::all(conn)?;
            let mut pairs = matches::scoring(conn, threshold(new))?;
            pairs.retain(|(pair, _)| !known.contains_key(pair));
            told::note(conn, pairs)?;
        }
        let note = Note { before: Some(written(&old)), after: Some(written(new)), reason: None };
        Ok(caller.record(conn, Deed::SettingsChanged, "site", note)?)
    })
}

/// A text of the site.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// In English.
    pub en: Option<Description>,
    /// In Chinese.
    pub zh: Option<Description>,
    /// When it last changed.
    pub changed_at: Option<DateTime<Utc>>,
}

impl Written {
    /// The text in a language, or else in the other, with the language that it is in.
    pub fn best(&self, language: Language) -> Option<(&Description, Language)> {
        let of = |language: Language| match language {
            Language::En => self.en.as_ref().map(|text| (text, language)),
            Language::Zh => self.zh.as_ref().map(|text| (text, language)),
        };
        of(language).or_else(|| of(language.other()))
    }
}

/// A text of the site, for everybody.
///
/// # Errors
/// [`FlowError::Store`].
pub fn text(store: &Store, text: SiteText) -> Result<Written, FlowError> {
    let mut written = Written::default();
    for (language, markdown, at) in store.read(|conn| settings::texts(conn, text))? {
        written.changed_at = written.changed_at.max(Some(at));
        match language {
            Language::En => written.en = Some(markdown),
            Language::Zh => written.zh = Some(markdown),
        }
    }
    Ok(written)
}

/// What came of changing a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextChange {
    /// It is what readers see.
    Done,
    /// Somebody else changed it since; this is what they wrote.
    Conflict(Written),
}

/// Changes a text that the caller read as it was changed at `since`.
///
/// # Errors
/// [`FlowError`].
pub fn change_text(
    store: &Store,
    caller: &Caller,
    name: SiteText,
    new: &Written,
) -> Result<TextChange, FlowError> {
    caller.require(Action::ManageSite)?;
    let old = text(store, name)?;
    if old.changed_at != new.changed_at {
        return Ok(TextChange::Conflict(old));
    }
    store.write(|conn| {
        settings::set_text(conn, name, Language::En, new.en.as_ref(), caller.at)?;
        settings::set_text(conn, name, Language::Zh, new.zh.as_ref(), caller.at)?;
        let lengths = |written: &Written| {
            let of =
                |text: &Option<Description>| text.as_ref().map_or(0, |text| text.as_str().chars().count());
            format!("en={} zh={}", of(&written.en), of(&written.zh))
        };
        let note = Note { before: Some(lengths(&old)), after: Some(lengths(new)), reason: None };
        caller.record(conn, Deed::SiteTextChanged, name.code(), note)?;
        Ok(TextChange::Done)
    })
}

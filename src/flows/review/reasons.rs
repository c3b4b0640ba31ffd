//! The list of reasons that moderators choose from: the program's, and the site's own. What was said to
//! somebody stays as it was said; so a reason isn't changed but retired, and another added.

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::{Language, Line};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::i18n::Messages;
use crate::store::reasons::{self, KeptReason};
use crate::store::{AnyConnection, Store};

/// The program's own, as forms and message keys name them.
const OWN: [&str; 8] =
    ["figures", "unclear", "evidence", "contact", "confidential", "duplicate", "advertising", "elsewhere"];

/// The most reasons of a site's own.
pub const MOST: usize = 50;

/// A reason that can be chosen, or could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedReason {
    /// How forms name it.
    pub code: String,
    /// Whether moderators can't choose it any more.
    pub retired: bool,
    /// Whether it is the site's own.
    pub own: bool,
    en: String,
    zh: String,
}

impl ListedReason {
    /// What it says in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Zh => &self.zh,
        }
    }
}

/// All reasons, retired ones as well: the program's first.
pub(super) fn all(conn: &mut AnyConnection) -> Result<Vec<ListedReason>, FlowError> {
    let kept = reasons::all(conn)?;
    let says = |language, code: &str| Messages::new(language).t(&format!("review-reason-{code}"));
    let mut all: Vec<ListedReason> = OWN
        .iter()
        .map(|code| ListedReason {
            code: (*code).to_owned(),
            retired: kept.iter().any(|one| one.code == *code && one.retired),
            own: false,
            en: says(Language::En, code),
            zh: says(Language::Zh, code),
        })
        .collect();
    all.extend(kept.into_iter().filter_map(|one| {
        let (en, zh) = one.texts?;
        let (en, zh) = (en.to_string(), zh.to_string());
        Some(ListedReason { code: one.code, retired: one.retired, own: true, en, zh })
    }));
    Ok(all)
}

/// The reasons of the site, for administrators.
///
/// # Errors
/// [`FlowError`].
pub fn listed(store: &Store, caller: &Caller) -> Result<Vec<ListedReason>, FlowError> {
    caller.require(Action::ManageSite)?;
    store.read(all)
}

/// What came of adding a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddedReason {
    /// Moderators can choose it.
    Done,
    /// There are [`MOST`] already.
    TooMany,
}

/// Adds a reason of the site's own.
///
/// # Errors
/// [`FlowError`].
pub fn add(store: &Store, caller: &Caller, en: &Line, zh: &Line) -> Result<AddedReason, FlowError> {
    caller.require(Action::ManageSite)?;
    store.write(|conn| {
        let own = reasons::all(conn)?.into_iter().filter(|one| one.texts.is_some()).count();
        if own >= MOST {
            return Ok(AddedReason::TooMany);
        }
        let code = format!("own-{}", own + 1);
        let note = Note { after: Some(format!("{code}: {en} / {zh}")), ..Note::default() };
        let texts = Some((en.clone(), zh.clone()));
        reasons::put(conn, &KeptReason { code, texts, retired: false })?;
        caller.record(conn, Deed::ReasonsChanged, "site", note)?;
        Ok(AddedReason::Done)
    })
}

/// Takes a reason out of the list, or puts it back.
///
/// # Errors
/// [`FlowError`].
pub fn retire(store: &Store, caller: &Caller, code: &str, retired: bool) -> Result<(), FlowError> {
    caller.require(Action::ManageSite)?;
    store.write(|conn| {
        let known = all(conn)?.into_iter().find(|one| one.code == code).ok_or(FlowError::NotFound)?;
        reasons::put(conn, &KeptReason { code: known.code, texts: None, retired })?;
        let what = if retired { "retired" } else { "restored" };
        let note = Note { after: Some(format!("{code} {what}")), ..Note::default() };
        Ok(caller.record(conn, Deed::ReasonsChanged, "site", note)?)
    })
}

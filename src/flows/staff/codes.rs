//! What the site adds to the official code lists.

use crate::domain::Title;
use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::codes::{self, Addition, Extensible};
use crate::flows::FlowError;
use crate::flows::caller::{Caller, Note};
use crate::store::{self, Store};

/// The most entries that a site adds to one list.
pub const MOST: usize = 200;

/// All additions, in the order in which they came, for administrators.
///
/// # Errors
/// [`FlowError`].
pub fn additions(store: &Store, caller: &Caller) -> Result<Vec<Addition>, FlowError> {
    caller.require(Action::ManageSite)?;
    Ok(store.read(store::codes::all)?)
}

/// What came of adding an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It can be chosen, here at once and in other processes within seconds; its code.
    Done(String),
    /// An entry has one of the names already; its code.
    Known(String),
    /// There are [`MOST`] already.
    TooMany,
}

/// Adds an entry below the official one with the code `parent`, with its names in English and in Chinese.
///
/// # Errors
/// [`FlowError`]; [`FlowError::NotFound`] where the list has no official entry `parent`.
pub fn add(
    store: &Store,
    caller: &Caller,
    list: Extensible,
    parent: &str,
    en: &Title,
    zh: &Title,
) -> Result<Added, FlowError> {
    caller.require(Action::ManageSite)?;
    let parent = list.official(parent).map_err(|_| FlowError::NotFound)?;
    let (added, all) = store.write(|conn| {
        let mut all = store::codes::all(conn)?;
        if let Some(known) = known(&all, list, en).or_else(|| known(&all, list, zh)) {
            return Ok::<_, FlowError>((Added::Known(known), all));
        }
        if all.iter().filter(|one| one.list == list).count() >= MOST {
            return Ok((Added::TooMany, all));
        }
        let siblings = all.iter().filter(|one| one.list == list && one.parent == parent).count();
        let code = format!("{parent}-{}", siblings + 1);
        let addition = Addition {
            list,
            code: code.clone(),
            parent: parent.to_owned(),
            en: en.clone(),
            zh: zh.clone(),
            retired: false,
        };
        store::codes::add(conn, &addition, caller.at)?;
        record(conn, caller, list, &code, "added")?;
        all.push(addition);
        Ok((Added::Done(code), all))
    })?;
    codes::learn(&all);
    Ok(added)
}

/// The code of what has this name in the list.
fn known(all: &[Addition], list: Extensible, name: &Title) -> Option<String> {
    let own = || all.iter().find(|one| one.list == list && one.is_named(name)).map(|one| one.code.clone());
    list.named(name).map(str::to_owned).or_else(own)
}

/// Takes an entry out of what can be chosen, or puts it back. What holds it keeps it.
///
/// # Errors
/// [`FlowError`]; [`FlowError::NotFound`] where the site added no such entry.
pub fn retire(
    store: &Store,
    caller: &Caller,
    list: Extensible,
    code: &str,
    retired: bool,
) -> Result<(), FlowError> {
    caller.require(Action::ManageSite)?;
    let all = store.write(|conn| {
        if !store::codes::set_retired(conn, list, code, retired)? {
            return Err(FlowError::NotFound);
        }
        record(conn, caller, list, code, if retired { "retired" } else { "restored" })?;
        Ok(store::codes::all(conn)?)
    })?;
    codes::learn(&all);
    Ok(())
}

fn record(
    conn: &mut store::AnyConnection,
    caller: &Caller,
    list: Extensible,
    code: &str,
    what: &str,
) -> Result<(), store::StoreError> {
    let note = Note { before: None, after: Some(what.to_owned()), reason: None };
    caller.record(conn, Deed::CodesChanged, format!("{}/{code}", list.code()), note)
}

//! Saved searches: people keep them, and are told of what they find from then on.

mod look;

use crate::domain::access::Action;
use crate::domain::saved_search::{MOST, QueryString};
use crate::domain::text::SearchName;
use crate::domain::{Event, Pace, SearchId, Topic};
use crate::store::saved_searches::{self, NewSearch};
use crate::store::{AnyConnection, Store, site_state};

use super::caller::Caller;
use super::{FlowError, free_id, notify};

pub use crate::store::saved_searches::SavedSearch;
pub use look::{Found, Looked, look};

/// What came of saving a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is saved.
    Done(SearchId),
    /// The person has as many as one may have.
    Full,
}

/// Saves a search. What is published from now on is told at this pace.
///
/// # Errors
/// [`FlowError`].
pub fn save(
    store: &Store,
    caller: &Caller,
    name: &SearchName,
    query: &QueryString,
    pace: Pace,
) -> Result<Saved, FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let known = caller.account(conn)?;
        if saved_searches::count(conn, known.row)? >= MOST {
            return Ok(Saved::Full);
        }
        let id = free_id(conn, SearchId::from_random, saved_searches::find)?;
        let revision = site_state::get(conn)?.postings;
        let new = NewSearch { id, user: known.row, name, query, pace, at: caller.at, revision };
        saved_searches::insert(conn, &new)?;
        Ok(Saved::Done(id))
    })
}

/// The caller's searches, the last saved first.
///
/// # Errors
/// [`FlowError`].
pub fn list(store: &Store, caller: &Caller) -> Result<Vec<SavedSearch>, FlowError> {
    caller.require(Action::UseAccount)?;
    store.read(|conn| {
        let known = caller.account(conn)?;
        Ok(saved_searches::of_user(conn, known.row)?)
    })
}

/// Sets how soon the caller wants to hear of what a search of theirs finds.
///
/// # Errors
/// [`FlowError::NotFound`] for anybody else's.
pub fn set_pace(store: &Store, caller: &Caller, id: SearchId, pace: Pace) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let search = own(conn, caller, id)?;
        saved_searches::set_pace(conn, search.row, pace)?;
        if pace == Pace::Never {
            silence(conn, &search, caller)?;
        }
        Ok(())
    })
}

/// Deletes a search of the caller's.
///
/// # Errors
/// As [`set_pace`].
pub fn delete(store: &Store, caller: &Caller, id: SearchId) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let search = own(conn, caller, id)?;
        silence(conn, &search, caller)?;
        Ok(saved_searches::delete(conn, search.row)?)
    })
}

/// Has no letter tell any more of what a search found.
fn silence(conn: &mut AnyConnection, search: &SavedSearch, caller: &Caller) -> Result<(), FlowError> {
    let is_of_it = |event: &Event| matches!(event, Event::Found { search: Some(id), .. } if *id == search.id);
    notify::withdraw(conn, search.user, Topic::Search, is_of_it, caller.at)
}

/// A search of the caller's.
///
/// # Errors
/// [`FlowError::NotFound`] for anybody else's.
pub fn one(store: &Store, caller: &Caller, id: SearchId) -> Result<SavedSearch, FlowError> {
    caller.require(Action::UseAccount)?;
    store.read(|conn| own(conn, caller, id))
}

/// Gives a search of the caller's another name. What it told before keeps the name of then.
///
/// # Errors
/// As [`one`].
pub fn rename(store: &Store, caller: &Caller, id: SearchId, name: &SearchName) -> Result<(), FlowError> {
    caller.require(Action::UseAccount)?;
    store.write(|conn| {
        let search = own(conn, caller, id)?;
        Ok(saved_searches::rename(conn, search.row, name)?)
    })
}

fn own(conn: &mut AnyConnection, caller: &Caller, id: SearchId) -> Result<SavedSearch, FlowError> {
    let known = caller.account(conn)?;
    let found = saved_searches::find(conn, id)?.filter(|search| search.user == known.row);
    found.ok_or(FlowError::NotFound)
}

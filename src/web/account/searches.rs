//! The searches that one saved.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::saved_search::search_path;
use crate::domain::text::SearchName;
use crate::domain::{Pace, SearchId};
use crate::flows::Caller;
use crate::flows::searches::{SavedSearch, delete, list, one, rename, set_pace};
use crate::i18n::Messages;
use crate::web::browse::feed_address;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html, html_as};
use crate::web::session::SignedIn;
use crate::web::state::State;

use super::mail::pace_choices;
use super::words;

#[derive(Template)]
#[template(path = "account/searches.html")]
struct SearchesPage {
    m: Messages,
    page: Page,
    searches: Vec<Line>,
    paces: Vec<(&'static str, String)>,
    notice: Option<String>,
}

#[derive(Template)]
#[template(path = "account/search_name.html")]
struct NamePage {
    m: Messages,
    page: Page,
    form: Form,
}

/// One search.
struct Line {
    id: SearchId,
    name: String,
    /// Path and query of the search, as it was saved.
    search: String,
    feed: String,
    pace: &'static str,
    saved: String,
}

impl Line {
    fn new(m: Messages, search: &SavedSearch) -> Self {
        let query = search.query.as_str();
        Self {
            id: search.id,
            name: search.name.to_string(),
            search: search_path(query),
            feed: feed_address(query),
            pace: search.pace.code(),
            saved: m.v("searches-saved-on", m.day(search.saved_at)),
        }
    }
}

/// What happened before.
#[derive(Debug, serde::Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

/// `/en/account/searches`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(_): SignedIn,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let searches = state.ask(move |site| list(site.store(), &caller)).await?;
    let notice = match query.done.as_deref() {
        Some("pace") => Some(m.t("account-saved")),
        Some("renamed") => Some(m.t("searches-renamed")),
        Some("removed") => Some(m.t("searches-removed")),
        _ => None,
    };
    let searches = searches.iter().map(|search| Line::new(m, search)).collect();
    html(&SearchesPage { m, searches, paces: pace_choices(m, &Pace::ALL), notice, page: page.not_indexed() })
}

/// `/en/account/searches/F-7F3K9Q/pace`.
pub(in crate::web) async fn change_pace(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let form = input.form(page.m, &["pace"], &[])?;
    let id: SearchId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let pace = Pace::from_code(form.value("pace")).ok_or(WebError::BadForm)?;
    state.ask(move |site| set_pace(site.store(), &caller, id, pace)).await?;
    Ok(see_other(&page.link("/account/searches?done=pace")))
}

/// `/en/account/searches/F-7F3K9Q/name`.
pub(in crate::web) async fn ask_name(
    page: Page,
    SignedIn(_): SignedIn,
    path: web::Path<(String, String)>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: SearchId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let search = state.ask(move |site| one(site.store(), &caller, id)).await?;
    let form = Form::empty(page.m).holding("name", search.name.to_string());
    html(&NamePage { m: page.m, form, page: page.not_indexed() })
}

/// The form with the new name.
pub(in crate::web) async fn change_name(
    page: Page,
    SignedIn(_): SignedIn,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["name"], &[])?;
    let id: SearchId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let name = form.read("name", SearchName::parse, |error| words::text(m, m.t("searches-name"), &error));
    let Some(name) = name else {
        // Whose search it isn't learns nothing of it by a bad name.
        state.ask(move |site| one(site.store(), &caller, id)).await?;
        let view = NamePage { m, form, page: page.not_indexed() };
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    state.ask(move |site| rename(site.store(), &caller, id, &name)).await?;
    Ok(see_other(&page.link("/account/searches?done=renamed")))
}

/// `/en/account/searches/F-7F3K9Q/removal`.
pub(in crate::web) async fn remove(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id: SearchId = path.1.parse().map_err(|_| WebError::NotFound)?;
    state.ask(move |site| delete(site.store(), &caller, id)).await?;
    Ok(see_other(&page.link("/account/searches?done=removed")))
}

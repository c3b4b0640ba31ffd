//! Saving a search.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::saved_search::{BadQuery, MOST, QueryString};
use crate::domain::text::SearchName;
use crate::domain::{Pace, Topic};
use crate::flows::Caller;
use crate::flows::browse::Query;
use crate::flows::searches::{Saved, save};
use crate::i18n::Messages;
use crate::web::account::mail::pace_choices;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::SignedIn;
use crate::web::state::State;

use super::{address, facets};

/// What an address says after a search was saved.
const DONE: (&str, &str) = ("saved", "1");

#[derive(Template)]
#[template(path = "browse/save.html")]
struct SavePage {
    m: Messages,
    page: Page,
    form: Form,
    paces: Vec<(&'static str, String)>,
    /// Path and query of the search.
    search: String,
}

/// Whether the page comes right after its search was saved.
pub(super) fn is_done(request: &HttpRequest) -> bool {
    form_urlencoded::parse(request.query_string().as_bytes()).any(|(name, value)| (&*name, &*value) == DONE)
}

/// The form that saves the search at an address.
pub(super) fn form(m: Messages, query: &Query, address: &str) -> Form {
    Form::empty(m)
        .holding("name", facets::words(m, query))
        .holding("query", address)
        .holding("pace", Topic::Search.usual().code())
}

/// `/en/searches`.
pub(in crate::web) async fn submit(
    page: Page,
    SignedIn(_): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &["name", "query", "pace"], &[])?;
    let pace = Pace::from_code(form.value("pace")).ok_or(WebError::BadForm)?;
    let name = form.read("name", SearchName::parse, |error| words::text(m, m.t("searches-name"), &error));
    let query = match QueryString::parse(form.value("query")) {
        Ok(query) => Some(query),
        Err(BadQuery::TooLong { .. }) => {
            form.complain("query", m.t("searches-too-long"));
            None
        }
        // No browser sends such a thing.
        Err(BadQuery::Characters) => return Err(WebError::BadForm),
    };
    let search = Query::parse(form.value("query"));
    if let Some((name, query)) = name.zip(query) {
        match state.ask(move |site| save(site.store(), &caller, &name, &query, pace)).await? {
            Saved::Done(_) => return Ok(see_other(&page.link(saved(&search)))),
            Saved::Full => form.complain("query", m.n("searches-full", MOST)),
        }
    }
    let view = SavePage {
        m,
        form,
        paces: pace_choices(m, &Pace::ALL),
        search: address(&search),
        page: page.not_indexed(),
    };
    html_as(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// The search again, with a notice.
fn saved(query: &Query) -> String {
    let search = address(query);
    let joint = if search.contains('?') { '&' } else { '?' };
    format!("{search}{joint}{}={}", DONE.0, DONE.1)
}

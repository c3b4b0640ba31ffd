//! The register of people.

use actix_web::{HttpResponse, web};
use askama::Template;
use form_urlencoded::Serializer;
use serde::Deserialize;

use crate::flows::Caller;
use crate::flows::staff::people::{Person, search};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;

use super::text_of;

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage {
    m: Messages,
    page: Page,
    text: String,
    staff_only: bool,
    total: usize,
    people: Vec<PersonLine>,
    pager: Option<Pager>,
}

/// A person in the list.
struct PersonLine {
    id: String,
    name: String,
    email: String,
    link: String,
    staff: Option<String>,
    suspended: bool,
    /// Whether they are on the staff without the second factor that it takes.
    lacks_second_factor: bool,
}

impl PersonLine {
    fn new(page: &Page, person: &Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.account.name.to_string(),
            email: person.account.email.to_string(),
            link: page.link(format_args!("/staff/people/{}", person.id)),
            staff: person.staff.map(|staff| page.m.t(&format!("staff-role-{}", staff.code()))),
            suspended: person.suspended_at.is_some(),
            lacks_second_factor: person.staff.is_some() && !person.second_factor,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    q: Option<String>,
    staff: Option<String>,
    page: Option<String>,
}

/// `/en/staff/people`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let (text, staff_only) = (text_of(query.q.as_deref()), query.staff.as_deref() == Some("1"));
    let (number, wanted) = (number_of(query.page.as_deref()), text.clone());
    let found = state.ask(move |site| search(site.store(), &caller, &wanted, staff_only, number)).await?;
    let link = |number| address(&text, staff_only, number);
    html(&PeoplePage {
        m: page.m,
        pager: Pager::new(found.page, found.pages, link),
        text,
        staff_only,
        total: found.total,
        people: found.items.iter().map(|person| PersonLine::new(&page, person)).collect(),
        page: page.not_indexed(),
    })
}

/// The search as an address, without the language.
fn address(text: &str, staff_only: bool, number: usize) -> String {
    let mut query = Serializer::new(String::new());
    if !text.is_empty() {
        query.append_pair("q", text);
    }
    if staff_only {
        query.append_pair("staff", "1");
    }
    query.append_pair("page", &number.to_string());
    format!("/staff/people?{}", query.finish())
}

//! The register of organizations.

use actix_web::{HttpResponse, web};
use askama::Template;
use form_urlencoded::Serializer;
use serde::Deserialize;

use crate::domain::Organization;
use crate::flows::Caller;
use crate::flows::staff::organizations::{Which, search};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;
use crate::web::view::OrganizationLine;

use super::text_of;

/// The codes of what may be shown.
const CHOICES: [(&str, Which); 3] =
    [("all", Which::All), ("unverified", Which::Unverified), ("suspended", Which::Suspended)];

#[derive(Template)]
#[template(path = "staff/organizations.html")]
struct OrganizationsPage {
    m: Messages,
    page: Page,
    text: String,
    which: &'static str,
    choices: Vec<(&'static str, String)>,
    total: usize,
    organizations: Vec<Registered>,
    pager: Option<Pager>,
}

/// An organization in the list.
struct Registered {
    line: OrganizationLine,
    link: String,
    kind: String,
    place: Option<String>,
    suspended: bool,
}

impl Registered {
    fn new(page: &Page, organization: &Organization) -> Self {
        let m = page.m;
        Self {
            line: OrganizationLine::new(m, organization),
            link: page.link(format_args!("/staff/organizations/{}", organization.id)),
            kind: m.t(&format!("organization-{}", organization.kind.code())),
            place: organization.region.map(|region| m.region(region)),
            suspended: organization.suspended,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    q: Option<String>,
    show: Option<String>,
    page: Option<String>,
}

/// `/en/staff/organizations`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let text = text_of(query.q.as_deref());
    let chosen = CHOICES.into_iter().find(|(code, _)| Some(*code) == query.show.as_deref());
    let (code, which) = chosen.unwrap_or(CHOICES[0]);
    let (number, wanted) = (number_of(query.page.as_deref()), text.clone());
    let found = state.ask(move |site| search(site.store(), &caller, &wanted, which, number)).await?;
    let link = |number| address(&text, code, number);
    html(&OrganizationsPage {
        m,
        pager: Pager::new(found.page, found.pages, link),
        text,
        which: code,
        choices: CHOICES.map(|(code, _)| (code, m.t(&format!("staff-which-{code}")))).to_vec(),
        total: found.total,
        organizations: found.items.iter().map(|one| Registered::new(&page, one)).collect(),
        page: page.not_indexed(),
    })
}

/// The search as an address, without the language.
fn address(text: &str, which: &str, number: usize) -> String {
    let mut query = Serializer::new(String::new());
    if !text.is_empty() {
        query.append_pair("q", text);
    }
    query.append_pair("show", which).append_pair("page", &number.to_string());
    format!("/staff/organizations?{}", query.finish())
}

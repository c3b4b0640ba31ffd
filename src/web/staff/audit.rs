//! The audit trail: looking through it, and taking it along.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Datelike, NaiveDate, Utc};
use form_urlencoded::Serializer;
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::audit::Deed;
use crate::domain::{AccountId, OrganizationId};
use crate::flows::Caller;
use crate::flows::staff::trail::{ExportFormat, Filter, MOST_EXPORTED, export, list};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::page::{Page, html_as};
use crate::web::pager::{Pager, number_of};
use crate::web::state::State;

use super::entries::EntryView;
use super::require;

/// The fields of the filter.
const FIELDS: [&str; 5] = ["actor", "deed", "object", "from", "until"];

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct AuditPage {
    m: Messages,
    page: Page,
    form: Form,
    deeds: Vec<(&'static str, String)>,
    /// Nothing where the filter can't be read.
    found: Option<Found>,
}

/// What passes the filter.
struct Found {
    count: String,
    entries: Vec<EntryView>,
    pager: Option<Pager>,
    /// Whether there is more than one export holds.
    exceeds: bool,
    most: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    actor: Option<String>,
    deed: Option<String>,
    object: Option<String>,
    from: Option<String>,
    until: Option<String>,
    page: Option<String>,
}

impl Query {
    /// The filter as if it had been typed.
    fn form(&self, m: Messages) -> Form {
        let values = [&self.actor, &self.deed, &self.object, &self.from, &self.until];
        let typed =
            FIELDS.into_iter().zip(values).filter_map(|(field, value)| Some((field, value.as_deref()?)));
        typed.fold(Form::empty(m), |form, (field, value)| form.holding(field, value))
    }
}

impl AuditPage {
    fn answer(page: Page, form: Form, found: Option<Found>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let mut deeds: Vec<(&'static str, String)> =
            Deed::ALL.iter().map(|deed| (deed.code(), m.t(&format!("audit-{}", deed.code())))).collect();
        deeds.insert(0, ("", m.t("staff-audit-deed-any")));
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        html_as(status, &Self { m, form, deeds, found, page: page.not_indexed() })
    }
}

/// `/en/staff/audit`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ReadAudit)?;
    let mut form = query.form(page.m);
    let Some(filter) = filter(page.m, &mut form) else { return AuditPage::answer(page, form, None) };
    let number = number_of(query.page.as_deref());
    let trail = state.ask(move |site| list(site.store(), &caller, &filter, number)).await?;
    let entries = &trail.entries;
    let found = Found {
        count: page.m.with(
            "staff-audit-count",
            &[("n", entries.total.into()), ("number", page.m.number(entries.total).into())],
        ),
        entries: entries.items.iter().map(|entry| EntryView::new(&page, entry, &trail.parties)).collect(),
        pager: Pager::new(entries.page, entries.pages, |number| address(&form, number)),
        exceeds: entries.total > MOST_EXPORTED,
        most: page.m.number(MOST_EXPORTED),
    };
    AuditPage::answer(page, form, Some(found))
}

/// `/en/staff/audit/export`: what passes the filter, as a file.
pub(in crate::web) async fn download(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ReadAudit)?;
    let mut form = input.form(page.m, &["actor", "deed", "object", "from", "until", "format"], &[])?;
    let Some(filter) = filter(page.m, &mut form) else { return AuditPage::answer(page, form, None) };
    let format = ExportFormat::from_code(form.value("format")).ok_or(WebError::BadForm)?;
    let file = state.ask(move |site| export(site.store(), &caller, &filter, format)).await?;
    let kind = match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Jsonl => "application/jsonl; charset=utf-8",
    };
    let day = Utc::now().format("%Y-%m-%d");
    let name = format!("attachment; filename=\"sunmao-audit-{day}.{}\"", format.code());
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(file))
}

/// The filter that was typed, unless something is wrong with it.
fn filter(m: Messages, form: &mut Form) -> Option<Filter> {
    let deed = |code: &str| Deed::from_code(code).ok_or(());
    let (first, last) = (
        form.read_optional("from", day, |()| m.t("staff-audit-day-bad")),
        form.read_optional("until", day, |()| m.t("staff-audit-day-bad")),
    );
    let filter = Filter {
        actor: form.read_optional("actor", str::parse, |_| m.t("staff-audit-actor-bad")),
        deed: form.read_optional("deed", deed, |()| m.t("staff-audit-deed-bad")),
        object: form.read_optional("object", object, |()| m.t("staff-audit-object-bad")),
        from: first.and_then(|day| m.start_of(day)),
        until: last.and_then(|day| m.start_of(day.succ_opt()?)),
    };
    if first.zip(last).is_some_and(|(first, last)| last < first) {
        form.complain("until", m.t("staff-audit-order-bad"));
    }
    (!form.failed()).then_some(filter)
}

/// A day of these centuries; databases don't count in all years that a date may have.
fn day(text: &str) -> Result<NaiveDate, ()> {
    let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    day.filter(|day| (2000..3000).contains(&day.year())).ok_or(())
}

/// The identifier of a person or an organization, as the trail holds it.
fn object(text: &str) -> Result<String, ()> {
    let person = text.parse::<AccountId>().map(|id| id.to_string());
    person.or_else(|_| text.parse::<OrganizationId>().map(|id| id.to_string())).map_err(|_| ())
}

/// The filter as an address, without the language.
fn address(form: &Form, number: usize) -> String {
    let mut query = Serializer::new(String::new());
    for field in FIELDS {
        if !form.value(field).is_empty() {
            query.append_pair(field, form.value(field));
        }
    }
    query.append_pair("page", &number.to_string());
    format!("/staff/audit?{}", query.finish())
}

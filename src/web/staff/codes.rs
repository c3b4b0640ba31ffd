//! What the site adds to the official code lists.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::access::Action;
use crate::domain::codes::{Addition, Extensible};
use crate::domain::{Language, TextError, Title};
use crate::flows::Caller;
use crate::flows::staff::codes::{Added, MOST, add, additions, retire};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

use super::{require, retired};

#[derive(Template)]
#[template(path = "staff/codes.html")]
struct CodesPage {
    m: Messages,
    page: Page,
    form: Form,
    /// The lists: code, name.
    lists: Vec<(&'static str, String)>,
    /// The additions to each of them.
    sections: Vec<Section>,
}

struct Section {
    code: &'static str,
    label: String,
    entries: Vec<EntryView>,
}

struct EntryView {
    code: String,
    en: String,
    zh: String,
    /// The entry above.
    below: String,
    retired: bool,
}

impl EntryView {
    fn new(language: Language, one: &Addition) -> Self {
        let above = one.list.label(&one.parent, language).unwrap_or_default();
        Self {
            below: format!("{} {above}", one.parent),
            code: one.code.clone(),
            en: one.en.to_string(),
            zh: one.zh.to_string(),
            retired: one.retired,
        }
    }
}

impl CodesPage {
    fn answer(page: Page, all: &[Addition], form: Form) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let name = |list: Extensible| m.t(&format!("codes-{}", list.code()));
        let section = |list: Extensible| {
            let own = all.iter().filter(|one| one.list == list);
            let entries = own.map(|one| EntryView::new(m.language(), one)).collect();
            Section { code: list.code(), label: name(list), entries }
        };
        let view = Self {
            m,
            form,
            lists: Extensible::ALL.map(|list| (list.code(), name(list))).to_vec(),
            sections: Extensible::ALL.map(section).into(),
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// `/en/staff/site/codes`.
pub(in crate::web) async fn show(
    page: Page,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let all = state.ask(move |site| additions(site.store(), &caller)).await?;
    let form = Form::empty(page.m);
    CodesPage::answer(page, &all, form)
}

/// An entry more.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    require(&page, Action::ManageSite)?;
    let mut form = input.form(m, &["list", "parent", "zh", "en"], &[])?;
    let list = Extensible::from_code(form.value("list")).ok_or(WebError::BadForm)?;
    let parent = form.read("parent", |text| list.official(text), |_| m.t("codes-parent-unknown"));
    let mut name = |field: &'static str| {
        let label = m.t(&format!("site-text-in-{field}"));
        form.read(field, Title::parse, |error| match error {
            TextError::Empty => m.t("codes-missing"),
            TextError::TooLong { .. } => words::text(m, label, &error),
        })
    };
    if let (Some(zh), Some(en), Some(parent)) = (name("zh"), name("en"), parent) {
        let by = caller.clone();
        match state.ask(move |site| add(site.store(), &by, list, parent, &en, &zh)).await? {
            Added::Done(_) => return Ok(see_other(&page.link("/staff/site/codes"))),
            Added::TooMany => form.complain("list", m.n("codes-many", MOST)),
            Added::Known(code) => {
                let label = list.label(&code, m.language()).unwrap_or_default();
                form.complain("zh", m.v("codes-known", format_args!("{code} {label}")));
            }
        }
    }
    let all = state.ask(move |site| additions(site.store(), &caller)).await?;
    CodesPage::answer(page, &all, form)
}

/// Takes an entry out of what can be chosen, or puts it back.
pub(in crate::web) async fn submit_retirement(
    page: Page,
    path: web::Path<(String, String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    require(&page, Action::ManageSite)?;
    let form = input.form(page.m, &["retired"], &[])?;
    let (_, list, code) = path.into_inner();
    let list = Extensible::from_code(&list).ok_or(WebError::NotFound)?;
    let retired = retired(&form)?;
    state.ask(move |site| retire(site.store(), &caller, list, &code, retired)).await?;
    Ok(see_other(&page.link("/staff/site/codes")))
}

//! What the site's administrators set for all.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::Action;
use crate::domain::settings::{Setting, Settings, SiteText};
use crate::domain::{Description, Language};
use crate::flows::Caller;
use crate::flows::staff::settings::{TextChange, Written, change, change_text, read, text};
use crate::i18n::Messages;
use crate::web::account::words;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::state::State;

use super::require;

/// The fields of the settings' form.
const FIELDS: &[&str] = &[
    "life-days",
    "reminder-days",
    "drafts",
    "claim-minutes",
    "correction",
    "match-threshold",
    "match-rise",
    "match-cap",
];

#[derive(Template)]
#[template(path = "staff/site.html")]
struct SitePage {
    m: Messages,
    page: Page,
    form: Form,
    /// Each number: its field, what it is called, and what it may be.
    settings: Vec<(&'static str, String, String)>,
    texts: Vec<(String, String)>,
    notice: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

impl SitePage {
    fn answer(page: Page, form: Form, notice: Option<String>) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let hint = |setting: Setting| {
            let (least, most) = (*setting.range().start(), *setting.range().end());
            m.with(
                "site-range",
                &[("least", least.into()), ("most", most.into()), ("usual", setting.usual().into())],
            )
        };
        let setting = |setting: Setting| {
            (setting.code(), m.t(&format!("site-setting-{}", setting.code())), hint(setting))
        };
        let text = |text: SiteText| {
            (
                page.link(format_args!("/staff/site/texts/{}", text.code())),
                m.t(&format!("site-text-{}", text.code())),
            )
        };
        let status = if form.failed() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        let view = Self {
            m,
            form,
            settings: Setting::ALL.map(setting).to_vec(),
            texts: SiteText::ALL.map(text).to_vec(),
            notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

/// `/en/staff/site`.
pub(in crate::web) async fn show(
    page: Page,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let settings = state.ask(move |site| read(site.store(), &caller)).await?;
    let hold = |form: Form, setting: &Setting| form.holding(setting.code(), settings.get(*setting));
    let form = Setting::ALL.iter().fold(Form::empty(m), hold);
    SitePage::answer(page, form, query.done.as_ref().map(|_| m.t("site-saved")))
}

/// The numbers.
pub(in crate::web) async fn submit(
    page: Page,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    require(&page, Action::ManageSite)?;
    let mut form = input.form(m, FIELDS, &[])?;
    let mut all = Settings::default();
    for setting in Setting::ALL {
        let parse = |text: &str| {
            let value = text.trim().parse().map_err(|_| ())?;
            all.with(setting, value).map_err(|_| ())
        };
        let say = |()| {
            let (least, most) = (*setting.range().start(), *setting.range().end());
            m.with("site-out-of-range", &[("least", least.into()), ("most", most.into())])
        };
        if let Some(changed) = form.read(setting.code(), parse, say) {
            all = changed;
        }
    }
    if form.failed() {
        return SitePage::answer(page, form, None);
    }
    state.ask(move |site| change(site.store(), &caller, &all)).await?;
    Ok(see_other(&page.link("/staff/site?done=1")))
}

#[derive(Template)]
#[template(path = "staff/site_text.html")]
struct TextPage {
    m: Messages,
    page: Page,
    heading: String,
    form: Form,
    /// What somebody else wrote meanwhile, in each language.
    theirs: Vec<(&'static str, String)>,
    notice: Option<String>,
}

impl TextPage {
    fn answer(
        page: Page,
        name: SiteText,
        form: Form,
        theirs: Option<&Written>,
        notice: Option<String>,
    ) -> Result<HttpResponse, WebError> {
        let m = page.m;
        let status = match (form.failed(), theirs) {
            (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
            (false, Some(_)) => StatusCode::CONFLICT,
            (false, None) => StatusCode::OK,
        };
        let written = |text: &Option<Description>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        let theirs = theirs
            .map(|one| vec![(Language::Zh.tag(), written(&one.zh)), (Language::En.tag(), written(&one.en))]);
        let view = Self {
            m,
            heading: m.t(&format!("site-text-{}", name.code())),
            form,
            theirs: theirs.unwrap_or_default(),
            notice,
            page: page.not_indexed(),
        };
        html_as(status, &view)
    }
}

fn named(page: &Page, name: &str) -> Result<SiteText, WebError> {
    require(page, Action::ManageSite)?;
    SiteText::from_code(name).ok_or(WebError::NotFound)
}

fn since(written: &Written) -> String {
    written.changed_at.map(|at| at.timestamp_micros().to_string()).unwrap_or_default()
}

/// `/en/staff/site/texts/terms`.
pub(in crate::web) async fn show_text(
    page: Page,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let name = named(&page, &path.1)?;
    let written = state.ask(move |site| text(site.store(), name)).await?;
    let held = |text: &Option<Description>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let form = Form::empty(m)
        .holding("zh", held(&written.zh))
        .holding("en", held(&written.en))
        .holding("since", since(&written));
    TextPage::answer(page, name, form, None, query.done.as_ref().map(|_| m.t("site-saved")))
}

/// The text.
pub(in crate::web) async fn submit_text(
    page: Page,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let name = named(&page, &path.1)?;
    let mut form = input.form(m, &["zh", "en", "since"], &[])?;
    let mut read = |field: &'static str| {
        let label = m.t(&format!("site-text-in-{field}"));
        form.read_optional(field, Description::parse, |error| words::text(m, label, &error))
    };
    let (zh, en) = (read("zh"), read("en"));
    if form.failed() {
        return TextPage::answer(page, name, form, None, None);
    }
    let micros: Option<i64> = form.value("since").parse().ok();
    let changed_at = micros.and_then(chrono::DateTime::from_timestamp_micros);
    let new = Written { en, zh, changed_at };
    match state.ask(move |site| change_text(site.store(), &caller, name, &new)).await? {
        TextChange::Done => {
            Ok(see_other(&page.link(format_args!("/staff/site/texts/{}?done=1", name.code()))))
        }
        TextChange::Conflict(theirs) => {
            form.put("since", vec![since(&theirs)]);
            TextPage::answer(page, name, form, Some(&theirs), None)
        }
    }
}

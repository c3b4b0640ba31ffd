//! How soon one is written to of what.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::Deserialize;

use crate::domain::schedule::{Hour, Quiet};
use crate::domain::{Pace, PostingId, Schedule, Topic};
use crate::flows::Caller;
use crate::flows::account::{MailSettings, change_mail_settings, mail_settings, set_posting_pace};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::{Form, Input};
use crate::web::language::see_other;
use crate::web::page::{Page, html_as};
use crate::web::session::SignedIn;
use crate::web::state::State;

/// The fields: one for each topic with a choice, and when.
const FIELDS: [&str; 10] = [
    "matches",
    "moderation",
    "expiry",
    "membership",
    "queue",
    "failures",
    "zone",
    "digest",
    "quiet-from",
    "quiet-to",
];

#[derive(Template)]
#[template(path = "account/mail.html")]
struct MailPage {
    m: Messages,
    page: Page,
    form: Form,
    topics: Vec<TopicLine>,
    zones: Vec<(&'static str, &'static str)>,
    hours: Vec<(String, String)>,
    postings: Vec<(PostingId, String, String)>,
    saved: bool,
}

/// A topic with the paces to choose from.
struct TopicLine {
    code: &'static str,
    name: String,
    hint: String,
    paces: Vec<(&'static str, String)>,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    done: Option<String>,
}

/// Paces to choose from, with their names.
pub(in crate::web) fn pace_choices(m: Messages, paces: &[Pace]) -> Vec<(&'static str, String)> {
    paces.iter().map(|pace| (pace.code(), pace_name(m, *pace))).collect()
}

/// A pace in words.
pub(in crate::web) fn pace_name(m: Messages, pace: Pace) -> String {
    m.t(&format!("pace-{}", pace.code()))
}

impl MailPage {
    fn new(page: Page, settings: &MailSettings, form: Form, saved: bool) -> Self {
        let m = page.m;
        let topics = settings.paces.iter().map(|(topic, _)| TopicLine {
            code: topic.code(),
            name: m.t(&format!("mail-topic-{}", topic.code())),
            hint: m.t(&format!("mail-topic-{}-hint", topic.code())),
            paces: pace_choices(m, topic.paces()),
        });
        Self {
            topics: topics.collect(),
            zones: TZ_VARIANTS.iter().map(|zone| (zone.name(), zone.name())).collect(),
            hours: Hour::ALL.map(|hour| (hour.to_string(), format!("{hour:02}:00"))).collect(),
            postings: settings
                .postings
                .iter()
                .map(|(id, title, pace)| (*id, title.clone(), pace_name(m, *pace)))
                .collect(),
            m,
            page: page.not_indexed(),
            form,
            saved,
        }
    }
}

/// `/en/account/mail`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(_): SignedIn,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let settings = state.ask(move |site| mail_settings(site.store(), &caller)).await?;
    let Schedule { zone, digest, quiet } = settings.schedule;
    let form = Form::empty(page.m)
        .holding("zone", zone.name())
        .holding("digest", digest.get())
        .holding("quiet-from", quiet.from.get())
        .holding("quiet-to", quiet.to.get());
    let form =
        settings.paces.iter().fold(form, |form, (topic, pace)| form.holding(topic.code(), pace.code()));
    html_as(StatusCode::OK, &MailPage::new(page, &settings, form, query.done.is_some()))
}

/// The form.
pub(in crate::web) async fn submit(
    page: Page,
    SignedIn(_): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let m = page.m;
    let mut form = input.form(m, &FIELDS, &[])?;
    let bad = || m.t("mail-settings-bad");
    let zone = form.read("zone", str::parse::<Tz>, |_| bad());
    let hours = ["digest", "quiet-from", "quiet-to"].map(|field| hour(&mut form, field, bad));
    let mut paces = Vec::new();
    for topic in Topic::with_paces() {
        let read = |code: &str| {
            let pace = Pace::from_code(code).filter(|pace| topic.paces().contains(pace));
            pace.ok_or(())
        };
        // Topics of the staff aren't in everybody's form.
        if let Some(pace) = form.read_optional(topic.code(), read, |()| bad()) {
            paces.push((topic, pace));
        }
    }
    let (Some(zone), [Some(digest), Some(from), Some(to)], false) = (zone, hours, form.failed()) else {
        let asked = caller.clone();
        let settings = state.ask(move |site| mail_settings(site.store(), &asked)).await?;
        let view = MailPage::new(page, &settings, form, false);
        return html_as(StatusCode::UNPROCESSABLE_ENTITY, &view);
    };
    let schedule = Schedule { zone, digest, quiet: Quiet { from, to } };
    state.ask(move |site| change_mail_settings(site.store(), &caller, &schedule, &paces)).await?;
    Ok(see_other(&page.link("/account/mail?done=1")))
}

fn hour(form: &mut Form, field: &'static str, bad: impl Fn() -> String) -> Option<Hour> {
    let read = |text: &str| text.parse().ok().and_then(Hour::new).ok_or(());
    form.read(field, read, |()| bad())
}

/// `/en/account/mail/postings/N-7F3K9Q`: how soon one hears of this posting's matches.
pub(in crate::web) async fn set_posting(
    page: Page,
    SignedIn(_): SignedIn,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: PostingId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let form = input.form(page.m, &["pace"], &[])?;
    let pace = match form.value("pace") {
        "" => None,
        code => Some(Pace::from_code(code).ok_or(WebError::BadForm)?),
    };
    state.ask(move |site| set_posting_pace(site.store(), &caller, id, pace)).await?;
    Ok(see_other(&page.matches(&id)))
}

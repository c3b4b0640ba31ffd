//! What one was told on the site.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::NotificationId;
use crate::flows::Caller;
use crate::flows::account::{Notification, notifications, open_notification, read_all_notifications};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::forms::Input;
use crate::web::language::see_other;
use crate::web::page::{Page, html};
use crate::web::pager::{Pager, number_of};
use crate::web::session::SignedIn;
use crate::web::state::State;

#[derive(Template)]
#[template(path = "account/notifications.html")]
struct NotificationsPage {
    m: Messages,
    page: Page,
    lines: Vec<Line>,
    /// In which time zone the times are, where it isn't the site's.
    zone: Option<String>,
    pager: Option<Pager>,
}

/// One notification.
struct Line {
    id: NotificationId,
    subject: String,
    /// What it is about, and somebody's own words.
    text: Vec<String>,
    topic: String,
    at: String,
    is_new: bool,
    /// Whether it leads somewhere.
    leads: bool,
    /// What the button says that leads there, or marks it as read.
    button: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::web) struct Query {
    page: Option<String>,
}

impl Line {
    fn new(m: Messages, notification: &Notification) -> Self {
        let told = m.told(&notification.event);
        Self {
            id: notification.id,
            subject: told.subject,
            text: told.paragraphs.into_iter().chain(told.quote).collect(),
            topic: m.t(&format!("mail-topic-{}", notification.event.topic().code())),
            at: m.moment(notification.at),
            is_new: notification.read_at.is_none(),
            leads: told.link.is_some(),
            button: told.link.map_or_else(|| m.t("notifications-read"), |(label, _)| label),
        }
    }
}

/// `/en/notifications`.
pub(in crate::web) async fn show(
    page: Page,
    SignedIn(_): SignedIn,
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let at = number_of(query.page.as_deref());
    let (listed, zone) = state.ask(move |site| notifications(site.store(), &caller, at)).await?;
    let m = page.m;
    let lines = listed.items.iter().map(|one| Line::new(m.in_zone(zone), one)).collect();
    let zone = (zone != m.zone()).then(|| m.v("notifications-zone", zone.name()));
    let pager = Pager::new(listed.page, listed.pages, |number| format!("/notifications?page={number}"));
    html(&NotificationsPage { m, lines, zone, pager, page: page.not_indexed() })
}

/// `/en/notifications/M-7F3K9Q`: on to what it is about, and it counts as read.
pub(in crate::web) async fn open(
    page: Page,
    SignedIn(_): SignedIn,
    path: web::Path<(String, String)>,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    let id: NotificationId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let found = state.ask(move |site| open_notification(site.store(), &caller, id)).await?;
    let link = page.m.told(&found.event).link;
    Ok(see_other(&page.link(link.map_or_else(|| "/notifications".to_owned(), |(_, path)| path))))
}

/// Marks all as read.
pub(in crate::web) async fn read_all(
    page: Page,
    SignedIn(_): SignedIn,
    input: Input,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    input.nothing(page.m)?;
    state.ask(move |site| read_all_notifications(site.store(), &caller)).await?;
    Ok(see_other(&page.link("/notifications")))
}

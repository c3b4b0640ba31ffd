//! What the site is, and what it is made of.

use actix_web::HttpResponse;
use askama::Template;

use crate::i18n::Messages;

use super::error::WebError;
use super::page::{Page, html};

#[derive(Template)]
#[template(path = "about/about.html")]
struct About {
    m: Messages,
    page: Page,
    version: &'static str,
}

/// `/en/about`.
pub(super) async fn show(page: Page) -> Result<HttpResponse, WebError> {
    html(&About { m: page.m, page, version: env!("CARGO_PKG_VERSION") })
}

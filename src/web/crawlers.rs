//! What search engines ask: what they may read, and what there is.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;

use crate::domain::Language;
use crate::flows::sitemap::{Entry, SitemapPage, sitemap};

use super::error::WebError;
use super::page::Page;
use super::state::State;

/// `/robots.txt`.
pub(super) async fn robots(state: web::Data<State>) -> HttpResponse {
    let rules =
        format!("User-agent: *\nDisallow: /preferences\n\nSitemap: {}/sitemap.xml\n", state.public_url());
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(rules)
}

/// Which page of a sitemap.
#[derive(Debug, Deserialize)]
pub(super) struct Number {
    #[serde(default = "first")]
    page: usize,
}

fn first() -> usize {
    1
}

#[derive(Template)]
#[template(path = "crawlers/index.xml")]
struct Index {
    sitemaps: Vec<String>,
}

#[derive(Template)]
#[template(path = "crawlers/sitemap.xml")]
struct Sitemap {
    entries: Vec<Address>,
}

/// A page of the site in one language.
struct Address {
    address: String,
    changed: String,
    alternates: [(&'static str, String); 2],
}

/// `/sitemap.xml`: the sitemaps of both languages, each of which holds as many addresses as one may.
pub(super) async fn index(state: web::Data<State>) -> Result<HttpResponse, WebError> {
    let pages = state.ask(|site| sitemap(site.store(), 1)).await?.pages;
    let origin = state.public_url();
    let of = |language: Language| {
        (1..=pages).map(move |page| format!("{origin}/{language}/sitemap.xml?page={page}"))
    };
    xml(&Index { sitemaps: Language::ALL.into_iter().flat_map(of).collect() })
}

/// `/en/sitemap.xml?page=1`.
pub(super) async fn pages(
    page: Page,
    number: web::Query<Number>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let number = number.page;
    let SitemapPage { entries, .. } = state.ask(move |site| sitemap(site.store(), number)).await?;
    let entries =
        entries.into_iter().map(|(entry, changed)| Address::new(page.clone(), entry, changed)).collect();
    xml(&Sitemap { entries })
}

impl Address {
    fn new(page: Page, entry: Entry, changed: DateTime<Utc>) -> Self {
        let page = page.at(match entry {
            Entry::Organization(id) => format!("/organizations/{id}"),
            Entry::Posting(id) => format!("/postings/{id}"),
        });
        Self {
            address: page.canonical(),
            changed: changed.to_rfc3339_opts(SecondsFormat::Secs, true),
            alternates: page.alternates(),
        }
    }
}

fn xml(view: &impl Template) -> Result<HttpResponse, WebError> {
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/xml; charset=utf-8"))
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(view.render().map_err(WebError::internal)?))
}

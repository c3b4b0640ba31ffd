//! What a search finds as an Atom feed (RFC 4287), for programs that look for news.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETag};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};

use crate::domain::Posting;
use crate::flows::PostingView;
use crate::flows::browse::{Query, Sort, newest};
use crate::i18n::Messages;
use crate::web::error::WebError;
use crate::web::page::Page;
use crate::web::state::State;
use crate::web::unchanged;

use super::{address, facets, feed_address};

/// The most entries of a feed.
const MOST: usize = 50;

/// The characters of a text where a posting has no summary.
const EXCERPT: usize = 500;

#[derive(Template)]
#[template(path = "browse/feed.xml")]
struct Feed {
    page: Page,
    title: String,
    /// The whole address of the search as a page, which also names the feed.
    search: String,
    /// The whole address of the feed.
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    address: String,
    language: &'static str,
    title: String,
    summary: String,
    published: String,
    updated: String,
    organization: String,
    organization_address: String,
    categories: Vec<Category>,
}

struct Category {
    term: &'static str,
    label: String,
}

/// `/en/browse.atom`.
pub(in crate::web) async fn show(
    request: HttpRequest,
    page: Page,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    // The order of a feed and its beginning are its own.
    let query = Query { sort: Sort::default(), page: 1, ..Query::parse(request.query_string()) };
    let asked = query.clone();
    let views = state.ask(move |site| newest(site.store(), &site.engine(), &asked, MOST)).await?;
    let body = Feed::new(page, &query, &views).render().map_err(WebError::internal)?;
    let tag = unchanged::tag(&body);
    let known = unchanged::knows(&request, &tag);
    let mut answer = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer.insert_header((CACHE_CONTROL, "public, max-age=300")).insert_header(ETag(tag));
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.insert_header((CONTENT_TYPE, "application/atom+xml; charset=utf-8")).body(body))
}

impl Feed {
    fn new(page: Page, query: &Query, views: &[PostingView]) -> Self {
        let updated = views.iter().map(|view| view.record.updated_at).max();
        let search = page.clone().at(address(query)).canonical();
        Self {
            title: sound(&format!("{} – {}", facets::words(page.m, query), page.m.t("layout-brand"))),
            search,
            own: page.clone().at(feed_address(&query.written())).canonical(),
            // A feed must say when it changed; one without entries never did.
            updated: moment(updated.unwrap_or(DateTime::UNIX_EPOCH)),
            entries: views.iter().map(|view| Entry::new(&page, view)).collect(),
            page,
        }
    }
}

impl Entry {
    fn new(page: &Page, view: &PostingView) -> Self {
        let (record, owner) = (&view.record, &view.organization);
        let posting = &record.posting;
        let whole = |path: String| page.clone().at(path).canonical();
        Self {
            address: whole(format!("/postings/{}", record.id)),
            language: posting.language.tag(),
            title: sound(posting.title.as_str()),
            summary: sound(&summary(posting)),
            published: moment(record.published_at.unwrap_or(record.updated_at)),
            updated: moment(record.updated_at),
            organization: sound(owner.names.best(page.language()).0.as_str()),
            organization_address: whole(format!("/organizations/{}", owner.id)),
            categories: categories(page.m, posting),
        }
    }
}

fn summary(posting: &Posting) -> String {
    match (&posting.summary, &posting.description) {
        (Some(summary), _) => summary.to_string(),
        (None, Some(text)) => text.as_str().chars().take(EXCERPT).collect(),
        (None, None) => String::new(),
    }
}

/// The kind, and the industries.
fn categories(m: Messages, posting: &Posting) -> Vec<Category> {
    let kind = posting.kind();
    let kind = Category { term: kind.code(), label: m.t(&format!("kind-{}", kind.code())) };
    let industries = posting
        .industries
        .iter()
        .map(|industry| Category { term: industry.code(), label: sound(industry.label(m.language())) });
    std::iter::once(kind).chain(industries).collect()
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A text without the characters that XML 1.0 has no way to write.
fn sound(text: &str) -> String {
    let may_stand = |c: &char| !c.is_control() || "\t\n\r".contains(*c);
    text.chars().filter(|c| may_stand(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        assert_eq!(sound("a\0\u{1b}\u{b}\u{FFFF}\u{FFFE}b\n涂"), "ab\n涂");
    }
}

//! Browsing and searching.

mod facets;
pub(super) mod feed;
pub(super) mod save;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::saved_search::search_path;
use crate::domain::{Kind, Pace, Visitor};
use crate::flows::browse::{Query, ResultItem, Results, Sort, browse};
use crate::i18n::Messages;
use crate::matching::Field;

use super::account::mail::pace_choices;
use super::error::WebError;
use super::forms::Form;
use super::page::{Page, html};
use super::pager::Pager;
use super::segments::{Segment, excerpt, segments};
use super::state::State;
use super::view::PostingLine;
use facets::{Active, Facet};

/// The length of an excerpt, in characters.
const EXCERPT: usize = 220;

#[derive(Template)]
#[template(path = "browse/browse.html")]
struct Browse {
    m: Messages,
    page: Page,
    query: Query,
    total: usize,
    is_cut: bool,
    suggestion: Option<Suggestion>,
    kinds: Vec<KindChoice>,
    facets: Vec<Facet>,
    sorts: Vec<SortChoice>,
    active: Vec<Active>,
    /// The search without any filter.
    unfiltered: String,
    /// The search as a feed.
    feed: String,
    /// The form that saves the search.
    save: Form,
    paces: Vec<(&'static str, String)>,
    /// Whether the search was saved just now.
    is_saved: bool,
    items: Vec<Item>,
    pager: Option<Pager>,
}

/// A radio button: one kind, or both.
struct KindChoice {
    kind: Option<Kind>,
    count: usize,
}

struct SortChoice {
    code: &'static str,
    label: String,
    selected: bool,
}

/// One result.
struct Item {
    line: PostingLine,
    title: Vec<Segment>,
    excerpt: Vec<Segment>,
    fits: usize,
}

/// Path and query of a search, without the language. Every state of the page has one address.
fn address(query: &Query) -> String {
    search_path(&query.written())
}

/// The feed of a search by its query string, without the language.
pub(super) fn feed_address(query: &str) -> String {
    if query.is_empty() { "/browse.atom".to_owned() } else { format!("/browse.atom?{query}") }
}

/// `/en/browse`.
pub(super) async fn show(
    request: HttpRequest,
    page: Page,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let query = Query::parse(request.query_string());
    let asked = query.clone();
    let results =
        state.ask(move |site| browse(site.store(), &site.engine(), &Visitor::Stranger, &asked)).await?;
    let view = Browse::new(page, Query { page: results.page, ..query }, &results);
    let save = save::form(view.m, &view.query, request.query_string());
    html(&Browse { save, is_saved: save::is_done(&request), ..view })
}

/// Another search, and where it is.
struct Suggestion {
    text: String,
    path: String,
}

fn suggestion(query: &Query, results: &Results) -> Option<Suggestion> {
    let text = results.suggestion.clone()?;
    let path = address(&Query { text: text.clone(), page: 1, ..query.clone() });
    Some(Suggestion { text, path })
}

impl Browse {
    fn new(page: Page, query: Query, results: &Results) -> Self {
        let m = page.m;
        let count = |kind| results.facets.kinds.iter().filter(|v| v.value == kind).map(|v| v.count).sum();
        let both = Kind::ALL.into_iter().map(count).sum();
        let one = Kind::ALL.into_iter().map(|kind| KindChoice { kind: Some(kind), count: count(kind) });
        let link = |number| address(&Query { page: number, ..query.clone() });
        let unfiltered = Query { text: query.text.clone(), sort: query.sort, page: 1, ..Query::default() };
        let page = page.at(address(&query));
        Self {
            m,
            page: if query.text.is_empty() { page } else { page.not_indexed() },
            total: results.total,
            is_cut: results.is_cut,
            suggestion: suggestion(&query, results),
            kinds: std::iter::once(KindChoice { kind: None, count: both }).chain(one).collect(),
            facets: facets::groups(m, &results.facets, &query),
            sorts: Sort::ALL
                .map(|sort| SortChoice {
                    code: sort.code(),
                    label: m.t(&format!("browse-sort-{}", sort.code())),
                    selected: sort == query.sort,
                })
                .into(),
            active: facets::active(m, &query),
            unfiltered: address(&unfiltered),
            feed: feed_address(&Query { sort: Sort::default(), page: 1, ..query.clone() }.written()),
            items: results.items.iter().map(|item| Item::new(m, item)).collect(),
            save: Form::empty(m),
            paces: pace_choices(m, &Pace::ALL),
            is_saved: false,
            pager: Pager::new(results.page, results.pages, link),
            query,
        }
    }

    /// The heading, which says what is looked through.
    fn heading(&self) -> String {
        match self.query.kind {
            None => self.m.t("browse-heading"),
            Some(Kind::Need) => self.m.t("browse-heading-needs"),
            Some(Kind::Capability) => self.m.t("browse-heading-capabilities"),
        }
    }
}

impl Item {
    fn new(m: Messages, item: &ResultItem) -> Self {
        let posting = &item.view.record.posting;
        let hits = |field: Field| -> Vec<_> {
            item.highlights.iter().filter(|(of, _)| *of == field).map(|(_, range)| range.clone()).collect()
        };
        let summary = posting.summary.as_ref().map(|summary| (summary.as_str(), hits(Field::Summary)));
        let description = posting.description.as_ref().map(|text| (text.as_str(), hits(Field::Description)));
        // The summary, unless only the description speaks of what was searched.
        let told = match (summary, description) {
            (Some((_, in_summary)), Some((text, hits))) if in_summary.is_empty() && !hits.is_empty() => {
                Some((text, hits))
            }
            (Some(summary), _) => Some(summary),
            (None, description) => description,
        };
        Self {
            line: PostingLine::new(m, &item.view),
            title: segments(posting.title.as_str(), &hits(Field::Title)),
            excerpt: told.map(|(text, hits)| excerpt(text, &hits, EXCERPT)).unwrap_or_default(),
            fits: item.fits,
        }
    }
}

//! One posting with everything it says.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};

use crate::domain::{
    Detail, Disclosure, Extent, Fit, Keyword, Kind, Organization, Posting, PostingId, Record,
};
use crate::flows::dock::{self, Docked, Docking};
use crate::flows::views;
use crate::flows::writing::{AttachmentLine, attachment};

use crate::i18n::{Messages, Statement};

use super::error::WebError;
use super::markdown;
use super::page::{Page, html};
use super::state::State;
use super::view::{PostingLine, stage};
use super::writing::attachments::FileView;

/// Matches that the page shows; all of them have a page of their own.
const BEST: usize = 3;

#[derive(Template)]
#[template(path = "posting/posting.html")]
struct PostingPage {
    m: Messages,
    page: Page,
    id: PostingId,
    kind: Kind,
    posting: Posting,
    line: PostingLine,
    organization_kind: String,
    /// The description as HTML that is safe; empty where there is none.
    text: String,
    facts: Vec<Fact>,
    files: Vec<FileView>,
    /// How much of it is public, if not all.
    part: Option<String>,
    best: Vec<Match>,
    matches: usize,
}

/// A label and what it stands for; several values stand in lines of their own.
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) values: Vec<String>,
}

/// A match in the margin.
struct Match {
    line: PostingLine,
    fit: Fit,
    /// The gravest gap, if there is one.
    gap: Option<Statement>,
}

/// `/en/postings/N-7F3K9Q`.
pub(super) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: PostingId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let reader = page.visitor();
    let (docking, files) = state
        .ask(move |site| {
            let docking = dock::best(site.store(), &site.engine(), &reader, id, BEST)?;
            views::seen(site, &reader, &docking.posting);
            let files = attachment::of_posting(site.store(), &reader, &docking.posting)?;
            Ok((docking, files))
        })
        .await?;
    html(&PostingPage::new(page.at(format!("/postings/{id}")), docking, &files))
}

impl PostingPage {
    fn new(page: Page, docking: Docking, files: &[AttachmentLine]) -> Self {
        let m = page.m;
        let below = format!("/postings/{}", docking.posting.record.id);
        let line = PostingLine::new(m, &docking.posting);
        let Record { id, posting, published_at, .. } = &docking.posting.record;
        let description = posting.description.as_ref().map(|text| text.as_str()).unwrap_or_default();
        let best = docking.matches.iter().map(|docked| Match::new(m, posting, docked));
        Self {
            m,
            id: *id,
            kind: posting.kind(),
            organization_kind: m.t(&format!("organization-{}", docking.posting.organization.kind.code())),
            text: markdown::render(description),
            facts: facts(m, posting, *published_at, &docking.posting.organization),
            files: files.iter().map(|line| FileView::new(&page, &below, line)).collect(),
            part: part(m, posting.disclosure, docking.posting.extent),
            best: best.collect(),
            matches: docking.total,
            posting: posting.clone(),
            line,
            page,
        }
    }

    /// The way back to the lists.
    fn crumbs(&self) -> [(String, String); 2] {
        let kind = self.kind.code();
        let list = match self.kind {
            Kind::Need => self.m.t("posting-needs"),
            Kind::Capability => self.m.t("posting-capabilities"),
        };
        [
            (self.m.t("layout-browse"), self.page.link("/browse")),
            (list, self.page.link(format_args!("/browse?kind={kind}"))),
        ]
    }

    /// The search for one of the keywords.
    fn search(&self, keyword: &Keyword) -> String {
        let query: String = form_urlencoded::byte_serialize(keyword.as_str().as_bytes()).collect();
        self.page.link(format_args!("/browse?q={query}"))
    }

    /// The comparison with a counterpart.
    fn pair(&self, counterpart: &PostingId) -> String {
        match self.kind {
            Kind::Need => self.page.pair(&self.id, counterpart),
            Kind::Capability => self.page.pair(counterpart, &self.id),
        }
    }

    /// What search engines show: the summary, or the beginning of the text.
    fn summary(&self) -> String {
        let summary = self.posting.summary.as_ref().map(|summary| summary.as_str());
        let description = self.posting.description.as_ref().map(|text| markdown::plain(text.as_str()));
        let beginning = description.as_deref().and_then(|text| text.lines().next());
        let text = summary.or(beginning).unwrap_or(&self.line.title);
        text.chars().take(160).collect()
    }
}

impl Match {
    fn new(m: Messages, posting: &Posting, docked: &Docked) -> Self {
        let counterpart = &docked.counterpart.record.posting;
        let need = if posting.kind() == Kind::Need { posting } else { counterpart };
        Self {
            line: PostingLine::new(m, &docked.counterpart),
            fit: docked.fit,
            gap: docked.explanation.gaps.first().map(|gap| m.gap(gap, need)),
        }
    }
}

/// How much of a posting is public, if not all: for who reads that part, and for who reads more.
fn part(m: Messages, disclosure: Disclosure, extent: Extent) -> Option<String> {
    match (disclosure, extent) {
        (Disclosure::Public, _) => None,
        (Disclosure::Teaser, Extent::PublicPart) => Some(m.t("posting-part-teaser")),
        (Disclosure::Confidential, Extent::PublicPart) => Some(m.t("posting-part-confidential")),
        (Disclosure::Teaser, Extent::Whole) => Some(m.t("posting-whole-teaser")),
        (Disclosure::Confidential, Extent::Whole) => Some(m.t("posting-whole-confidential")),
    }
}

/// The paragraphs of a text, without empty ones.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Everything that is stated in codes and figures, in the order of the six dimensions.
pub(super) fn facts(
    m: Messages,
    posting: &Posting,
    published: Option<DateTime<Utc>>,
    organization: &Organization,
) -> Vec<Fact> {
    let language = m.language();
    let one =
        |label: &str, value: Option<String>| Fact { label: m.t(label), values: value.into_iter().collect() };
    let many = |label: &str, values: Vec<String>| Fact { label: m.t(label), values };
    let (money, period) = match posting.kind() {
        Kind::Need => ("posting-budget", "posting-wanted-within"),
        Kind::Capability => ("posting-price", "posting-usual-duration"),
    };
    let remote =
        posting.remote.map(|remote| m.t(if remote { "posting-remote-yes" } else { "posting-remote-no" }));
    let trl = posting.trl.map(|trl| {
        let step = m.t(&format!("chain-{}", trl.chain().code()));
        m.with(
            "posting-stage-step",
            &[("stage", stage(m, posting.kind(), m.trl(trl)).into()), ("step", step.into())],
        )
    });
    let facts = [
        many(
            "posting-industry",
            posting.industries.iter().map(|code| code.label(language).to_owned()).collect(),
        ),
        many(
            "posting-discipline",
            posting.disciplines.iter().map(|code| code.label(language).to_owned()).collect(),
        ),
        many(
            "posting-strategic",
            posting.strategic_industries.iter().map(|code| code.label(language).to_owned()).collect(),
        ),
        one("posting-stage", trl),
        many(
            "posting-forms",
            posting.forms.iter().map(|form| m.t(&format!("form-{}", form.code()))).collect(),
        ),
        one("posting-place", posting.region.or(organization.region).map(|region| m.region(region))),
        one("posting-remote", remote),
        one(money, posting.budget.as_ref().map(|range| m.money(range))),
        one(period, posting.period.map(|months| m.months(months))),
        one("posting-ip", posting.ip.map(|ip| m.t(&format!("ip-{}", ip.code())))),
        one("posting-deadline", posting.deadline.map(|date| m.date(date))),
        one("posting-published", published.map(|moment| m.day(moment))),
        one("posting-language", Some(m.t(&format!("language-{}", posting.language.code())))),
    ];
    facts.into_iter().filter(|fact| !fact.values.is_empty()).collect()
}

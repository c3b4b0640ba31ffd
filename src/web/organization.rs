//! One organization with what it posted.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::domain::{Language, Organization, OrganizationId, Reader};
use crate::flows::read::{self, OrganizationView};
use crate::i18n::Messages;

use super::error::WebError;
use super::page::{Page, html};
use super::posting::paragraphs;
use super::state::State;
use super::view::{OrganizationLine, PostingLine};

#[derive(Template)]
#[template(path = "organization/organization.html")]
struct OrganizationPage {
    m: Messages,
    page: Page,
    line: OrganizationLine,
    /// The name in the other language.
    other_name: Option<String>,
    kind: String,
    place: Option<String>,
    website: Option<Website>,
    paragraphs: Vec<String>,
    /// The language of the paragraphs.
    language: Language,
    industries: Vec<&'static str>,
    disciplines: Vec<&'static str>,
    needs: Vec<PostingLine>,
    capabilities: Vec<PostingLine>,
}

/// A web site as the organization wrote it.
struct Website {
    text: String,
    /// Whether it is an address that may stand in a link.
    linked: bool,
}

/// `/en/organizations/O-7F3K9Q`.
pub(super) async fn show(
    page: Page,
    path: web::Path<(String, String)>,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: OrganizationId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let view = state.ask(move |site| read::organization(site.store(), Reader::Stranger, id)).await?;
    html(&OrganizationPage::new(page.at(format!("/organizations/{id}")), &view))
}

impl OrganizationPage {
    fn new(page: Page, view: &OrganizationView) -> Self {
        let m = page.m;
        let organization = &view.organization;
        let line = OrganizationLine::new(m, organization);
        let (description, language) = description(organization, m.language());
        Self {
            m,
            page,
            other_name: organization.names.exactly(line.language.other()).map(ToString::to_string),
            kind: m.t(&format!("organization-{}", organization.kind.code())),
            place: organization.region.map(|region| m.region(region)),
            website: organization.website.as_ref().map(|website| Website {
                text: website.to_string(),
                linked: ["https://", "http://"].iter().any(|scheme| website.as_str().starts_with(scheme)),
            }),
            paragraphs: paragraphs(description),
            language,
            industries: organization.industries.iter().map(|code| code.label(m.language())).collect(),
            disciplines: organization.disciplines.iter().map(|code| code.label(m.language())).collect(),
            needs: view.needs.iter().map(|view| PostingLine::new(m, view)).collect(),
            capabilities: view.capabilities.iter().map(|view| PostingLine::new(m, view)).collect(),
            line,
        }
    }

    /// What search engines show: the beginning of the description.
    fn summary(&self) -> String {
        self.paragraphs.first().unwrap_or(&self.line.name).chars().take(160).collect()
    }
}

/// What an organization says of itself, in the reader's language where it does, and that language.
fn description(organization: &Organization, language: Language) -> (&str, Language) {
    let (en, zh) = (&organization.description_en, &organization.description_zh);
    let (first, second) = match language {
        Language::En => (en, zh),
        Language::Zh => (zh, en),
    };
    let found = first.as_ref().map(|text| (text.as_str(), language));
    found.or_else(|| second.as_ref().map(|text| (text.as_str(), language.other()))).unwrap_or(("", language))
}

//! One organization with what it posted.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::access::{Action, Subject};
use crate::domain::credit_code::CreditCode;
use crate::domain::verification::VerificationState;
use crate::domain::{Language, Organization, OrganizationId};
use crate::flows::Caller;
use crate::flows::institution::{Relation, relation};
use crate::flows::read::{self, OrganizationView};
use crate::i18n::Messages;

use super::error::WebError;
use super::institution::logo;
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
    /// The address of this page.
    base: String,
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
    credit_code: Option<String>,
    size: Option<String>,
    /// The address of the logo.
    logo: Option<String>,
    standing: Standing,
    notice: Option<String>,
}

/// What the reader has to do with the organization.
struct Standing {
    member: bool,
    edits: bool,
    reads_verification: bool,
    may_ask: bool,
    asked: bool,
    signed_in: bool,
    suspended: bool,
    waiting: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Query {
    asked: Option<String>,
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
    query: web::Query<Query>,
    caller: Caller,
    state: web::Data<State>,
) -> Result<HttpResponse, WebError> {
    let id: OrganizationId = path.1.parse().map_err(|_| WebError::NotFound)?;
    let (view, relation) = state
        .ask(move |site| {
            let view = read::organization(site.store(), &caller.visitor, id)?;
            Ok((view, relation(site.store(), &caller, id)?))
        })
        .await?;
    let too_many = query.asked.as_deref() == Some("too-many");
    let notice = too_many.then(|| page.m.t("organization-asked-too-many"));
    html(&OrganizationPage::new(page.at(format!("/organizations/{id}")), &view, &relation, notice))
}

impl Standing {
    fn new(page: &Page, organization: &Organization, relation: &Relation) -> Self {
        let subject = Subject::from(organization);
        Self {
            member: page.visitor().role_in(organization.id).is_some(),
            edits: page.may(Action::EditOrganization(subject)),
            reads_verification: page.may(Action::ReadVerification(subject)),
            may_ask: page.may(Action::AskToJoin(subject)),
            asked: relation.asked_to_join,
            signed_in: page.signed().is_some(),
            suspended: organization.suspended,
            waiting: relation.verification == Some(VerificationState::Waiting),
        }
    }
}

impl OrganizationPage {
    fn new(page: Page, view: &OrganizationView, relation: &Relation, notice: Option<String>) -> Self {
        let m = page.m;
        let organization = &view.organization;
        let line = OrganizationLine::new(m, organization);
        let (description, language) = description(organization, m.language());
        Self {
            m,
            base: page.organization(&organization.id),
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
            credit_code: organization.credit_code.as_ref().map(CreditCode::to_string),
            size: organization.size.map(|size| m.t(&format!("size-{}", size.code()))),
            logo: relation.logo.as_ref().map(|hash| logo::address(&page, organization.id, hash)),
            standing: Standing::new(&page, organization, relation),
            notice,
            page,
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

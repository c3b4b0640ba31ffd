//! What an organization says of itself, as the staff look at it.

use crate::domain::Organization;
use crate::domain::credit_code::CreditCode;
use crate::domain::mail_domain::MailDomain;
use crate::domain::{Description, Language};
use crate::web::page::Page;
use crate::web::posting::paragraphs;

/// What an organization says of itself.
pub(super) struct Facts {
    /// The names, each with the tag of its language.
    pub(super) names: Vec<(String, &'static str)>,
    pub(super) identifier: String,
    pub(super) kind: String,
    pub(super) place: Option<String>,
    pub(super) size: Option<String>,
    pub(super) credit_code: Option<String>,
    pub(super) website: Option<String>,
    pub(super) industries: Vec<&'static str>,
    pub(super) disciplines: Vec<&'static str>,
    /// The domains of its mail, and whether each is confirmed.
    pub(super) domains: Vec<(String, bool)>,
    /// The descriptions, each with the tag of its language.
    pub(super) descriptions: Vec<(Vec<String>, &'static str)>,
    /// Its public page.
    pub(super) link: String,
}

impl Facts {
    pub(super) fn new(page: &Page, organization: &Organization, domains: &[(MailDomain, bool)]) -> Self {
        let m = page.m;
        let name = |language: Language| {
            organization.names.exactly(language).map(|name| (name.to_string(), language.tag()))
        };
        let description = |text: &Option<Description>, language: Language| {
            text.as_ref().map(|text| (paragraphs(text.as_str()), language.tag()))
        };
        let descriptions = [
            description(&organization.description_zh, Language::Zh),
            description(&organization.description_en, Language::En),
        ];
        Self {
            names: Language::ALL.into_iter().filter_map(name).collect(),
            identifier: organization.id.to_string(),
            kind: m.t(&format!("organization-{}", organization.kind.code())),
            place: organization.region.map(|region| m.region(region)),
            size: organization.size.map(|size| m.t(&format!("size-{}", size.code()))),
            credit_code: organization.credit_code.as_ref().map(CreditCode::to_string),
            website: organization.website.as_ref().map(ToString::to_string),
            industries: organization.industries.iter().map(|code| code.label(m.language())).collect(),
            disciplines: organization.disciplines.iter().map(|code| code.label(m.language())).collect(),
            domains: domains.iter().map(|(domain, confirmed)| (domain.to_string(), *confirmed)).collect(),
            descriptions: descriptions.into_iter().flatten().collect(),
            link: page.organization(&organization.id),
        }
    }
}

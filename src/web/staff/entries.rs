//! Entries of the audit trail, in words.

use crate::domain::account::{Role, Staff};
use crate::domain::audit::Entry;
use crate::domain::verification::VerificationState;
use crate::domain::{AccountId, Language, OrganizationId};
use crate::flows::staff::trail::{Parties, Recent};
use crate::web::page::Page;

/// The parts of an organization that the trail names when they were changed.
const PARTS: [(&str, &str); 12] = [
    ("kind", "institution-kind"),
    ("names", "institution-names"),
    ("credit-code", "institution-credit-code"),
    ("region", "institution-region"),
    ("industries", "institution-industries"),
    ("disciplines", "institution-disciplines"),
    ("size", "institution-size"),
    ("website", "institution-website"),
    ("mail-domains", "institution-mail-domains"),
    ("description-en", "institution-description-en"),
    ("description-zh", "institution-description-zh"),
    ("logo", "institution-logo"),
];

/// A name with its language, where that is known.
type Named = (String, Option<Language>);

/// An entry as a page shows it.
pub(super) struct EntryView {
    pub(super) at: String,
    pub(super) deed: String,
    pub(super) actor: Party,
    pub(super) object: Party,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) address: Option<String>,
}

/// Who did something, or to whom.
pub(super) struct Party {
    pub(super) name: String,
    /// The tag of the name's language, where it is known.
    pub(super) tag: Option<&'static str>,
    /// Their page of the register, if they are still there.
    pub(super) link: Option<String>,
}

impl EntryView {
    pub(super) fn new(page: &Page, entry: &Entry, parties: &Parties) -> Self {
        let actor = match entry.actor {
            Some(id) => person(page, id, parties),
            None => Party { name: page.m.t("staff-audit-program"), tag: None, link: None },
        };
        let text = |text: &Option<String>| text.as_deref().map(|text| worded(page, text, parties));
        Self {
            at: page.m.moment(entry.at),
            deed: page.m.t(&format!("audit-{}", entry.deed.code())),
            actor,
            object: object(page, &entry.object, parties),
            before: text(&entry.before),
            after: text(&entry.after),
            reason: entry.reason.clone(),
            address: entry.address.map(|address| address.to_string()),
        }
    }

    /// The newest entries that have to do with somebody.
    pub(super) fn recent(page: &Page, recent: Option<&Recent>) -> Option<Vec<Self>> {
        let recent = recent?;
        Some(recent.entries.iter().map(|entry| Self::new(page, entry, &recent.parties)).collect())
    }
}

fn person(page: &Page, id: AccountId, parties: &Parties) -> Party {
    let (name, tag) = named_person(page, id, parties);
    let link = parties.person(id).map(|_| page.link(format_args!("/staff/people/{id}")));
    Party { name, tag: tag.map(|language| language.tag()), link }
}

fn object(page: &Page, id: &str, parties: &Parties) -> Party {
    if let Ok(id) = id.parse() {
        return person(page, id, parties);
    }
    let Ok(organization) = id.parse::<OrganizationId>() else {
        return Party { name: id.to_owned(), tag: None, link: None };
    };
    let (name, language) = named_organization(page, organization, parties);
    let there = parties.organization(organization).is_some();
    let link = there.then(|| page.link(format_args!("/staff/organizations/{organization}")));
    Party { name, tag: language.map(|language| language.tag()), link }
}

fn named_person(page: &Page, id: AccountId, parties: &Parties) -> Named {
    match parties.person(id) {
        Some(name) => (name.to_string(), None),
        None => (page.m.v("staff-audit-gone", id), None),
    }
}

fn named_organization(page: &Page, id: OrganizationId, parties: &Parties) -> Named {
    match parties.organization(id) {
        Some(names) => {
            let (name, language) = names.best(page.language());
            (name.to_string(), Some(language))
        }
        None => (page.m.v("staff-audit-gone-organization", id), None),
    }
}

/// What stands in an entry as codes and identifiers, in words as far as they are known.
fn worded(page: &Page, text: &str, parties: &Parties) -> String {
    let words: Vec<String> = text.split_whitespace().map(|word| word_of(page, word, parties)).collect();
    words.join(&page.m.t("format-list-comma"))
}

fn word_of(page: &Page, word: &str, parties: &Parties) -> String {
    let m = page.m;
    if let Ok(id) = word.parse::<AccountId>() {
        return named_person(page, id, parties).0;
    }
    if let Ok(id) = word.parse::<OrganizationId>() {
        return named_organization(page, id, parties).0;
    }
    if let Some(role) = Role::from_code(word) {
        return m.t(&format!("role-{}", role.code()));
    }
    if let Some(staff) = Staff::from_code(word) {
        return m.t(&format!("staff-role-{}", staff.code()));
    }
    if let Some(state) = VerificationState::from_code(word) {
        return m.t(&format!("institution-verification-state-{}", state.code()));
    }
    let part = PARTS.iter().find(|(part, _)| *part == word);
    part.map_or_else(|| word.to_owned(), |(_, key)| m.t(key))
}

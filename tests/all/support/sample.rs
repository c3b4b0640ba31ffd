//! Organizations and postings that say just enough for a test.

use sunmao::domain::organization::Names;
use sunmao::domain::{Kind, Language, OrganizationKind, Posting, State, Title};
use sunmao::exchange::record::{OrganizationRecord, PostingRecord};

/// An organization whose reference and name are `reference`.
pub fn organization(reference: &str) -> OrganizationRecord {
    let names = Names::new(Some(Title::parse(reference).unwrap()), None).unwrap();
    OrganizationRecord::bare(OrganizationKind::University, Some(reference.to_owned()), names)
}

/// A published, public posting whose reference is `reference`.
pub fn posting(kind: Kind, reference: &str, organization: &str, title: &str) -> PostingRecord {
    PostingRecord {
        id: None,
        reference: Some(reference.to_owned()),
        organization: Some(organization.to_owned()),
        state: Some(State::Published),
        published_at: None,
        updated_at: None,
        posting: Posting::bare(kind, Title::parse(title).unwrap(), Language::guess(title)),
        states_disclosure: true,
    }
}

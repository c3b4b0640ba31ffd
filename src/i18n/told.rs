//! Events in words: the same on the site and in letters.

use super::Messages;
use crate::domain::account::{Role, Staff};
use crate::domain::event::{Event, Named};
use crate::domain::saved_search::{QueryString, search_path};
use crate::domain::verification::VerificationState;
use crate::domain::version::VersionState;
use crate::domain::{Kind, PostingId, Title};

/// An event as a person is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The fact, one line.
    pub subject: String,
    /// More about it, in paragraphs.
    pub paragraphs: Vec<String>,
    /// Somebody's own words: a reason, titles.
    pub quote: Option<String>,
    /// What a link says, and the path that it leads to, without the language.
    pub link: Option<(String, String)>,
}

impl Told {
    /// The fact with a sentence about it.
    pub fn new(subject: String, paragraph: String) -> Self {
        Self { subject, paragraphs: vec![paragraph], quote: None, link: None }
    }

    /// The fact alone.
    fn only(subject: String) -> Self {
        Self { subject, paragraphs: Vec::new(), quote: None, link: None }
    }

    /// With somebody's own words.
    pub fn quoting(self, quote: Option<&str>) -> Self {
        Self { quote: quote.map(str::to_owned), ..self }
    }

    /// With a link to a page.
    pub fn leading(self, label: String, path: impl std::fmt::Display) -> Self {
        Self { link: Some((label, path.to_string())), ..self }
    }
}

impl Messages {
    /// An event in words.
    pub fn told(self, event: &Event) -> Told {
        match event {
            Event::Password => self
                .fact("mail-password-subject", "mail-password-text")
                .leading(self.t("mail-password-button"), "/reset"),
            Event::SecondFactor { set } => self.second_factor(*set),
            Event::Suspended { suspended, reason } => self.suspended(*suspended).quoting(Some(reason)),
            Event::StaffRole { staff } => self.staff_role(*staff),
            Event::OrganizationSuspended { organization, suspended, reason } => {
                self.organization_suspended(organization, *suspended).quoting(Some(reason))
            }
            Event::JoinAsked { organization, who, .. } => self.join_asked(organization, who.as_ref()),
            Event::JoinDecided { organization, accepted } => self.join_decided(organization, *accepted),
            Event::MembershipChanged { organization, role } => self.membership(organization, *role),
            Event::Verification { organization, state, reason } => {
                self.verification(organization, *state).quoting(reason.as_deref())
            }
            Event::PostingReviewed { posting, title, state, reason } => {
                self.reviewed(*posting, title, *state).quoting(reason.as_deref())
            }
            Event::PostingTakenOff { posting, title, reason } => {
                Told::new(self.v("mail-post-off-subject", title), self.t("mail-post-off-text"))
                    .quoting(Some(reason))
                    .leading(self.t("mail-post-button"), format_args!("/posts/{posting}/history"))
            }
            Event::ReportDecided { report, upheld } => {
                let text =
                    if *upheld { self.t("mail-report-upheld") } else { self.t("mail-report-dismissed") };
                Told::new(self.v("mail-report-subject", report), text)
            }
            Event::Expiring { titles } => self.expiring(titles),
            Event::Matches { posting, title, found, more } => {
                Told::only(self.new_matches(posting.kind(), title.as_str(), found.len() + more))
                    .leading(self.t("mail-see-all"), format_args!("/postings/{posting}/matches"))
            }
            Event::Found { name, query, found, more, .. } => self.found(name, query, found.len() + more),
            Event::Queue { waiting, hours } => self.queue(*waiting, *hours),
            Event::MailFailed { given_up, hours } => self.mail_failed(*given_up, *hours),
        }
    }

    /// That a posting of one's own has new matches.
    pub fn new_matches(self, kind: Kind, title: &str, count: usize) -> String {
        let key = match kind {
            Kind::Need => "mail-new-matches-need",
            Kind::Capability => "mail-new-matches-capability",
        };
        self.with(key, &[("n", count.into()), ("title", title.to_owned().into())])
    }

    fn fact(self, subject: &str, text: &str) -> Told {
        Told::new(self.t(subject), self.t(text))
    }

    /// A fact about an organization.
    fn of(self, organization: &Named, subject: &str, text: String) -> Told {
        Told::new(self.v(subject, organization.names.best(self.language()).0), text)
    }

    fn second_factor(self, set: bool) -> Told {
        let told = if set {
            self.fact("mail-second-factor-set-subject", "mail-second-factor-set-text")
        } else {
            self.fact("mail-second-factor-removed-subject", "mail-second-factor-removed-text")
        };
        told.leading(self.t("mail-second-factor-button"), "/account")
    }

    fn suspended(self, suspended: bool) -> Told {
        if suspended {
            self.fact("mail-suspended-subject", "mail-suspended-text")
        } else {
            self.fact("mail-restored-subject", "mail-restored-text")
        }
    }

    fn staff_role(self, staff: Option<Staff>) -> Told {
        let text = match staff {
            Some(staff) => self.v("mail-staff-text", self.t(&format!("staff-role-{}", staff.code()))),
            None => self.t("mail-staff-none-text"),
        };
        Told::new(self.t("mail-staff-subject"), text).leading(self.t("mail-second-factor-button"), "/account")
    }

    fn organization_suspended(self, organization: &Named, suspended: bool) -> Told {
        if suspended {
            let text = self.t("mail-organization-suspended-text");
            self.of(organization, "mail-organization-suspended-subject", text)
        } else {
            let text = self.t("mail-organization-restored-text");
            self.of(organization, "mail-organization-restored-subject", text)
        }
    }

    fn join_asked(self, organization: &Named, who: Option<&Title>) -> Told {
        let text = match who {
            Some(who) => self.v("mail-join-asked-text", who),
            None => self.t("mail-join-asked-somebody"),
        };
        self.of(organization, "mail-join-asked-subject", text).leading(
            self.t("mail-join-asked-button"),
            format_args!("/organizations/{}/members", organization.id),
        )
    }

    fn join_decided(self, organization: &Named, accepted: bool) -> Told {
        let told = if accepted {
            self.of(organization, "mail-join-accepted-subject", self.t("mail-join-accepted-text"))
        } else {
            self.of(organization, "mail-join-refused-subject", self.t("mail-join-refused-text"))
        };
        self.to_organization(told, organization)
    }

    fn membership(self, organization: &Named, role: Option<Role>) -> Told {
        let told = match role {
            Some(role) => {
                let role = self.t(&format!("role-{}", role.code()));
                self.of(organization, "mail-role-subject", self.v("mail-role-text", role))
            }
            None => self.of(organization, "mail-removed-subject", self.t("mail-removed-text")),
        };
        self.to_organization(told, organization)
    }

    fn to_organization(self, told: Told, organization: &Named) -> Told {
        let path = format!("/organizations/{}", organization.id);
        told.leading(self.t("mail-organization-button"), path)
    }

    fn verification(self, organization: &Named, state: VerificationState) -> Told {
        let told = match state {
            VerificationState::Verified => {
                self.of(organization, "mail-verified-subject", self.t("mail-verified-text"))
            }
            VerificationState::Refused => {
                self.of(organization, "mail-refused-subject", self.t("mail-refused-text"))
            }
            VerificationState::SentBack | VerificationState::Waiting => {
                self.of(organization, "mail-sent-back-subject", self.t("mail-sent-back-text"))
            }
        };
        told.leading(
            self.t("mail-verification-button"),
            format_args!("/organizations/{}/verification", organization.id),
        )
    }

    fn reviewed(self, posting: PostingId, title: &Title, state: VersionState) -> Told {
        let (subject, text) = match state {
            VersionState::Published => ("mail-post-published-subject", "mail-post-published-text"),
            VersionState::ChangesAsked => ("mail-post-changes-subject", "mail-post-changes-text"),
            VersionState::Refused | VersionState::Waiting | VersionState::Withdrawn => {
                ("mail-post-refused-subject", "mail-post-refused-text")
            }
        };
        Told::new(self.v(subject, title), self.t(text))
            .leading(self.t("mail-post-button"), format_args!("/posts/{posting}/history"))
    }

    fn expiring(self, titles: &[Title]) -> Told {
        let list: Vec<&str> = titles.iter().map(Title::as_str).collect();
        let count = titles.len();
        Told::new(self.n("mail-expiring-subject", count), self.n("mail-expiring-text", count))
            .quoting(Some(&list.join("\n")))
            .leading(self.t("mail-expiring-button"), "/posts")
    }

    fn found(self, name: &str, query: &str, count: usize) -> Told {
        let subject =
            self.with("mail-found-subject", &[("n", count.into()), ("name", name.to_owned().into())]);
        // Events from before the page was dropped still have one.
        let query = QueryString::parse(query);
        let path = search_path(query.as_ref().map_or("", QueryString::as_str));
        Told::new(subject, self.t("mail-found-text")).leading(self.t("mail-found-button"), path)
    }

    fn queue(self, waiting: usize, hours: i64) -> Told {
        let text = match hours / 24 {
            0 => self.t("mail-queue-text-today"),
            days => self.n("mail-queue-text", days),
        };
        Told::new(self.n("mail-queue-subject", waiting), text)
            .leading(self.t("mail-queue-button"), "/staff/queue")
    }

    fn mail_failed(self, given_up: usize, hours: i64) -> Told {
        let told = Told::only(self.t("mail-failed-subject"));
        let given_up = (given_up > 0).then(|| self.n("mail-failed-given-up", given_up));
        let waiting = (hours > 0).then(|| self.n("mail-failed-waiting", hours));
        let paragraphs = [given_up, waiting].into_iter().flatten().collect();
        Told { paragraphs, ..told }.leading(self.t("mail-failed-button"), "/staff/mail")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Language;

    #[test]
    fn what_a_search_found_leads_to_the_search_from_its_first_page() {
        for (query, path) in
            [("", "/browse"), ("page=2", "/browse"), ("q=a&page=3&kind=need", "/browse?q=a&kind=need")]
        {
            let event = Event::Found {
                search: None,
                name: "Mine".into(),
                query: query.into(),
                found: Vec::new(),
                more: 1,
            };
            let told = Messages::new(Language::En).told(&event);
            assert_eq!(told.link.unwrap().1, path);
        }
    }
}

//! The short letters: who is told what, in which words.
//!
//! Each is written in the transaction of what it tells of, and handed to the outbox there.

use std::fmt::Display;

use crate::domain::Letter;
use crate::domain::account::{Account, Email, Role, Staff};
use crate::domain::verification::{Decision, Reason};
use crate::domain::version::Review;
use crate::domain::{Organization, PostingId, Record, ReportId, Title};
use crate::i18n::Messages;
use crate::mail::{LetterError, Notice};

use super::token::Token;

/// What differs between the letters.
struct Words {
    kind: &'static str,
    /// What tells the letter from others of its kind; a random number where nothing is given.
    about: Option<String>,
    subject: String,
    paragraphs: Vec<String>,
    quote: Option<String>,
    link: Option<(String, String)>,
    secret: bool,
}

impl Words {
    /// A letter that tells something and no more.
    fn told(kind: &'static str, subject: String, paragraph: String) -> Self {
        Self {
            kind,
            about: None,
            subject,
            paragraphs: vec![paragraph],
            quote: None,
            link: None,
            secret: false,
        }
    }

    /// With a link to a page.
    fn leading(self, label: String, path: impl Display) -> Self {
        Self { link: Some((label, path.to_string())), ..self }
    }

    /// With a link that opens something.
    fn opening(self, label: String, path: impl Display) -> Self {
        Self { link: Some((label, path.to_string())), secret: true, ..self }
    }

    /// With something about somebody else, so that the text is forgotten once it is sent.
    fn private(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Written once only, whatever is done again: of several letters with one key the outbox takes the first.
    fn once(self, about: String) -> Self {
        Self { about: Some(about), ..self }
    }

    /// With somebody's own words.
    fn quoting(self, quote: Option<&str>) -> Self {
        Self { quote: quote.map(str::to_owned), ..self }
    }

    fn write(self, site: &str, to: &Account) -> Result<Letter, LetterError> {
        let about = self.about.unwrap_or_else(|| format!("{:032x}", rand::random::<u128>()));
        let key = format!("{}.{about}", self.kind);
        let Self { subject, paragraphs, quote, link, secret, .. } = self;
        Notice { to, key, site, subject, paragraphs, quote, link, secret }.write()
    }
}

/// Confirms the address of a sign-up.
pub(super) fn confirm_address(site: &str, to: &Account, token: &Token) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("confirm", m.t("mail-confirm-subject"), m.t("mail-confirm-text"))
        .opening(m.t("mail-confirm-button"), format_args!("/{}/sign-up/{}", to.language, token.as_str()))
        .write(site, to)
}

/// Tells that somebody tried to sign up with an address that has an account.
pub(super) fn has_account(site: &str, to: &Account) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("has-account", m.t("mail-has-account-subject"), m.t("mail-has-account-text"))
        .leading(m.t("mail-has-account-button"), format_args!("/{}/sign-in", to.language))
        .write(site, to)
}

/// Resets a password.
pub(super) fn reset(site: &str, to: &Account, token: &Token) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("reset", m.t("mail-reset-subject"), m.t("mail-reset-text"))
        .opening(m.t("mail-reset-button"), format_args!("/{}/reset/{}", to.language, token.as_str()))
        .write(site, to)
}

/// Tells that the password was changed.
pub(super) fn password_changed(site: &str, to: &Account) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("password", m.t("mail-password-subject"), m.t("mail-password-text"))
        .leading(m.t("mail-password-button"), format_args!("/{}/reset", to.language))
        .write(site, to)
}

/// Tells that the second factor was set up or removed.
pub(super) fn second_factor(site: &str, to: &Account, set: bool) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let (subject, text) = if set {
        (m.t("mail-second-factor-set-subject"), m.t("mail-second-factor-set-text"))
    } else {
        (m.t("mail-second-factor-removed-subject"), m.t("mail-second-factor-removed-text"))
    };
    Words::told("second-factor", subject, text)
        .leading(m.t("mail-second-factor-button"), format_args!("/{}/account", to.language))
        .write(site, to)
}

/// Tells that the account is gone.
pub(super) fn account_deleted(site: &str, to: &Account) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("deleted", m.t("mail-deleted-subject"), m.t("mail-deleted-text")).write(site, to)
}

/// Tells that the account was suspended or restored, and why.
pub(super) fn person_suspended(
    site: &str,
    to: &Account,
    suspended: bool,
    reason: &str,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let (subject, text) = if suspended {
        (m.t("mail-suspended-subject"), m.t("mail-suspended-text"))
    } else {
        (m.t("mail-restored-subject"), m.t("mail-restored-text"))
    };
    Words::told("suspended", subject, text).quoting(Some(reason)).write(site, to)
}

/// Tells somebody that they were appointed to the staff, or dismissed.
pub(super) fn staff_changed(site: &str, to: &Account, staff: Option<Staff>) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let text = match staff {
        Some(staff) => m.v("mail-staff-text", m.t(&format!("staff-role-{}", staff.code()))),
        None => m.t("mail-staff-none-text"),
    };
    Words::told("staff", m.t("mail-staff-subject"), text)
        .leading(m.t("mail-second-factor-button"), format_args!("/{}/account", to.language))
        .write(site, to)
}

/// Tells an organization's administrator that it was suspended or restored, and why.
pub(super) fn organization_suspended(
    site: &str,
    to: &Account,
    organization: &Organization,
    reason: &str,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    let (subject, text) = if organization.suspended {
        (m.v("mail-organization-suspended-subject", name), m.t("mail-organization-suspended-text"))
    } else {
        (m.v("mail-organization-restored-subject", name), m.t("mail-organization-restored-text"))
    };
    Words::told("organization-suspended", subject, text).quoting(Some(reason)).write(site, to)
}

/// Invites somebody, who may have no account yet.
pub(super) fn invitation(
    site: &str,
    to: &Account,
    organization: &Organization,
    role: Role,
    token: &Token,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    let role = m.t(&format!("role-{}", role.code()));
    let text =
        m.with("mail-invitation-text", &[("organization", name.to_string().into()), ("role", role.into())]);
    Words::told("invitation", m.v("mail-invitation-subject", name), text)
        .opening(
            m.t("mail-invitation-button"),
            format_args!("/{}/invitations/{}", to.language, token.as_str()),
        )
        .write(site, to)
}

/// Tells an organization's administrator that somebody asks to join. There is one letter of each `key`.
pub(super) fn join_asked(
    site: &str,
    to: &Account,
    organization: &Organization,
    who: &Title,
    key: String,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    Words::told("join-asked", m.v("mail-join-asked-subject", name), m.v("mail-join-asked-text", who))
        .private()
        .once(key)
        .leading(
            m.t("mail-join-asked-button"),
            format_args!("/{}/organizations/{}/members", to.language, organization.id),
        )
        .write(site, to)
}

/// Tells somebody who asked to join what became of it.
pub(super) fn join_decided(
    site: &str,
    to: &Account,
    organization: &Organization,
    accepted: bool,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    let (subject, text) = if accepted {
        (m.v("mail-join-accepted-subject", name), m.t("mail-join-accepted-text"))
    } else {
        (m.v("mail-join-refused-subject", name), m.t("mail-join-refused-text"))
    };
    Words::told("join-decided", subject, text)
        .leading(
            m.t("mail-organization-button"),
            format_args!("/{}/organizations/{}", to.language, organization.id),
        )
        .write(site, to)
}

/// Tells somebody that they are no longer a member, or have another role.
pub(super) fn membership_changed(
    site: &str,
    to: &Account,
    organization: &Organization,
    role: Option<Role>,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    let (subject, text) = match role {
        Some(role) => {
            let role = m.t(&format!("role-{}", role.code()));
            (m.v("mail-role-subject", name), m.v("mail-role-text", role))
        }
        None => (m.v("mail-removed-subject", name), m.t("mail-removed-text")),
    };
    Words::told("membership", subject, text)
        .leading(
            m.t("mail-organization-button"),
            format_args!("/{}/organizations/{}", to.language, organization.id),
        )
        .write(site, to)
}

/// Tells an organization's administrator what a moderator decided on its verification.
pub(super) fn verification_decided(
    site: &str,
    to: &Account,
    organization: &Organization,
    decision: &Decision,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let name = organization.names.best(to.language).0;
    let (subject, text) = match decision {
        Decision::Verify => (m.v("mail-verified-subject", name), m.t("mail-verified-text")),
        Decision::SendBack(_) => (m.v("mail-sent-back-subject", name), m.t("mail-sent-back-text")),
        Decision::Refuse(_) => (m.v("mail-refused-subject", name), m.t("mail-refused-text")),
    };
    Words::told("verification", subject, text)
        .quoting(decision.reason().map(|reason| reason.as_str()))
        .leading(
            m.t("mail-verification-button"),
            format_args!("/{}/organizations/{}/verification", to.language, organization.id),
        )
        .write(site, to)
}

/// Tells somebody what a moderator decided on what their organization wants to post.
pub(super) fn posting_reviewed(
    site: &str,
    to: &Account,
    id: PostingId,
    title: &Title,
    review: &Review,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let (subject, text) = match review {
        Review::Publish => (m.v("mail-post-published-subject", title), m.t("mail-post-published-text")),
        Review::AskChanges(_) => (m.v("mail-post-changes-subject", title), m.t("mail-post-changes-text")),
        Review::Refuse(_) => (m.v("mail-post-refused-subject", title), m.t("mail-post-refused-text")),
    };
    Words::told("posting-reviewed", subject, text)
        .quoting(review.reason().map(|reason| reason.as_str()))
        .leading(m.t("mail-post-button"), format_args!("/{}/posts/{id}/history", to.language))
        .write(site, to)
}

/// Tells somebody that a moderator took a posting of their organization off the site.
pub(super) fn posting_taken_off(
    site: &str,
    to: &Account,
    id: PostingId,
    title: &Title,
    reason: &Reason,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("posting-taken-off", m.v("mail-post-off-subject", title), m.t("mail-post-off-text"))
        .quoting(Some(reason.as_str()))
        .leading(m.t("mail-post-button"), format_args!("/{}/posts/{id}/history", to.language))
        .write(site, to)
}

/// Tells somebody what came of what they reported.
pub(super) fn report_decided(
    site: &str,
    to: &Account,
    id: ReportId,
    upheld: bool,
) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let text = if upheld { m.t("mail-report-upheld") } else { m.t("mail-report-dismissed") };
    Words::told("report-decided", m.v("mail-report-subject", id), text).write(site, to)
}

/// Reminds somebody of what their organization posted and will soon run out.
pub(super) fn posting_expiring(site: &str, to: &Account, records: &[&Record]) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    let titles: Vec<&str> = records.iter().map(|record| record.posting.title.as_str()).collect();
    let subject = m.n("mail-expiring-subject", records.len());
    Words::told("posting-expiring", subject, m.n("mail-expiring-text", records.len()))
        .quoting(Some(&titles.join("\n")))
        .leading(m.t("mail-expiring-button"), format_args!("/{}/posts", to.language))
        .write(site, to)
}

/// Hands a message from the contact form to an administrator of the site.
pub(super) fn contact(site: &str, to: &Account, from: &Email, text: &str) -> Result<Letter, LetterError> {
    let m = Messages::new(to.language);
    Words::told("contact", m.t("mail-contact-subject"), m.v("mail-contact-text", from))
        .private()
        .quoting(Some(text))
        .write(site, to)
}

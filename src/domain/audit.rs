//! The audit trail: who did what, when, to whom, and from where.

use std::net::IpAddr;

use chrono::{DateTime, Utc};

use super::AccountId;

/// Declares the deeds with their codes.
macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)+) => {
        /// What was done. Codes stand in the database, in exports and in message keys (`audit-CODE`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Deed {
            $($(#[$doc])* $name,)+
        }

        impl Deed {
            /// All deeds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The deed with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|deed| deed.code() == code)
            }
        }
    };
}

deeds! {
    /// An account was made.
    AccountMade = "account-made",
    /// Somebody signed in.
    SignedIn = "signed-in",
    /// Sessions were ended by their person.
    SessionsEnded = "sessions-ended",
    /// A password was changed or reset.
    PasswordChanged = "password-changed",
    /// An account's address was changed, by a link in a letter to the new one.
    AddressChanged = "address-changed",
    /// An address that a mail server had refused is written to again.
    AddressCleared = "address-cleared",
    /// A letter that had been given up was to be tried anew.
    LetterRetried = "letter-retried",
    /// A second factor was set up.
    SecondFactorSet = "second-factor-set",
    /// A second factor was removed.
    SecondFactorRemoved = "second-factor-removed",
    /// New recovery codes took the place of the old ones.
    RecoveryCodesMade = "recovery-codes-made",
    /// A recovery code was used to sign in.
    RecoveryCodeUsed = "recovery-code-used",
    /// Letters of a topic were ended by who has one of them.
    MailEnded = "mail-ended",
    /// Somebody exported what is held on them.
    DataExported = "data-exported",
    /// An account was deleted by its person.
    AccountDeleted = "account-deleted",
    /// An organization was brought onto the site.
    OrganizationFounded = "organization-founded",
    /// What an organization says of itself was changed.
    OrganizationChanged = "organization-changed",
    /// Somebody was invited.
    MemberInvited = "member-invited",
    /// An invitation was withdrawn.
    InvitationWithdrawn = "invitation-withdrawn",
    /// Somebody became a member.
    MemberAdded = "member-added",
    /// Somebody who asked to join was turned down.
    JoinRefused = "join-refused",
    /// A member's role was changed.
    RoleChanged = "role-changed",
    /// A member left or was removed.
    MemberRemoved = "member-removed",
    /// An organization asked to be verified.
    VerificationAsked = "verification-asked",
    /// A moderator decided on a verification.
    VerificationDecided = "verification-decided",
    /// A verification lapsed, as what had been verified was changed.
    VerificationLapsed = "verification-lapsed",
    /// A version of a posting was submitted.
    PostingSubmitted = "posting-submitted",
    /// A submitted version was taken back.
    PostingTakenBack = "posting-taken-back",
    /// A moderator decided on a version of a posting.
    PostingReviewed = "posting-reviewed",
    /// Something was reported to the moderators.
    Reported = "reported",
    /// A moderator decided on a report.
    ReportDecided = "report-decided",
    /// A moderator took a posting off the site.
    PostingTakenOff = "posting-taken-off",
    /// Postings were submitted by a table.
    TableTakenOver = "table-taken-over",
    /// A posting was closed.
    PostingClosed = "posting-closed",
    /// A posting was opened again, or for longer.
    PostingRenewed = "posting-renewed",
    /// What holds for the whole site was set.
    SettingsChanged = "settings-changed",
    /// How much each dimension counts in matching was set.
    WeightsChanged = "weights-changed",
    /// The list of moderators' reasons was changed.
    ReasonsChanged = "reasons-changed",
    /// An entry of the site's own came into a code list, or out of it.
    CodesChanged = "codes-changed",
    /// One of the site's own texts was changed.
    SiteTextChanged = "site-text-changed",
    /// An organization was suspended.
    OrganizationSuspended = "organization-suspended",
    /// An organization was restored.
    OrganizationRestored = "organization-restored",
    /// A person was suspended.
    PersonSuspended = "person-suspended",
    /// A person was restored.
    PersonRestored = "person-restored",
    /// Somebody was appointed to the staff, or dismissed.
    StaffChanged = "staff-changed",
    /// The audit trail was exported.
    AuditExported = "audit-exported",
}

/// One entry. It names people and organizations by their public identifiers, never by name or address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` for the program itself and its operator.
    pub actor: Option<AccountId>,
    /// What.
    pub deed: Deed,
    /// To what or whom: a public identifier.
    pub object: String,
    /// What was before, in codes.
    pub before: Option<String>,
    /// What is after, in codes.
    pub after: Option<String>,
    /// Why, in the actor's words.
    pub reason: Option<String>,
    /// From where; forgotten when the actor's account is deleted.
    pub address: Option<IpAddr>,
}

//! What happened that people are told of, on the site and by mail, in the same words.

use serde::{Deserialize, Serialize};

use super::account::{Role, Staff};
use super::ids::{AccountId, OrganizationId, PostingId, ReportId, SearchId};
use super::organization::{Names, Organization};
use super::text::Title;
use super::topic::{LetterKind, Topic};
use super::verification::VerificationState;
use super::version::VersionState;

/// An organization, as far as an event names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Which.
    pub id: OrganizationId,
    /// What it was called then.
    pub names: Names,
}

impl From<&Organization> for Named {
    fn from(organization: &Organization) -> Self {
        Self { id: organization.id, names: organization.names.clone() }
    }
}

/// The most postings that one event of a saved search names; the others are counted.
pub const MOST_FOUND: usize = 20;

/// Something that people are told of. The store keeps it as JSON, and it is put into words for each reader
/// when it is read, so it holds nothing that its reader might not read later on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The reader's password was changed.
    Password,
    /// The reader's second factor was set up or removed.
    SecondFactor {
        /// Whether it was set up.
        set: bool,
    },
    /// The reader's account was suspended or restored.
    Suspended {
        /// Whether it was suspended.
        suspended: bool,
        /// Why.
        reason: String,
    },
    /// The reader's role on the site was changed.
    StaffRole {
        /// The new one.
        staff: Option<Staff>,
    },
    /// An organization was suspended or restored.
    OrganizationSuspended {
        /// Which.
        organization: Named,
        /// Whether it was suspended.
        suspended: bool,
        /// Why.
        reason: String,
    },
    /// Somebody asks to join.
    JoinAsked {
        /// Which organization.
        organization: Named,
        /// Who.
        asker: AccountId,
        /// Their name; told in the letter, and not kept.
        #[serde(skip)]
        who: Option<Title>,
    },
    /// The reader's request to join was decided.
    JoinDecided {
        /// Which organization.
        organization: Named,
        /// Whether it was accepted.
        accepted: bool,
    },
    /// The reader has another role in an organization.
    MembershipChanged {
        /// Which organization.
        organization: Named,
        /// The new role; none when the membership ended.
        role: Option<Role>,
    },
    /// A moderator decided on an organization's verification.
    Verification {
        /// Which organization.
        organization: Named,
        /// Where it stands now.
        state: VerificationState,
        /// Why, where it isn't verified.
        reason: Option<String>,
    },
    /// A moderator decided on a posting.
    PostingReviewed {
        /// Which.
        posting: PostingId,
        /// Its title.
        title: Title,
        /// Where the version stands now.
        state: VersionState,
        /// Why, where it isn't published.
        reason: Option<String>,
    },
    /// A moderator took a posting off the site.
    PostingTakenOff {
        /// Which.
        posting: PostingId,
        /// Its title.
        title: Title,
        /// Why.
        reason: String,
    },
    /// A moderator decided on what the reader reported.
    ReportDecided {
        /// Which report.
        report: ReportId,
        /// Whether it was found right.
        upheld: bool,
    },
    /// Postings of an organization run out soon.
    Expiring {
        /// Their titles.
        titles: Vec<Title>,
    },
    /// A posting of the reader's organization has new matches.
    Matches {
        /// Which posting.
        posting: PostingId,
        /// Its title.
        title: Title,
        /// The best of the counterparts, best first.
        found: Vec<PostingId>,
        /// How many there are besides.
        #[serde(default)]
        more: usize,
    },
    /// A saved search found postings.
    Found {
        /// Which search.
        #[serde(default)]
        search: Option<SearchId>,
        /// What the search is called.
        name: String,
        /// Its query string.
        query: String,
        /// The postings, in the order of the search.
        found: Vec<PostingId>,
        /// How many there are besides.
        more: usize,
    },
    /// Something waits for moderators.
    Queue {
        /// How much.
        waiting: usize,
        /// For how many hours the oldest of it waits.
        hours: i64,
    },
    /// Letters could not be sent.
    MailFailed {
        /// How many were given up since this was told last.
        given_up: usize,
        /// For how many hours the oldest that is still tried waits; 0 where none waits for long.
        hours: i64,
    },
}

impl Event {
    /// The kind of letter that tells it.
    pub fn kind(&self) -> LetterKind {
        match self {
            Self::Password => LetterKind::Password,
            Self::SecondFactor { .. } => LetterKind::SecondFactor,
            Self::Suspended { .. } => LetterKind::Suspended,
            Self::StaffRole { .. } => LetterKind::StaffRole,
            Self::OrganizationSuspended { .. } => LetterKind::OrganizationSuspended,
            Self::JoinAsked { .. } => LetterKind::JoinAsked,
            Self::JoinDecided { .. } => LetterKind::JoinDecided,
            Self::MembershipChanged { .. } => LetterKind::MembershipChanged,
            Self::Verification { .. } => LetterKind::Verification,
            Self::PostingReviewed { .. } => LetterKind::PostingReviewed,
            Self::PostingTakenOff { .. } => LetterKind::PostingTakenOff,
            Self::ReportDecided { .. } => LetterKind::ReportDecided,
            Self::Expiring { .. } => LetterKind::Expiring,
            Self::Matches { .. } => LetterKind::Matches,
            Self::Found { .. } => LetterKind::Found,
            Self::Queue { .. } => LetterKind::Queue,
            Self::MailFailed { .. } => LetterKind::MailFailed,
        }
    }

    /// Whose setting it goes by.
    pub fn topic(&self) -> Topic {
        self.kind().topic()
    }

    /// What it is about, where other events may be about the same.
    pub fn thread(&self) -> Option<String> {
        match self {
            Self::PostingReviewed { posting, .. } | Self::PostingTakenOff { posting, .. } => {
                Some(format!("posting.{posting}"))
            }
            Self::Matches { posting, .. } => Some(matches_thread(*posting)),
            Self::Verification { organization, .. } => Some(format!("verification.{}", organization.id)),
            Self::JoinDecided { organization, .. } | Self::MembershipChanged { organization, .. } => {
                Some(format!("membership.{}", organization.id))
            }
            _ => None,
        }
    }

    /// Takes up what another event tells of the same search, so that both are told as one; whether it did.
    pub fn join(&mut self, other: &Self) -> bool {
        let (
            Self::Found { search: Some(own), found, more, .. },
            Self::Found { search: Some(others), found: also, more: others_more, .. },
        ) = (self, other)
        else {
            return false;
        };
        if own != others {
            return false;
        }
        let room = MOST_FOUND.saturating_sub(found.len());
        found.extend(also.iter().take(room));
        *more += others_more + also.len().saturating_sub(room);
        true
    }

    /// Whether a letter that tells it holds something about somebody else, which is forgotten once it is sent.
    pub fn is_private(&self) -> bool {
        matches!(self, Self::JoinAsked { .. })
    }
}

/// What letters about the new matches of one posting are about.
pub fn matches_thread(posting: PostingId) -> String {
    format!("matches.{posting}")
}

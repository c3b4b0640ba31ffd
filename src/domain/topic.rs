//! What people are told, and how soon: the one table of the kinds of letters.

use super::account::{Role, Staff};

/// How soon somebody wants a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pace {
    /// As it happens.
    AtOnce,
    /// Once a day, with whatever else of its topic happened.
    Daily,
    /// Once a week, likewise.
    Weekly,
    /// Not at all; it stands in the list of notifications all the same.
    Never,
}

impl Pace {
    /// All paces, the quickest first.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Daily, Self::Weekly, Self::Never];

    /// The code used in forms, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Never => "never",
        }
    }

    /// The pace with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.code() == code)
    }
}

/// Kinds of letters that somebody sets the pace of together, and ends with one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Topic {
    /// What an account can't do without.
    Account,
    /// Who belongs to an organization, and what becomes of it.
    Membership,
    /// What moderators decide.
    Moderation,
    /// New matches of one's organization's postings.
    Match,
    /// What runs out soon.
    Expiry,
    /// What saved searches find; each has a pace of its own.
    Search,
    /// What waits for moderators.
    Queue,
    /// What goes wrong on the site.
    Failure,
}

impl Topic {
    /// All topics, in the order of the page of settings.
    pub const ALL: [Self; 8] = [
        Self::Account,
        Self::Match,
        Self::Search,
        Self::Moderation,
        Self::Expiry,
        Self::Membership,
        Self::Queue,
        Self::Failure,
    ];

    /// The code used in addresses, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Membership => "membership",
            Self::Moderation => "moderation",
            Self::Match => "matches",
            Self::Expiry => "expiry",
            Self::Search => "searches",
            Self::Queue => "queue",
            Self::Failure => "failures",
        }
    }

    /// The topic with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// The paces to choose from; none where there is no choice for the topic as a whole.
    pub fn paces(self) -> &'static [Pace] {
        match self {
            Self::Account | Self::Search => &[],
            Self::Queue => &[Pace::Daily, Pace::Never],
            Self::Membership | Self::Moderation | Self::Match | Self::Expiry | Self::Failure => &Pace::ALL,
        }
    }

    /// The topics that have paces to choose from.
    pub fn with_paces() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|topic| !topic.paces().is_empty())
    }

    /// The pace as long as nobody chooses another.
    pub fn usual(self) -> Pace {
        match self {
            Self::Queue | Self::Failure | Self::Search => Pace::Daily,
            Self::Account | Self::Membership | Self::Moderation | Self::Match | Self::Expiry => Pace::AtOnce,
        }
    }

    /// Which staff it is for; `None` for everybody.
    pub fn staff(self) -> Option<Staff> {
        match self {
            Self::Queue => Some(Staff::Moderator),
            Self::Failure => Some(Staff::Administrator),
            _ => None,
        }
    }

    /// Whether its letters can be ended with one click.
    pub fn can_end(self) -> bool {
        self != Self::Account
    }
}

/// Who gets letters of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Whoever has the address, with an account or without.
    Address,
    /// The person whom it is about.
    Person,
    /// All members of the organization.
    Members,
    /// Members who may write for the organization.
    Editors,
    /// Who wrote it, and the organization's administrators.
    Author,
    /// The organization's administrators.
    Administrators,
    /// The site's moderators and administrators.
    Moderators,
    /// The site's administrators.
    SiteAdministrators,
}

impl Audience {
    /// The least role in the organization that one must have to be told; nothing for who isn't told through one.
    pub fn least_role(self) -> Option<Role> {
        match self {
            Self::Members | Self::Author => Some(Role::Reader),
            Self::Editors => Some(Role::Editor),
            Self::Administrators => Some(Role::Administrator),
            Self::Address | Self::Person | Self::Moderators | Self::SiteAdministrators => None,
        }
    }

    /// In English words, for the documentation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Address => "whoever has the address",
            Self::Person => "the person",
            Self::Members => "the organization's members",
            Self::Editors => "the organization's editors and administrators",
            Self::Author => "the author, and the organization's administrators",
            Self::Administrators => "the organization's administrators",
            Self::Moderators => "moderators",
            Self::SiteAdministrators => "the site's administrators",
        }
    }
}

/// Declares the kinds of letters.
macro_rules! kinds {
    ($($name:ident = $code:literal, $topic:ident, $audience:ident, $template:literal, $when:literal;)+) => {
        /// A kind of letter: what it tells. The table in `docs/MAIL.md` is made from this one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LetterKind {
            $(#[doc = concat!("Told when ", $when, ".")] $name,)+
        }

        impl LetterKind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code: the first part of a Message-ID.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Whose setting counts.
            pub fn topic(self) -> Topic {
                match self { $(Self::$name => Topic::$topic,)+ }
            }

            /// Who gets it.
            pub fn audience(self) -> Audience {
                match self { $(Self::$name => Audience::$audience,)+ }
            }

            /// The template, without its ending: there is one for the text and one for the HTML.
            pub fn template(self) -> &'static str {
                match self { $(Self::$name => $template,)+ }
            }

            /// When it is told, in English words, for the documentation.
            pub fn when(self) -> &'static str {
                match self { $(Self::$name => $when,)+ }
            }
        }
    };
}

kinds! {
    Confirm = "confirm", Account, Address, "notice", "somebody signs up with the address";
    HasAccount = "has-account", Account, Person, "notice", "somebody signs up with an address that has an account, or wants to change theirs to it";
    Reset = "reset", Account, Person, "notice", "somebody asks to reset the password";
    Invitation = "invitation", Account, Address, "notice", "an organization invites the address";
    NewAddress = "new-address", Account, Address, "notice", "the account's address is to be changed to this one";
    AddressChanged = "address-changed", Account, Person, "notice", "the account's address was changed";
    Password = "password", Account, Person, "notice", "the password was changed";
    SecondFactor = "second-factor", Account, Person, "notice", "the second factor was set up or removed";
    Suspended = "suspended", Account, Person, "notice", "the account was suspended or restored";
    StaffRole = "staff", Account, Person, "notice", "the person's role on the site was changed";
    Deleted = "deleted", Account, Person, "notice", "the account was deleted";
    Contact = "contact", Account, SiteAdministrators, "notice", "somebody writes by the contact form";
    Matches = "new-matches", Match, Members, "new_matches", "a posting of the organization has new matches";
    Found = "found", Search, Person, "notice", "postings are published that a saved search finds";
    PostingReviewed = "posting-reviewed", Moderation, Author, "notice", "a moderator decided on a posting";
    PostingTakenOff = "posting-taken-off", Moderation, Editors, "notice", "a moderator took a posting off the site";
    Verification = "verification", Moderation, Administrators, "notice", "a moderator decided on the organization's verification";
    ReportDecided = "report-decided", Moderation, Person, "notice", "a moderator decided on what the person reported";
    Expiring = "posting-expiring", Expiry, Editors, "notice", "postings run out soon";
    JoinAsked = "join-asked", Membership, Administrators, "notice", "somebody asks to join the organization";
    JoinDecided = "join-decided", Membership, Person, "notice", "a request to join was accepted or turned down";
    MembershipChanged = "membership", Membership, Person, "notice", "the role in an organization was changed, or ended";
    OrganizationSuspended = "organization-suspended", Membership, Administrators, "notice", "the organization was suspended or restored";
    Queue = "queue", Queue, Moderators, "notice", "something waits for moderators, once a day";
    MailFailed = "mail-failed", Failure, SiteAdministrators, "notice", "letters could not be sent";
    Digest = "digest", Account, Person, "digest", "notifications of one topic are told together; the topic is theirs";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_usual_pace_can_be_chosen_and_every_choice_can_be_ended() {
        for topic in Topic::ALL {
            let paces = topic.paces();
            assert!(paces.is_empty() || paces.contains(&topic.usual()), "{topic:?}");
            assert!(paces.is_empty() || paces.contains(&Pace::Never), "{topic:?}");
            assert_eq!(Topic::from_code(topic.code()), Some(topic));
        }
    }

    #[test]
    fn no_two_kinds_share_a_code() {
        let codes: HashSet<&str> = LetterKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), LetterKind::ALL.len());
    }
}

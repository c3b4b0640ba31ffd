//! The rules as a table: kinds of action against kinds of visitor.

use super::{Action, Denial, Person, Subject, Visitor, require};
use crate::domain::account::{Role, Staff};
use crate::domain::{AccountId, Disclosure, OrganizationId, State};

/// Declares the kinds of action with a sample of each.
macro_rules! rules {
    ($($name:ident = $sample:expr,)+) => {
        /// A kind of [`Action`], without the facts about its object. Each address of the site has one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            /// Anybody may, whoever it is; what is shown may depend on further rules.
            Everybody,
            $(#[doc = concat!("[`Action::", stringify!($name), "`].")] $name,)+
        }

        impl Rule {
            /// All kinds.
            pub const ALL: &'static [Self] = &[Self::Everybody, $(Self::$name,)+];

            /// The name, as it stands in the code.
            pub fn name(self) -> &'static str {
                match self {
                    Self::Everybody => "Everybody",
                    $(Self::$name => stringify!($name),)+
                }
            }

            /// The action, on an object of the organization.
            fn sample(self, of: Subject) -> Option<Action> {
                match self {
                    Self::Everybody => None,
                    $(Self::$name => Some(($sample)(of)),)+
                }
            }
        }
    };
}

rules! {
    ReadPosting = |owner| Action::ReadPosting { state: State::Published, owner },
    ReadWhole = |owner| Action::ReadWhole {
        state: State::Published,
        disclosure: Disclosure::Public,
        owner,
    },
    ReadOrganization = Action::ReadOrganization,
    UseAccount = |_| Action::UseAccount,
    FoundOrganization = |_| Action::FoundOrganization,
    AskToJoin = Action::AskToJoin,
    Leave = Action::Leave,
    ReadMembers = Action::ReadMembers,
    ManageMembers = Action::ManageMembers,
    EditOrganization = Action::EditOrganization,
    ReadVerification = Action::ReadVerification,
    ReadEvidence = Action::ReadEvidence,
    AskVerification = Action::AskVerification,
    ReadWriting = Action::ReadWriting,
    Write = Action::Write,
    PublishUnreviewed = Action::PublishUnreviewed,
    ExpressInterest = Action::ExpressInterest,
    Report = Action::Report,
    ReadQueue = |_| Action::ReadQueue,
    DecideVerification = Action::DecideVerification,
    ReviewPosting = Action::ReviewPosting,
    ReviewReport = Action::ReviewReport,
    ReadRegister = |_| Action::ReadRegister,
    SuspendOrganization = Action::SuspendOrganization,
    SuspendPerson = |_| Action::SuspendPerson,
    AppointStaff = |_| Action::AppointStaff,
    ReadAudit = |_| Action::ReadAudit,
    ManageSite = |_| Action::ManageSite,
}

/// Kinds of visitor, as they stand to the organization that an action is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum VisitorKind {
    /// Not signed in.
    Nobody,
    /// A member of another organization.
    Outsider,
    /// A member who reads.
    Reader,
    /// A member who writes.
    Editor,
    /// A member who manages.
    Administrator,
    /// A moderator of the site with a second factor, member of no organization.
    Moderator,
    /// An administrator of the site with a second factor, member of no organization.
    SiteAdministrator,
}

impl VisitorKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Nobody,
        Self::Outsider,
        Self::Reader,
        Self::Editor,
        Self::Administrator,
        Self::Moderator,
        Self::SiteAdministrator,
    ];

    /// A visitor of this kind.
    fn sample(self, organization: OrganizationId, other: OrganizationId) -> Visitor {
        let person = |staff: Option<Staff>, memberships| {
            let second_factor = staff.is_some();
            let id = AccountId::from_random(0);
            Visitor::Person(Person { id, staff, second_factor, memberships, verified: false })
        };
        match self {
            Self::Nobody => Visitor::Stranger,
            Self::Outsider => person(None, vec![(other, Role::Administrator)]),
            Self::Reader => person(None, vec![(organization, Role::Reader)]),
            Self::Editor => person(None, vec![(organization, Role::Editor)]),
            Self::Administrator => person(None, vec![(organization, Role::Administrator)]),
            Self::Moderator => person(Some(Staff::Moderator), Vec::new()),
            Self::SiteAdministrator => person(Some(Staff::Administrator), Vec::new()),
        }
    }
}

/// Whether a visitor of this kind may do an action of this kind to an organization that is verified and
/// active, or to what belongs to it.
///
/// # Errors
/// [`Denial`].
pub fn verdict(kind: VisitorKind, rule: Rule) -> Result<(), Denial> {
    let (one, other) = (OrganizationId::from_random(1), OrganizationId::from_random(2));
    let subject = Subject { id: one, verified: true, suspended: false };
    match rule.sample(subject) {
        None => Ok(()),
        Some(action) => require(&kind.sample(one, other), action),
    }
}
